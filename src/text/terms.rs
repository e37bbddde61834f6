//! Terms: listed words and phrases, beginnings and endings of words, as texts have them.
//!
//! In: entries of the lexicon with their values. Out: [`Terms`], and which of them begin at a word. Entries are folded as words are; what
//! stands between the words of a phrase whoever asks decides.

use super::fold;
use foldhash::fast::RandomState;
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::HashMap;

/// A term of a list that begins at a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Term {
    /// What it stands for.
    pub(crate) value: &'static str,
    /// How many words it has.
    pub(crate) words: usize,
}

/// The words of a phrase, and its value.
#[derive(Debug)]
struct Phrase {
    parts: Vec<Cow<'static, str>>,
    value: &'static str,
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
}

impl Terms {
    /// The terms of some entries, of which there are `n` or fewer.
    pub(crate) fn of(n: usize, entries: impl Iterator<Item = (&'static str, &'static str)>) -> Terms {
        let mut terms = Terms { words: HashMap::with_capacity_and_hasher(n, RandomState::default()), ..Terms::default() };
        for (text, value) in entries {
            if text.bytes().any(|byte| matches!(byte, b' ' | b'-')) {
                terms.phrases.push(Phrase { parts: text.split([' ', '-']).map(folded).collect(), value });
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
        terms.phrases.sort_by(|a, b| a.parts[0].cmp(&b.parts[0]).then(Reverse(a.parts.len()).cmp(&Reverse(b.parts.len()))));
        terms
    }

    /// The phrases that begin with this word.
    fn phrases(&self, first: &str) -> &[Phrase] {
        let from = self.phrases.partition_point(|phrase| &*phrase.parts[0] < first);
        let n = self.phrases[from..].iter().take_while(|phrase| phrase.parts[0] == first).count();
        &self.phrases[from..from + n]
    }

    /// The value of a word; beginnings and endings count as well.
    pub(crate) fn value(&self, form: &str) -> Option<&'static str> {
        let exact = |form: &str| self.words.get(form).copied();
        let ending = |form: &str| self.endings.iter().find(|(ending, _)| form.ends_with(&**ending)).map(|(_, value)| *value);
        exact(form).or_else(|| form.strip_suffix("'s").and_then(exact)).or_else(|| self.by_beginning(form)).or_else(|| ending(form))
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
        self.phrases(first).iter().find(|phrase| phrase.parts.len() == 2 && phrase.parts[1] == second).map(|phrase| phrase.value)
    }

    /// The terms that begin at a word, which may be written in several `forms`: phrases first, longest first, of which `is_here` tells whether
    /// a part stands so many words behind it, and then what the word is by itself.
    pub(crate) fn beginning(&self, forms: &[&str], is_here: impl Fn(usize, &str) -> bool) -> impl Iterator<Item = Term> {
        let phrases = forms.iter().flat_map(|form| self.phrases(form));
        let stands = move |parts: &[Cow<'static, str>]| parts.iter().enumerate().skip(1).all(|(step, part)| is_here(step, part));
        let found =
            phrases.filter(move |phrase| stands(&phrase.parts)).map(|phrase| Term { value: phrase.value, words: phrase.parts.len() });
        let single = || forms.iter().find_map(|form| self.value(form)).map(|value| Term { value, words: 1 });
        found.chain(std::iter::once_with(single).flatten())
    }
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
