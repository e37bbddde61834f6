//! The story words of an article as the scoring reads them.
//!
//! In: a [`Prepared`] article. Out: [`Story`]: its words without furniture, in order, each with key and weight. The weight says how
//! much evidence of reuse a shared word is; it comes from the word and the text alone, so that a relation never depends on a corpus.

use crate::text::{KeyMap, KeySet, Prepared, Word, similar_words};

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
    letters: u64,
}

impl StoryWord {
    /// A word that says something by itself: no function word, no figure, no name.
    pub(super) fn is_content(&self) -> bool {
        !self.stop && !self.figure && !self.name
    }

    /// Sets whether it has a capital, and its weight by that.
    fn set_capital(&mut self, capital: bool) {
        if self.capital != capital && !self.stop && !self.figure {
            self.weight = if capital { self.weight * NAME_FACTOR } else { self.weight / NAME_FACTOR };
        }
        self.capital = capital;
    }
}

/// The story words of an article.
pub(super) struct Story<'p> {
    pub(super) prepared: &'p Prepared,
    pub(super) words: Vec<StoryWord>,
    pub(super) keys: Vec<u64>,
    /// For each sentence of the article, the story words `[start, end)` it has.
    pub(super) sentences: Vec<(u32, u32)>,
    /// Whether its letters tell nothing of names: it is set in capitals, in title case or without any capital.
    pub(super) is_caseless: bool,
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

impl<'p> Story<'p> {
    pub(super) fn new(prepared: &'p Prepared) -> Self {
        let counts: Vec<bool> = prepared.words.iter().map(Word::counts).collect();
        Story::of_words(prepared, &counts)
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
        let mut sentences = vec![(0, 0); prepared.sentences.len()];
        for (word, place) in words.iter().zip(0_u32..) {
            let sentence: &mut (u32, u32) = &mut sentences[word.sentence as usize];
            if sentence.1 == 0 {
                sentence.0 = place;
            }
            sentence.1 = place + 1;
        }
        Story { prepared, words, keys, sentences, is_caseless }
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether the article is nothing but quotations.
    pub(super) fn is_all_quoted(&self) -> bool {
        self.words.iter().all(|word| word.quoted)
    }

    /// Whether word `i` here and word `j` there are the same word, perhaps misspelt or inflected.
    pub(super) fn is_similar(&self, i: usize, other: &Story<'_>, j: usize) -> bool {
        let (a, b) = (&self.words[i], &other.words[j]);
        if a.key == b.key {
            return true;
        }
        if a.figure && b.figure {
            return is_same_figure(self.form(i), other.form(j));
        }
        if a.stop || b.stop || a.figure != b.figure {
            return false;
        }
        // Hashed letter pairs can only collide towards likeness, so a low count rules the pair out.
        let common = (a.letters & b.letters).count_ones();
        let either = a.letters.count_ones() + b.letters.count_ones();
        common * 5 >= either && similar_words(self.form(i), other.form(j))
    }

    /// Whether word `i` has so many letters.
    pub(super) fn has_letters(&self, i: usize, n: usize) -> bool {
        self.form(i).chars().nth(n - 1).is_some()
    }

    pub(super) fn form(&self, i: usize) -> &str {
        self.prepared.words.get(self.words[i].number as usize).map_or("", |word| self.prepared.form(word))
    }
}

/// Whether two figures differ in the letters behind them only: `6m` and the `6` of `6 million`.
fn is_same_figure(one: &str, other: &str) -> bool {
    let digits = |form: &'_ str| form.trim_end_matches(char::is_alphabetic).len();
    let (here, there) = (digits(one), digits(other));
    (here < one.len() || there < other.len()) && one[..here] == other[..there]
}

/// A word that either story has in lower case is no name in the other, however many capitals that one is set in. A story whose letters
/// tell nothing of names takes what the other says of each word.
pub(super) fn settle_names<'p>(left: &mut Story<'p>, right: &mut Story<'p>) {
    match (left.is_caseless, right.is_caseless) {
        (true, false) => take_case(left, right),
        (false, true) => take_case(right, left),
        _ => (),
    }
    let mut names: KeyMap<bool> = KeyMap::default();
    for story in [&*left, &*right] {
        names.extend(story.words.iter().filter(|word| word.name).map(|word| (word.key, true)));
    }
    for story in [&*left, &*right] {
        if !story.is_caseless {
            for word in story.words.iter().filter(|word| word.lower) {
                if let Some(is_name) = names.get_mut(&word.key) {
                    *is_name = false;
                }
            }
        }
    }
    for story in [left, right] {
        for word in &mut story.words {
            if word.name && names.get(&word.key) == Some(&false) {
                word.name = false;
                if !word.stop && !word.figure {
                    word.weight /= NAME_FACTOR;
                }
            }
        }
    }
}

/// What a story says of a word by its letters.
#[derive(Default)]
struct Case {
    capital: bool,
    name: bool,
    lower: bool,
}

fn take_case(story: &mut Story<'_>, other: &Story<'_>) {
    let mut cases: KeyMap<Case> = KeyMap::default();
    for word in &other.words {
        let case = cases.entry(word.key).or_default();
        case.capital |= word.capital;
        case.name |= word.name;
        case.lower |= word.lower;
    }
    for word in &mut story.words {
        let case = cases.get(&word.key);
        word.name = case.is_some_and(|case| case.name && !case.lower);
        word.set_capital(case.is_some_and(|case| case.capital && !case.lower));
    }
}

/// How many distinct names of the story that has fewer stand in the other, as names or not, and how many it has.
pub(super) fn common_names(left: &Story<'_>, right: &Story<'_>) -> (usize, usize) {
    common_words(left, right, |word| word.name && !word.stop && !word.figure)
}

/// How many distinct words of a kind of the story that has fewer of them stand in the other, as of that kind or not, and how many it has.
pub(super) fn common_words(left: &Story<'_>, right: &Story<'_>, is_of_kind: impl Fn(&StoryWord) -> bool) -> (usize, usize) {
    let of_kind = |story: &Story<'_>| -> KeySet { story.words.iter().filter(|word| is_of_kind(word)).map(|word| word.key).collect() };
    let (of_left, of_right) = (of_kind(left), of_kind(right));
    let (mut fewer, other) = if of_left.len() <= of_right.len() { (of_left, right) } else { (of_right, left) };
    let n = fewer.len();
    let mut n_common = 0;
    for key in &other.keys {
        n_common += usize::from(fewer.remove(key));
    }
    (n_common, n)
}

fn story_word(prepared: &Prepared, word: &Word, number: u32) -> StoryWord {
    let form = prepared.form(word);
    let letters_long = if form.is_ascii() { form.len() } else { form.chars().count() };
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
        lower: word.span.of(&prepared.article.text).chars().next().is_some_and(char::is_lowercase),
        letters,
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
