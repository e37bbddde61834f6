//! Links by article.
//!
//! In: links in any order. Out: for each article its ties, sorted by the other article, so that a pair is found by bisection.

use super::{Link, Tie};
use crate::score::Relation;
use crate::span::ArticleNo;

/// From this share on, either way, two articles share something.
const SOMETHING: f64 = 0.05;

pub(super) struct Links {
    starts: Vec<usize>,
    ties: Vec<(ArticleNo, Tie)>,
}

impl Links {
    /// Links of articles `0..n_articles`; of two links of one pair the first in sorted order counts.
    pub(super) fn new(n_articles: usize, links: &[Link]) -> Links {
        let mut both: Vec<(ArticleNo, ArticleNo, Tie)> = links
            .iter()
            .filter(|link| link.a != link.b)
            .flat_map(|link| [(link.a, link.b, link.tie(link.a)), (link.b, link.a, link.tie(link.b))])
            .collect();
        both.sort_by(|x, y| (x.0, x.1, x.2.relation).cmp(&(y.0, y.1, y.2.relation)).then(y.2.mean().total_cmp(&x.2.mean())));
        both.dedup_by_key(|(from, to, _)| (*from, *to));
        let mut starts = vec![0; n_articles + 1];
        for (from, _, _) in &both {
            starts[from.at() + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        Links { starts, ties: both.into_iter().map(|(_, to, tie)| (to, tie)).collect() }
    }

    /// All ties of an article, by the number of the other.
    pub(super) fn of(&self, article: ArticleNo) -> &[(ArticleNo, Tie)] {
        &self.ties[self.starts[article.at()]..self.starts[article.at() + 1]]
    }

    /// The ties of an article that are reuse of wording.
    pub(super) fn reuse(&self, article: ArticleNo) -> impl Iterator<Item = (ArticleNo, Tie)> {
        self.of(article).iter().copied().filter(|(_, tie)| tie.relation.is_reuse())
    }

    /// What article `a` is to `b`, if the pair was scored.
    pub(super) fn between(&self, a: ArticleNo, b: ArticleNo) -> Option<Tie> {
        let ties = self.of(a);
        ties.binary_search_by_key(&b, |(to, _)| *to).ok().map(|at| ties[at].1)
    }

    /// Whether two articles have wording in common. A pair that was not scored has none worth a look.
    pub(super) fn share_something(&self, a: ArticleNo, b: ArticleNo) -> bool {
        self.between(a, b).is_some_and(|tie| tie.relation <= Relation::QuotesOnly || tie.share_in.max(tie.share_of) >= SOMETHING)
    }
}
