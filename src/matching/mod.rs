//! What two sequences of words have in common: maximal matches, and words in the same order.
//!
//! In: two sequences of keys, or two lengths and a function that says what a pair of places is worth. Out: [`Match`]es, or pairs of places.
//! Scoring and alignment are built on them, each with its own bars for what counts; nothing is judged here.

mod in_order;

pub use in_order::{MAX_ROW, Rows, equal_in_order, in_order};

use foldhash::fast::RandomState;
use std::collections::HashMap;

/// `len` words from `left` here are the words from `right` there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Match {
    /// First word on the left.
    pub left: u32,
    /// First word on the right.
    pub right: u32,
    /// Length in words.
    pub len: u32,
}

/// Which matches are looked for.
#[derive(Debug, Clone, Copy)]
pub struct Seeds {
    /// Words of the phrase that a match is grown from: no shorter one is found. 1 or more.
    pub words: usize,
    /// Places of one phrase on the right that are all looked at. Where there are more, its n-th place on the left is held against its
    /// n-th on the right alone: a bound on work for texts that repeat themselves.
    pub max_places: usize,
}

/// All maximal matches of `seeds.words` words or more, in order of the left, then of the right. None is missed but where a phrase stands more
/// than `max_places` times on the right. `n log n`, and at most `max_places` matches begin at a word.
///
/// ```
/// use copydesk::matching::{Match, Seeds, maximal};
/// let (left, right) = ([1, 2, 3, 4, 9], [7, 2, 3, 4]);
/// let found = maximal(&left, &right, Seeds { words: 2, max_places: 8 });
/// assert_eq!(found, [Match { left: 1, right: 1, len: 3 }]);
/// ```
pub fn maximal(left: &[u64], right: &[u64], seeds: Seeds) -> Vec<Match> {
    let (here, there) = (Phrases::of(left, seeds.words), Phrases::of(right, seeds.words));
    maximal_of((left, &here), (right, &there), seeds.max_places)
}

/// The phrases of a sequence, made once for all sequences that it is held against. Some 20 bytes a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrases {
    words: usize,
    /// The hash of each, by its place.
    hashes: Vec<u64>,
    /// Hash and place of each, ascending.
    places: Vec<u64>,
    /// For each place whether its phrase stands nowhere else.
    is_alone: Vec<bool>,
    /// A bit for some of the hash of each: most phrases of unlike texts are told by it to stand only in one.
    bits: Vec<u64>,
}

/// Bits of a place: a sequence has at most sixteen million words, more than the largest article.
const PLACE_BITS: u32 = 24;
const MASK: u64 = (1 << PLACE_BITS) - 1;
/// Bits for each phrase, of which it sets one: of those that do not stand there one in sixteen is looked for all the same.
const BITS_PER_PHRASE: usize = 16;

impl Phrases {
    /// The phrases of so many words, 1 or more, of the first sixteen million. `n log n`.
    pub fn of(keys: &[u64], words: usize) -> Phrases {
        let words = words.max(1);
        let hashes: Vec<u64> = keys.windows(words).map(|phrase| mixed(phrase) & !MASK).take(1 << PLACE_BITS).collect();
        let mut places: Vec<u64> = hashes.iter().zip(0_u64..).map(|(hash, place)| hash | place).collect();
        places.sort_unstable();
        let mut is_alone = vec![true; hashes.len()];
        for same in places.chunk_by(|one, next| (one ^ next) <= MASK).filter(|same| same.len() > 1) {
            same.iter().for_each(|place| is_alone[(place & MASK) as usize] = false);
        }
        let mut phrases =
            Phrases { words, bits: vec![0; (hashes.len() * BITS_PER_PHRASE / 64).next_power_of_two()], hashes, places, is_alone };
        for at in 0..phrases.hashes.len() {
            let (block, bit) = phrases.bit_of(phrases.hashes[at]);
            phrases.bits[block] |= bit;
        }
        phrases
    }

    fn bit_of(&self, hash: u64) -> (usize, u64) {
        let at = hash >> PLACE_BITS;
        ((at >> 6) as usize & (self.bits.len() - 1), 1 << (at & 63))
    }

    /// Where a hash stands among [`Self::places`]; an empty range if it does not.
    fn find(&self, hash: u64) -> std::ops::Range<usize> {
        let (block, bit) = self.bit_of(hash);
        if self.bits[block] & bit == 0 {
            return 0..0;
        }
        let is_same = |entry: &u64| entry & !MASK == hash;
        let start = self.places.partition_point(|entry| *entry < hash);
        // Most stand at one place or none; of a word that is repeated a million times the end is searched for.
        let few = self.places[start..].iter().take(2).take_while(|entry| is_same(entry)).count();
        let n = if few < 2 { few } else { self.places[start..].partition_point(is_same) };
        start..start + n
    }
}

/// The same as [`maximal`] for sequences whose phrases are at hand, all of the same number of words. About linear in the left where little is the
/// same, or nearly all.
pub fn maximal_of(left: (&[u64], &Phrases), right: (&[u64], &Phrases), max_places: usize) -> Vec<Match> {
    let (here, there) = (left.1, right.1);
    let (left, right, words) = (left.0, right.0, here.words);
    let mut seen: HashMap<u64, usize, RandomState> = HashMap::default();
    // Where the last match on each diagonal ends.
    let mut ends: HashMap<u32, u32, RandomState> = HashMap::default();
    // The same of the match that was found last, on whose diagonal most hits are.
    let (mut last_diagonal, mut last_end) = (0, 0);
    let mut found = Vec::new();
    for (hash, place) in here.hashes.iter().zip(0_u32..) {
        // A phrase within the last match that stands nowhere else there has been found.
        let is_within = place as usize + words <= last_end as usize;
        if is_within && there.is_alone.get((last_diagonal + place) as usize - left.len()).is_some_and(|is_alone| *is_alone) {
            continue;
        }
        let at = there.find(*hash);
        let chosen = if at.len() > max_places {
            let nth = seen.entry(*hash).or_default();
            *nth += 1;
            // Beyond the last place there is nothing left to hold this one against.
            &there.places[(at.start + *nth - 1).min(at.end)..(at.start + *nth).min(at.end)]
        } else {
            &there.places[at]
        };
        for j in chosen.iter().map(|entry| (entry & MASK) as u32) {
            let diagonal = j + left.len() as u32 - place;
            if diagonal == last_diagonal && last_end > place || ends.get(&diagonal).is_some_and(|end| *end > place) {
                continue;
            }
            let grown = grown(left, right, place, j);
            if grown.len as usize >= words {
                (last_diagonal, last_end) = (diagonal, grown.left + grown.len);
                ends.insert(last_diagonal, last_end);
                found.push(grown);
            }
        }
    }
    found.sort_unstable();
    found
}

/// The maximal match through `i` here and `j` there.
fn grown(left: &[u64], right: &[u64], i: u32, j: u32) -> Match {
    let (i, j) = (i as usize, j as usize);
    let before = left[..i].iter().rev().zip(right[..j].iter().rev()).take_while(|(a, b)| a == b).count();
    let after = left[i..].iter().zip(&right[j..]).take_while(|(a, b)| a == b).count();
    Match { left: (i - before) as u32, right: (j - before) as u32, len: (before + after) as u32 }
}

/// One number for a phrase. Two phrases may share one: what is grown from them says whether they are the same.
fn mixed(keys: &[u64]) -> u64 {
    keys.iter().fold(0, |all, key| (all ^ key).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The naive twin: every pair of places that no match goes on before.
    fn naive(left: &[u64], right: &[u64], words: usize) -> Vec<Match> {
        let mut found = Vec::new();
        for i in 0..left.len() {
            for j in 0..right.len() {
                let begins = left[i] == right[j] && (i == 0 || j == 0 || left[i - 1] != right[j - 1]);
                let len = left[i..].iter().zip(&right[j..]).take_while(|(a, b)| a == b).count();
                if begins && len >= words {
                    found.push(Match { left: i as u32, right: j as u32, len: len as u32 });
                }
            }
        }
        found
    }

    proptest! {
        #[test]
        fn all_maximal_matches_are_found(
            left in prop::collection::vec(0_u64..6, 0..40),
            right in prop::collection::vec(0_u64..6, 0..40),
            words in 1_usize..5,
        ) {
            prop_assert_eq!(maximal(&left, &right, Seeds { words, max_places: 40 }), naive(&left, &right, words));
        }

        #[test]
        fn a_long_side_is_sieved_without_a_loss(
            left in prop::collection::vec(0_u64..6, 0..12),
            right in prop::collection::vec(0_u64..9, 60..200),
            words in 1_usize..5,
        ) {
            prop_assert_eq!(maximal(&left, &right, Seeds { words, max_places: 200 }), naive(&left, &right, words));
        }

        #[test]
        fn what_is_left_out_is_bounded(left in prop::collection::vec(0_u64..3, 0..60), right in prop::collection::vec(0_u64..3, 0..60)) {
            let all = naive(&left, &right, 2);
            let found = maximal(&left, &right, Seeds { words: 2, max_places: 2 });
            prop_assert!(found.iter().all(|one| all.contains(one)));
            prop_assert!(found.len() <= 2 * left.len());
        }
    }

    /// A phrase that stands at a million places on both sides: looking through them for each would take hours.
    #[test]
    fn a_word_repeated_is_no_more_work_than_others() {
        let word = vec![7_u64; 1_000_000];
        let found = maximal(&word, &word, Seeds { words: 3, max_places: 8 });
        assert_eq!(found, [Match { left: 0, right: 0, len: 1_000_000 }]);
    }

    #[test]
    fn nothing_has_nothing_in_common() {
        assert!(maximal(&[], &[1, 2], Seeds { words: 2, max_places: 8 }).is_empty());
        assert!(maximal(&[1], &[1], Seeds { words: 2, max_places: 8 }).is_empty());
    }
}
