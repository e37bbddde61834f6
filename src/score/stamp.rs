//! By which rules results were made.
//!
//! In: nothing, or the text of a stamp. Out: a [`Stamp`]: how words are keyed and how relations are decided. Files that
//! keep results for later runs carry it, so that results of other rules are not taken for those of today. What is
//! written beside it in a file is not known here.

use crate::text::KEYS_VERSION;
use std::fmt;

/// How relations are decided. It is raised with every change after which the same two texts can have other shares or
/// another relation.
///
/// 1 is that of files without a stamp; 2 follows a fixed table of words that were taken; 3 asks the model of reuse; in 4 articles of the
/// same words with other marks are near-identical, and Markdown is read as such; in 5 short quotations are shared speech, and reuse has a grade; in 6
/// sentences that follow one of the other article are evidence, and another figure or name is never taken.
pub const RELATIONS_VERSION: u32 = 6;

/// The rules by which results were made.
///
/// ```
/// use copydesk::score::Stamp;
/// assert_eq!(Stamp::read(&Stamp::CURRENT.to_string()), Some(Stamp::CURRENT));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    keys: u32,
    relations: u32,
}

impl Stamp {
    /// The rules of this release.
    pub const CURRENT: Stamp = Stamp { keys: KEYS_VERSION, relations: RELATIONS_VERSION };

    /// `1.2`, for places where `keys 1, relations 2` is too long.
    pub fn short(self) -> String {
        format!("{}.{}", self.keys, self.relations)
    }

    /// Reads `keys 1, relations 2`; `None` if it is anything else.
    pub fn read(text: &str) -> Option<Stamp> {
        let (keys, relations) = text.split_once(", ")?;
        let number = |part: &str, name| part.strip_prefix(name)?.strip_prefix(' ')?.parse().ok();
        Some(Stamp { keys: number(keys, "keys")?, relations: number(relations, "relations")? })
    }

    /// Whether `text` is the stamp of this release.
    pub fn is_current(text: &str) -> bool {
        Stamp::read(text) == Some(Stamp::CURRENT)
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "keys {}, relations {}", self.keys, self.relations)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_stamp_of_this_release_is_current() {
        let current = Stamp::CURRENT.to_string();
        assert!(Stamp::is_current(&current));
        let later = Stamp { relations: RELATIONS_VERSION + 1, ..Stamp::CURRENT };
        for other in ["", "keys 1", "keys 0, relations 0", "relations 2, keys 1", &later.to_string(), &format!("{current}, x 1")] {
            assert!(!Stamp::is_current(other), "{other}");
        }
    }
}
