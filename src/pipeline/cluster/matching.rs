//! Candidate pairs read again and scored.
//!
//! In: pairs of filed articles. Out: a [`ScoredPair`] for each. Pairs are taken in batches that touch few articles, so that each article is
//! prepared about once and memory stays bounded. Words of boilerplate are counted like furniture.

use super::ScoredPair;
use super::filing::Filed;
use crate::index::Index;
use crate::observe::{Observe, Stage};
use crate::pipeline::boilerplate;
use crate::pipeline::series::is_instalment;
use crate::score::{self, Comparison};
use crate::span::ArticleNo;
use crate::text::Prepared;
use rayon::prelude::*;

/// Text that one batch prepares at most, in bytes; a prepared text is about eight times as large.
const BATCH_BYTES: usize = 8 << 20;

/// Scores pairs of one collection.
pub(super) struct Matcher<'o> {
    observer: &'o dyn Observe,
    boilerplate: Vec<u64>,
    n_scored: usize,
}

impl<'o> Matcher<'o> {
    pub(super) fn new(observer: &'o dyn Observe) -> Self {
        Matcher { observer, boilerplate: Vec::new(), n_scored: 0 }
    }

    /// From now on these shingles, by their kept bits and ascending, are boilerplate.
    pub(super) fn set_aside(&mut self, boilerplate: Vec<u64>) {
        self.boilerplate = boilerplate;
    }

    /// How many pairs were scored so far.
    pub(super) fn n_scored(&self) -> usize {
        self.n_scored
    }

    /// Scores pairs of articles in parallel; gives them back sorted.
    pub(super) fn score(&mut self, filed: &[Filed<'_>], pairs: &[(ArticleNo, ArticleNo)]) -> Vec<ScoredPair> {
        self.n_scored += pairs.len();
        let mut scored: Vec<ScoredPair> = Vec::with_capacity(pairs.len());
        for batch in batches(filed, pairs) {
            let prepared: Vec<Prepared> = batch.articles.par_iter().map(|no| self.prepare(&filed[no.at()])).collect();
            let of = |no: ArticleNo| batch.articles.binary_search(&no).ok().map(|at| &prepared[at]);
            scored.par_extend(batch.pairs.par_iter().filter_map(|(a, b)| Some(pair(filed, *a, *b, &score::compare(of(*a)?, of(*b)?)))));
            self.observer.advance(Stage::Matching, batch.pairs.len());
        }
        scored.par_sort_unstable_by_key(|pair| (pair.a, pair.b));
        scored
    }

    /// Scores one pair.
    pub(super) fn score_one(&mut self, filed: &[Filed<'_>], a: ArticleNo, b: ArticleNo) -> ScoredPair {
        self.n_scored += 1;
        let (a, b) = (a.min(b), a.max(b));
        pair(filed, a, b, &score::compare(&self.prepare(&filed[a.at()]), &self.prepare(&filed[b.at()])))
    }

    /// The article read again, boilerplate marked.
    pub(super) fn prepare<'a>(&self, filed: &Filed<'a>) -> Prepared {
        let mut prepared = Prepared::new(filed.article);
        let words = self.boilerplate_words(&prepared);
        boilerplate::set_aside(&mut prepared, &words);
        prepared
    }

    /// The words of an article that are boilerplate, by their number.
    pub(super) fn boilerplate_words(&self, prepared: &Prepared) -> Vec<usize> {
        if self.boilerplate.is_empty() {
            return Vec::new();
        }
        boilerplate::words(prepared, |hash| Index::is_among(hash, &self.boilerplate))
    }
}

fn pair(filed: &[Filed<'_>], a: ArticleNo, b: ArticleNo, comparison: &Comparison) -> ScoredPair {
    let apart = filed[a.at()].date.zip(filed[b.at()].date).map(|(a, b)| (a - b).abs());
    let instalment = is_instalment(apart, comparison);
    ScoredPair { a, b, relation: comparison.relation, scores: comparison.scores, instalment }
}

struct Batch {
    /// Ascending.
    articles: Vec<ArticleNo>,
    pairs: Vec<(ArticleNo, ArticleNo)>,
}

/// Pairs in batches: those that hang together come together.
fn batches(filed: &[Filed<'_>], pairs: &[(ArticleNo, ArticleNo)]) -> Vec<Batch> {
    let homes = connected(filed.len(), pairs);
    let mut order: Vec<(ArticleNo, ArticleNo)> = pairs.to_vec();
    order.par_sort_unstable_by_key(|(a, b)| (homes[a.at()], *a, *b));
    let mut batches = Vec::new();
    let (mut open, mut bytes, mut begun) = (Vec::new(), 0, 0);
    let mut last_seen = vec![u32::MAX; filed.len()];
    let close = |open: &mut Vec<(ArticleNo, ArticleNo)>, batches: &mut Vec<Batch>| {
        let mut articles: Vec<ArticleNo> = open.iter().flat_map(|(a, b)| [*a, *b]).collect();
        articles.sort_unstable();
        articles.dedup();
        batches.push(Batch { articles, pairs: std::mem::take(open) });
    };
    for (a, b) in order {
        for no in [a, b] {
            if last_seen[no.at()] != begun {
                last_seen[no.at()] = begun;
                bytes += filed[no.at()].article.text.len();
            }
        }
        open.push((a, b));
        if bytes >= BATCH_BYTES {
            close(&mut open, &mut batches);
            (bytes, begun) = (0, begun + 1);
        }
    }
    if !open.is_empty() {
        close(&mut open, &mut batches);
    }
    batches
}

/// The smallest article that each one hangs together with.
fn connected(n_articles: usize, pairs: &[(ArticleNo, ArticleNo)]) -> Vec<u32> {
    let mut parents: Vec<u32> = (0..n_articles as u32).collect();
    fn root(parents: &mut [u32], mut at: u32) -> u32 {
        while parents[at as usize] != at {
            parents[at as usize] = parents[parents[at as usize] as usize];
            at = parents[at as usize];
        }
        at
    }
    for (a, b) in pairs {
        let (x, y) = (root(&mut parents, a.0), root(&mut parents, b.0));
        parents[x.max(y) as usize] = x.min(y);
    }
    (0..n_articles as u32).map(|at| root(&mut parents, at)).collect()
}
