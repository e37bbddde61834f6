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
use super::comparable::Comparable;
use super::counting::MAX_LIST_CONTENT;
use super::runs::StoryRun;
use super::story::{Story, StoryWord, common_words};
use crate::matching::equal_in_order;
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
pub(super) struct Told<'s> {
    pub(super) words: Range<usize>,
    /// Keys of the stems, sorted, each once.
    tells: &'s [u64],
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

/// What the sentences of a story tell, whatever it is compared with.
pub(super) struct Tells {
    /// The key of what each word tells; its own where it tells nothing.
    pub(super) told: Vec<u64>,
    /// For each sentence the distinct keys of what it tells, sorted.
    sentences: Vec<Vec<u64>>,
}

impl Tells {
    pub(super) fn of(story: &Comparable<'_>) -> Tells {
        let stems: Vec<Option<u64>> = (0..story.words.len()).map(|at| stem(story, at)).collect();
        let tells = |(start, end): &(u32, u32)| {
            let mut tells: Vec<u64> = stems[*start as usize..*end as usize].iter().copied().flatten().collect();
            tells.sort_unstable();
            tells.dedup();
            tells
        };
        let sentences = story.sentences.iter().map(tells).collect();
        let told = stems.iter().zip(&story.keys).map(|(stem, key)| stem.unwrap_or(*key)).collect();
        Tells { told, sentences }
    }
}

pub(super) fn told<'s>(story: &Story<'s>) -> Vec<Told<'s>> {
    let all = story.sentences().iter().zip(&story.of.tells().sentences);
    let sentences = all.filter(|((start, end), _)| start < end && !is_list(story, *start as usize..*end as usize));
    sentences.map(|((start, end), tells)| Told { words: *start as usize..*end as usize, tells }).collect()
}

/// Whether a sentence is a list of names and figures: it tells nothing that could be told in other words.
fn is_list(story: &Story<'_>, words: Range<usize>) -> bool {
    let count = |kind: &dyn Fn(&StoryWord) -> bool| story.words[words.clone()].iter().filter(|word| kind(word)).count();
    let listed = count(&|word| !word.is_content() && (word.figure || !word.stop));
    listed >= MIN_LISTED && count(&|word| word.is_content()) as f64 <= MAX_LIST_CONTENT * listed as f64
}

fn stem(story: &Comparable<'_>, at: usize) -> Option<u64> {
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

/// What each sentence follows; none for one that follows nothing. Linear in what both tell, times how often a word is told there.
pub(super) fn followed(here: &[Told], there: &[Told]) -> Vec<Option<Followed>> {
    // Where each word is told there, by word and then by sentence.
    let mut places: Vec<(u64, u32)> = there.iter().zip(0..).flat_map(|(told, at)| told.tells.iter().map(move |word| (*word, at))).collect();
    places.sort_unstable();
    // How much of a sentence stands in each one there, and in each one with the one before it.
    let (mut alone, mut twos) = (vec![0_usize; there.len()], vec![0_usize; there.len()]);
    let mut best = |told: &Told| -> Option<Followed> {
        let least = (MIN_FOLLOWED * told.tells.len() as f64).max(MIN_FOLLOWED_WORDS as f64);
        let mut found: Vec<&[(u64, u32)]> = Vec::with_capacity(told.tells.len());
        let mut rest = &places[..];
        for word in told.tells {
            rest = &rest[rest.partition_point(|(other, _)| other < word)..];
            let n = rest.iter().take_while(|(other, _)| other == word).count();
            if n > 0 {
                found.push(&rest[..n]);
            }
        }
        // No more can stand in one sentence than stands anywhere.
        if (found.len() as f64) < least {
            return None;
        }
        alone.fill(0);
        twos.fill(0);
        for places in found {
            let mut last = None;
            for at in places.iter().map(|(_, at)| *at as usize) {
                alone[at] += 1;
                // Told in both of two neighbours, it stands in them once.
                if at > 0 && last != Some(at - 1) {
                    twos[at] += 1;
                }
                if at + 1 < there.len() {
                    twos[at + 1] += 1;
                }
                last = Some(at);
            }
        }
        let ones = alone.iter().enumerate().map(|(at, n)| Followed { n: *n, sentences: at..at + 1 });
        let pairs = twos.iter().enumerate().skip(1).map(|(at, n)| Followed { n: *n, sentences: at - 1..at + 1 });
        // Of equal ones the first: a single sentence before two.
        let best = ones.chain(pairs).reduce(|best, next| if next.n > best.n { next } else { best })?;
        (told.tells.len() >= MIN_FOLLOWED_WORDS && best.n as f64 >= least).then_some(best)
    };
    here.iter().map(&mut best).collect()
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
        let pairs = words_in_order(left, right, &rest, &free);
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

/// Equal words of two lists of places that are in order on both sides, most first. Quadratic in those that both have.
fn words_in_order(left: &Story<'_>, right: &Story<'_>, here: &[usize], there: &[usize]) -> Vec<(usize, usize)> {
    let keys = |story: &Story<'_>, places: &[usize]| -> Vec<u64> { places.iter().map(|at| story.words[*at].key).collect() };
    let worth = |i: usize, _| if left.words[here[i]].stop { 1 } else { 4 };
    equal_in_order(&keys(left, here), &keys(right, there), worth).into_iter().map(|(i, j)| (here[i], there[j])).collect()
}
