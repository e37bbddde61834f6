//! From where on a copy fails a check.
//!
//! In: a checked copy. Out: whether it is at or above a level. Sources that are licensed, later than the copy, or another instalment of its series never make it fail.

use super::CheckedCopy;
use crate::score::Relation;

/// The weakest relation that fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FailOn {
    /// The same words.
    Identical,
    /// All but a few words.
    NearIdentical,
    /// Made from its sources: identical, near-identical, shortened, expanded, reworked.
    #[default]
    Derived,
    /// A clear part was taken.
    Partial,
    /// Any source at all, quotations included.
    Any,
    /// Nothing fails.
    None,
}

impl FailOn {
    /// Whether a copy fails.
    pub fn fails(self, copy: &CheckedCopy) -> bool {
        match self {
            FailOn::Identical => copy.counted == Relation::Identical,
            FailOn::NearIdentical => copy.counted <= Relation::NearIdentical,
            FailOn::Derived => copy.counted.is_derived(),
            FailOn::Partial => copy.counted.is_reuse(),
            FailOn::Any => copy.sources.iter().any(|source| source.counts()),
            FailOn::None => false,
        }
    }
}
