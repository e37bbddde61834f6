//! What pairs without a link are to each other, asked for many at a time.
//!
//! In: pairs that a step of grouping has to know. Out: [`Answers`]. Those that have no link are compared together, so that whoever compares can do so side
//! by side and reads each text once.

use super::links::Links;
use super::{Link, Similarity};
use crate::ids::TextNo;

/// Compares pairs, the lower number first; ascending, each once. Gives what each is, in the same order.
pub type Compare<'c> = dyn FnMut(&[(TextNo, TextNo)]) -> Vec<Option<Link>> + 'c;

/// Pairs that have no link, with what each was found to be.
pub(super) struct Answers {
    /// Ascending.
    pairs: Vec<(TextNo, TextNo)>,
    found: Vec<Option<Link>>,
}

impl Answers {
    /// Compares those of some pairs that have no link.
    pub(super) fn of(links: &Links<'_>, pairs: impl Iterator<Item = (TextNo, TextNo)>, compare: &mut Compare<'_>) -> Answers {
        let mut pairs: Vec<(TextNo, TextNo)> =
            pairs.filter(|(a, b)| links.between(*a, *b).is_none()).map(|(a, b)| (a.min(b), a.max(b))).collect();
        pairs.sort_unstable();
        pairs.dedup();
        let found = if pairs.is_empty() { Vec::new() } else { compare(&pairs) };
        Answers { pairs, found }
    }

    /// What `a` is to `b`: as linked, else as compared.
    pub(super) fn between(&self, links: &Links<'_>, a: TextNo, b: TextNo) -> Option<Similarity> {
        links.between(a, b).or_else(|| {
            let at = self.pairs.binary_search(&(a.min(b), a.max(b))).ok()?;
            Some(self.found.get(at)?.as_ref()?.similarity(a))
        })
    }
}
