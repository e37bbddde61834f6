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
    /// What some pairs of texts are; nothing for instalments, which join nothing.
    pub(super) fn answer(&mut self, pairs: &[(TextNo, TextNo)]) -> Vec<Option<Link>> {
        let articles = |(a, b): &(TextNo, TextNo)| {
            let (x, y) = (self.distinct.first(*a), self.distinct.first(*b));
            (x.min(y), x.max(y))
        };
        let candidate = |wanted: &(ArticleNo, ArticleNo)| self.scored.binary_search_by_key(wanted, |pair| (pair.a, pair.b)).ok();
        let wanted: Vec<(ArticleNo, ArticleNo)> = pairs.iter().map(articles).collect();
        let is_new = |pair: &&(ArticleNo, ArticleNo)| candidate(pair).is_none() && !self.pairs.contains_key(pair);
        let new: Vec<(ArticleNo, ArticleNo)> = wanted.iter().filter(is_new).copied().collect();
        self.pairs.extend(self.matcher.score(&new).into_iter().map(|pair| ((pair.a, pair.b), pair)));
        let link = |wanted: &(ArticleNo, ArticleNo)| {
            let pair = candidate(wanted).map(|at| &self.scored[at]).or_else(|| self.pairs.get(wanted))?;
            (!pair.instalment).then(|| self.distinct.link(pair))
        };
        wanted.iter().map(link).collect()
    }
}
