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
use crate::text::key_of;
use std::ops::Range;

/// Distinct words that tell something that each story must have: briefs on one event tell the same.
const MIN_TELLING: usize = 45;
/// Briefs with so many are told again if nearly all of it stands in the sentences that they follow, both ways: the same words in another order.
const MIN_BRIEF_TELLING: usize = 20;
/// See [`MIN_BRIEF_TELLING`].
const MIN_BRIEF_SHARE: f64 = 0.8;
/// Longer stories are not looked at: a bound on work.
const MAX_WORDS: usize = 3_000;
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

/// A sentence that tells something.
pub(super) struct Told {
    pub(super) words: Range<usize>,
    /// How many distinct things it tells.
    n: usize,
}

/// The sentences of a story that tell something.
pub(super) struct Sentences<'s> {
    pub(super) told: Vec<Told>,
    /// For each sentence of the story its number in `told`, if it is there.
    numbers: Vec<Option<u32>>,
    /// What they tell, and others, with the numbers of all sentences; ascending.
    places: &'s [(u64, u32)],
}

impl Sentences<'_> {
    /// The words that a sentence of the other story follows.
    pub(super) fn words_of(&self, followed: &Followed) -> Range<usize> {
        self.told[followed.sentences.start].words.start..self.told[followed.sentences.end - 1].words.end
    }

    /// The number of a sentence in `told`.
    fn number(&self, sentence: u32) -> Option<u32> {
        self.numbers[sentence as usize]
    }

    /// The numbers in `told` of the sentences in some places, ascending.
    fn numbers_at(&self, places: Range<usize>) -> impl Iterator<Item = u32> {
        self.places[places].iter().filter_map(|(_, sentence)| self.number(*sentence))
    }

    /// How many distinct things they tell.
    fn n_telling(&self) -> usize {
        self.places.chunk_by(|x, y| x.0 == y.0).filter(|same| same.iter().any(|(_, sentence)| self.number(*sentence).is_some())).count()
    }
}

/// Something that a sentence tells and that the other story tells, too: the number of the sentence, and the places there.
pub(super) struct Meeting {
    sentence: u32,
    places: Range<usize>,
}

/// What two stories tell, and what of it both do; asked for by those who look for reworded sentences, too.
pub(super) struct Both<'s> {
    pub(super) left: Sentences<'s>,
    pub(super) right: Sentences<'s>,
    pub(super) met: (Vec<Meeting>, Vec<Meeting>),
}

impl<'s> Both<'s> {
    /// None of stories that are too long. Linear in the others.
    pub(super) fn of(left: &Story<'s>, right: &Story<'s>) -> Option<Both<'s>> {
        if left.len().max(right.len()) > MAX_WORDS {
            return None;
        }
        let (left, right) = (told(left), told(right));
        Some(Both { met: met(&left, &right), left, right })
    }
}

/// Chains from each sentence that follows one of the other story to that one, in order of the left; none where the two
/// are not the same story told again. Quadratic in the sentences of both.
pub(super) fn chains(left: &Story<'_>, right: &Story<'_>, both: &Both<'_>) -> Option<Vec<Chain>> {
    let Both { left: here, right: there, met: (of_left, of_right) } = both;
    let n_telling = here.n_telling().min(there.n_telling());
    // No more can stand in the sentences that are followed than stands in the whole story.
    if !is_enough(n_telling, most(here, of_left), most(there, of_right)) {
        return None;
    }
    if is_table(left) || is_table(right) || !keeps_names(left, right) {
        return None;
    }
    let (of_left, of_right) = (followed(here, there, of_left), followed(there, here, of_right));
    let (one, other) = (share(&here.told, &of_left), share(&there.told, &of_right));
    if !is_enough(n_telling, one, other) {
        return None;
    }
    let mut is_free = vec![true; right.len()];
    let mut found: Vec<Chain> = Vec::new();
    for (told, followed) in here.told.iter().zip(&of_left) {
        let Some(followed) = followed else { continue };
        found.extend(chains_between(left, right, told.words.clone(), there.words_of(followed), &mut is_free));
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
    /// For each sentence how many distinct keys of what it tells.
    n: Vec<usize>,
    /// Each of these keys with the number of its sentence, ascending.
    places: Vec<(u64, u32)>,
}

impl Tells {
    pub(super) fn of(story: &Comparable<'_>) -> Tells {
        let stems: Vec<Option<u64>> = (0..story.words.len()).map(|at| stem(story, at)).collect();
        let in_sentence = |((start, end), number): (&(u32, u32), u32)| {
            stems[*start as usize..*end as usize].iter().flatten().map(move |stem| (*stem, number)).collect::<Vec<_>>()
        };
        let mut places: Vec<(u64, u32)> = story.sentences.iter().zip(0..).flat_map(in_sentence).collect();
        places.sort_unstable();
        places.dedup();
        let mut n = vec![0; story.sentences.len()];
        places.iter().for_each(|(_, sentence)| n[*sentence as usize] += 1);
        let told = stems.iter().zip(&story.keys).map(|(stem, key)| stem.unwrap_or(*key)).collect();
        Tells { told, n, places }
    }
}

fn told<'s>(story: &Story<'s>) -> Sentences<'s> {
    let tells = story.of.tells();
    let (mut told, mut numbers) = (Vec::with_capacity(tells.n.len()), vec![None; tells.n.len()]);
    for (((start, end), n), number) in story.sentences().iter().zip(&tells.n).zip(&mut numbers) {
        let words = *start as usize..*end as usize;
        if !words.is_empty() && !is_list(story, words.clone()) {
            *number = Some(told.len() as u32);
            told.push(Told { words, n: *n });
        }
    }
    Sentences { told, numbers, places: &tells.places }
}

/// What two stories both tell: of each its meetings with the other. Linear.
fn met(here: &Sentences<'_>, there: &Sentences<'_>) -> (Vec<Meeting>, Vec<Meeting>) {
    let (mut of_here, mut of_there) = (Vec::new(), Vec::new());
    let (mut i, mut j) = (0, 0);
    while let (Some((one, _)), Some((other, _))) = (here.places.get(i), there.places.get(j)) {
        if one != other {
            // Which of the two goes on cannot be foreseen: both are counted without a branch.
            i += usize::from(one < other);
            j += usize::from(other < one);
            continue;
        }
        let end = |places: &[(u64, u32)], at: usize| at + places[at..].iter().take_while(|(word, _)| word == one).count();
        let (left, right) = (i..end(here.places, i), j..end(there.places, j));
        (i, j) = (left.end, right.end);
        // What only a list names is not told.
        let is_told = here.numbers_at(left.clone()).next().is_some() && there.numbers_at(right.clone()).next().is_some();
        if is_told {
            of_here.extend(here.numbers_at(left.clone()).map(|sentence| Meeting { sentence, places: right.clone() }));
            of_there.extend(there.numbers_at(right).map(|sentence| Meeting { sentence, places: left.clone() }));
        }
    }
    (of_here, of_there)
}

/// Whether a sentence is a list of names and figures: it tells nothing that could be told in other words.
fn is_list(story: &Story<'_>, words: Range<usize>) -> bool {
    let (mut content, mut listed) = (0, 0);
    for word in &story.words[words] {
        content += usize::from(word.is_content());
        listed += usize::from(!word.is_content() && (word.figure || !word.stop));
    }
    listed >= MIN_LISTED && content as f64 <= MAX_LIST_CONTENT * listed as f64
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
pub(super) fn followed(here: &Sentences<'_>, there: &Sentences<'_>, met: &[Meeting]) -> Vec<Option<Followed>> {
    let least = |told: &Told| (MIN_FOLLOWED * told.n as f64).max(MIN_FOLLOWED_WORDS as f64);
    // No more can stand in one sentence than stands anywhere.
    let known = known(here, met);
    let may_follow = |sentence: usize| known[sentence] as f64 >= least(&here.told[sentence]);
    let mut met: Vec<&Meeting> = met.iter().filter(|meeting| may_follow(meeting.sentence as usize)).collect();
    met.sort_unstable_by_key(|meeting| meeting.sentence);
    // How much of a sentence stands in each one there, and in each one with the one before it.
    let n_there = there.told.len();
    let (mut alone, mut twos) = (vec![0_usize; n_there], vec![0_usize; n_there]);
    let mut found: Vec<Option<Followed>> = here.told.iter().map(|_| None).collect();
    for met in met.chunk_by(|x, y| x.sentence == y.sentence) {
        let told = &here.told[met[0].sentence as usize];
        alone.fill(0);
        twos.fill(0);
        for meeting in met {
            let mut last = None;
            for at in there.numbers_at(meeting.places.clone()).map(|at| at as usize) {
                alone[at] += 1;
                // Told in both of two neighbours, it stands in them once.
                if at > 0 && last != Some(at - 1) {
                    twos[at] += 1;
                }
                if at + 1 < n_there {
                    twos[at + 1] += 1;
                }
                last = Some(at);
            }
        }
        let ones = alone.iter().enumerate().map(|(at, n)| Followed { n: *n, sentences: at..at + 1 });
        let pairs = twos.iter().enumerate().skip(1).map(|(at, n)| Followed { n: *n, sentences: at - 1..at + 1 });
        // Of equal ones the first: a single sentence before two.
        let best = ones.chain(pairs).reduce(|best, next| if next.n > best.n { next } else { best });
        found[met[0].sentence as usize] = best.filter(|best| told.n >= MIN_FOLLOWED_WORDS && best.n as f64 >= least(told));
    }
    found
}

/// How much of what each sentence tells stands anywhere in the other story.
fn known(here: &Sentences<'_>, met: &[Meeting]) -> Vec<usize> {
    let mut known = vec![0; here.told.len()];
    met.iter().for_each(|meeting| known[meeting.sentence as usize] += 1);
    known
}

fn share(here: &[Told], followed: &[Option<Followed>]) -> f64 {
    let told: usize = followed.iter().flatten().map(|followed| followed.n).sum();
    of_told(here, told)
}

/// The most that the share can be: what stands anywhere in the other story.
fn most(here: &Sentences<'_>, met: &[Meeting]) -> f64 {
    let known = known(here, met);
    of_told(&here.told, here.told.iter().zip(known).filter(|(told, _)| told.n >= MIN_FOLLOWED_WORDS).map(|(_, known)| known).sum())
}

fn of_told(here: &[Told], part: usize) -> f64 {
    let all: usize = here.iter().map(|told| told.n).filter(|n| *n >= MIN_FOLLOWED_WORDS).sum();
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
