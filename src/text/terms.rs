//! Terms: listed words and phrases, beginnings and endings of words, as texts have them.
//!
//! In: entries of the lexicon with their values. Out: [`Terms`], and which of them begin at a word. Entries are folded as words are; what
//! stands between the words of a phrase whoever asks decides.

use super::fold;
use foldhash::fast::RandomState;
use std::borrow::Cow;
use std::collections::HashMap;

/// A term of a list that begins at a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Term {
    /// What it stands for.
    pub(crate) value: &'static str,
    /// How many words it has.
    pub(crate) words: usize,
}

/// A phrase, and its value.
#[derive(Debug)]
struct Phrase {
    first: Cow<'static, str>,
    /// Its words behind the first, which are folded when they are asked for: few of them are.
    rest: &'static str,
    n_words: usize,
    value: &'static str,
}

impl Phrase {
    /// None for a single word.
    fn of(text: &'static str, value: &'static str) -> Option<Phrase> {
        let is_between = |byte: &u8| matches!(byte, b' ' | b'-');
        let first = text.as_bytes().iter().position(is_between)?;
        let (first, rest) = (&text[..first], &text[first + 1..]);
        Some(Phrase { first: folded(first), rest, n_words: rest.as_bytes().iter().filter(|byte| is_between(byte)).count() + 2, value })
    }

    /// The words behind the first.
    fn rest(&self) -> impl Iterator<Item = Cow<'static, str>> {
        self.rest.split([' ', '-']).map(folded)
    }
}

/// The terms of a list. `ab*` stands for every word that begins so, `*ab` for every one that ends so.
#[derive(Debug, Default)]
pub(crate) struct Terms {
    words: HashMap<Cow<'static, str>, &'static str, RandomState>,
    /// Sorted.
    beginnings: Vec<(Cow<'static, str>, &'static str)>,
    endings: Vec<(Cow<'static, str>, &'static str)>,
    /// By their first word, longest first.
    phrases: Vec<Phrase>,
    /// A bit for each of their first words, of which most others have another.
    firsts: [u64; 4],
}

impl Terms {
    /// The terms of some entries, of which there are `n` or fewer.
    pub(crate) fn of(n: usize, entries: impl Iterator<Item = (&'static str, &'static str)>) -> Terms {
        let mut terms = Terms { words: HashMap::with_capacity_and_hasher(n, RandomState::default()), ..Terms::default() };
        for (text, value) in entries {
            if let Some(phrase) = Phrase::of(text, value) {
                terms.phrases.push(phrase);
            } else if let Some(beginning) = text.strip_suffix('*') {
                terms.beginnings.push((folded(beginning), value));
            } else if let Some(ending) = text.strip_prefix('*') {
                terms.endings.push((folded(ending), value));
            } else {
                terms.words.entry(folded(text)).or_insert(value);
            }
        }
        terms.beginnings.sort_by(|a, b| a.0.cmp(&b.0));
        terms.beginnings.dedup_by(|a, b| a.0 == b.0);
        terms.phrases.sort_by(|a, b| a.first.cmp(&b.first).then(b.n_words.cmp(&a.n_words)));
        for phrase in &terms.phrases {
            let (at, bit) = bit_of(&phrase.first);
            terms.firsts[at] |= bit;
        }
        terms
    }

    /// The phrases that begin with this word.
    fn phrases(&self, first: &str) -> &[Phrase] {
        let (at, bit) = bit_of(first);
        if self.firsts[at] & bit == 0 {
            return &[];
        }
        let from = self.phrases.partition_point(|phrase| &*phrase.first < first);
        let n = self.phrases[from..].iter().take_while(|phrase| phrase.first == first).count();
        &self.phrases[from..from + n]
    }

    /// The value of a word; beginnings and endings count as well.
    pub(crate) fn value(&self, form: &str) -> Option<&'static str> {
        let exact = |form: &str| self.words.get(form).copied();
        let is_ended = |ending: &str| form.as_bytes().last() == ending.as_bytes().last() && form.ends_with(ending);
        let ending = || self.endings.iter().find(|(ending, _)| is_ended(ending)).map(|(_, value)| *value);
        exact(form).or_else(|| form.strip_suffix("'s").and_then(exact)).or_else(|| self.by_beginning(form)).or_else(ending)
    }

    /// The value of the longest listed beginning of a word. Where the last entry that does not sort behind the word is no beginning of it,
    /// a shorter entry can only be a beginning of what the two have in common, and is looked for there.
    fn by_beginning(&self, form: &str) -> Option<&'static str> {
        let mut rest = form;
        loop {
            let last = self.beginnings.partition_point(|(beginning, _)| &**beginning <= rest).checked_sub(1)?;
            let (beginning, value) = &self.beginnings[last];
            if rest.starts_with(&**beginning) {
                return Some(value);
            }
            let common = rest.char_indices().zip(beginning.chars()).find(|((_, a), b)| a != b).map_or(beginning.len(), |((at, _), _)| at);
            rest = rest.get(..common).filter(|rest| !rest.is_empty())?;
        }
    }

    /// Whether a listed phrase begins with this word.
    pub(crate) fn begins_with(&self, form: &str) -> bool {
        !self.phrases(form).is_empty()
    }

    /// The value of the phrase of two words.
    pub(crate) fn of_two(&self, first: &str, second: &str) -> Option<&'static str> {
        self.phrases(first).iter().find(|phrase| phrase.n_words == 2 && phrase.rest().eq([second])).map(|phrase| phrase.value)
    }

    /// The terms that begin at a word, which may be written in several `forms`: phrases first, longest first, of which `is_here` tells whether
    /// a part stands so many words behind it, and then what the word is by itself.
    pub(crate) fn beginning(&self, forms: &[&str], is_here: impl Fn(usize, &str) -> bool) -> impl Iterator<Item = Term> {
        let phrases = forms.iter().flat_map(|form| self.phrases(form));
        let stands = move |phrase: &&Phrase| phrase.rest().zip(1..).all(|(part, step)| is_here(step, &part));
        let found = phrases.filter(stands).map(|phrase| Term { value: phrase.value, words: phrase.n_words });
        let single = || forms.iter().find_map(|form| self.value(form)).map(|value| Term { value, words: 1 });
        found.chain(std::iter::once_with(single).flatten())
    }
}

/// The bit of a first word, and which of the four numbers has it: by its length, its first and its last byte (Knuth).
fn bit_of(word: &str) -> (usize, u64) {
    let bytes = word.as_bytes();
    let (first, last) = (bytes.first().copied().unwrap_or(0), bytes.last().copied().unwrap_or(0));
    let hash = u32::from_le_bytes([first, last, bytes.len() as u8, 0]).wrapping_mul(0x9e37_79b1) >> 24;
    (hash as usize / 64, 1 << (hash % 64))
}

/// An entry as words of texts are compared: `ß` is `ss`. Most entries are their own folded form.
pub(crate) fn folded(text: &str) -> Cow<'_, str> {
    let is_plain = text.strip_suffix('*').unwrap_or(text).bytes().all(|byte| byte.is_ascii_lowercase());
    if is_plain { Cow::Borrowed(text) } else { Cow::Owned(folded_term(text)) }
}

fn folded_term(text: &str) -> String {
    let (text, rest) = text.strip_suffix('*').map_or((text, ""), |text| (text, "*"));
    let mut form = String::new();
    fold::fold_word(text, false, &mut form);
    form + rest
}

/// Whether a part of a phrase is this word.
pub(crate) fn fits(part: &str, form: &str) -> bool {
    part.strip_suffix('*').map_or_else(|| form == part, |beginning| form.starts_with(beginning))
}
