//! What article a is to article b: reused passages, shares both ways, resemblance, and the relation in the contract's words.
//!
//! In: two [`Prepared`] articles. Out: a [`Comparison`]. It depends on the two texts alone and is the one scoring path of every
//! command. Corpus frequencies choose candidates elsewhere and never enter here.

mod relation;

pub use relation::Relation;

use crate::text::Prepared;
use serde::Serialize;
use std::ops::Range;

/// The figures of a comparison; shares are 0.0 to 1.0 of story words (furniture is not counted).
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Scores {
    /// Share of a's words that stand in passages reused from b.
    pub a_in_b: f64,
    /// The reverse.
    pub b_in_a: f64,
    /// The same over a's words outside quotations; none where a has no such words.
    pub a_in_b_outside_quotes: Option<f64>,
    /// The same over b's words outside quotations; none where b has no such words.
    pub b_in_a_outside_quotes: Option<f64>,
    /// Jaccard index of the word shingles.
    pub resemblance: f64,
    /// Longest verbatim run in words, after folding.
    pub longest_run_words: u32,
    /// Words of a that stand in reused passages.
    pub shared_words: u32,
}

/// A verbatim run: `len` words from word `a` of the one article are words from word `b` of the other, after folding.
/// Numbers count in [`Prepared::words`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Run {
    /// First word in a.
    pub a: u32,
    /// First word in b.
    pub b: u32,
    /// Length in words.
    pub len: u32,
}

/// A stretch of a that was reused from a stretch of b: verbatim runs, carried over small edits.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// Its words in a, by number in [`Prepared::words`].
    pub a: Range<u32>,
    /// Its words in b.
    pub b: Range<u32>,
    /// Its verbatim runs, in order of a.
    pub runs: Vec<Run>,
}

impl Passage {
    /// Its longest verbatim run in words.
    pub fn longest_run(&self) -> u32 {
        self.runs.iter().map(|run| run.len).max().unwrap_or(0)
    }
}

/// Why a shared stretch was not counted as reuse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Discount {
    /// Names, titles, figures and function words only.
    CommonPhrase,
    /// Too short or too scattered: the same facts in other words.
    SameFacts,
    /// A form or table whose frame both use.
    Frame,
}

/// A shared stretch that was looked at and not counted.
#[derive(Debug, Clone, PartialEq)]
pub struct Discounted {
    /// The stretch.
    pub passage: Passage,
    /// Why it does not count.
    pub why: Discount,
}

/// Everything one comparison found.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// What a is to b.
    pub relation: Relation,
    /// The figures.
    pub scores: Scores,
    /// Reused passages, in order of a, never overlapping in a.
    pub passages: Vec<Passage>,
    /// Shared stretches that were not counted, in order of a.
    pub discounted: Vec<Discounted>,
}

/// Compares two articles. Exchanging them mirrors the result.
pub fn compare(_a: &Prepared<'_>, _b: &Prepared<'_>) -> Comparison {
    todo!()
}
