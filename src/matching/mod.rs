//! What two sequences of words have in common: maximal matches, and words in the same order.
//!
//! In: two sequences of keys, or two lengths and a function that says what a pair of places is worth. Out: [`Match`]es, or pairs of places.
//! Scoring and alignment are built on them, each with its own bars for what counts; nothing is judged here.

mod in_order;

pub use in_order::{in_order, worth_in_order};

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
    fn phrases(keys: &[u64], words: usize) -> impl Iterator<Item = (u64, u32)> {
        keys.windows(words.max(1)).map(mixed).zip(0_u32..)
    }
    let mut places: Vec<(u64, u32)> = if right.len() > UNLIKE * left.len() {
        // What only the right has is never looked up.
        let sieve = Sieve::of(phrases(left, seeds.words).map(|(phrase, _)| phrase), left.len());
        phrases(right, seeds.words).filter(|(phrase, _)| sieve.holds(*phrase)).collect()
    } else {
        phrases(right, seeds.words).collect()
    };
    places.sort_unstable();
    let mut seen: HashMap<u64, usize> = HashMap::new();
    // Where the last match on each diagonal ends.
    let mut ends = vec![0_u32; left.len() + right.len()];
    let mut found = Vec::new();
    for (phrase, i) in phrases(left, seeds.words) {
        let first = places.partition_point(|(other, _)| *other < phrase);
        // Looked up and not counted through: a phrase may stand at every place on both sides.
        let here = places[first..].partition_point(|(other, _)| *other == phrase);
        if here == 0 {
            continue;
        }
        let chosen = if here > seeds.max_places {
            let nth = seen.entry(phrase).or_default();
            *nth += 1;
            // Beyond the last place there is nothing left to hold this one against.
            &places[(first + *nth - 1).min(first + here)..(first + *nth).min(first + here)]
        } else {
            &places[first..first + here]
        };
        for (_, j) in chosen {
            let diagonal = *j as usize + left.len() - i as usize;
            if ends[diagonal] > i {
                continue;
            }
            let grown = grown(left, right, i, *j);
            if grown.len as usize >= seeds.words {
                ends[diagonal] = grown.left + grown.len;
                found.push(grown);
            }
        }
    }
    found.sort_unstable();
    found
}

/// So many times as long as the left, the right is sieved before it is sorted: a draft of megabytes is held against thousands of stories.
const UNLIKE: usize = 4;

/// Which numbers are among some: certain of those that are, wrong about few of the others.
struct Sieve {
    bits: Vec<u64>,
}

impl Sieve {
    fn of(numbers: impl Iterator<Item = u64>, n: usize) -> Sieve {
        let mut sieve = Sieve { bits: vec![0; (n / 4 + 1).next_power_of_two()] };
        for number in numbers {
            let (at, bit) = sieve.place(number);
            sieve.bits[at] |= bit;
        }
        sieve
    }

    fn holds(&self, number: u64) -> bool {
        let (at, bit) = self.place(number);
        self.bits[at] & bit != 0
    }

    fn place(&self, number: u64) -> (usize, u64) {
        // The lower half of a mixed number hardly depends on its upper half, so both take part.
        let mixed = number ^ (number >> 32);
        ((mixed >> 6) as usize & (self.bits.len() - 1), 1 << (mixed & 63))
    }
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
