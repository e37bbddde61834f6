//! Wording that very many articles have: which words of an article it is, and whether those articles are one story.
//!
//! In: prepared articles, and shingles that are known to stand in many. Out: numbers of words to count like furniture, or a verdict on two
//! articles. Which shingles are common is known to the index; what follows from it is decided by each task.

use crate::fingerprint::{SHINGLE_WORDS, shingles};
use crate::score::{self, Relation};
use crate::text::Prepared;

/// Boilerplate is a run of at least so many words of boilerplate shingles; less is a phrase.
pub(in crate::pipeline) const MIN_RUN: usize = 12;
/// From this share in the other on, an article consists of the common wording: nothing else of it could tell.
const WHOLE: f64 = 0.90;
/// From this share on, the bar of the derived relations, it is enough if the common wording reaches into the lead of both: a story to which
/// each added something. A footer under short items has the share, and their leads are their own.
const MOST: f64 = 0.60;
/// Words in which an article has its lead: about one sentence.
const LEAD_WORDS: usize = 20;

/// The words of an article that are boilerplate, by their number; `is_boilerplate` says so of a shingle. Linear.
pub(in crate::pipeline) fn words(prepared: &Prepared, is_boilerplate: impl Fn(u64) -> bool) -> Vec<usize> {
    let (places, keys): (Vec<usize>, Vec<u64>) =
        prepared.words.iter().enumerate().filter(|(_, word)| word.counts()).map(|(place, word)| (place, word.key)).unzip();
    let mut covered = vec![false; places.len()];
    for (at, hash) in shingles(&keys, SHINGLE_WORDS).into_iter().enumerate() {
        if is_boilerplate(hash) {
            covered[at..at + SHINGLE_WORDS].fill(true);
        }
    }
    let mut found = Vec::new();
    let mut first = 0;
    for run in covered.chunk_by(|x, y| x == y) {
        if run[0] && run.len() >= MIN_RUN {
            found.extend(&places[first..first + run.len()]);
        }
        first += run.len();
    }
    found
}

/// Marks some words as boilerplate, so that they count in no share.
pub(in crate::pipeline) fn set_aside(prepared: &mut Prepared, words: &[usize]) {
    for place in words {
        prepared.words[*place].boilerplate = true;
    }
}

/// Whether two articles are one story beyond the wording they share; nothing if they share none.
pub(in crate::pipeline) fn is_one_story(mut a: Prepared, mut b: Prepared) -> Option<bool> {
    let first = score::compare(&a, &b);
    if first.passages.is_empty() {
        return None;
    }
    let share = first.scores.a_in_b.max(first.scores.b_in_a);
    let reaches_lead =
        |prepared: &Prepared, place: u32| prepared.words[..place as usize].iter().filter(|word| word.counts()).count() < LEAD_WORDS;
    let begins_both = |passage: &score::Passage| reaches_lead(&a, passage.a.start) && reaches_lead(&b, passage.b.start);
    if share >= WHOLE || (share >= MOST && first.passages.iter().any(begins_both)) {
        return Some(true);
    }
    for passage in &first.passages {
        set_aside(&mut a, &passage.a.clone().map(|place| place as usize).collect::<Vec<_>>());
        set_aside(&mut b, &passage.b.clone().map(|place| place as usize).collect::<Vec<_>>());
    }
    Some(score::compare(&a, &b).relation <= Relation::Related)
}
