//! The lists of a vocabulary, and which of them a word may be looked up in.
//!
//! In: lists of the lexicon. Out: [`Listed`], whose terms are read when a word first needs them, and [`Starts`]: of most words one look-up
//! tells that no term of any list begins with them. It never denies a word that begins a term.

use crate::lexicon::{Entries, List, list, list_of};
use crate::text::{KeyMap, Terms, folded, key_of};
use foldhash::fast::RandomState;
use std::sync::OnceLock;

/// A list with its terms.
#[derive(Debug)]
pub(super) struct Listed {
    tag: Option<&'static str>,
    list: List,
    /// Its bit in [`Starts`].
    bit: u32,
    terms: OnceLock<Terms>,
}

impl Listed {
    /// A list in a language, or in all of them.
    pub(super) fn new(tag: Option<&'static str>, kind: List, starts: &mut Starts) -> Listed {
        let bit = starts.add(entries(tag, kind));
        Listed { tag, list: kind, bit, terms: OnceLock::new() }
    }

    pub(super) fn terms(&self) -> &Terms {
        self.terms.get_or_init(|| Terms::of(n_entries(self.tag, self.list), entries(self.tag, self.list)))
    }

    /// The value of a word; beginnings and endings count as well.
    pub(super) fn value(&self, form: &str) -> Option<&'static str> {
        self.terms().value(form)
    }

    /// Its bit.
    pub(super) fn bit(&self) -> u32 {
        self.bit
    }

    /// Whether it is among those that [`Starts::of`] tells.
    pub(super) fn is_in(&self, lists: u32) -> bool {
        lists & self.bit != 0
    }
}

/// The entries of a list in a language, with those that all languages share; without a language those of all.
pub(super) fn entries(tag: Option<&'static str>, kind: List) -> impl Iterator<Item = (&'static str, &'static str)> {
    lists(tag, kind).flat_map(|list| list.values())
}

/// How many they are.
pub(super) fn n_entries(tag: Option<&'static str>, kind: List) -> usize {
    lists(tag, kind).map(Entries::len).sum()
}

fn lists(tag: Option<&'static str>, kind: List) -> impl Iterator<Item = &'static Entries> {
    let lists = match tag {
        Some(tag) => [list_of(tag, kind), list_of("figures", kind)],
        None => [Some(list(kind)), None],
    };
    lists.into_iter().flatten()
}

/// Places for what words begin or end with: their first or last three bytes.
const N_ENDS: usize = 4096;

/// Words at first: about as many as the lists of a language have.
const N_WORDS: usize = 1792;

/// Which lists have terms that begin with a word, a bit for each list.
#[derive(Debug)]
pub(super) struct Starts {
    n_lists: u32,
    /// By the keys of words that are listed, or open a phrase.
    words: KeyMap<u32>,
    /// By the first three bytes of listed beginnings, the last three of listed endings.
    beginnings: Vec<u32>,
    endings: Vec<u32>,
    /// Lists with beginnings or endings of fewer bytes.
    short: u32,
}

impl Default for Starts {
    fn default() -> Self {
        Starts {
            n_lists: 0,
            words: KeyMap::with_capacity_and_hasher(N_WORDS, RandomState::default()),
            beginnings: vec![0; N_ENDS],
            endings: vec![0; N_ENDS],
            short: 0,
        }
    }
}

impl Starts {
    /// Adds a list; gives back its bit.
    fn add(&mut self, entries: impl Iterator<Item = (&'static str, &'static str)>) -> u32 {
        let bit = 1_u32.checked_shl(self.n_lists).expect("a vocabulary has no more than 32 lists");
        self.n_lists += 1;
        for (text, _) in entries {
            if let Some(first) = text.bytes().position(|byte| matches!(byte, b' ' | b'-')) {
                self.add_word(&text[..first], bit);
            } else if let Some(beginning) = text.strip_suffix('*') {
                let beginning = folded(beginning);
                match beginning.as_bytes().first_chunk() {
                    Some(first) => self.beginnings[place(*first)] |= bit,
                    None => self.short |= bit,
                }
            } else if let Some(ending) = text.strip_prefix('*') {
                let ending = folded(ending);
                match ending.as_bytes().last_chunk() {
                    Some(last) => self.endings[place(*last)] |= bit,
                    None => self.short |= bit,
                }
            } else {
                self.add_word(text, bit);
            }
        }
        bit
    }

    fn add_word(&mut self, text: &'static str, bit: u32) {
        *self.words.entry(key_of(&folded(text))).or_default() |= bit;
    }

    /// The lists of which a term may begin at the word with this key and form.
    pub(super) fn of(&self, key: u64, form: &str) -> u32 {
        let listed = |key: u64| self.words.get(&key).copied().unwrap_or(0);
        let bytes = form.as_bytes();
        let beginning = bytes.first_chunk().map_or(0, |first| self.beginnings[place(*first)]);
        let ending = bytes.last_chunk().map_or(0, |last| self.endings[place(*last)]);
        let genitive = form.strip_suffix("'s").map_or(0, |bare| listed(key_of(bare)));
        self.short | listed(key) | beginning | ending | genitive
    }
}

/// The place of three bytes, by multiplicative hashing (Knuth): of 32 bits the upper twelve.
fn place([a, b, c]: [u8; 3]) -> usize {
    (u32::from_le_bytes([a, b, c, 0]).wrapping_mul(0x9e37_79b1) >> 20) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::languages;

    /// Whatever is listed, and what stands for it in a text, is told to be in its list.
    #[test]
    fn no_listed_word_is_denied() {
        for tag in languages().map(Some).chain([None]) {
            let mut starts = Starts::default();
            for list in [List::Opposites, List::Hedges, List::Negators, List::Currencies, List::DateWords, List::NumberWords] {
                let listed = Listed::new(tag, list, &mut starts);
                let forms = entries(tag, list).flat_map(|(text, _)| {
                    let whole = folded(text.trim_matches('*'));
                    let first = whole.split([' ', '-']).next().unwrap_or("").to_string();
                    [format!("{whole}'s"), format!("{whole}n"), format!("un{whole}"), format!("{first}'s"), first, whole.into_owned()]
                });
                for form in forms {
                    let is_one = listed.value(&form).is_some() || listed.terms().begins_with(&form);
                    assert!(!is_one || listed.is_in(starts.of(key_of(&form), &form)), "{tag:?} {list:?} {form}");
                }
            }
        }
    }
}
