//! Shares: how much of each article stands in the other.
//!
//! In: two stories and what was taken (`taken`). Out: words taken on both sides, over all and outside quotations, and the scores. What
//! passages cover, edits included, is only what the verdict asks for.

use super::Scores;
use super::chain::Chain;
use super::story::Story;
use super::taken::{Manner, Taken, TakenSide};
use crate::fingerprint::resemblance;

/// Words of the shingles that resemblance counts.
pub const RESEMBLANCE_WORDS: usize = 3;

/// The words of one side that passages cover, edits included: what the verdict is reached by.
#[derive(Debug, Clone, Copy, Default)]
struct Covered {
    words: u32,
    covered: u32,
    words_outside: u32,
    covered_outside: u32,
}

impl Covered {
    fn of(story: &Story<'_>, parts: impl Iterator<Item = (u32, u32)>) -> Covered {
        let outside = |words: &[super::story::StoryWord]| words.iter().filter(|word| !word.quoted).count() as u32;
        let mut side = Covered { words: story.len() as u32, words_outside: outside(&story.words), ..Covered::default() };
        // A chain may lie in the gap of another one: its words count once.
        let mut parts: Vec<(u32, u32)> = parts.collect();
        parts.sort_unstable();
        let mut counted = 0;
        for (start, end) in parts {
            let start = start.max(counted);
            if start < end {
                side.covered += end - start;
                side.covered_outside += outside(&story.words[start as usize..end as usize]);
                counted = end;
            }
        }
        side
    }

    /// The share outside quotations; over all words where there is nothing else.
    fn share(&self) -> f64 {
        if self.words_outside > 0 { ratio(self.covered_outside, self.words_outside) } else { ratio(self.covered, self.words) }
    }
}

/// The larger share of the two articles that passages cover outside quotations, and the words that this counts of the article that has fewer.
pub(super) fn covered(left: &Story<'_>, right: &Story<'_>, chains: &[Chain]) -> (f64, u32) {
    let left = Covered::of(left, chains.iter().map(|chain| chain.left));
    let right = Covered::of(right, chains.iter().map(|chain| chain.right));
    let words = |side: &Covered| if side.words_outside > 0 { side.words_outside } else { side.words };
    (left.share().max(right.share()), words(&left).min(words(&right)))
}

/// The words of one side that were taken.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Side {
    pub(super) words: u32,
    pub(super) taken: u32,
    pub(super) verbatim: u32,
    pub(super) words_outside: u32,
    pub(super) taken_outside: u32,
    /// Taken words that count as quoted.
    pub(super) taken_quoted: u32,
    /// Whether the article itself quotes anybody.
    pub(super) quotes: bool,
}

impl Side {
    fn of(story: &Story<'_>, taken: &TakenSide) -> Side {
        let mut side = Side { words: story.len() as u32, ..Side::default() };
        for ((word, manner), quoted) in story.words.iter().zip(&taken.manner).zip(&taken.quoted) {
            let is_taken = *manner > Manner::Own;
            side.taken += u32::from(is_taken);
            side.verbatim += u32::from(*manner == Manner::Verbatim);
            side.words_outside += u32::from(!quoted);
            side.taken_outside += u32::from(is_taken && !quoted);
            side.taken_quoted += u32::from(is_taken && *quoted);
            side.quotes |= word.quoted;
        }
        side
    }

    fn share_outside(&self) -> Option<f64> {
        (self.words_outside > 0).then(|| ratio(self.taken_outside, self.words_outside))
    }
}

/// Taken words of both sides.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shares {
    pub(super) left: Side,
    pub(super) right: Side,
}

impl Shares {
    pub(super) fn of(left: &Story<'_>, right: &Story<'_>, taken: &Taken) -> Shares {
        Shares { left: Side::of(left, &taken.left), right: Side::of(right, &taken.right) }
    }

    pub(super) fn scores(&self, resemblance: f64, longest_run: u32, discounted: u32) -> Scores {
        Scores {
            a_in_b: ratio(self.left.taken, self.left.words),
            b_in_a: ratio(self.right.taken, self.right.words),
            a_in_b_verbatim: ratio(self.left.verbatim, self.left.words),
            b_in_a_verbatim: ratio(self.right.verbatim, self.right.words),
            a_in_b_outside_quotes: self.left.share_outside(),
            b_in_a_outside_quotes: self.right.share_outside(),
            resemblance,
            longest_run_words: longest_run,
            shared_words: self.left.taken,
            discounted_words: discounted,
        }
    }
}

/// The Jaccard index of the distinct shingles; texts too short for a shingle resemble each other if they are the same.
pub(super) fn resemblance_of(left: &Story<'_>, right: &Story<'_>) -> f64 {
    let (a, b) = (left.of.shingles(), right.of.shingles());
    if a.is_empty() && b.is_empty() { f64::from(u8::from(left.keys() == right.keys())) } else { resemblance(a, b) }
}

fn ratio(part: u32, whole: u32) -> f64 {
    if whole == 0 { 0.0 } else { f64::from(part) / f64::from(whole) }
}
