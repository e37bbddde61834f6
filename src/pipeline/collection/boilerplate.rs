//! Wording that very many articles have: which words of an article it is, and whether those articles are one story.
//!
//! In: prepared articles, and shingles that are known to stand in many. Out: numbers of words to count like furniture, or a verdict on two
//! articles. Which shingles are common is known to the index; what follows from it is decided by each task.

use crate::fingerprint::{SHINGLE_WORDS, shingles};
use crate::score::{self, Comparable, Comparison, Passage, Relation};
use crate::text::{Prepared, Word, Wording};
use std::collections::BTreeSet;

/// Boilerplate is a run of at least so many words of boilerplate shingles; less is a phrase.
pub(in crate::pipeline) const MIN_RUN: usize = 12;
/// From this share in the other on, an article consists of the common wording: nothing else of it could tell.
const WHOLE: f64 = 0.90;
/// From this share on, the bar of the derived relations, two articles are one story ...
const MOST: f64 = 0.60;
/// ... if they begin with the same stretch of so many words: no page head is that long. What each paper added may be on another matter.
const LONG_HEAD: u32 = 80;
/// From this share of telling words in common on, of what has fewer, an article's own part is on the matter of the common wording.
///
/// Measured on 5,000 articles of a wire and a broadcaster: the last 40 to 150 words of one and the first 80 to 200 of an unlike one have more
/// in common in 1 to 2 of 100 pairs; 200 words of one article and the words that follow them in 60 to 85 of 100.
const AKIN: f64 = 0.15;

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

/// The story words that some wording covers, by their number.
pub(in crate::pipeline) fn covered(prepared: &Prepared, wording: &Wording) -> Vec<usize> {
    let places = wording.covered(prepared).into_iter().flatten().map(|place| place as usize);
    places.filter(|place| prepared.words[*place].counts()).collect()
}

/// Marks some words as boilerplate, so that they count in no share.
pub(in crate::pipeline) fn set_aside(prepared: &mut Prepared, words: &[usize]) {
    for place in words {
        prepared.words[*place].boilerplate = true;
    }
}

/// Whether two articles are one story beyond the wording they share; nothing if they share none.
pub(in crate::pipeline) fn is_one_story(a: &Comparable<'_>, b: &Comparable<'_>) -> Option<bool> {
    let comparison = score::compare_reuse(a, b);
    (!comparison.passages.is_empty()).then(|| are_one_story(a.prepared(), b.prepared(), &comparison))
}

/// Whether two articles that share wording are one story: they consist of it or begin with it, what they have besides is on the matter of it, or the
/// two are on the same matter without it.
pub(in crate::pipeline) fn are_one_story(a: &Prepared, b: &Prepared, comparison: &Comparison) -> bool {
    let share = comparison.scores.a_in_b.max(comparison.scores.b_in_a);
    let begins = |prepared: &Prepared, place: u32| !prepared.words[..place as usize].iter().any(Word::counts);
    let is_long_head = |passage: &Passage| {
        begins(a, passage.a.start) && begins(b, passage.b.start) && passage.runs.iter().map(|run| run.len).sum::<u32>() >= LONG_HEAD
    };
    if share >= WHOLE || (share >= MOST && comparison.passages.iter().any(is_long_head)) {
        return true;
    }
    let (mut a, mut b) = (a.clone(), b.clone());
    for passage in &comparison.passages {
        set_aside(&mut a, &passage.a.clone().map(|place| place as usize).collect::<Vec<_>>());
        set_aside(&mut b, &passage.b.clone().map(|place| place as usize).collect::<Vec<_>>());
    }
    is_akin(&a)
        || is_akin(&b)
        || score::compare_without_resemblance(&Comparable::new(&a), &Comparable::new(&b)).relation <= Relation::Related
}

/// Whether what counts in an article is on the matter of what was set aside as boilerplate.
fn is_akin(prepared: &Prepared) -> bool {
    let telling = |is_boilerplate: bool| -> BTreeSet<u64> {
        let words = prepared.words.iter().filter(|word| !word.role.is_furniture() && !word.stop && word.boilerplate == is_boilerplate);
        words.map(|word| word.key).collect()
    };
    let (own, common) = (telling(false), telling(true));
    let n_common = own.intersection(&common).count();
    n_common as f64 >= AKIN * own.len().min(common.len()).max(1) as f64
}
