//! Which groups are out of order.
//!
//! In: groups of partners. Out: the same, with those marked that do not lie on the heaviest chain in order on both sides: of two
//! crossing groups the lighter one moved.

use super::pairs::Partners;
use super::side::Side;
use super::tiles::{TIE_BITS, heaviest_chain, tie_bits};

/// Marks moved groups. `n log n`.
pub(super) fn mark(old: &Side<'_, '_>, new: &Side<'_, '_>, groups: &mut [Partners]) {
    groups.sort_by_key(|group| (group.old.first().copied(), group.new.first().copied()));
    let item = |group: &Partners| {
        let first = |sentences: &[u32]| sentences.first().copied().unwrap_or(0);
        let tokens = || group.old.iter().flat_map(|at| old.sentence(*at)).chain(group.new.iter().flat_map(|at| new.sentence(*at)));
        let n_words = tokens().filter(|token| token.is_word()).count() as u64;
        let (here, there) = (first(&group.old), first(&group.new));
        (here, there, (n_words + 1) << TIE_BITS | tie_bits(here, there, tokens().map(|token| token.key)))
    };
    let items: Vec<(u32, u32, u64)> = groups.iter().map(item).collect();
    for (group, is_in_order) in groups.iter_mut().zip(heaviest_chain(&items)) {
        group.moved = !is_in_order;
    }
}
