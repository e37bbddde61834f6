//! Function words of the languages that newsrooms send us, by folded form.
//!
//! In: a folded word. Out: whether it is a function word, which carries no evidence of reuse by itself. A language that is not
//! listed loses nothing but sharpness: short words count as function words everywhere.

use super::fold;
use crate::lexicon::{List, languages, list, list_of};

/// Whether a folded word is a function word: listed, or a single letter of a script with case, or a digit.
pub(crate) fn is_stop_word(form: &str) -> bool {
    form.len() == 1 || list(List::StopWords).contains(form)
}

/// The keys of all function words, for a look-up that costs no string comparison.
pub(crate) struct StopKeys {
    slots: Vec<u64>,
    /// Of the word in each slot, the languages that list it: bit n for the n-th of [`languages`].
    languages: Vec<u32>,
}

impl StopKeys {
    const SLOTS: usize = 4096;

    /// The table; made once.
    pub(crate) fn get() -> &'static StopKeys {
        static KEYS: std::sync::OnceLock<StopKeys> = std::sync::OnceLock::new();
        KEYS.get_or_init(|| {
            // A slot of 0 is empty; no listed word has that key.
            let mut slots = vec![0; Self::SLOTS];
            let mut listed = vec![0; Self::SLOTS];
            let lists = languages().zip(0..).filter_map(|(tag, n)| Some((list_of(tag, List::StopWords)?, n)));
            for (word, n) in lists.flat_map(|(list, n)| list.iter().map(move |word| (word, n))) {
                // Most are their own folded form.
                let is_plain = word.bytes().all(|byte| byte.is_ascii_lowercase());
                let key = if is_plain { fold::key(word) } else { fold::key_of_word(word) };
                let mut at = key as usize % Self::SLOTS;
                while slots[at] != 0 && slots[at] != key {
                    at = (at + 1) % Self::SLOTS;
                }
                slots[at] = key;
                listed[at] |= 1 << n;
            }
            StopKeys { slots, languages: listed }
        })
    }

    /// Whether the word with this key is listed, or is a single byte long; agrees with [`is_stop_word`].
    pub(crate) fn is_stop(&self, key: u64, form: &str) -> bool {
        self.slot(key).is_some() || form.len() == 1
    }

    fn slot(&self, key: u64) -> Option<usize> {
        let mut at = key as usize % Self::SLOTS;
        while self.slots[at] != 0 {
            if self.slots[at] == key {
                return Some(at);
            }
            at = (at + 1) % Self::SLOTS;
        }
        None
    }

    fn languages(&self, key: u64) -> u32 {
        self.slot(key).map_or(0, |at| self.languages[at])
    }
}

/// How many of some words, by key, each language lists as function words, with its tag. Linear.
pub(crate) fn languages_of(keys: impl Iterator<Item = u64>) -> Vec<(usize, &'static str)> {
    let known = StopKeys::get();
    let mut counts: Vec<(usize, &str)> = languages().map(|tag| (0, tag)).collect();
    for key in keys {
        let mut listed = known.languages(key);
        while listed != 0 {
            counts[listed.trailing_zeros() as usize].0 += 1;
            listed &= listed - 1;
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_function_words_of_many_languages() {
        for word in ["the", "und", "dans", "según", "yang", "что", "في", "में", "'"] {
            assert!(is_stop_word(word), "{word}");
            assert!(StopKeys::get().is_stop(fold::key(word), word), "{word}");
        }
        for word in ["surrender", "daraya", "übergabe", "叙", "20"] {
            assert!(!is_stop_word(word), "{word}");
            assert!(!StopKeys::get().is_stop(fold::key(word), word), "{word}");
        }
    }
}
