//! Which groups are out of order.
//!
//! In: groups of partners. Out: the same, with those marked that do not lie on the heaviest chain in order on both sides: of two
//! crossing groups the lighter one moved.

use super::links::{Partners, off_diagonal};
use super::side::Side;
use super::tiles::{TIE_BITS, heaviest_chain, tie_bits};

/// Marks moved groups. `n log n`.
pub(super) fn mark(old: &Side<'_>, new: &Side<'_>, groups: &mut [Partners]) {
    groups.sort_by_key(|group| (group.old.first().copied(), group.new.first().copied()));
    let item = |group: &Partners| {
        let first = |sentences: &[u32]| sentences.first().copied().unwrap_or(0);
        let n_of = |side: &Side<'_>, sentences: &[u32]| sentences.iter().map(|at| side.n_words(*at)).sum::<usize>();
        let n_words = (n_of(old, &group.old) + n_of(new, &group.new)) as u64;
        let (here, there) = (first(&group.old), first(&group.new));
        let sums = group.old.iter().map(|at| old.sum(*at)).chain(group.new.iter().map(|at| new.sum(*at)));
        let keys = sums.chain([off_diagonal((old, here), (new, there))]);
        (here, there, (n_words + 1) << TIE_BITS | tie_bits(here, there, keys))
    };
    let items: Vec<(u32, u32, u64)> = groups.iter().map(item).collect();
    for (group, is_in_order) in groups.iter_mut().zip(heaviest_chain(&items)) {
        group.moved = !is_in_order;
    }
    part_interleaved(groups, &items);
}

/// Of two groups in order of which one reaches into the other, as when a merged sentence has a stranger between its halves, the lighter moved
/// too: what stays unmoved is in order to the last word. Linear.
fn part_interleaved(groups: &mut [Partners], items: &[(u32, u32, u64)]) {
    let reaches = |before: &Partners, after: &Partners| {
        let over = |before: &[u32], after: &[u32]| before.last().zip(after.first()).is_some_and(|(last, first)| last >= first);
        over(&before.old, &after.old) || over(&before.new, &after.new)
    };
    let mut in_order: Vec<usize> = Vec::new();
    for at in 0..groups.len() {
        if groups[at].moved {
            continue;
        }
        while let Some(before) = in_order.last().copied().filter(|before| reaches(&groups[*before], &groups[at])) {
            if items[before].2 >= items[at].2 {
                groups[at].moved = true;
                break;
            }
            groups[before].moved = true;
            in_order.pop();
        }
        if !groups[at].moved {
            in_order.push(at);
        }
    }
}
