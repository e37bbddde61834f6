//! The gate: which shared stretches are reused wording.
//!
//! In: a chain. Out: nothing if it counts, or the reason why it does not. Similar sentences also say the same fact in other
//! words, and every archive shares names and titles; neither is reuse.

use super::Discount;
use super::chain::Chain;
use super::gap;
use super::story::Story;
use std::collections::HashSet;

/// A run of so many words is reused wording by itself, if it says something.
const MIN_LONGEST_RUN: u32 = 6;
/// Without such a run, this share of the passage must stand in runs of three words or more.
const MIN_RUN_SHARE: f64 = 0.45;
/// Or this share of its words must match in order, equal or similar, as they do in a badly scanned copy, ...
const MIN_MATCH_SHARE: f64 = 0.55;
/// ... and they must weigh this much.
const MIN_NOISY_WEIGHT: f32 = 14.0;
/// What the words in runs must weigh at least: about seven words of a usual sentence.
const MIN_WEIGHT: f32 = 5.0;
/// Distinct content words (no function words, figures, names) that the runs must have.
const MIN_CONTENT_WORDS: usize = 3;
/// From this share of figures on, a passage is a form or table ...
const MIN_FRAME_FIGURES: f64 = 0.15;
/// ... and counts only if this share of its figures is the same on both sides.
const MIN_SAME_FIGURES: f64 = 0.5;

/// Why a chain does not count; none if it does. Linear in its words.
pub(super) fn discount(left: &Story<'_, '_>, right: &Story<'_, '_>, chain: &Chain) -> Option<Discount> {
    let evidence = Evidence::of(left, right, chain);
    if evidence.content_words < MIN_CONTENT_WORDS {
        return Some(Discount::CommonPhrase);
    }
    if evidence.is_frame() {
        return Some(Discount::Frame);
    }
    if evidence.weight < MIN_WEIGHT {
        return Some(Discount::CommonPhrase);
    }
    let is_worded = evidence.longest_run >= MIN_LONGEST_RUN || evidence.run_share >= MIN_RUN_SHARE;
    let is_noisy_copy = evidence.match_share >= MIN_MATCH_SHARE && evidence.weight >= MIN_NOISY_WEIGHT;
    (!is_worded && !is_noisy_copy).then_some(Discount::SameFacts)
}

struct Evidence {
    weight: f32,
    content_words: usize,
    longest_run: u32,
    /// Words in runs over words of the shorter side.
    run_share: f64,
    /// Words in runs or matching in gaps over words of the longer side.
    match_share: f64,
    /// Figures over words, of the side that has more of them.
    figure_share: f64,
    /// Figures in runs over figures of the passage.
    same_figures: f64,
}

impl Evidence {
    fn of(left: &Story<'_, '_>, right: &Story<'_, '_>, chain: &Chain) -> Evidence {
        let (mut weight, mut in_runs, mut figures_in_runs, mut longest_run) = (0.0, 0_u32, 0_usize, 0);
        let mut content = HashSet::new();
        for run in &chain.runs {
            for word in &left.words[run.left as usize..(run.left + run.len) as usize] {
                weight += word.weight;
                figures_in_runs += usize::from(word.figure);
                if word.is_content() {
                    content.insert(word.key);
                }
            }
            in_runs += run.len;
            longest_run = longest_run.max(run.len);
        }
        let in_gaps: u32 = chain.runs.windows(2).filter_map(|pair| gap::judge(left, right, pair[0], pair[1])).sum();
        let (here, there) = (chain.left.1 - chain.left.0, chain.right.1 - chain.right.0);
        let figures_of = |story: &Story<'_, '_>, range: (u32, u32)| {
            story.words[range.0 as usize..range.1 as usize].iter().filter(|word| word.figure).count()
        };
        let (left_figures, right_figures) = (figures_of(left, chain.left), figures_of(right, chain.right));
        let figures = left_figures.max(right_figures);
        Evidence {
            weight,
            content_words: content.len(),
            longest_run,
            run_share: f64::from(in_runs) / f64::from(here.min(there).max(1)),
            match_share: f64::from(in_runs + in_gaps) / f64::from(here.max(there).max(1)),
            figure_share: (left_figures as f64 / f64::from(here.max(1))).max(right_figures as f64 / f64::from(there.max(1))),
            same_figures: if figures == 0 { 1.0 } else { figures_in_runs as f64 / figures as f64 },
        }
    }

    fn is_frame(&self) -> bool {
        self.figure_share >= MIN_FRAME_FIGURES && self.same_figures < MIN_SAME_FIGURES && self.longest_run < 12
    }
}
