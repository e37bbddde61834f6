//! Pairs in batches that touch few articles.
//!
//! In: pairs of articles. Out: [`Batch`]es: pairs that hang together come together, so that each article is prepared about once and
//! memory stays bounded.

use super::Entry;
use crate::cluster::Sets;
use crate::ids::ArticleNo;
use rayon::prelude::*;
use std::collections::BinaryHeap;

/// Text that one batch prepares at most, in bytes; with what scoring looks up in it, a prepared text is about 25 times as large.
const BATCH_BYTES: usize = 1 << 19;

/// Where a batch may end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::pipeline) enum Cut {
    /// Behind any pair.
    Anywhere,
    /// Only where no article has pairs on both sides: all that hangs together is at hand at once.
    BetweenParts,
}

/// Pairs to be compared together.
pub(in crate::pipeline) struct Batch {
    /// The articles of the pairs, ascending.
    pub(in crate::pipeline) articles: Vec<ArticleNo>,
    pub(in crate::pipeline) pairs: Vec<(ArticleNo, ArticleNo)>,
}

/// Pairs in batches: those that hang together come together, those of articles with many pairs in common side by side.
pub(in crate::pipeline) fn batches(entries: &[Entry<'_>], pairs: &[(ArticleNo, ArticleNo)], cut: Cut) -> Vec<Batch> {
    let named = articles_of(pairs);
    let place = |no: ArticleNo| named.binary_search(&no).unwrap_or_default() as u32;
    let mut placed: Vec<(u32, u32)> = pairs.par_iter().map(|(a, b)| (place(*a), place(*b))).collect();
    let Walk { order, part_of } = Walk::through(named.len(), &placed);
    // A pair comes when the later one of its articles does.
    placed.par_sort_unstable_by_key(|(a, b)| {
        let (x, y) = (order[*a as usize], order[*b as usize]);
        (x.max(y), x.min(y))
    });
    let mut batches = Vec::new();
    let (mut open, mut bytes, mut begun) = (Vec::new(), 0, 0);
    let mut last_seen = vec![u32::MAX; named.len()];
    for (at, (a, b)) in placed.iter().enumerate() {
        for no in [*a as usize, *b as usize] {
            if last_seen[no] != begun {
                last_seen[no] = begun;
                bytes += entries[named[no].at()].article.text_len();
            }
        }
        open.push((named[*a as usize], named[*b as usize]));
        let next = placed.get(at + 1);
        let may_end = cut == Cut::Anywhere || next.is_none_or(|next| part_of[next.0 as usize] != part_of[*a as usize]);
        if bytes >= BATCH_BYTES && may_end || next.is_none() {
            batches.push(Batch { articles: articles_of(&open), pairs: std::mem::take(&mut open) });
            (bytes, begun) = (0, begun + 1);
        }
    }
    batches
}

/// The order in which things come that are joined by pairs: next is always the one with the most pairs with those before it, and of these the one that was
/// met last (maximum adjacency search; Nagamochi and Ibaraki 1992). What is joined closely comes together, whatever else it is joined to.
struct Walk {
    /// The place of each.
    order: Vec<u32>,
    /// The number of the part that each hangs together with.
    part_of: Vec<u32>,
}

impl Walk {
    /// `n` things, and pairs of them. Grows with the pairs times their logarithm.
    fn through(n: usize, pairs: &[(u32, u32)]) -> Walk {
        let others = Sets::new(n, || pairs.iter().flat_map(|(a, b)| [(*a as usize, *b), (*b as usize, *a)]));
        let mut walk = Walk { order: vec![u32::MAX; n], part_of: vec![u32::MAX; n] };
        let mut n_met = vec![0_u32; n];
        let mut open: BinaryHeap<(u32, u32, u32)> = BinaryHeap::new();
        let (mut next, mut part) = (0, 0);
        for first in 0..n as u32 {
            open.push((0, 0, first));
            while let Some((_, _, here)) = open.pop() {
                if walk.order[here as usize] != u32::MAX {
                    continue;
                }
                (walk.order[here as usize], walk.part_of[here as usize]) = (next, part);
                next += 1;
                for other in others.of(here as usize).iter().filter(|other| walk.order[**other as usize] == u32::MAX) {
                    n_met[*other as usize] += 1;
                    open.push((n_met[*other as usize], next, *other));
                }
            }
            part += 1;
        }
        walk
    }
}

/// The articles of some pairs, ascending.
fn articles_of(pairs: &[(ArticleNo, ArticleNo)]) -> Vec<ArticleNo> {
    let mut articles: Vec<ArticleNo> = pairs.iter().flat_map(|(a, b)| [*a, *b]).collect();
    articles.sort_unstable();
    articles.dedup();
    articles
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_joined_closely_comes_together() {
        // Two triangles with one pair between them, their numbers mixed.
        let walk = Walk::through(7, &[(0, 2), (2, 4), (0, 4), (1, 3), (3, 5), (1, 5), (1, 4)]);
        let mut in_order: Vec<usize> = (0..7).collect();
        in_order.sort_by_key(|at| walk.order[*at]);
        assert_eq!(in_order, [0, 4, 2, 1, 5, 3, 6]);
        assert_eq!(walk.part_of[..6], [0; 6]);
        assert_ne!(walk.part_of[6], 0);
    }

    proptest! {
        #[test]
        fn each_comes_once_and_parts_stay_together(pairs in prop::collection::vec((0_u32..20, 0_u32..20), 0..40)) {
            let pairs: Vec<(u32, u32)> = pairs.into_iter().filter(|(a, b)| a != b).collect();
            let walk = Walk::through(20, &pairs);
            let mut in_order: Vec<usize> = (0..20).collect();
            in_order.sort_by_key(|at| walk.order[*at]);
            prop_assert!(in_order.iter().zip(0..).all(|(at, place)| walk.order[*at] == place));
            prop_assert!(in_order.is_sorted_by_key(|at| walk.part_of[*at]));
            // The same parts as the union-find tells.
            let homes = crate::cluster::connected(20, pairs.iter().copied());
            for a in 0..20 {
                for b in 0..20 {
                    prop_assert_eq!(walk.part_of[a] == walk.part_of[b], homes[a] == homes[b]);
                }
            }
        }
    }
}
