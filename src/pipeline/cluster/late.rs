//! Pairs that were no candidates and are compared because grouping asks what a member is to its lead.
//!
//! In: distinct texts and their scored candidates. Out: a [`ScoredPair`] for each pair that was asked for, each scored once.

use super::ScoredPair;
use super::scoring::Matcher;
use super::unfolding::Distinct;
use crate::cluster::Link;
use crate::ids::{ArticleNo, TextNo};
use std::collections::BTreeMap;

/// Pairs that grouping asks for, as far as it has.
pub(super) struct LatePairs<'s, 'c, 'a> {
    pub(super) distinct: &'s Distinct,
    /// The candidates, sorted.
    pub(super) scored: &'s [ScoredPair],
    pub(super) matcher: &'s mut Matcher<'c, 'a>,
    pub(super) pairs: BTreeMap<(ArticleNo, ArticleNo), ScoredPair>,
}

impl LatePairs<'_, '_, '_> {
    /// What two texts are to each other; nothing for instalments, which join nothing.
    pub(super) fn answer(&mut self, a: TextNo, b: TextNo) -> Option<Link> {
        let (x, y) = (self.distinct.first(a), self.distinct.first(b));
        let (x, y) = (x.min(y), x.max(y));
        let pair = match self.scored.binary_search_by_key(&(x, y), |pair| (pair.a, pair.b)) {
            Ok(at) => self.scored[at],
            Err(_) => *self.pairs.entry((x, y)).or_insert_with(|| self.matcher.score_one(x, y)),
        };
        (!pair.instalment).then(|| self.distinct.link(&pair))
    }
}
