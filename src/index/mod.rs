//! Who shares what: from the shingles of every article to the pairs worth scoring.
//!
//! In: the distinct shingle hashes of each article. Out: [`Candidates`]: pairs that share enough rare shingles, and what was too common
//! to look at. Exact: no pair is missed that shares enough shingles of a document frequency up to the cap. Owns the large flat
//! arrays; frozen after it is built.

mod postings;

pub use postings::Postings;

use crate::span::ArticleNo;
use rayon::prelude::*;

/// How candidates are chosen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CandidateSettings {
    /// Shingles that more articles hold pair only neighbours in their postings; 2 or more, default 48. Raising it costs time
    /// quadratic in it and recalls pairs of large families.
    pub max_document_frequency: u32,
    /// Least weight of the shared shingles over that of a text of the shorter article's length, 0.0 to 1.0, default 0.02.
    pub min_share: f64,
    /// Least weight of the shared shingles in shingles that only two articles hold; default 3.0.
    pub min_weight: f64,
    /// Partners kept for each article, best first; default 60. A pair stays if either article keeps it.
    pub max_partners: usize,
}

/// On a made corpus of 10,000 articles (share, weight: candidates for each article, recall of the wanted pairs): .02, 3: 2.9, .999;
/// .04, 6: .8, .994; .06, 6: .8, .989. Scoring decides what is reuse, so the low bar costs time and no precision.
impl Default for CandidateSettings {
    fn default() -> Self {
        CandidateSettings { max_document_frequency: 48, min_share: 0.02, min_weight: 3.0, max_partners: 60 }
    }
}

/// Pairs worth scoring.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Candidates {
    /// Each pair once, the smaller number first, sorted.
    pub pairs: Vec<(ArticleNo, ArticleNo)>,
    /// Distinct shingles that more articles hold than the cap allows.
    pub common_shingles: usize,
    /// The highest document frequency met.
    pub highest_document_frequency: u32,
}

/// A corpus smaller than this is treated as a sample of one this large: in two articles every shared shingle stands in all of them.
const MIN_CORPUS: f64 = 200.0;
/// Neighbours that a shingle above the cap pairs each of its articles with.
const NEIGHBOURS: usize = 3;
/// Weights are kept as whole numbers so that their sum does not depend on the order.
const SCALE: f64 = 256.0;

/// Pairs of articles that share enough rare shingles. `fingerprints[i]` are the distinct shingle hashes of article `i`, sorted.
///
/// Work is the sum of squared document frequencies up to the cap; memory 12 bytes a shingle that two or more articles hold.
pub fn candidates(fingerprints: &[Vec<u64>], settings: &CandidateSettings) -> Candidates {
    let postings = Postings::build(fingerprints);
    let corpus = (fingerprints.len() as f64).max(MIN_CORPUS);
    // What a shingle weighs that only two articles hold.
    let rarest = (corpus / 2.0).ln();
    let weight = |frequency: usize| ((corpus / frequency as f64).ln().max(0.0) * SCALE) as u32;
    let cap = settings.max_document_frequency.max(2) as usize;
    let kept: Vec<Vec<(u64, u32)>> = (0..fingerprints.len())
        .into_par_iter()
        .map_init(
            || Scratch { weights: vec![0; fingerprints.len()], touched: Vec::new() },
            |scratch, article| {
                scratch.count(&postings, article as u32, cap, &weight);
                let own = fingerprints[article].len();
                let bar = |other: u32| {
                    let shorter = own.min(fingerprints[other as usize].len()) as f64;
                    (settings.min_share * rarest * shorter).max(settings.min_weight * rarest) * SCALE
                };
                scratch.best(settings.max_partners, &bar)
            },
        )
        .collect();
    let mut pairs: Vec<(ArticleNo, ArticleNo)> = kept
        .iter()
        .enumerate()
        .flat_map(|(article, partners)| partners.iter().map(move |(_, other)| (article as u32, *other)))
        .map(|(a, b)| (ArticleNo(a.min(b)), ArticleNo(a.max(b))))
        .collect();
    pairs.par_sort_unstable();
    pairs.dedup();
    Candidates { pairs, common_shingles: postings.above(cap), highest_document_frequency: postings.highest() }
}

struct Scratch {
    weights: Vec<u64>,
    touched: Vec<u32>,
}

impl Scratch {
    /// Weighs what `article` shares with every other article.
    fn count(&mut self, postings: &Postings, article: u32, cap: usize, weight: &dyn Fn(usize) -> u32) {
        for list in postings.lists_of(article) {
            let holders = postings.list(*list);
            let value = u64::from(weight(holders.len()));
            if holders.len() <= cap {
                self.add(holders.iter().filter(|other| **other != article), value);
            } else if value > 0 {
                // Copies in a family larger than the cap share all their postings, so the same neighbours meet in each.
                let at = holders.partition_point(|other| *other < article);
                let from = at.saturating_sub(NEIGHBOURS);
                let to = (at + NEIGHBOURS + 1).min(holders.len());
                self.add(holders[from..to].iter().filter(|other| **other != article), value);
            }
        }
    }

    fn add<'l>(&mut self, others: impl Iterator<Item = &'l u32>, value: u64) {
        for other in others {
            let slot = &mut self.weights[*other as usize];
            if *slot == 0 {
                self.touched.push(*other);
            }
            *slot += value.max(1);
        }
    }

    /// The partners over the bar, heaviest first; empties the scratch.
    fn best(&mut self, most: usize, bar: &dyn Fn(u32) -> f64) -> Vec<(u64, u32)> {
        let mut found = Vec::new();
        for other in self.touched.drain(..) {
            let weight = std::mem::take(&mut self.weights[other as usize]);
            if weight as f64 >= bar(other) {
                found.push((weight, other));
            }
        }
        found.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        found.truncate(most);
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The naive twin: every pair, by the definition.
    fn naive(fingerprints: &[Vec<u64>], settings: &CandidateSettings) -> Vec<(ArticleNo, ArticleNo)> {
        let corpus = (fingerprints.len() as f64).max(MIN_CORPUS);
        let rarest = (corpus / 2.0).ln();
        let frequency = |hash: &u64| fingerprints.iter().filter(|one| one.contains(hash)).count();
        let mut found = Vec::new();
        for a in 0..fingerprints.len() {
            for b in a + 1..fingerprints.len() {
                let shared = fingerprints[a].iter().filter(|hash| fingerprints[b].contains(hash));
                let weight: f64 = shared.map(|hash| (((corpus / frequency(hash) as f64).ln() * SCALE) as u64) as f64).sum();
                let shorter = fingerprints[a].len().min(fingerprints[b].len()) as f64;
                if weight > 0.0 && weight >= (settings.min_share * rarest * shorter).max(settings.min_weight * rarest) * SCALE {
                    found.push((ArticleNo(a as u32), ArticleNo(b as u32)));
                }
            }
        }
        found
    }

    proptest! {
        #[test]
        fn no_pair_is_missed(articles in prop::collection::vec(prop::collection::btree_set(0_u64..60, 0..20), 0..12), min_weight in 0.5_f64..6.0) {
            let fingerprints: Vec<Vec<u64>> = articles.into_iter().map(|set| set.into_iter().collect()).collect();
            let settings = CandidateSettings { min_weight, ..CandidateSettings::default() };
            prop_assert_eq!(candidates(&fingerprints, &settings).pairs, naive(&fingerprints, &settings));
        }
    }

    #[test]
    fn a_family_above_the_cap_is_linked() {
        let fingerprints: Vec<Vec<u64>> = (0..300_u64)
            .map(|article| if article < 100 { (0..40).collect() } else { (article * 100..article * 100 + 40).collect() })
            .collect();
        let found = candidates(&fingerprints, &CandidateSettings::default());
        assert_eq!(found.common_shingles, 40);
        assert_eq!(found.highest_document_frequency, 100);
        for article in 0..99_u32 {
            assert!(found.pairs.contains(&(ArticleNo(article), ArticleNo(article + 1))));
        }
        assert!(found.pairs.len() < 400, "linear, not all {} pairs", found.pairs.len());
    }

    #[test]
    fn what_all_articles_share_links_none() {
        let fingerprints: Vec<Vec<u64>> =
            (0..1000_u64).map(|article| (0..50).chain(article * 1000 + 50..article * 1000 + 80).collect()).collect();
        assert!(candidates(&fingerprints, &CandidateSettings::default()).pairs.is_empty());
    }
}
