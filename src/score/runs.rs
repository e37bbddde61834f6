//! Verbatim runs: the same story words in a row on both sides.
//!
//! In: two stories. Out: maximal runs of [`MIN_RUN`] words or more, and shorter ones of rare words. Exact: a run is missed only
//! where a phrase stands more than [`MAX_PLACES`] times in one text; then its n-th place here is held against its n-th there.

use super::story::Story;
use crate::matching::{Match, maximal_of};

/// The same words from `left` here and `right` there.
pub(super) type StoryRun = Match;

/// Words of the phrase that a run is grown from.
const SEED_WORDS: usize = 3;
/// A run of so many words always counts as a place to grow a passage from.
const MIN_RUN: u32 = 4;
/// A run of three words counts when its words weigh as much as two long content words.
const MIN_SHORT_WEIGHT: f32 = 2.2;
/// Places of one phrase in one text that are all looked at.
const MAX_PLACES: usize = 8;

/// All runs, sorted by place on the left, then on the right. About linear; at most [`MAX_PLACES`] runs begin at a word.
pub(super) fn runs(left: &Story<'_>, right: &Story<'_>) -> Vec<StoryRun> {
    let sides = [left, right].map(|story| (story.keys(), story.of.phrases(SEED_WORDS)));
    let mut found = maximal_of(sides[0], sides[1], MAX_PLACES);
    found.retain(|run| run.len >= MIN_RUN || weight(left, *run) >= MIN_SHORT_WEIGHT);
    found
}

/// What the words of a run weigh.
pub(super) fn weight(left: &Story<'_>, run: StoryRun) -> f32 {
    left.words[run.left as usize..(run.left + run.len) as usize].iter().map(|word| word.weight).sum()
}
