//! What articles may share beyond the candidates.
//!
//! In: the index, and which common wording is boilerplate. Out: [`Beyond`], which tells of a pair that was not compared whether it may share
//! much all the same: common shingles name no candidates, and of an article with very many partners only the best are kept. Such a pair is
//! not known; all others share next to nothing.

use super::Index;
use super::lists::Forward;
use crate::ids::ArticleNo;

/// A pair may share something if so many common shingles stand in both, a run of twelve words ...
const MIN_SHINGLES: u32 = 9;
/// ... and this share of the shingles of the article that has fewer; the same figures as for hubs.
const MIN_SHARE: f64 = 0.15;

/// Pairs that were not compared though they may share much.
#[derive(Debug)]
pub struct Beyond {
    sizes: Vec<u32>,
    common: Forward,
    /// Candidates that were among the best of neither article; sorted, the smaller number first.
    dropped: Vec<(ArticleNo, ArticleNo)>,
}

impl Index {
    /// What may be shared beyond the candidates; `boilerplate` are kept bits of common shingles that do not count, ascending.
    pub fn beyond(&self, dropped: Vec<(ArticleNo, ArticleNo)>, boilerplate: &[u64]) -> Beyond {
        let counts = |list: usize| boilerplate.binary_search(&self.common_keys[list]).is_err();
        Beyond { sizes: self.sizes.clone(), common: self.common.forward(self.n_articles, counts), dropped }
    }
}

impl Beyond {
    /// Whether two articles that were not compared may share much. Linear in the common shingles of both.
    pub fn may_share(&self, a: ArticleNo, b: ArticleNo) -> bool {
        let pair = (a.min(b), a.max(b));
        if self.dropped.binary_search(&pair).is_ok() {
            return true;
        }
        let (x, y) = (self.common.of_article(a.0), self.common.of_article(b.0));
        let (mut x, mut y) = (x.iter().peekable(), y.iter().peekable());
        let least = MIN_SHINGLES.max((MIN_SHARE * f64::from(self.sizes[a.at()].min(self.sizes[b.at()]))) as u32);
        let mut n_shared = 0;
        while let (Some(i), Some(j)) = (x.peek(), y.peek()) {
            match i.cmp(j) {
                std::cmp::Ordering::Less => drop(x.next()),
                std::cmp::Ordering::Greater => drop(y.next()),
                std::cmp::Ordering::Equal => {
                    n_shared += 1;
                    if n_shared >= least {
                        return true;
                    }
                    x.next();
                    y.next();
                }
            }
        }
        false
    }
}
