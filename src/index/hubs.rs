//! Hubs: the fullest articles that have wording which many have.
//!
//! In: the common lists of the index. Out: [`Hub`]s, each with the articles that consist of its common wording to a clear part.
//! A story that hundreds printed and a footer that hundreds carry look alike here; which of the two it is, `pipeline` finds out
//! by comparing some of the articles. Linear in the entries of common lists, however many articles share a shingle.

use super::Index;
use super::postings::kept_bits;
use crate::ids::ArticleNo;
use rayon::prelude::*;

/// The fullest articles of each list that become hubs: more than one, since the fullest may be a round-up of many stories.
const HUBS_OF_LIST: usize = 3;
/// An article belongs to a hub if at least so many of its shingles are common with it (a run of twelve words) ...
const MIN_SHINGLES: u32 = 9;
/// ... and this share of its shingles.
const MIN_SHARE: f64 = 0.15;
/// Articles that one task counts.
const BATCH: usize = 2_048;

/// An article and those that share much common wording with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hub {
    /// The article, among the fullest that have the wording.
    pub article: ArticleNo,
    /// The others, ascending; never empty.
    pub members: Vec<ArticleNo>,
    /// The common lists that name this hub, for [`Index::shared_with_hub`].
    lists: Vec<u32>,
}

impl Index {
    /// All hubs, by number of the article. Counts in parallel.
    pub fn hubs(&self) -> Vec<Hub> {
        let n_lists = self.common_keys.len();
        let hubs: Vec<[u32; HUBS_OF_LIST]> = (0..n_lists).into_par_iter().map(|list| self.fullest(list)).collect();
        let forward = self.common.forward(self.n_articles, |_| true);
        let batches: Vec<u32> = (0..self.n_articles).step_by(BATCH).map(|first| first as u32).collect();
        let mut found: Vec<(u32, u32)> = batches
            .into_par_iter()
            .flat_map_iter(|first| {
                let mut counts = vec![0_u32; self.n_articles];
                let (mut touched, mut found) = (Vec::new(), Vec::new());
                for article in first..(first + BATCH as u32).min(self.n_articles as u32) {
                    for list in forward.of_article(article).iter() {
                        for hub in hubs[*list as usize] {
                            if counts[hub as usize] == 0 {
                                touched.push(hub);
                            }
                            counts[hub as usize] += 1;
                        }
                    }
                    let least = MIN_SHINGLES.max((MIN_SHARE * f64::from(self.sizes[article as usize])) as u32);
                    for hub in touched.drain(..) {
                        if std::mem::take(&mut counts[hub as usize]) >= least && hub != article {
                            found.push((hub, article));
                        }
                    }
                }
                found
            })
            .collect();
        found.par_sort_unstable();
        let mut of_hub: Vec<(u32, u32)> = (0_u32..).zip(&hubs).flat_map(|(list, hubs)| hubs.iter().map(move |hub| (*hub, list))).collect();
        of_hub.par_sort_unstable();
        found
            .chunk_by(|x, y| x.0 == y.0)
            .map(|members| {
                let hub = members[0].0;
                let first = of_hub.partition_point(|(other, _)| *other < hub);
                Hub {
                    article: ArticleNo(hub),
                    members: members.iter().map(|(_, member)| ArticleNo(*member)).collect(),
                    lists: of_hub[first..].iter().take_while(|(other, _)| *other == hub).map(|(_, list)| *list).collect(),
                }
            })
            .collect()
    }

    /// The common shingles of a hub that at least `share` of some of its members have, by their kept bits, ascending.
    pub fn shared_with_hub(&self, hub: &Hub, members: &[ArticleNo], share: f64) -> Vec<u64> {
        let least = (share * members.len() as f64).ceil().max(1.0) as usize;
        let has = |list: &u32| {
            let articles = self.common.list(*list as usize);
            members.iter().filter(|member| articles.binary_search(&member.0).is_ok()).count() >= least
        };
        hub.lists.iter().filter(|list| has(list)).map(|list| self.common_keys[*list as usize]).collect()
    }

    /// The bits of a shingle that the index keeps.
    pub fn kept(hash: u64) -> u64 {
        kept_bits(hash)
    }

    /// Whether a shingle is among some kept bits, which must ascend.
    pub fn is_among(hash: u64, kept: &[u64]) -> bool {
        kept.binary_search(&kept_bits(hash)).is_ok()
    }

    /// The articles of a list that have most shingles.
    fn fullest(&self, list: usize) -> [u32; HUBS_OF_LIST] {
        let mut best = [u32::MAX; HUBS_OF_LIST];
        let is_fuller = |article: u32, other: u32| other == u32::MAX || self.sizes[article as usize] > self.sizes[other as usize];
        for article in self.common.list(list).iter() {
            let mut place = HUBS_OF_LIST;
            while place > 0 && is_fuller(*article, best[place - 1]) {
                place -= 1;
            }
            if place < HUBS_OF_LIST {
                best[place..].rotate_right(1);
                best[place] = *article;
            }
        }
        best
    }
}
