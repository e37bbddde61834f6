//! An article as scoring reads it, whatever it is compared with.
//!
//! In: a [`Prepared`] article. Out: [`Comparable`]: its words without furniture, in order, each with key and weight, and what comparisons look
//! up in it, each made when it is first asked for. The weight says how much evidence of reuse a shared word is; it comes from the word and
//! the text alone, so that a relation never depends on a corpus.

use super::kinship::{self, Telling};
use super::retold::Tells;
use super::shares::RESEMBLANCE_WORDS;
use super::{days, doubt};
use crate::fingerprint::fingerprint;
use crate::matching::Phrases;
use crate::text::{KeyMap, KeySet, Prepared, Word};
use std::sync::OnceLock;

/// One story word.
#[derive(Debug, Clone, Copy)]
pub(super) struct StoryWord {
    pub(super) key: u64,
    /// Its number in [`Prepared::words`].
    pub(super) number: u32,
    pub(super) sentence: u32,
    /// Evidence in a shared word, about 0.2 (function word) to 1.6 (long rare word).
    pub(super) weight: f32,
    pub(super) quoted: bool,
    pub(super) stop: bool,
    pub(super) figure: bool,
    pub(super) name: bool,
    /// Whether it has a capital and does not open a sentence.
    pub(super) capital: bool,
    /// Whether it begins in lower case.
    pub(super) lower: bool,
    /// Hashed letter pairs, to rule out unlike words without comparing letters.
    pub(super) letters: u64,
    /// How many bits of `letters` are set.
    pub(super) n_letters: u8,
    /// Letter pairs beyond the distinct hashes in `letters`; none where that cannot be said.
    pub(super) repeated_letters: Option<u8>,
}

impl StoryWord {
    /// A word that says something by itself: no function word, no figure, no name.
    pub(super) fn is_content(&self) -> bool {
        !self.stop && !self.figure && !self.name
    }

    /// Whether another word may be similar to it though it is not the same; neither is a figure. Hashed letter pairs can only collide towards likeness,
    /// so a low count rules two words out; and no more pairs can be common than distinct ones and those that one of the words repeats.
    #[inline]
    pub(super) fn may_be_similar(&self, other: &StoryWord) -> bool {
        let common = (self.letters & other.letters).count_ones();
        let either = u32::from(self.n_letters) + u32::from(other.n_letters);
        let repeated = self.repeated_letters.zip(other.repeated_letters).map(|(here, there)| (u32::from(here), u32::from(there)));
        common * 5 >= either && repeated.is_none_or(|(here, there)| 40 * (common + here.min(there)) >= 9 * (either + here + there))
    }

    /// It is no name if its key is among these, which ascend: someone has it in lower case.
    pub(super) fn lower_name(&mut self, keys: &[u64]) {
        if self.name && keys.binary_search(&self.key).is_ok() {
            self.name = false;
            if !self.stop && !self.figure {
                self.weight /= NAME_FACTOR;
            }
        }
    }

    /// Sets whether it has a capital, and its weight by that.
    pub(super) fn set_capital(&mut self, capital: bool) {
        if self.capital != capital && !self.stop && !self.figure {
            self.weight = if capital { self.weight * NAME_FACTOR } else { self.weight / NAME_FACTOR };
        }
        self.capital = capital;
    }
}

/// An article made ready to be compared with many others: about 130 bytes for each story word.
///
/// [`super::compare`] makes it for each call; who compares an article more than once keeps it and calls [`super::compare_stories`].
pub struct Comparable<'p> {
    pub(super) prepared: &'p Prepared,
    pub(super) words: Vec<StoryWord>,
    pub(super) keys: Vec<u64>,
    /// Hashed letter pairs of each word that may be like another one, 0 for function words and figures; and how many bits are set in those of any.
    letters: (Vec<u64>, Vec<u8>),
    /// For each sentence of the article, the story words `[start, end)` it has.
    pub(super) sentences: Vec<(u32, u32)>,
    /// Whether its letters tell nothing of names: it is set in capitals, in title case or without any capital.
    pub(super) is_caseless: bool,
    /// The keys of its names, ascending, each once.
    pub(super) names: Vec<u64>,
    /// The keys of its words in lower case; none where its letters tell nothing.
    pub(super) lower: KeySet,
    phrases: OnceLock<Phrases>,
    shingles: OnceLock<Vec<u64>>,
    tells: OnceLock<Tells>,
    days: OnceLock<Vec<u64>>,
    language: OnceLock<Option<&'static str>>,
    telling: OnceLock<Vec<Telling>>,
}

/// Weight of a function word: enough to count in long runs, too little to carry a passage.
const STOP_WEIGHT: f32 = 0.2;
/// Weight of a figure: forms and tables share them by chance.
const FIGURE_WEIGHT: f32 = 0.5;
/// Factor for names: two reports on one event share them without sharing wording.
const NAME_FACTOR: f32 = 0.7;
/// From this share of capitals among the telling words of prose on, nouns have capitals.
///
/// In 1,028 German articles 95 % have .44 or more; of 2,225 English ones 3 % do, most of them lists of names, which are no prose.
const NOUN_CAPITALS: f64 = 0.43;
/// Prose has this share of function words.
const MIN_PROSE_STOPS: f64 = 0.35;
/// From this share on, the text is in capitals.
const ALL_CAPITALS: f64 = 0.85;
/// Factor for a word that a text uses often: its topic, which every report on it shares.
const TOPIC_FACTOR: f32 = 0.7;
/// From so many uses on a word is a topic of its text.
const TOPIC_USES: u32 = 4;

impl<'p> Comparable<'p> {
    /// Reads the story words of an article. Linear but for sorting some of their keys.
    pub fn new(prepared: &'p Prepared) -> Self {
        let counts: Vec<bool> = prepared.words.iter().map(Word::counts).collect();
        let mut story = Comparable::of_words(prepared, &counts);
        story.lower_names();
        story
    }

    /// The article.
    pub fn prepared(&self) -> &'p Prepared {
        self.prepared
    }

    /// The story made of the words for which `counts` says so.
    pub(super) fn of_words(prepared: &'p Prepared, counts: &[bool]) -> Self {
        let mut words: Vec<StoryWord> = Vec::with_capacity(prepared.words.len());
        let counted = prepared.words.iter().zip(0_u32..).zip(counts).filter(|(_, counts)| **counts);
        words.extend(counted.map(|((word, number), _)| story_word(prepared, word, number)));
        if capitals_tell_nothing(&words) {
            for word in &mut words {
                word.name = false;
            }
        }
        if is_all_capitals(&words) {
            for word in &mut words {
                word.set_capital(false);
            }
        }
        let is_caseless = !words.iter().any(|word| word.capital);
        weigh_topics(&mut words);
        let keys = words.iter().map(|word| word.key).collect();
        let letters = words.iter().map(|word| (if word.stop || word.figure { 0 } else { word.letters }, word.n_letters)).unzip();
        let mut sentences = vec![(0, 0); prepared.sentences.len()];
        for (word, place) in words.iter().zip(0_u32..) {
            let sentence: &mut (u32, u32) = &mut sentences[word.sentence as usize];
            if sentence.1 == 0 {
                sentence.0 = place;
            }
            sentence.1 = place + 1;
        }
        let names = sorted(words.iter().filter(|word| word.name).map(|word| word.key));
        let mut lower = KeySet::default();
        if !is_caseless {
            lower.reserve(words.len() / 2);
            lower.extend(words.iter().filter(|word| word.lower).map(|word| word.key));
        }
        Comparable {
            prepared,
            words,
            keys,
            letters,
            sentences,
            is_caseless,
            names,
            lower,
            phrases: OnceLock::new(),
            shingles: OnceLock::new(),
            tells: OnceLock::new(),
            days: OnceLock::new(),
            language: OnceLock::new(),
            telling: OnceLock::new(),
        }
    }

    /// A word that it has in lower case, too, is no name, however many capitals it is set in.
    fn lower_names(&mut self) {
        let both = self.names_in_lower_case(self);
        if !both.is_empty() {
            self.names.retain(|key| both.binary_search(key).is_err());
            for word in &mut self.words {
                word.lower_name(&both);
            }
        }
    }

    /// Its names that another article has in lower case, ascending.
    pub(super) fn names_in_lower_case(&self, other: &Comparable<'_>) -> Vec<u64> {
        self.names.iter().filter(|name| other.lower.contains(name)).copied().collect()
    }

    /// Hashed letter pairs of each word that may be like another one, and how many.
    pub(super) fn letters(&self) -> (&[u64], &[u8]) {
        (&self.letters.0, &self.letters.1)
    }

    /// The phrases of so many words, which must be the same in every call.
    pub(super) fn phrases(&self, words: usize) -> &Phrases {
        self.phrases.get_or_init(|| Phrases::of(&self.keys, words))
    }

    /// The distinct shingles that resemblance counts, sorted.
    pub(super) fn shingles(&self) -> &[u64] {
        self.shingles.get_or_init(|| fingerprint(&self.keys, RESEMBLANCE_WORDS))
    }

    /// What each sentence tells.
    pub(super) fn tells(&self) -> &Tells {
        self.tells.get_or_init(|| Tells::of(self))
    }

    /// The keys of the days that it names.
    pub(super) fn days(&self) -> &[u64] {
        self.days.get_or_init(|| days::days(self))
    }

    /// The tag of the language that it is written in, if that is known.
    pub(super) fn language(&self) -> Option<&'static str> {
        *self.language.get_or_init(|| doubt::language(self))
    }

    /// The distinct words by which a matter is told.
    pub(super) fn telling(&self) -> &[Telling] {
        self.telling.get_or_init(|| kinship::telling(self, &self.words))
    }

    /// Whether word `i` has so many letters.
    pub(super) fn has_letters(&self, i: usize, n: usize) -> bool {
        self.form(i).chars().nth(n - 1).is_some()
    }

    pub(super) fn form(&self, i: usize) -> &str {
        self.prepared.words.get(self.words[i].number as usize).map_or("", |word| self.prepared.form(word))
    }
}

/// Keys in order, each once.
pub(super) fn sorted(keys: impl Iterator<Item = u64>) -> Vec<u64> {
    let mut keys: Vec<u64> = keys.collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn story_word(prepared: &Prepared, word: &Word, number: u32) -> StoryWord {
    let form = prepared.form(word);
    let is_ascii = word.is_plain || form.is_ascii();
    let letters_long = if is_ascii { form.len() } else { form.chars().count() };
    // A word with a digit or two in it is a misread word, not a figure.
    let figure = word.number && 2 * form.chars().filter(|letter| letter.is_numeric()).count() >= letters_long;
    let is_wide = letters_long == 1 && form.len() >= 3;
    let weight = if word.stop {
        STOP_WEIGHT
    } else if figure {
        FIGURE_WEIGHT
    } else if is_wide {
        // In scripts without spaces a word is a character.
        0.5
    } else {
        let base = 0.7 + 0.1 * (letters_long.min(12) as f32 - 3.0).max(0.0);
        if word.capital { base * NAME_FACTOR } else { base }
    };
    let mut letters = 0_u64;
    for pair in form.as_bytes().windows(2) {
        letters |= 1 << ((u32::from(pair[0]) * 31 + u32::from(pair[1])) % 64);
    }
    let n_pairs = form.len().saturating_sub(1);
    let is_plain = word.is_plain || is_ascii && n_pairs <= 64 && !form.bytes().any(|byte| byte.is_ascii_whitespace());
    let repeated_letters = is_plain.then(|| (n_pairs as u32).saturating_sub(letters.count_ones()) as u8);
    StoryWord {
        key: word.key,
        number,
        sentence: word.sentence,
        weight,
        quoted: word.quoted,
        stop: word.stop,
        figure,
        name: word.capital,
        capital: word.capital,
        lower: word.lower,
        letters,
        n_letters: letters.count_ones() as u8,
        repeated_letters,
    }
}

/// Whether every word is set in capitals, or begins with one.
fn is_all_capitals(words: &[StoryWord]) -> bool {
    let (telling, capitals) = telling_capitals(words);
    capitals > 0 && capitals as f64 >= ALL_CAPITALS * telling as f64
}

/// How many words say something and are no figures, and how many of them have a capital.
fn telling_capitals(words: &[StoryWord]) -> (usize, usize) {
    let telling = || words.iter().filter(|word| !word.stop && !word.figure);
    (telling().count(), telling().filter(|word| word.capital).count())
}

/// Whether capitals mark more than names here: nouns, as in German, or every word.
fn capitals_tell_nothing(words: &[StoryWord]) -> bool {
    let stops = words.iter().filter(|word| word.stop).count();
    let (telling, capitals) = telling_capitals(words);
    let capitals = capitals as f64;
    let is_prose = stops as f64 >= MIN_PROSE_STOPS * words.len() as f64;
    capitals >= ALL_CAPITALS * telling as f64 || (is_prose && capitals >= NOUN_CAPITALS * telling as f64)
}

fn weigh_topics(words: &mut [StoryWord]) {
    // Few words are used often: the others are told by counting hashes, which can only count too many.
    let mut slots = vec![0_u8; (words.len() * 2).next_power_of_two()];
    let mask = slots.len() - 1;
    let slot = |word: &StoryWord| word.key as usize & mask;
    for word in words.iter().filter(|word| !word.stop) {
        let n = &mut slots[slot(word)];
        *n = n.saturating_add(1);
    }
    let may_be_topic: Vec<bool> = words.iter().map(|word| !word.stop && u32::from(slots[slot(word)]) >= TOPIC_USES).collect();
    let mut uses: KeyMap<u32> = KeyMap::default();
    for (word, _) in words.iter().zip(&may_be_topic).filter(|(_, may_be)| **may_be) {
        *uses.entry(word.key).or_default() += 1;
    }
    for (word, _) in words.iter_mut().zip(&may_be_topic).filter(|(_, may_be)| **may_be) {
        if uses.get(&word.key).is_some_and(|n| *n >= TOPIC_USES) {
            word.weight *= TOPIC_FACTOR;
        }
    }
}
