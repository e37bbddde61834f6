//! A story told again sentence by sentence in other words: too little is left word for word to prove anything, but each
//! sentence tells what one sentence of the other tells.
//!
//! In: two stories of which nothing else proves reuse. Out: chains from sentence to sentence, or none. What a sentence
//! tells are its words of four letters or more that are no function words, cut to their first six letters, and its
//! figures. A sentence follows another, or two neighbours, that have [`MIN_FOLLOWED`] of what it tells.
//!
//! Measured as the share of what a text tells that stands in the sentences it follows, the greater and the smaller of the
//! two directions. Rewritten answers to one question, of which half were copied and worked over: median .58 and .36;
//! own answers to it: at most .36 and .20. Of 671 independent reports of one event, all of them briefs, 23 pass the bars
//! of share, none of them with more than 37 words that tell something; of 135 pairs of unlike sections of bills 2.

use super::chain::Chain;
use super::counting::MAX_LIST_CONTENT;
use super::runs::StoryRun;
use super::story::{Story, StoryWord, common_words};
use crate::matching::in_order;
use crate::text::{KeySet, key_of};
use std::ops::Range;

/// Distinct words that tell something that each story must have: briefs on one event tell the same.
const MIN_TELLING: usize = 45;
/// Briefs with so many are told again if nearly all of it stands in the sentences that they follow, both ways: the same words in another order.
const MIN_BRIEF_TELLING: usize = 20;
/// See [`MIN_BRIEF_TELLING`].
const MIN_BRIEF_SHARE: f64 = 0.8;
/// Longer stories are not looked at: a bound on work.
pub(super) const MAX_WORDS: usize = 3_000;
/// Share of what a sentence tells that stands in the sentence it follows, ...
const MIN_FOLLOWED: f64 = 0.4;
/// ... of so many words at least.
const MIN_FOLLOWED_WORDS: usize = 3;
/// What the text that follows more tells in sentences that follow, and what the other does.
const MIN_SHARE: f64 = 0.58;
/// See [`MIN_SHARE`].
const MIN_LESSER_SHARE: f64 = 0.42;
/// Who retells keeps the names and figures: a form filled in anew does not.
const MIN_NAMES_KEPT: f64 = 0.6;
/// Prose has a tenth of figures at most, tables a fifth at least (see `form`).
const MIN_TABLE_FIGURES: f64 = 0.2;
/// A list has so many names and figures at least.
const MIN_LISTED: usize = 5;
/// Parts of a sentence that are in another order are looked for so often.
const MAX_ORDERS: usize = 3;
/// Letters that tell a word from others, whatever its ending.
const STEM: usize = 6;
/// Shorter words tell nothing.
const MIN_LETTERS: usize = 4;

/// A sentence with the words that tell something.
pub(super) struct Told {
    pub(super) words: Range<usize>,
    /// Keys of the stems, sorted, each once.
    tells: Vec<u64>,
}

/// Chains from each sentence that follows one of the other story to that one, in order of the left; none where the two
/// are not the same story told again. Quadratic in the sentences of stories of at most [`MAX_WORDS`] words.
pub(super) fn chains(left: &Story<'_>, right: &Story<'_>) -> Option<Vec<Chain>> {
    if left.len().max(right.len()) > MAX_WORDS || is_table(left) || is_table(right) || !keeps_names(left, right) {
        return None;
    }
    let (here, there) = (told(left), told(right));
    let all = |sentences: &[Told]| -> KeySet { sentences.iter().flat_map(|told| told.tells.iter().copied()).collect() };
    let (all_here, all_there) = (all(&here), all(&there));
    let n_telling = all_here.len().min(all_there.len());
    // No more can stand in the sentences that are followed than stands in the whole story.
    if !is_enough(n_telling, most(&here, &all_there), most(&there, &all_here)) {
        return None;
    }
    let (of_left, of_right) = (followed(&here, &there), followed(&there, &here));
    let (one, other) = (share(&here, &of_left), share(&there, &of_right));
    if !is_enough(n_telling, one, other) {
        return None;
    }
    let mut is_free = vec![true; right.len()];
    let mut found: Vec<Chain> = Vec::new();
    for (told, followed) in here.iter().zip(&of_left) {
        let Some(followed) = followed else { continue };
        let window = there[followed.sentences.start].words.start..there[followed.sentences.end - 1].words.end;
        found.extend(chains_between(left, right, told.words.clone(), window, &mut is_free));
    }
    (!found.is_empty()).then_some(found)
}

/// Whether stories of which the one with less to tell has so many words that tell something follow each other to such shares.
fn is_enough(n_telling: usize, one: f64, other: f64) -> bool {
    let (greater, lesser) = (one.max(other), one.min(other));
    (n_telling >= MIN_TELLING && greater >= MIN_SHARE && lesser >= MIN_LESSER_SHARE)
        || (n_telling >= MIN_BRIEF_TELLING && lesser >= MIN_BRIEF_SHARE)
}

/// Whether so many words are figures that nothing is told: the lines of a table follow those of the same table an hour before.
fn is_table(story: &Story<'_>) -> bool {
    story.words.iter().filter(|word| word.figure).count() as f64 >= MIN_TABLE_FIGURES * story.len() as f64
}

/// Whether most names and figures of the story that has fewer stand in the other.
fn keeps_names(left: &Story<'_>, right: &Story<'_>) -> bool {
    let (n_common, n) = common_words(left, right, |word| word.figure || word.name && !word.stop);
    n_common as f64 >= MIN_NAMES_KEPT * n as f64
}

pub(super) fn told(story: &Story<'_>) -> Vec<Told> {
    let sentences = story.sentences.iter().filter(|(start, end)| start < end && !is_list(story, *start as usize..*end as usize));
    sentences
        .map(|(start, end)| {
            let words = *start as usize..*end as usize;
            let mut tells: Vec<u64> = words.clone().filter_map(|at| stem(story, at)).collect();
            tells.sort_unstable();
            tells.dedup();
            Told { words, tells }
        })
        .collect()
}

/// Whether a sentence is a list of names and figures: it tells nothing that could be told in other words.
fn is_list(story: &Story<'_>, words: Range<usize>) -> bool {
    let count = |kind: &dyn Fn(&StoryWord) -> bool| story.words[words.clone()].iter().filter(|word| kind(word)).count();
    let listed = count(&|word| !word.is_content() && (word.figure || !word.stop));
    listed >= MIN_LISTED && count(&|word| word.is_content()) as f64 <= MAX_LIST_CONTENT * listed as f64
}

/// The key of what a word tells, whatever its ending.
pub(super) fn stem(story: &Story<'_>, at: usize) -> Option<u64> {
    let (word, form): (&StoryWord, &str) = (&story.words[at], story.form(at));
    if word.figure {
        return Some(word.key);
    }
    if word.stop || !story.has_letters(at, MIN_LETTERS) {
        return None;
    }
    Some(form.char_indices().nth(STEM).map_or(word.key, |(end, _)| key_of(&form[..end])))
}

/// What a sentence follows: one sentence or two neighbours, and how much of what it tells stands there.
pub(super) struct Followed {
    pub(super) sentences: Range<usize>,
    n: usize,
}

/// What each sentence follows; none for one that follows nothing.
pub(super) fn followed(here: &[Told], there: &[Told]) -> Vec<Option<Followed>> {
    let all: KeySet = there.iter().flat_map(|told| told.tells.iter().copied()).collect();
    let best = |told: &Told| -> Option<Followed> {
        let least = (MIN_FOLLOWED * told.tells.len() as f64).max(MIN_FOLLOWED_WORDS as f64);
        // No more can stand in one sentence than stands anywhere.
        if (told.tells.iter().filter(|word| all.contains(word)).count() as f64) < least {
            return None;
        }
        let count = |sentences: Range<usize>| {
            let stands = |word: &&u64| there[sentences.clone()].iter().any(|other| other.tells.binary_search(word).is_ok());
            Followed { n: told.tells.iter().filter(stands).count(), sentences }
        };
        let alone = (0..there.len()).map(|at| count(at..at + 1));
        let twos = (1..there.len()).map(|at| count(at - 1..at + 1));
        // Of equal ones the first: a single sentence before two.
        let best = alone.chain(twos).reduce(|best, next| if next.n > best.n { next } else { best })?;
        (told.tells.len() >= MIN_FOLLOWED_WORDS && best.n as f64 >= least).then_some(best)
    };
    here.iter().map(best).collect()
}

fn share(here: &[Told], followed: &[Option<Followed>]) -> f64 {
    let told: usize = followed.iter().flatten().map(|followed| followed.n).sum();
    of_told(here, told)
}

/// The most that the share can be: what stands anywhere in the other story.
fn most(here: &[Told], there: &KeySet) -> f64 {
    let known = |told: &Told| told.tells.iter().filter(|word| there.contains(word)).count();
    of_told(here, here.iter().filter(|told| told.tells.len() >= MIN_FOLLOWED_WORDS).map(known).sum())
}

fn of_told(here: &[Told], part: usize) -> f64 {
    let all: usize = here.iter().map(|told| told.tells.len()).filter(|n| *n >= MIN_FOLLOWED_WORDS).sum();
    if all == 0 { 0.0 } else { part as f64 / all as f64 }
}

/// The chains from a sentence to the words that it follows, in each order that its parts have there, over words that no
/// other chain has.
pub(super) fn chains_between(
    left: &Story<'_>,
    right: &Story<'_>,
    here: Range<usize>,
    there: Range<usize>,
    is_free: &mut [bool],
) -> Vec<Chain> {
    let mut rest: Vec<usize> = here.clone().collect();
    let mut found: Vec<Chain> = Vec::new();
    for pass in 0..MAX_ORDERS {
        let free: Vec<usize> = there.clone().filter(|at| is_free[*at]).collect();
        let pairs = equal_in_order(left, right, &rest, &free);
        if !pairs.iter().any(|(i, _)| !left.words[*i].stop) {
            break;
        }
        let mut runs: Vec<StoryRun> = Vec::new();
        for (i, j) in &pairs {
            is_free[*j] = false;
            match runs.last_mut() {
                Some(run) if (run.left + run.len) as usize == *i && (run.right + run.len) as usize == *j => run.len += 1,
                _ => runs.push(StoryRun { left: *i as u32, right: *j as u32, len: 1 }),
            }
        }
        rest.retain(|at| pairs.binary_search_by_key(at, |(i, _)| *i).is_err());
        if pass == 0 {
            let range = |words: &Range<usize>| (words.start as u32, words.end as u32);
            found.push(Chain { left: range(&here), right: range(&there), runs });
        } else {
            found.extend(Chain::of(runs));
        }
    }
    found
}

/// Equal words of two lists of places that are in order on both sides, most first. Quadratic in the lists.
fn equal_in_order(left: &Story<'_>, right: &Story<'_>, here: &[usize], there: &[usize]) -> Vec<(usize, usize)> {
    let worth = |i: usize, j: usize| {
        let (word, other) = (&left.words[here[i]], &right.words[there[j]]);
        if word.key != other.key {
            0
        } else if word.stop {
            1
        } else {
            4
        }
    };
    in_order(here.len(), there.len(), worth).into_iter().map(|(i, j)| (here[i], there[j])).collect()
}
