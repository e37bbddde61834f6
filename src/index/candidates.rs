//! Candidate pairs: articles that share enough rare shingles.
//!
//! In: the index. Out: [`Candidate`]s, sorted. A shared shingle weighs the more the fewer articles have it (inverse document
//! frequency), so that a pair that shares a story of its own outweighs one that shares phrases of the trade.

use super::Index;
use super::lists::{END, lists};
use crate::ids::ArticleNo;
use rayon::prelude::*;
use std::ops::Range;

/// Two articles worth comparing, `a` before `b`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Candidate {
    /// The article with the lower number.
    pub a: ArticleNo,
    /// The article with the higher number.
    pub b: ArticleNo,
    /// Weight of the shared rare shingles, in 64ths of the natural logarithm.
    pub weight: u32,
}

/// Weights are whole numbers, so that no sum depends on its order.
const UNIT: f64 = 64.0;
/// A collection smaller than this weighs shingles as one of this size: of two articles each shingle stands in all.
const LEAST_ARTICLES: usize = 1_000;
/// Articles that one task counts.
const BATCH: usize = 2_048;

impl Index {
    /// All candidates, sorted. Work grows with the shared rare shingles times [`super::Settings::max_articles`], at most; there are at
    /// most [`super::Settings::max_partners`] candidates for each article. Counts in parallel.
    pub fn candidates(&self) -> Vec<Candidate> {
        self.ranked().0
    }

    /// The candidates, and the pairs that share as much but are among the best of neither article; both sorted.
    pub fn ranked(&self) -> (Vec<Candidate>, Vec<(ArticleNo, ArticleNo)>) {
        let weights = self.weights();
        let mut found = Vec::new();
        for range in self.rare.ranges(self.n_articles as u32) {
            let rare = self.rare.of(&range);
            // Made side by side, each for a stretch of the articles.
            let step = (range.len() as u32).div_ceil(rayon::current_num_threads() as u32).max(1);
            let stretches: Vec<u32> = range.clone().step_by(step as usize).collect();
            let stretch = |first: u32| first..first.saturating_add(step).min(range.end);
            let forwards: Vec<Forward> = stretches.into_par_iter().map(|first| Forward::of(&rare, &stretch(first))).collect();
            for forward in forwards {
                let stretch = stretch(forward.first);
                found.extend(self.counted(&Counting { rare: &rare, forward, weights: &weights }, stretch));
            }
        }
        found.par_sort_unstable();
        self.best_partners(found)
    }

    /// The candidates whose first article is in a range.
    fn counted(&self, counting: &Counting<'_>, range: Range<u32>) -> Vec<Candidate> {
        let batches: Vec<u32> = range.clone().step_by(BATCH).collect();
        let found: Vec<Vec<Candidate>> = batches
            .into_par_iter()
            .map(|first| {
                let mut counts = vec![0_u32; self.n_articles];
                let (mut touched, mut found) = (Vec::new(), Vec::new());
                for article in first..(first + BATCH as u32).min(range.end) {
                    counting.count(article, &mut counts, &mut touched);
                    for other in touched.drain(..) {
                        let weight = std::mem::take(&mut counts[other as usize]);
                        if weight >= self.bar(article, other, counting.weights) {
                            found.push(Candidate { a: ArticleNo(article), b: ArticleNo(other), weight });
                        }
                    }
                }
                found
            })
            .collect();
        found.concat()
    }

    /// The weight of a shingle by the number of its articles.
    fn weights(&self) -> Vec<u32> {
        let n_articles = self.n_counted.max(LEAST_ARTICLES) as f64;
        (0..=usize::from(self.settings.max_articles)).map(|n| ((n_articles / n.max(1) as f64).ln() * UNIT) as u32).collect()
    }

    /// The weight from which on two articles are a candidate.
    fn bar(&self, a: u32, b: u32, weights: &[u32]) -> u32 {
        let fewer = f64::from(self.n_rare_of(a).min(self.n_rare_of(b)));
        let by_share = self.settings.min_share * fewer;
        let least = self.settings.min_weight.min((fewer / 2.0).max(1.0));
        (by_share.max(least) * f64::from(weights[2])) as u32
    }

    /// Tells pairs that are among the best of an article from those that are so of neither.
    fn best_partners(&self, found: Vec<Candidate>) -> (Vec<Candidate>, Vec<(ArticleNo, ArticleNo)>) {
        let mut n_partners = vec![0_usize; self.n_articles];
        for candidate in &found {
            n_partners[candidate.a.at()] += 1;
            n_partners[candidate.b.at()] += 1;
        }
        let limit = self.settings.max_partners;
        if n_partners.iter().all(|n| *n <= limit) {
            return (found, Vec::new());
        }
        let mut by_weight: Vec<usize> = (0..found.len()).collect();
        by_weight.par_sort_unstable_by_key(|at| (std::cmp::Reverse(found[*at].weight), *at));
        let mut kept = vec![0_usize; self.n_articles];
        let mut stays = vec![false; found.len()];
        for at in by_weight {
            for article in [found[at].a, found[at].b] {
                if kept[article.at()] < limit {
                    kept[article.at()] += 1;
                    stays[at] = true;
                }
            }
        }
        let dropped = found.iter().zip(&stays).filter(|(_, stays)| !**stays).map(|(pair, _)| (pair.a, pair.b)).collect();
        (found.into_iter().zip(stays).filter_map(|(candidate, stays)| stays.then_some(candidate)).collect(), dropped)
    }
}

/// What counting walks for a range of articles.
struct Counting<'c> {
    rare: &'c [u32],
    forward: Forward,
    /// The weight of a shingle by the number of its articles.
    weights: &'c [u32],
}

impl Counting<'_> {
    /// Adds up what later articles share with `article`.
    fn count(&self, article: u32, counts: &mut [u32], touched: &mut Vec<u32>) {
        for place in self.forward.of_article(article) {
            let weight = self.weights[usize::from(self.forward.frequencies[place])];
            for entry in &self.rare[self.forward.positions[place] as usize + 1..] {
                let other = entry & !END;
                let count = &mut counts[other as usize];
                if *count == 0 {
                    touched.push(other);
                }
                *count += weight;
                if entry & END != 0 {
                    break;
                }
            }
        }
    }
}

/// For each article of a range, where it stands in the rare lists; the last article of a list needs no place there.
struct Forward {
    /// The first article of the range.
    first: u32,
    starts: Vec<usize>,
    positions: Vec<u32>,
    frequencies: Vec<u8>,
}

impl Forward {
    fn of(rare: &[u32], range: &Range<u32>) -> Forward {
        let mut starts = vec![0_usize; range.len() + 1];
        // The last of a list is marked by its highest bit, so that it is in no range.
        let in_range = |entry: &u32| Some(entry.wrapping_sub(range.start) as usize).filter(|at| *at < range.len());
        for at in rare.iter().filter_map(in_range) {
            starts[at + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let n_places = starts[range.len()];
        let mut next = starts.clone();
        let (mut positions, mut frequencies) = (vec![0; n_places], vec![0; n_places]);
        let mut at = 0_usize;
        for list in lists(rare) {
            for (step, entry) in list[..list.len() - 1].iter().enumerate() {
                if let Some(article) = in_range(entry) {
                    let place = &mut next[article];
                    positions[*place] = (at + step) as u32;
                    frequencies[*place] = list.len() as u8;
                    *place += 1;
                }
            }
            at += list.len();
        }
        Forward { first: range.start, starts, positions, frequencies }
    }

    fn of_article(&self, article: u32) -> Range<usize> {
        let at = (article - self.first) as usize;
        self.starts[at]..self.starts[at + 1]
    }
}
