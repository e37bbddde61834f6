//! The relation in words an editor uses.
//!
//! In: shares. Out: one of nine relations. The cut-offs live here, each with the measurement that chose it.

use super::chain::Chain;
use super::shares::Shares;
use super::story::Story;
use serde::Serialize;
use std::collections::HashMap;

/// From this share of both sides on, two articles are near-identical.
const NEAR_IDENTICAL: f64 = 0.90;
/// From this share of the one side on, it is derived.
pub const DERIVED: f64 = 0.60;
/// From this difference of the two shares on, the one is the other cut down.
const CUT: f64 = 0.20;
/// From this share of the one side on, a clear part was taken.
pub const PARTIAL: f64 = 0.20;
/// Quoted words in passages that make two articles share quotations.
const MIN_QUOTED_WORDS: u32 = 8;
/// From this share of the weight of the shorter article's words on, two articles are on the same matter.
const RELATED: f64 = 0.22;

/// What the left article is to the right one; `is_reuse` is the verdict on the passages.
pub(super) fn relation(left: &Story<'_>, right: &Story<'_>, shares: &Shares, kept: &[Chain], is_reuse: bool) -> Relation {
    let (x, y) = shares.outside();
    if let Some(relation) = Relation::of_shares(x, y).filter(|_| is_reuse) {
        relation
    } else if quoted_words(left, kept) >= MIN_QUOTED_WORDS {
        Relation::QuotesOnly
    } else if kinship(left, right) >= RELATED {
        Relation::Related
    } else {
        Relation::Unrelated
    }
}

fn quoted_words(left: &Story<'_>, kept: &[Chain]) -> u32 {
    let words = kept.iter().flat_map(|chain| &left.words[chain.left.0 as usize..chain.left.1 as usize]);
    words.filter(|word| word.quoted).count() as u32
}

/// Weight of the distinct telling words common to both, over that of the article that has less; 0.0 to 1.0.
fn kinship(left: &Story<'_>, right: &Story<'_>) -> f64 {
    let telling = |story: &Story<'_>| -> HashMap<u64, f32> {
        story.words.iter().filter(|word| !word.stop).map(|word| (word.key, word.weight)).collect()
    };
    let (a, b) = (telling(left), telling(right));
    let mut common: Vec<f32> = a.iter().filter_map(|(key, weight)| b.get(key).map(|other| weight.min(*other))).collect();
    let total = |words: &HashMap<u64, f32>| {
        let mut weights: Vec<f32> = words.values().copied().collect();
        sum(&mut weights)
    };
    let least = total(&a).min(total(&b));
    if least > 0.0 { (sum(&mut common) / least).min(1.0) } else { 0.0 }
}

/// A sum that does not depend on the walk over a map.
fn sum(weights: &mut [f32]) -> f64 {
    weights.sort_by(f32::total_cmp);
    weights.iter().map(|weight| f64::from(*weight)).sum()
}

/// What article a is to article b. The first five mean "derived"; `Partial` is weaker; the last three are no reuse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// The same words; only typography, white space or case differ.
    Identical,
    /// All but a few words of each stand in the other.
    NearIdentical,
    /// a is b cut down, perhaps reworded as it was cut.
    Shortened,
    /// The mirror of shortened: a holds b and more.
    Expanded,
    /// Cut and added to, moved, reworded; neither much longer.
    Reworked,
    /// A clear part was taken, the rest is its own.
    Partial,
    /// They share quoted speech, or a document both cite.
    QuotesOnly,
    /// The same event in own words.
    Related,
    /// Nothing of that.
    Unrelated,
}

impl Relation {
    /// All relations, the closest first.
    pub const ALL: [Relation; 9] = [
        Relation::Identical,
        Relation::NearIdentical,
        Relation::Shortened,
        Relation::Expanded,
        Relation::Reworked,
        Relation::Partial,
        Relation::QuotesOnly,
        Relation::Related,
        Relation::Unrelated,
    ];

    /// The relation that shares alone decide: `x` of a's words stand in b, `y` of b's in a, both 0.0 to 1.0. None where too little is shared
    /// for partial.
    pub fn of_shares(x: f64, y: f64) -> Option<Relation> {
        let (low, high) = (x.min(y), x.max(y));
        if low >= NEAR_IDENTICAL {
            Some(Relation::NearIdentical)
        } else if x >= DERIVED && x - y >= CUT {
            Some(Relation::Shortened)
        } else if y >= DERIVED && y - x >= CUT {
            Some(Relation::Expanded)
        } else if high >= DERIVED {
            Some(Relation::Reworked)
        } else if high >= PARTIAL {
            Some(Relation::Partial)
        } else {
            None
        }
    }

    /// Whether one article is made from the other.
    pub fn is_derived(self) -> bool {
        self <= Relation::Reworked
    }

    /// Whether wording was reused: derived or partial.
    pub fn is_reuse(self) -> bool {
        self <= Relation::Partial
    }

    /// What b is to a, when this is what a is to b.
    pub fn mirrored(self) -> Relation {
        match self {
            Relation::Shortened => Relation::Expanded,
            Relation::Expanded => Relation::Shortened,
            same => same,
        }
    }

    /// The name in machine-readable outputs.
    pub fn name(self) -> &'static str {
        match self {
            Relation::Identical => "identical",
            Relation::NearIdentical => "near-identical",
            Relation::Shortened => "shortened",
            Relation::Expanded => "expanded",
            Relation::Reworked => "reworked",
            Relation::Partial => "partial",
            Relation::QuotesOnly => "quotes-only",
            Relation::Related => "related",
            Relation::Unrelated => "unrelated",
        }
    }
}
