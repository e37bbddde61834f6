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

/// The phrases of a sequence, made once for all sequences that it is held against. 8 bytes a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrases {
    words: usize,
    /// Hash and place of each, ascending.
    places: Vec<u64>,
}

/// Bits of a place: a sequence has at most sixteen million words, more than the largest article.
const PLACE_BITS: u32 = 24;

impl Phrases {
    /// The phrases of so many words, 1 or more, of the first sixteen million. `n log n`.
    pub fn of(keys: &[u64], words: usize) -> Phrases {
        let hashes = keys.windows(words.max(1)).map(|phrase| mixed(phrase) & !MASK).take(1 << PLACE_BITS);
        let mut places: Vec<u64> = hashes.zip(0_u64..).map(|(hash, place)| hash | place).collect();
        places.sort_unstable();
        Phrases { words, places }
    }
}

const MASK: u64 = (1 << PLACE_BITS) - 1;

/// A phrase of the left, and where its places stand among those of the right.
#[derive(Clone)]
struct Hit {
    place: u32,
    hash: u64,
    there: std::ops::Range<usize>,
}

/// So many times as long as the left, the right is searched rather than walked through: a draft of megabytes is held against thousands of stories.
const UNLIKE: usize = 16;
/// Less than one hit for so many places: sorting them is quicker than looking at all places.
const FEW: usize = 32;

/// Room for so many hits at first, which two sentences do not pass.
const AT_FIRST: usize = 32;

/// The phrases that both have, in order of the left.
fn hits(left: &Phrases, right: &Phrases) -> impl Iterator<Item = Hit> {
    let (here, there) = (&left.places, &right.places);
    let is_long = there.len() > UNLIKE * here.len();
    let mut found: Vec<Hit> = Vec::with_capacity(AT_FIRST.min(here.len()));
    let (mut i, mut j) = (0, 0);
    while i < here.len() && j < there.len() {
        let (hash, other) = (here[i] & !MASK, there[j] & !MASK);
        if hash == other {
            let n_there = there[j..].iter().take_while(|entry| **entry & !MASK == hash).count();
            let same = here[i..].iter().take_while(|entry| **entry & !MASK == hash);
            found.extend(same.map(|entry| Hit { place: (entry & MASK) as u32, hash, there: j..j + n_there }));
            i += here[i..].iter().take_while(|entry| **entry & !MASK == hash).count();
            j += n_there;
        } else if is_long {
            i += usize::from(hash < other);
            j += there[j..].partition_point(|entry| entry & !MASK < hash);
        } else {
            // Which of the two goes on cannot be foreseen: both are counted without a branch.
            i += usize::from(hash < other);
            j += usize::from(other < hash);
        }
    }
    in_places(found, here.len())
}

/// Hits in the order of their places, each of which is below `n` and has one. Linear where they are not few.
fn in_places(mut found: Vec<Hit>, n: usize) -> impl Iterator<Item = Hit> {
    let are_few = found.len() * FEW < n;
    let mut order: Vec<u32> = Vec::new();
    if are_few {
        found.sort_unstable_by_key(|hit| hit.place);
        order.extend(0..found.len() as u32);
    } else {
        order.resize(n, u32::MAX);
        for (hit, at) in found.iter().zip(0..) {
            order[hit.place as usize] = at;
        }
    }
    order.into_iter().filter_map(move |at| found.get(at as usize).cloned())
}

/// The same as [`maximal`] for sequences whose phrases are at hand, all of the same number of words. Linear where none is much longer than
/// the other.
pub fn maximal_of(left: (&[u64], &Phrases), right: (&[u64], &Phrases), max_places: usize) -> Vec<Match> {
    let hits = hits(left.1, right.1);
    let (words, places) = (left.1.words, &right.1.places);
    let (left, right) = (left.0, right.0);
    let mut seen: HashMap<u64, usize, RandomState> = HashMap::default();
    // Where the last match on each diagonal ends.
    let mut ends: HashMap<u32, u32, RandomState> = HashMap::default();
    // The same of the match that was found last, on whose diagonal most hits are.
    let (mut last_diagonal, mut last_end) = (0, 0);
    let mut found = Vec::new();
    for Hit { place, hash, there } in hits {
        let chosen = if there.len() > max_places {
            let nth = seen.entry(hash).or_default();
            *nth += 1;
            // Beyond the last place there is nothing left to hold this one against.
            &places[(there.start + *nth - 1).min(there.end)..(there.start + *nth).min(there.end)]
        } else {
            &places[there]
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
