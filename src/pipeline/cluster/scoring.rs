//! Candidate pairs read again and scored.
//!
//! In: pairs of a collection. Out: a [`ScoredPair`] for each. Words of boilerplate are counted like furniture.

use super::ScoredPair;
use crate::ids::ArticleNo;
use crate::observe::{Observe, Stage};
use crate::pipeline::collection::{Collection, Cut, Entry, batches, share_edges_only};
use crate::pipeline::series::is_instalment;
use crate::score::{self, Comparable, Comparison, Grade};
use crate::text::Prepared;
use rayon::prelude::*;

/// Scores pairs of one collection.
pub(super) struct Matcher<'c, 'a> {
    pub(super) collection: &'c Collection<'a>,
    min_grade: Grade,
    observer: &'c dyn Observe,
    n_scored: usize,
}

impl<'c, 'a> Matcher<'c, 'a> {
    /// Reuse that is less sure than `min_grade` is none.
    pub(super) fn new(collection: &'c Collection<'a>, min_grade: Grade, observer: &'c dyn Observe) -> Self {
        Matcher { collection, min_grade, observer, n_scored: 0 }
    }

    /// The articles of the collection.
    pub(super) fn entries(&self) -> &'c [Entry<'a>] {
        &self.collection.entries
    }

    /// How many pairs were scored so far.
    pub(super) fn n_scored(&self) -> usize {
        self.n_scored
    }

    /// Scores pairs of articles in parallel; gives them back sorted.
    pub(super) fn score(&mut self, pairs: &[(ArticleNo, ArticleNo)]) -> Vec<ScoredPair> {
        self.score_and_look(pairs).into_iter().map(|(pair, _)| pair).collect()
    }

    /// The same; tells of each pair, too, whether all that both share stands at their edges.
    pub(super) fn score_and_look(&mut self, pairs: &[(ArticleNo, ArticleNo)]) -> Vec<(ScoredPair, bool)> {
        self.n_scored += pairs.len();
        let mut scored: Vec<(ScoredPair, bool)> = Vec::with_capacity(pairs.len());
        for batch in batches(self.entries(), pairs, Cut::Anywhere) {
            let prepared: Vec<Prepared> = batch.articles.par_iter().map(|no| self.collection.prepare(*no)).collect();
            let stories: Vec<Comparable> = prepared.par_iter().map(Comparable::new).collect();
            let of = |no: ArticleNo| batch.articles.binary_search(&no).ok().map(|at| &stories[at]);
            let score = |(a, b): &(ArticleNo, ArticleNo)| {
                let (x, y) = (of(*a)?, of(*b)?);
                let comparison = score::compare_reuse(x, y).at_least(self.min_grade);
                let edges_only = share_edges_only(x.prepared(), y.prepared(), &comparison.passages);
                Some((pair(self.entries(), *a, *b, &comparison), edges_only))
            };
            scored.par_extend(batch.pairs.par_iter().filter_map(score));
            self.observer.advance(Stage::Matching, batch.pairs.len());
        }
        scored.par_sort_unstable_by_key(|(pair, _)| (pair.a, pair.b));
        scored
    }
}

fn pair(entries: &[Entry<'_>], a: ArticleNo, b: ArticleNo, comparison: &Comparison) -> ScoredPair {
    let apart = entries[a.at()].date.zip(entries[b.at()].date).map(|(a, b)| (a - b).abs());
    let instalment = is_instalment(apart, comparison);
    ScoredPair { a, b, relation: comparison.relation, grade: comparison.grade, scores: comparison.scores, instalment }
}
