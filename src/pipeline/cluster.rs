//! Many articles grouped: fingerprints, candidates, scores, groups.
//!
//! In: articles with unique ids. Out: groups with their leads, every pair that is partial or stronger, and what was treated as
//! boilerplate. The same for any number of threads and any order of the articles.

use crate::article::Article;
use crate::cluster::{self, Groups, Link, Node};
use crate::fingerprint::{SHINGLE_WORDS, fingerprint};
use crate::index::{CandidateSettings, candidates};
use crate::observe::{Observe, Stage};
use crate::score::{self, Relation, Scores};
use crate::span::ArticleNo;
use crate::text::Prepared;
use rayon::prelude::*;
use std::collections::BTreeMap;
use xxhash_rust::xxh3::xxh3_64;

/// A scored pair.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScoredPair {
    /// The article with the smaller id.
    pub a: ArticleNo,
    /// The other.
    pub b: ArticleNo,
    /// What a is to b.
    pub relation: Relation,
    /// The figures.
    pub scores: Scores,
}

/// Articles grouped.
#[derive(Debug, Clone)]
pub struct Clustered<'a> {
    /// The articles, sorted by id: an [`ArticleNo`] counts in them.
    pub articles: Vec<&'a Article>,
    /// Story words of each.
    pub words: Vec<u32>,
    /// Groups, with their leads.
    pub groups: Groups,
    /// Pairs that are partial or stronger, sorted.
    pub pairs: Vec<ScoredPair>,
    /// Pairs that were scored.
    pub n_candidates: usize,
    /// Distinct shingles that stood in too many articles to pair them all.
    pub common_shingles: usize,
    /// Articles without a story word.
    pub empty: usize,
}

/// Members of a set of equal texts up to which each is paired with all; above, each is paired with the first only, so that
/// thousands of copies cost linear work.
const MAX_EQUAL: usize = 64;
/// Pairs scored between two steps of the progress bar; bounds the prepared articles in memory.
const BATCH: usize = 4096;

/// Groups articles. Ids must be unique; any texts give a result.
pub fn cluster<'a>(articles: &'a [Article], settings: &CandidateSettings, observer: &dyn Observe) -> Clustered<'a> {
    let mut sorted: Vec<&Article> = articles.iter().collect();
    sorted.sort_by(|a, b| a.id.cmp(&b.id));
    let prints = fingerprints(&sorted, observer);
    let equal = equal_sets(&prints);
    // Of equal texts only the first is looked at.
    let firsts: Vec<usize> = equal.iter().map(|set| set[0] as usize).collect();
    let hashes: Vec<Vec<u64>> = firsts.iter().map(|first| prints[*first].shingles.clone()).collect();
    let found = candidates(&hashes, settings);
    let wanted: Vec<(ArticleNo, ArticleNo)> =
        found.pairs.iter().map(|(a, b)| (ArticleNo(firsts[a.at()] as u32), ArticleNo(firsts[b.at()] as u32))).collect();
    let mut pairs = scored(&sorted, &wanted, observer);
    spread(&sorted, &equal, &mut pairs);
    let words: Vec<u32> = prints.iter().map(|print| print.words).collect();
    let nodes: Vec<Node> = sorted
        .iter()
        .zip(&words)
        .map(|(article, words)| Node { id: article.id.clone(), words: *words, date: article.date.clone() })
        .collect();
    let links: Vec<Link> = pairs
        .iter()
        .map(|pair| Link { a: pair.a, b: pair.b, relation: pair.relation, a_in_b: pair.scores.a_in_b, b_in_a: pair.scores.b_in_a })
        .collect();
    Clustered {
        groups: cluster::cluster(&nodes, &links),
        empty: words.iter().filter(|words| **words == 0).count(),
        articles: sorted,
        words,
        pairs,
        n_candidates: wanted.len(),
        common_shingles: found.common_shingles,
    }
}

struct Print {
    words: u32,
    /// Distinct shingles, sorted.
    shingles: Vec<u64>,
    /// Equal for texts that every comparison treats alike.
    identity: u64,
}

fn fingerprints(articles: &[&Article], observer: &dyn Observe) -> Vec<Print> {
    observer.begin(Stage::Fingerprinting, articles.len());
    let prints = articles
        .par_iter()
        .map(|article| {
            let prepared = Prepared::new(article);
            let keys: Vec<u64> = prepared.story_words().map(|word| word.key).collect();
            let bytes: Vec<u8> =
                prepared.story_words().flat_map(|word| word.key.to_le_bytes().into_iter().chain([u8::from(word.quoted)])).collect();
            observer.advance(Stage::Fingerprinting, 1);
            Print { words: keys.len() as u32, shingles: fingerprint(&keys, SHINGLE_WORDS), identity: xxh3_64(&bytes) }
        })
        .collect();
    observer.end(Stage::Fingerprinting);
    prints
}

/// Sets of articles with the same story words, each ascending, ordered by their first. Articles without words stand alone.
fn equal_sets(prints: &[Print]) -> Vec<Vec<u32>> {
    let mut sets: BTreeMap<(u64, u32, u32), Vec<u32>> = BTreeMap::new();
    for (print, number) in prints.iter().zip(0_u32..) {
        let alone = if print.words == 0 { number } else { u32::MAX };
        sets.entry((print.identity, print.words, alone)).or_default().push(number);
    }
    let mut sets: Vec<Vec<u32>> = sets.into_values().collect();
    sets.sort_unstable();
    sets
}

/// Scores pairs, in batches, and keeps what is partial or stronger.
fn scored(articles: &[&Article], wanted: &[(ArticleNo, ArticleNo)], observer: &dyn Observe) -> Vec<ScoredPair> {
    observer.begin(Stage::Matching, wanted.len());
    let mut found = Vec::new();
    for batch in wanted.chunks(BATCH) {
        let mut needed: Vec<u32> = batch.iter().flat_map(|(a, b)| [a.0, b.0]).collect();
        needed.sort_unstable();
        needed.dedup();
        let prepared: Vec<Prepared<'_>> = needed.par_iter().map(|number| Prepared::new(articles[*number as usize])).collect();
        let of = |number: ArticleNo| needed.binary_search(&number.0).ok().and_then(|at| prepared.get(at));
        let pairs: Vec<Option<ScoredPair>> = batch
            .par_iter()
            .map(|(a, b)| {
                let comparison = score::compare(of(*a)?, of(*b)?);
                comparison.relation.is_reuse().then_some(ScoredPair {
                    a: *a,
                    b: *b,
                    relation: comparison.relation,
                    scores: comparison.scores,
                })
            })
            .collect();
        found.extend(pairs.into_iter().flatten());
        observer.advance(Stage::Matching, batch.len());
    }
    observer.end(Stage::Matching);
    found
}

/// Gives every pair of firsts to all articles that equal them, and pairs equal articles with each other.
fn spread(articles: &[&Article], equal: &[Vec<u32>], pairs: &mut Vec<ScoredPair>) {
    let sets: BTreeMap<u32, &Vec<u32>> = equal.iter().filter(|set| set.len() > 1).map(|set| (set[0], set)).collect();
    let members = |first: ArticleNo| sets.get(&first.0).map_or_else(|| vec![first.0], |set| set.iter().copied().take(MAX_EQUAL).collect());
    let mut more = Vec::new();
    for pair in pairs.iter() {
        for a in members(pair.a) {
            for b in members(pair.b) {
                if (a, b) != (pair.a.0, pair.b.0) {
                    more.push(turned(ScoredPair { a: ArticleNo(a), b: ArticleNo(b), ..*pair }));
                }
            }
        }
    }
    for set in sets.values() {
        let comparison = score::compare(&Prepared::new(articles[set[0] as usize]), &Prepared::new(articles[set[1] as usize]));
        for (at, b) in set.iter().enumerate().skip(1) {
            let partners = if set.len() <= MAX_EQUAL { &set[..at] } else { &set[..1] };
            more.extend(partners.iter().map(|a| ScoredPair {
                a: ArticleNo(*a),
                b: ArticleNo(*b),
                relation: comparison.relation,
                scores: comparison.scores,
            }));
        }
    }
    pairs.extend(more);
    pairs.sort_by_key(|pair| (pair.a, pair.b));
}

/// The pair with the smaller number first.
fn turned(pair: ScoredPair) -> ScoredPair {
    if pair.a < pair.b {
        return pair;
    }
    let scores = pair.scores;
    ScoredPair {
        a: pair.b,
        b: pair.a,
        relation: pair.relation.mirrored(),
        scores: Scores {
            a_in_b: scores.b_in_a,
            b_in_a: scores.a_in_b,
            a_in_b_outside_quotes: scores.b_in_a_outside_quotes,
            b_in_a_outside_quotes: scores.a_in_b_outside_quotes,
            ..scores
        },
    }
}
