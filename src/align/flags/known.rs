//! What is known of a word by itself: which lists have a term that begins with it, and whether it may begin an amount.
//!
//! In: a word of one of two texts. Out: bits, found once for each different word of both: what flags look for begins with few words, and all others are
//! passed over by one look at the bits. Whether the rest of a term stands behind a word is not known here.

use super::listed::Listed;
use super::terms::Vocabulary;
use super::{dates, number_words};
use crate::lexicon::{List, list};
use crate::text::{KeyMap, Word, key_of};
use std::cell::RefCell;

/// Bits of their own, above those of the lists: a number or a date may begin with the word.
pub(super) const AMOUNT: u32 = 1 << 31;
/// It is a verb of saying.
pub(super) const SAYING: u32 = 1 << 30;
/// It is what documents do with a statement.
pub(super) const SHOWING: u32 = 1 << 29;

/// The words of two texts that were met so far.
pub(super) struct KnownWords {
    vocabulary: &'static Vocabulary,
    by_key: RefCell<KeyMap<u32>>,
}

impl KnownWords {
    pub(super) fn of(vocabulary: &'static Vocabulary) -> KnownWords {
        KnownWords { vocabulary, by_key: RefCell::default() }
    }

    /// The bits of a word.
    pub(super) fn bits(&self, word: &Word, form: &str) -> u32 {
        *self.by_key.borrow_mut().entry(word.key).or_insert_with(|| bits(self.vocabulary, word, form))
    }
}

/// A quick look-up tells most words that they are in no list; the others are looked up in those that they may be in.
fn bits(vocabulary: &Vocabulary, word: &Word, form: &str) -> u32 {
    let bare = vocabulary.without_elision(form);
    let is_elided = bare.len() < form.len();
    let may_be = vocabulary.starts.of(word.key, form) | if is_elided { vocabulary.starts.of(key_of(bare), bare) } else { 0 };
    let begins = |listed: &Listed, form: &str| listed.value(form).is_some() || listed.terms().begins_with(form);
    let is_in = |listed: &&&Listed| listed.is_in(may_be) && (begins(listed, form) || is_elided && begins(listed, bare));
    let mut known = lists(vocabulary).iter().filter(is_in).fold(0, |known, listed| known | listed.bit());
    if of_dates(vocabulary).iter().any(|listed| listed.is_in(known)) || dates::is_weekday(vocabulary, bare) || is_number(vocabulary, form) {
        known |= AMOUNT;
    }
    for (kind, bit) in [(List::VerbsOfSaying, SAYING), (List::VerbsOfShowing, SHOWING)] {
        known |= if list(kind).contains(form) { bit } else { 0 };
    }
    known
}

fn is_number(vocabulary: &Vocabulary, form: &str) -> bool {
    vocabulary.numbers.contains_key(form) || number_words::compound(vocabulary, form).is_some()
}

fn of_dates(vocabulary: &Vocabulary) -> [&Listed; 6] {
    [
        &vocabulary.dates,
        &vocabulary.months,
        &vocabulary.short_months,
        &vocabulary.dotted_months,
        &vocabulary.weekdays,
        &vocabulary.dotted_weekdays,
    ]
}

/// The lists whose terms are looked for at each word.
fn lists(vocabulary: &Vocabulary) -> [&Listed; 19] {
    [
        &vocabulary.currencies,
        &vocabulary.units,
        &vocabulary.months,
        &vocabulary.short_months,
        &vocabulary.weekdays,
        &vocabulary.dotted_weekdays,
        &vocabulary.dotted_months,
        &vocabulary.dates,
        &vocabulary.before_times,
        &vocabulary.negators,
        &vocabulary.opposites,
        &vocabulary.separable,
        &vocabulary.hedges,
        &vocabulary.limits,
        &vocabulary.legal,
        &vocabulary.nations,
        &vocabulary.sources,
        &vocabulary.own_accounts,
        &vocabulary.openers,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::flags::listed::entries;
    use crate::article::Article;
    use crate::lexicon::languages;
    use crate::text::Prepared;

    /// The bits say what the lists say, of what is listed, its neighbours and other words.
    #[test]
    fn bits_are_those_of_the_lists() {
        let kinds = [List::Opposites, List::Hedges, List::Negators, List::DateWords, List::Months, List::Weekdays, List::LegalStages];
        for tag in languages().map(Some).chain([None]) {
            let vocabulary: &'static Vocabulary = Box::leak(Box::new(Vocabulary::new(tag)));
            let listed = kinds.iter().flat_map(|kind| entries(tag, *kind)).map(|(text, _)| text.trim_matches('*').to_string()).step_by(3);
            let text: String = listed.flat_map(|text| [format!("{text}. "), format!("{text}s. "), format!("d'{text}. ")]).collect();
            let prepared = Prepared::new(&Article::new("x", format!("{text} Mondays zweiundzwanzig 12 bridge.")));
            for word in &prepared.words {
                let form = prepared.form(word);
                let bare = vocabulary.without_elision(form);
                let known = bits(vocabulary, word, form);
                for listed in lists(vocabulary) {
                    let wanted = [form, bare].iter().any(|form| listed.value(form).is_some() || listed.terms().begins_with(form));
                    assert_eq!(known & listed.bit() != 0, wanted, "{tag:?} {form} {listed:?}");
                }
                assert_eq!(known & SAYING != 0, list(List::VerbsOfSaying).contains(form), "{form}");
            }
        }
    }
}
