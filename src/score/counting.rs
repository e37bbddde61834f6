//! What counts: which shared stretches are reused wording.
//!
//! In: the evidence in a passage. Out: nothing if it counts, or the reason why it does not. Similar sentences also say the same fact in other
//! words, and every archive shares names and titles; neither is reuse.

use super::Discount;
use super::evidence::Evidence;

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
/// ... and counts only if this share of its figures is the same on both sides, ...
const MIN_SAME_FIGURES: f64 = 0.5;
/// ... or if all but the figures is: a copy brought up to date.
const MIN_UPDATED_MATCH: f64 = 0.75;
/// So many misspelt words ...
const MIN_MISSPELT: usize = 5;
/// ... that are this share of the passage show a badly scanned copy, whatever else is between them.
///
/// On three made corpora of 10,000 a third of the wanted pairs that were missed came in by this and the bar below, and no false one did.
const MIN_MISSPELT_SHARE: f64 = 0.08;
/// Such a copy has this density, a misread word counted as a difference that is none (see `verdict`).
const MIN_MISREAD_DENSITY: f64 = 0.7;

/// A passage with no more distinct content words than this share of its names and figures is a list: a team sheet, those who took part.
///
/// Of 7,000 labelled pairs 14 have such a passage, and in 11 of them it is most of the article.
pub(super) const MAX_LIST_CONTENT: f64 = 0.2;
/// An article of which a list makes up this share is nothing else, and its list may be reused.
const MIN_ALL_LIST: f64 = 0.75;

/// Why a passage does not count; none if it does. `share` is the larger share of the two articles that it makes up.
pub(super) fn discount(evidence: &Evidence, share: impl Fn() -> f64) -> Option<Discount> {
    if evidence.is_misread() {
        return None;
    }
    if evidence.content_words < MIN_CONTENT_WORDS || (evidence.is_list() && share() < MIN_ALL_LIST) {
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

/// A clause has so many words in a row at least ...
const MIN_CLAUSE: u32 = 4;
/// ... and so many distinct content words.
const MIN_CLAUSE_CONTENT: usize = 2;

/// Whether a passage that does not count by itself is a copied clause, which counts in articles of which reuse is proved.
pub(super) fn is_clause(why: Discount, evidence: &Evidence) -> bool {
    why == Discount::CommonPhrase && evidence.longest_run >= MIN_CLAUSE && evidence.content_words >= MIN_CLAUSE_CONTENT
}

impl Evidence {
    fn is_misread(&self) -> bool {
        let misspelt = self.misspelt;
        misspelt >= MIN_MISSPELT && misspelt as f64 >= MIN_MISSPELT_SHARE * f64::from(self.span) && self.density() >= MIN_MISREAD_DENSITY
    }

    /// Whether it is a list of names and figures.
    pub(super) fn is_list(&self) -> bool {
        self.content_words as f64 <= MAX_LIST_CONTENT * (self.own.most_names + self.most_figures) as f64
    }

    fn is_frame(&self) -> bool {
        self.figure_share >= MIN_FRAME_FIGURES
            && self.figures_kept() < MIN_SAME_FIGURES
            && self.longest_run < 12
            && self.match_share < MIN_UPDATED_MATCH
    }
}
