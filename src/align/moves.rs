//! Which groups are out of order.
//!
//! In: groups of partners. Out: the same, with those marked that do not lie on the heaviest chain in order on both sides: of two
//! crossing groups the lighter one moved.

use super::pairs::Partners;
use super::side::Side;
use super::tiles::heaviest_chain;

/// Marks moved groups. `n log n`.
pub(super) fn mark(old: &Side<'_, '_>, new: &Side<'_, '_>, groups: &mut [Partners]) {
    groups.sort_by_key(|group| (group.old.first().copied(), group.new.first().copied()));
    let items: Vec<(u32, u32, u64)> = groups
        .iter()
        .map(|group| {
            let first = |sentences: &[u32]| sentences.first().copied().unwrap_or(0);
            (first(&group.old), first(&group.new), group_weight(old, &group.old) + group_weight(new, &group.new))
        })
        .collect();
    for (group, is_in_order) in groups.iter_mut().zip(heaviest_chain(&items)) {
        group.moved = !is_in_order;
    }
}

/// Words of the sentences; a few low bits from the words themselves decide between equal ones, the same from both sides.
fn group_weight(side: &Side<'_, '_>, sentences: &[u32]) -> u64 {
    let tokens = || sentences.iter().flat_map(|sentence| side.sentence(*sentence));
    let words = tokens().filter(|token| token.is_word()).count() as u64;
    let noise = tokens().fold(0_u64, |sum, token| sum.wrapping_add(token.key)) & 0xffff;
    (words + 1) << 24 | noise
}
