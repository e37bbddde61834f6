//! Pairs in batches that touch few articles.
//!
//! In: pairs of articles. Out: [`Batch`]es: pairs that hang together come together, so that each article is prepared about once and
//! memory stays bounded.

use super::Entry;
use crate::cluster::connected;
use crate::ids::ArticleNo;
use rayon::prelude::*;

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

/// Pairs in batches: those that hang together come together.
pub(in crate::pipeline) fn batches(entries: &[Entry<'_>], pairs: &[(ArticleNo, ArticleNo)], cut: Cut) -> Vec<Batch> {
    let homes = connected(entries.len(), pairs.iter().map(|(a, b)| (a.0, b.0)));
    let mut order: Vec<(ArticleNo, ArticleNo)> = pairs.to_vec();
    order.par_sort_unstable_by_key(|(a, b)| (homes[a.at()], *a, *b));
    let mut batches = Vec::new();
    let (mut open, mut bytes, mut begun) = (Vec::new(), 0, 0);
    let mut last_seen = vec![u32::MAX; entries.len()];
    let close = |open: &mut Vec<(ArticleNo, ArticleNo)>, batches: &mut Vec<Batch>| {
        let mut articles: Vec<ArticleNo> = open.iter().flat_map(|(a, b)| [*a, *b]).collect();
        articles.sort_unstable();
        articles.dedup();
        batches.push(Batch { articles, pairs: std::mem::take(open) });
    };
    for (at, (a, b)) in order.iter().enumerate() {
        for no in [a, b] {
            if last_seen[no.at()] != begun {
                last_seen[no.at()] = begun;
                bytes += entries[no.at()].article.text_len();
            }
        }
        open.push((*a, *b));
        let may_end = cut == Cut::Anywhere || order.get(at + 1).is_none_or(|next| homes[next.0.at()] != homes[a.at()]);
        if bytes >= BATCH_BYTES && may_end {
            close(&mut open, &mut batches);
            (bytes, begun) = (0, begun + 1);
        }
    }
    if !open.is_empty() {
        close(&mut open, &mut batches);
    }
    batches
}
