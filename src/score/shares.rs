//! Shares: how much of each article stands in the other.
//!
//! In: two stories and the chains that count. Out: words reused on both sides, over all and outside quotations, and the scores.

use super::Scores;
use super::chain::Chain;
use super::story::Story;
use crate::fingerprint::{fingerprint, resemblance};

/// Words of the shingles that resemblance counts.
pub const RESEMBLANCE_WORDS: usize = 3;

/// Reused words of one side.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Side {
    pub(super) words: u32,
    pub(super) reused: u32,
    pub(super) words_outside: u32,
    pub(super) reused_outside: u32,
}

impl Side {
    fn of(story: &Story<'_>, parts: impl Iterator<Item = (u32, u32)>) -> Side {
        let outside = |words: &[super::story::StoryWord]| words.iter().filter(|word| !word.quoted).count() as u32;
        let mut side = Side { words: story.len() as u32, words_outside: outside(&story.words), ..Side::default() };
        // A chain may lie in the gap of another one: its words count once.
        let mut parts: Vec<(u32, u32)> = parts.collect();
        parts.sort_unstable();
        let mut counted = 0;
        for (start, end) in parts {
            let start = start.max(counted);
            if start < end {
                side.reused += end - start;
                side.reused_outside += outside(&story.words[start as usize..end as usize]);
                counted = end;
            }
        }
        side
    }

    pub(super) fn share(&self) -> f64 {
        ratio(self.reused, self.words)
    }

    pub(super) fn share_outside(&self) -> Option<f64> {
        (self.words_outside > 0).then(|| ratio(self.reused_outside, self.words_outside))
    }
}

/// Reused words of both sides.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shares {
    pub(super) left: Side,
    pub(super) right: Side,
}

impl Shares {
    pub(super) fn of(left: &Story<'_>, right: &Story<'_>, chains: &[Chain]) -> Shares {
        Shares {
            left: Side::of(left, chains.iter().map(|chain| chain.left)),
            right: Side::of(right, chains.iter().map(|chain| chain.right)),
        }
    }

    /// Shares of left and right outside quotations; over all words where an article is nothing but quotations.
    pub(super) fn outside(&self) -> (f64, f64) {
        (self.left.share_outside().unwrap_or(self.left.share()), self.right.share_outside().unwrap_or(self.right.share()))
    }

    /// Words that count in [`Shares::outside`], of the article that has fewer.
    pub(super) fn fewer_words_outside(&self) -> u32 {
        let words = |side: &Side| if side.words_outside > 0 { side.words_outside } else { side.words };
        words(&self.left).min(words(&self.right))
    }

    pub(super) fn scores(&self, left: &Story<'_>, right: &Story<'_>, longest_run: u32) -> Scores {
        let (a, b) = (fingerprint(&left.keys, RESEMBLANCE_WORDS), fingerprint(&right.keys, RESEMBLANCE_WORDS));
        // Texts too short for a shingle resemble each other if they are the same.
        let resemblance = if a.is_empty() && b.is_empty() { f64::from(u8::from(left.keys == right.keys)) } else { resemblance(&a, &b) };
        Scores {
            a_in_b: self.left.share(),
            b_in_a: self.right.share(),
            a_in_b_outside_quotes: self.left.share_outside(),
            b_in_a_outside_quotes: self.right.share_outside(),
            resemblance,
            longest_run_words: longest_run,
            shared_words: self.left.reused,
        }
    }
}

fn ratio(part: u32, whole: u32) -> f64 {
    if whole == 0 { 0.0 } else { f64::from(part) / f64::from(whole) }
}
