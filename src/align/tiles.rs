//! Tiles: shared stretches of two token sequences, longest first, never overlapping (greedy string tiling, Wise 1993).
//!
//! In: two token sequences. Out: tiles, and which of them lie on the heaviest in-order chain. About linear: a pair of tokens that
//! stands more than [`MAX_PLACES`] times on one side is followed in order only.

use super::side::SideToken;
use crate::matching::{Phrases, maximal_of};
use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// `len` tokens from `old` here are the tokens from `new` there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Tile {
    pub(super) old: u32,
    pub(super) new: u32,
    pub(super) len: u32,
}

/// Places of a pair of tokens that are all looked at: a bound on work; with 4 or 40 no figure changes on made versions (see `pairs`).
const MAX_PLACES: usize = 12;
/// Tokens a tile has at least. Only pieces that heavier tiles leave over are concerned: with 3, F1 on arXivEdits is .914 for .915.
const MIN_TILE: u32 = 2;

/// The keys of a sequence and its phrases, made once for all that it is held against.
pub(super) struct Keyed {
    keys: Vec<u64>,
    phrases: Phrases,
}

impl Keyed {
    pub(super) fn of(tokens: &[SideToken]) -> Keyed {
        let keys: Vec<u64> = tokens.iter().map(|token| token.key).collect();
        Keyed { phrases: Phrases::of(&keys, MIN_TILE as usize), keys }
    }
}

/// The tiles of two sequences, in order of the old one.
pub(super) fn tiles(old: &[SideToken], new: &[SideToken]) -> Vec<Tile> {
    tiles_of((old, &Keyed::of(old)), (new, &Keyed::of(new)))
}

/// The same of sequences whose phrases are at hand.
pub(super) fn tiles_of((old, old_keys): (&[SideToken], &Keyed), (new, new_keys): (&[SideToken], &Keyed)) -> Vec<Tile> {
    let matches = matches(old_keys, new_keys);
    // Nothing competes with a match that is the only one.
    if matches.len() <= 1 {
        return matches;
    }
    let mut heap: BinaryHeap<Ranked> = matches.into_iter().map(|tile| Ranked::of(tile, old, new)).collect();
    let (mut old_taken, mut new_taken) = (vec![false; old.len()], vec![false; new.len()]);
    let mut found = Vec::new();
    while let Some(Ranked { tile, .. }) = heap.pop() {
        let here = &mut old_taken[tile.old as usize..(tile.old + tile.len) as usize];
        let there = &mut new_taken[tile.new as usize..(tile.new + tile.len) as usize];
        if !here.contains(&true) && !there.contains(&true) {
            here.fill(true);
            there.fill(true);
            found.push(tile);
        } else {
            // What heavier tiles left of it competes again by its own weight.
            let free = free_stretches(tile, &old_taken, &new_taken).into_iter();
            heap.extend(free.filter(|rest| rest.len >= MIN_TILE).map(|rest| Ranked::of(rest, old, new)));
        }
    }
    found.sort_unstable();
    found
}

/// Maximal matches of two tokens or more. They are looked for from the shorter side, whichever version that is: what stands at too many places to look
/// at them all is then found the same way round where the versions are exchanged.
fn matches(old: &Keyed, new: &Keyed) -> Vec<Tile> {
    let is_turned = (new.keys.len(), &new.keys) < (old.keys.len(), &old.keys);
    let (from, to) = if is_turned { (new, old) } else { (old, new) };
    let found = maximal_of((&from.keys, &from.phrases), (&to.keys, &to.phrases), MAX_PLACES).into_iter();
    if !is_turned {
        return found.map(|found| Tile { old: found.left, new: found.right, len: found.len }).collect();
    }
    let mut tiles: Vec<Tile> = found.map(|found| Tile { old: found.right, new: found.left, len: found.len }).collect();
    tiles.sort_unstable();
    tiles
}

fn free_stretches(tile: Tile, old_taken: &[bool], new_taken: &[bool]) -> Vec<Tile> {
    let mut found: Vec<Tile> = Vec::new();
    let mut is_open = false;
    for step in 0..tile.len {
        let is_free = !old_taken[(tile.old + step) as usize] && !new_taken[(tile.new + step) as usize];
        match found.last_mut() {
            Some(last) if is_free && is_open => last.len += 1,
            _ if is_free => found.push(Tile { old: tile.old + step, new: tile.new + step, len: 1 }),
            _ => {}
        }
        is_open = is_free;
    }
    found
}

/// What the tokens of a tile weigh.
pub(super) fn weight(tile: Tile, old: &[SideToken]) -> f32 {
    old[tile.old as usize..(tile.old + tile.len) as usize].iter().map(|token| token.weight).sum()
}

/// A tile by rank: heavier first, then nearer to the diagonal, then a place that both sides agree on.
struct Ranked {
    weight: f32,
    shift: u64,
    tile: Tile,
}

impl Ranked {
    fn of(tile: Tile, old: &[SideToken], new: &[SideToken]) -> Ranked {
        // How far the tile is from where it would stand if both sides were stretched to one length.
        let shift = (u64::from(tile.old) * new.len() as u64).abs_diff(u64::from(tile.new) * old.len() as u64);
        Ranked { weight: weight(tile, old), shift, tile }
    }

    fn key(&self) -> (u64, u32, u32) {
        (self.shift, self.tile.old + self.tile.new, self.tile.old.abs_diff(self.tile.new))
    }
}

impl Ord for Ranked {
    fn cmp(&self, other: &Self) -> Ordering {
        self.weight.total_cmp(&other.weight).then_with(|| other.key().cmp(&self.key())).then_with(|| other.tile.cmp(&self.tile))
    }
}

impl PartialOrd for Ranked {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Ranked {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Ranked {}

/// Which of some items lie on the heaviest chain that is in order on both sides; items are (old, new, weight), sorted by old.
///
/// `n log n` by a Fenwick tree of best chains. Equal weights are decided by the items alone.
pub(super) fn heaviest_chain(items: &[(u32, u32, u64)]) -> Vec<bool> {
    // Often all are in order, and all together are heaviest if each weighs something.
    if items.windows(2).all(|pair| pair[0].1 < pair[1].1) && items.iter().all(|item| item.2 > 0) {
        return vec![true; items.len()];
    }
    heaviest_chain_of_any(items)
}

fn heaviest_chain_of_any(items: &[(u32, u32, u64)]) -> Vec<bool> {
    let mut ranks: Vec<u32> = items.iter().map(|item| item.1).collect();
    ranks.sort_unstable();
    ranks.dedup();
    let mut tree: Vec<Option<(u64, usize)>> = vec![None; ranks.len() + 1];
    let mut before: Vec<Option<usize>> = vec![None; items.len()];
    let mut best: Option<(u64, usize)> = None;
    for (at, (_, new, weight)) in items.iter().enumerate() {
        let rank = ranks.partition_point(|other| other < new);
        let mut chain: Option<(u64, usize)> = None;
        let mut node = rank;
        while node > 0 {
            chain = heavier(chain, tree[node]);
            node &= node - 1;
        }
        before[at] = chain.map(|(_, item)| item);
        let total = Some((chain.map_or(0, |(total, _)| total) + weight, at));
        let mut node = rank + 1;
        while node < tree.len() {
            tree[node] = heavier(tree[node], total);
            node += node & node.wrapping_neg();
        }
        best = heavier(best, total);
    }
    let mut on_chain = vec![false; items.len()];
    let mut at = best.map(|(_, item)| item);
    while let Some(item) = at {
        on_chain[item] = true;
        at = before[item];
    }
    on_chain
}

/// A few bits for the low end of a weight, so that chains are hardly ever equal: from what is shared and where, the same whichever
/// version comes first.
pub(super) fn tie_bits(old: u32, new: u32, keys: impl Iterator<Item = u64>) -> u64 {
    let place = (u64::from(old.min(new)) << 32 | u64::from(old.max(new))).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let all = keys.fold(place, |sum, key| sum.wrapping_add(key));
    (all ^ (all >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 48
}

/// Bits of a weight that [`tie_bits`] takes.
pub(super) const TIE_BITS: u32 = 16;

fn heavier(a: Option<(u64, usize)>, b: Option<(u64, usize)>) -> Option<(u64, usize)> {
    match (a, b) {
        (Some(x), Some(y)) => Some(if y.0 > x.0 { y } else { x }),
        (x, y) => x.or(y),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// The twin: the search for a chain, whatever the order is.
        #[test]
        fn what_is_in_order_is_the_heaviest_chain(mut items in prop::collection::vec((0_u32..9, 0_u32..9, 0_u64..4), 0..6)) {
            items.sort_unstable_by_key(|item| (item.0, item.1));
            prop_assert_eq!(heaviest_chain(&items), heaviest_chain_of_any(&items));
        }
    }
}
