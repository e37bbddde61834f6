//! The evidence in a passage: what its matching words say about whether wording was reused.
//!
//! In: a chain of two stories. Out: [`Evidence`]. It judges nothing; the bars stand in `counting` (does the passage count?) and `verdict` (do
//! all passages together make reuse?).

use super::Facts;
use super::chain::Chain;
use super::gap;
use super::story::{Story, StoryWord};
use crate::text::KeySet;
use std::ops::Range;

/// What one passage has to show.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Evidence {
    /// Weight of all words in runs.
    pub(super) weight: f32,
    /// Distinct content words (no function words, figures, names) in runs.
    pub(super) content_words: usize,
    /// Words of the longest verbatim run.
    pub(super) longest_run: u32,
    /// Words in runs over words of the shorter side.
    pub(super) run_share: f64,
    /// Words in runs or matching in gaps over words of the longer side; function words in gaps count half.
    pub(super) match_share: f64,
    /// Figures over words, of the side that has more of them.
    pub(super) figure_share: f64,
    /// Figures in runs, and those in gaps that are the same written otherwise.
    pub(super) same_figures: usize,
    /// Figures of the side that has more of them.
    pub(super) most_figures: usize,
    /// Words in gaps that are their partner misspelt, misread or inflected.
    pub(super) misspelt: usize,
    /// Weight of the words that say something (no function words, no figures) that match, equal or similar, over that of the side that
    /// has more of it, 0.0 to 1.0; 1.0 where there are none.
    pub(super) telling_share: f64,
    /// Words in runs.
    pub(super) run_words: u32,
    /// Words of the longer side.
    pub(super) span: u32,
    /// What stands in the gaps of both sides without a partner.
    pub(super) exchanged: Exchanged,
    /// What is the article's own, outside quotations.
    pub(super) own: Own,
}

/// Words that stand in the same gap on both sides without a partner there: of each gap the fewer of the two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Exchanged {
    pub(super) names: u32,
    pub(super) content: u32,
    pub(super) figures: u32,
}

/// The part of the evidence that stands outside quotations on both sides. Where an article is nothing but quotations all of it counts.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Own {
    /// Words in runs.
    pub(super) run_words: u32,
    /// Their weight.
    pub(super) weight: f32,
    /// Words of the longest verbatim run.
    pub(super) longest_run: u32,
    /// Weight of the distinct content words that match, equal or similar.
    pub(super) content_weight: f64,
    /// Distinct names that match.
    pub(super) names: usize,
    /// Distinct names of the side that has more of them, quoted ones included.
    pub(super) most_names: usize,
}

/// A misspelt word counts as so many matching words more: two authors never misspell alike, so that noise is no difference.
///
/// Copies with 5-10 % of their letters misread: at equal numbers of false pairs 0 loses 8 % of them, 3 none.
const MISSPELT_FACTOR: f64 = 3.0;

/// Density counts with this power: an equal share of matching words in a passage three quarters as dense counts a third.
///
/// Of 2, 3, 4, 5 and 6 the best on four corpora at equal numbers of false pairs.
const DENSITY_POWER: i32 = 4;
/// What a name counts against content words of weight about 1.
const NAME_PROOF: f64 = 0.5;

impl Exchanged {
    fn of(story: &Story<'_>, words: Range<usize>) -> Exchanged {
        let mut count = Exchanged::default();
        for word in &story.words[words] {
            if let Some(kind) = count.kind(word) {
                *kind += 1;
            }
        }
        count
    }

    fn remove(&mut self, word: &StoryWord) {
        if let Some(kind) = self.kind(word) {
            *kind -= 1;
        }
    }

    fn kind(&mut self, word: &StoryWord) -> Option<&mut u32> {
        if word.figure {
            Some(&mut self.figures)
        } else if word.stop {
            None
        } else if word.name {
            Some(&mut self.names)
        } else {
            Some(&mut self.content)
        }
    }

    fn add_fewer(&mut self, left: Exchanged, right: Exchanged) {
        self.names += left.names.min(right.names);
        self.content += left.content.min(right.content);
        self.figures += left.figures.min(right.figures);
    }
}

impl Evidence {
    /// The evidence of each chain. Linear in the words of the chains, but for gaps: at most 41 x 41 comparisons each.
    pub(super) fn of_all(left: &Story<'_>, right: &Story<'_>, chains: &[Chain]) -> Vec<Evidence> {
        let mut seen = Seen::default();
        let counts_quotes = left.is_all_quoted() || right.is_all_quoted();
        chains.iter().map(|chain| Evidence::of(left, right, chain, counts_quotes, &mut seen)).collect()
    }

    fn of(left: &Story<'_>, right: &Story<'_>, chain: &Chain, counts_quotes: bool, seen: &mut Seen) -> Evidence {
        let (mut weight, mut in_runs, mut same_figures, mut longest_run, mut telling) = (0.0, 0_u32, 0, 0, 0.0);
        let Seen { own: seen, keys: content } = seen;
        if seen.capacity() > MOST_KEPT {
            *seen = KeySet::default();
        }
        seen.clear();
        content.clear();
        let mut own = Tally { counts_quotes, open_run: 0, seen, sum: Own::default() };
        for run in &chain.runs {
            own.open_run = 0;
            for step in 0..run.len {
                let (word, other) = (&left.words[(run.left + step) as usize], &right.words[(run.right + step) as usize]);
                weight += word.weight;
                telling += telling_weight(word);
                same_figures += usize::from(word.figure);
                if word.is_content() {
                    content.push(word.key);
                }
                own.take_from_run(word, other);
            }
            in_runs += run.len;
            longest_run = longest_run.max(run.len);
        }
        let (mut in_gaps, mut misspelt, mut exchanged) = (0, 0, Exchanged::default());
        for pair in chain.runs.windows(2) {
            let (here, there) = gap::between(pair[0], pair[1]);
            let mut rest = (Exchanged::of(left, here.clone()), Exchanged::of(right, there.clone()));
            for (i, j) in gap::matches(left, right, here, there) {
                let (word, other) = (&left.words[i], &right.words[j]);
                in_gaps += if word.stop { 1 } else { 2 };
                telling += telling_weight(word).min(telling_weight(other));
                misspelt += usize::from(word.key != other.key && !word.stop && !word.figure);
                // In a table with other figures some are the same by chance; one that is written otherwise is none of them.
                same_figures += usize::from(word.figure && word.key != other.key);
                if own.is_own(word, other) {
                    own.take(word);
                }
                rest.0.remove(word);
                rest.1.remove(other);
            }
            exchanged.add_fewer(rest.0, rest.1);
        }
        let (here, there) = (chain.left.1 - chain.left.0, chain.right.1 - chain.right.0);
        let content_words = n_distinct(content);
        let (left_figures, left_names) = specifics(left, chain.left, content);
        let (right_figures, right_names) = specifics(right, chain.right, content);
        let span = here.max(there).max(1);
        own.sum.most_names = left_names.max(right_names).max(own.sum.names);
        Evidence {
            weight,
            content_words,
            longest_run,
            run_share: f64::from(in_runs) / f64::from(here.min(there).max(1)),
            match_share: (f64::from(in_runs) + f64::from(in_gaps) / 2.0) / f64::from(span),
            figure_share: (left_figures as f64 / f64::from(here.max(1))).max(right_figures as f64 / f64::from(there.max(1))),
            same_figures,
            most_figures: left_figures.max(right_figures),
            misspelt,
            telling_share: ratio(telling, telling_of(left, chain.left).max(telling_of(right, chain.right))),
            run_words: in_runs,
            span,
            exchanged,
            own: own.sum,
        }
    }

    /// How much of the passage matches, 0.0 to 1.0, misread words being no difference.
    pub(super) fn density(&self) -> f64 {
        (self.match_share + MISSPELT_FACTOR * self.misspelt as f64 / f64::from(self.span)).min(1.0)
    }

    /// The same over the words that say something: function words and figures stay where a form is filled in anew.
    pub(super) fn telling_density(&self) -> f64 {
        (self.telling_share + MISSPELT_FACTOR * self.misspelt as f64 / f64::from(self.span)).min(1.0)
    }

    /// What the passage proves: its matching telling words, each counted once, by how densely they stand.
    pub(super) fn proof(&self) -> f64 {
        let density = self.density().min(self.telling_density());
        (self.own.content_weight + NAME_PROOF * self.own.names as f64) * density.powi(DENSITY_POWER)
    }

    /// The same figures over all; 1.0 where there are none.
    pub(super) fn figures_kept(&self) -> f64 {
        if self.most_figures == 0 { 1.0 } else { self.same_figures as f64 / self.most_figures as f64 }
    }
}

/// The facts of all passages.
pub(super) fn facts(passages: &[Evidence]) -> Facts {
    let mut facts = Facts::default();
    for passage in passages {
        facts.figures += passage.most_figures as u32;
        facts.same_figures += passage.same_figures as u32;
        facts.names += passage.own.most_names as u32;
        facts.same_names += passage.own.names as u32;
        facts.words += passage.span;
        facts.verbatim_words += passage.run_words;
    }
    facts
}

fn telling_weight(word: &StoryWord) -> f32 {
    if word.stop || word.figure { 0.0 } else { word.weight }
}

fn telling_of(story: &Story<'_>, range: (u32, u32)) -> f32 {
    story.words[range.0 as usize..range.1 as usize].iter().map(telling_weight).sum()
}

fn ratio(part: f32, whole: f32) -> f64 {
    if whole > 0.0 { (f64::from(part) / f64::from(whole)).min(1.0) } else { 1.0 }
}

/// Figures and distinct names of a part of a story.
fn specifics(story: &Story<'_>, range: (u32, u32), names: &mut Vec<u64>) -> (usize, usize) {
    let words = &story.words[range.0 as usize..range.1 as usize];
    names.clear();
    names.extend(words.iter().filter(|word| word.name && !word.stop && !word.figure).map(|word| word.key));
    (words.iter().filter(|word| word.figure).count(), n_distinct(names))
}

fn n_distinct(keys: &mut Vec<u64>) -> usize {
    keys.sort_unstable();
    keys.dedup();
    keys.len()
}

/// Room for more keys is not used again: to clear it takes as long as it is large, however few keys it holds.
const MOST_KEPT: usize = 2_000;

/// Room for keys, used again for each chain.
#[derive(Default)]
struct Seen {
    own: KeySet,
    keys: Vec<u64>,
}

struct Tally<'s> {
    counts_quotes: bool,
    open_run: u32,
    seen: &'s mut KeySet,
    sum: Own,
}

impl Tally<'_> {
    fn take_from_run(&mut self, word: &StoryWord, other: &StoryWord) {
        if !self.is_own(word, other) {
            self.open_run = 0;
            return;
        }
        self.open_run += 1;
        self.sum.run_words += 1;
        self.sum.weight += word.weight;
        self.sum.longest_run = self.sum.longest_run.max(self.open_run);
        self.take(word);
    }

    fn is_own(&self, word: &StoryWord, other: &StoryWord) -> bool {
        self.counts_quotes || (!word.quoted && !other.quoted)
    }

    fn take(&mut self, word: &StoryWord) {
        if word.stop || word.figure || !self.seen.insert(word.key) {
            return;
        }
        if word.name {
            self.sum.names += 1;
        } else {
            self.sum.content_weight += f64::from(word.weight);
        }
    }
}
