//! Verbatim runs: the same story words in a row on both sides.
//!
//! In: two stories. Out: maximal runs of [`MIN_RUN`] words or more, and shorter ones of rare words. Exact: a run is missed only
//! where a phrase stands more than [`MAX_PLACES`] times in one text; then its n-th place here is held against its n-th there.

use super::story::Story;
use crate::fingerprint::shingles;
use crate::text::KeyMap;
use std::collections::HashMap;

/// The same words from `left` here and `right` there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct StoryRun {
    pub(super) left: u32,
    pub(super) right: u32,
    pub(super) len: u32,
}

/// Words of the phrase that a run is grown from.
const SEED_WORDS: usize = 3;
/// A run of so many words always counts as a place to grow a passage from.
const MIN_RUN: u32 = 4;
/// A run of three words counts when its words weigh as much as two long content words.
const MIN_SHORT_WEIGHT: f32 = 2.2;
/// Places of one phrase in one text that are all looked at.
const MAX_PLACES: usize = 8;

/// All runs, sorted by place on the left, then on the right. About linear; at most [`MAX_PLACES`] runs begin at a word.
pub(super) fn runs(left: &Story<'_>, right: &Story<'_>) -> Vec<StoryRun> {
    let mut places: Vec<(u64, u32)> = shingles(&right.keys, SEED_WORDS).into_iter().zip(0_u32..).collect();
    places.sort_unstable();
    let mut seen: KeyMap<usize> = KeyMap::default();
    let mut ends: HashMap<i64, u32> = HashMap::new();
    let mut found = Vec::new();
    for (hash, i) in shingles(&left.keys, SEED_WORDS).into_iter().zip(0_u32..) {
        let first = places.partition_point(|(other, _)| *other < hash);
        let here = places[first..].iter().take_while(|(other, _)| *other == hash).count();
        if here == 0 {
            continue;
        }
        let chosen = if here > MAX_PLACES {
            let nth = seen.entry(hash).or_default();
            *nth += 1;
            // Beyond the last place there is nothing left to hold this one against.
            let at = first + *nth - 1;
            &places[at.min(first + here)..(at + 1).min(first + here)]
        } else {
            &places[first..first + here]
        };
        for (_, j) in chosen {
            let diagonal = i64::from(*j) - i64::from(i);
            if ends.get(&diagonal).is_some_and(|end| *end > i) {
                continue;
            }
            let run = grown(left, right, i, *j);
            ends.insert(diagonal, run.left + run.len);
            if run.len >= MIN_RUN || weight(left, run) >= MIN_SHORT_WEIGHT {
                found.push(run);
            }
        }
    }
    found.sort_unstable();
    found
}

/// The maximal run through `i` here and `j` there.
fn grown(left: &Story<'_>, right: &Story<'_>, i: u32, j: u32) -> StoryRun {
    let before = left.keys[..i as usize].iter().rev().zip(right.keys[..j as usize].iter().rev()).take_while(|(a, b)| a == b).count() as u32;
    let after = left.keys[i as usize..].iter().zip(&right.keys[j as usize..]).take_while(|(a, b)| a == b).count() as u32;
    StoryRun { left: i - before, right: j - before, len: before + after }
}

/// What the words of a run weigh.
pub(super) fn weight(left: &Story<'_>, run: StoryRun) -> f32 {
    left.words[run.left as usize..(run.left + run.len) as usize].iter().map(|word| word.weight).sum()
}
