//! The relation in words an editor uses.
//!
//! In: shares. Out: one of nine relations. The cut-offs live here, each with the measurement that chose it.

use serde::Serialize;

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
