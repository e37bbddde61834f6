//! Links by article.
//!
//! In: links in any order. Out: for each article its similarities, sorted by the other article, so that a pair is found by bisection.

use super::{Link, Similarity};
use crate::ids::TextNo;
use crate::score::Relation;

/// Pairs of two groups that are looked at to learn how many are not known.
const MAX_LOOKED: usize = 16;
/// From this share on, either way, two articles share something.
const SOMETHING: f64 = 0.05;

pub(super) struct Links<'t> {
    starts: Vec<usize>,
    similarities: Vec<(TextNo, Similarity)>,
    may_share: &'t dyn Fn(TextNo, TextNo) -> bool,
}

impl<'t> Links<'t> {
    /// Links of articles `0..n_articles`; of two links of one pair the first in sorted order counts. `may_share` tells of a pair without a
    /// link whether it is not known.
    pub(super) fn new(
        n_articles: usize,
        links: impl Iterator<Item = Link> + Clone,
        may_share: &'t dyn Fn(TextNo, TextNo) -> bool,
    ) -> Links<'t> {
        let links = links.filter(|link| link.a != link.b);
        let mut starts = vec![0_usize; n_articles + 1];
        for link in links.clone() {
            starts[link.a.at() + 1] += 1;
            starts[link.b.at() + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let nothing = Similarity { relation: Relation::Unrelated, share_in: 0.0, share_of: 0.0 };
        let mut similarities = vec![(TextNo(0), nothing); starts[n_articles]];
        let mut next = starts.clone();
        for link in links {
            for (from, to) in [(link.a, link.b), (link.b, link.a)] {
                similarities[next[from.at()]] = (to, link.similarity(from));
                next[from.at()] += 1;
            }
        }
        // Each article's own, in order, a pair once.
        let (mut kept, mut begin) = (0, 0);
        for article in 0..n_articles {
            let own = begin..starts[article + 1];
            begin = own.end;
            similarities[own.clone()].sort_by(|x, y| (x.0, x.1.relation).cmp(&(y.0, y.1.relation)).then(y.1.mean().total_cmp(&x.1.mean())));
            let first = kept;
            for at in own {
                if kept == first || similarities[kept - 1].0 != similarities[at].0 {
                    similarities[kept] = similarities[at];
                    kept += 1;
                }
            }
            starts[article + 1] = kept;
        }
        similarities.truncate(kept);
        Links { starts, similarities, may_share }
    }

    /// All similarities of an article, by the number of the other.
    pub(super) fn of(&self, article: TextNo) -> &[(TextNo, Similarity)] {
        &self.similarities[self.starts[article.at()]..self.starts[article.at() + 1]]
    }

    /// The similarities of an article that are reuse of wording.
    pub(super) fn reuse(&self, article: TextNo) -> impl Iterator<Item = (TextNo, Similarity)> {
        self.of(article).iter().copied().filter(|(_, similarity)| similarity.relation.is_reuse())
    }

    /// What article `a` is to `b`, if the pair was scored.
    pub(super) fn between(&self, a: TextNo, b: TextNo) -> Option<Similarity> {
        let similarities = self.of(a);
        similarities.binary_search_by_key(&b, |(to, _)| *to).ok().map(|at| similarities[at].1)
    }

    /// Whether two articles have wording in common, or may have.
    pub(super) fn share_something(&self, a: TextNo, b: TextNo) -> bool {
        match self.between(a, b) {
            Some(similarity) => similarity.relation <= Relation::QuotesOnly || similarity.share_in.max(similarity.share_of) >= SOMETHING,
            None => (self.may_share)(a, b),
        }
    }

    /// Whether nothing is known of a pair: it was not scored and may share much.
    pub(super) fn is_unknown(&self, a: TextNo, b: TextNo) -> bool {
        self.between(a, b).is_none() && (self.may_share)(a, b)
    }

    /// About how many pairs of an article of the one set and one of the other are known, `n_reuse` of them as reuse. Of many pairs some are
    /// looked at, evenly spread.
    pub(super) fn n_known(&self, some: &[TextNo], others: &[TextNo], n_reuse: usize) -> f64 {
        let n_pairs = some.len() * others.len();
        if n_reuse >= n_pairs {
            return n_pairs as f64;
        }
        let (mut looked, mut unknown) = (0_usize, 0_usize);
        let mut look = |a: TextNo, b: TextNo| {
            if a != b && self.between(a, b).is_none_or(|similarity| !similarity.relation.is_reuse()) {
                looked += 1;
                unknown += usize::from(self.is_unknown(a, b));
            }
        };
        if n_pairs <= MAX_LOOKED {
            some.iter().for_each(|a| others.iter().for_each(|b| look(*a, *b)));
        } else {
            for at in 0..MAX_LOOKED {
                // A step that has no divisor in common with the number of looks meets all parts of the other set.
                look(some[at * some.len() / MAX_LOOKED], others[(at * 7 % MAX_LOOKED) * others.len() / MAX_LOOKED]);
            }
        }
        let rest = (n_pairs - n_reuse) as f64;
        n_pairs as f64 - rest * unknown as f64 / looked.max(1) as f64
    }
}
