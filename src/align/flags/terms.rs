//! The words that flags look for, in the language of the two texts.
//!
//! In: both sides once, then places in a version of a group. Out: the [`Vocabulary`] of their language, and which listed term begins at a word.
//! A language has its own lists and those of signs and units that all share; a kind for which it has neither raises no flag.
//! Texts without function words by which their language could be told are read with the lists of all languages.

use super::Version;
use super::listed::{Listed, Starts, entries, n_entries};
use crate::align::side::Side;
use crate::lexicon::{List, languages, list, list_of};
use crate::text::{Term, fits, folded, languages_of};
use foldhash::fast::RandomState;
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::sync::{LazyLock, OnceLock};

/// Words of each text by which the language is told: more do not change the answer.
const MAX_WORDS: usize = 5_000;
/// Lists of common words that tell languages apart which share their function words.
const COMMON: [List; 7] =
    [List::NumberWords, List::Months, List::Weekdays, List::VerbsOfSaying, List::Auxiliaries, List::Opposites, List::Currencies];

fn has_function_words(tag: &str) -> bool {
    list_of(tag, List::StopWords).is_some_and(|known| !known.is_empty())
}

fn first_two(form: &str) -> Option<[u8; 2]> {
    form.as_bytes().first_chunk().copied()
}

/// The lists that flags read, of one language.
#[derive(Debug)]
pub(super) struct Vocabulary {
    pub(super) numbers: HashMap<Cow<'static, str>, &'static str, RandomState>,
    pub(super) joiners: Listed,
    pub(super) articles: Listed,
    pub(super) scales: Listed,
    pub(super) currencies: Listed,
    pub(super) units: Listed,
    pub(super) months: Listed,
    pub(super) short_months: Listed,
    pub(super) weekdays: Listed,
    pub(super) dotted_weekdays: Listed,
    pub(super) dotted_months: Listed,
    pub(super) dates: Listed,
    pub(super) before_times: Listed,
    pub(super) before_years: Listed,
    pub(super) date_joiners: Listed,
    pub(super) negators: Listed,
    pub(super) opposites: Listed,
    pub(super) separable: Listed,
    pub(super) hedges: Listed,
    pub(super) limits: Listed,
    pub(super) over_time: Listed,
    pub(super) legal: Listed,
    pub(super) nations: Listed,
    pub(super) determiners: Listed,
    pub(super) directions: Listed,
    pub(super) sources: Listed,
    /// What says that somebody tells it of himself.
    pub(super) own_accounts: Listed,
    pub(super) openers: Listed,
    /// Beginnings of words that turn them.
    pub(super) turning: Vec<&'static str>,
    /// Endings that turn a word, with those of the other one.
    pub(super) turned_endings: Vec<(&'static str, &'static str)>,
    /// The letters with which number words begin.
    number_starts: BTreeSet<[u8; 2]>,
    /// Whether the language of the texts could be told.
    pub(super) is_known: bool,
    /// Whether nouns have capitals.
    pub(super) has_noun_capitals: bool,
    elisions: Vec<&'static str>,
    /// Which lists a word may be looked up in.
    pub(super) starts: Starts,
}

impl Vocabulary {
    pub(super) fn new(tag: Option<&'static str>) -> Vocabulary {
        let entries = |each: List| entries(tag, each);
        let mut starts = Starts::default();
        let mut terms = |each: List| Listed::new(tag, each, &mut starts);
        let words = |each: List| -> Vec<&'static str> { entries(each).map(|(text, _)| text).collect() };
        let mut numbers: HashMap<Cow<'static, str>, &'static str, RandomState> = HashMap::default();
        numbers.reserve(n_entries(tag, List::NumberWords));
        numbers.extend(entries(List::NumberWords).map(|(text, value)| (folded(text), value)));
        Vocabulary {
            number_starts: numbers.keys().filter_map(|form| first_two(form)).collect(),
            numbers,
            joiners: terms(List::NumberJoiners),
            articles: terms(List::IndefiniteArticles),
            scales: terms(List::Scales),
            currencies: terms(List::Currencies),
            units: terms(List::Units),
            months: terms(List::Months),
            short_months: terms(List::ShortMonths),
            weekdays: terms(List::Weekdays),
            dotted_weekdays: terms(List::DottedWeekdays),
            dotted_months: terms(List::DottedMonths),
            dates: terms(List::DateWords),
            before_times: terms(List::BeforeTimes),
            before_years: terms(List::BeforeYears),
            date_joiners: terms(List::DateJoiners),
            negators: terms(List::Negators),
            opposites: terms(List::Opposites),
            separable: terms(List::SeparableOpposites),
            hedges: terms(List::Hedges),
            limits: terms(List::Limits),
            over_time: terms(List::OverTime),
            legal: terms(List::LegalStages),
            nations: terms(List::Nations),
            determiners: terms(List::Determiners),
            directions: terms(List::Directions),
            sources: terms(List::BeforeSources),
            own_accounts: terms(List::OwnAccounts),
            openers: terms(List::OpenersOfStatements),
            turning: words(List::NegativeBeginnings),
            turned_endings: entries(List::NegativeEndings).collect(),
            is_known: tag.is_some(),
            has_noun_capitals: tag.is_some_and(|tag| list_of(tag, List::BeforeNouns).is_some_and(|list| !list.is_empty())),
            elisions: words(List::Elisions),
            starts,
        }
    }

    /// The vocabulary of two texts: that of the language of which they have most function words, or as many and more other common words.
    pub(super) fn of(old: &Side<'_>, new: &Side<'_>) -> &'static Vocabulary {
        let words = || [old, new].into_iter().flat_map(|side| side.prepared.words.iter().take(MAX_WORDS).map(move |word| (side, word)));
        // Few entries, and none of ASCII, stand in the list otherwise than folded: their keys are those of other words.
        let is_listed = |form: &str| form.is_ascii() || list(List::StopWords).contains(form);
        let listed = words().filter(|(side, word)| word.stop && is_listed(side.prepared.form(word)));
        let function_words = languages_of(listed.map(|(_, word)| word.key));
        let most = function_words.iter().map(|(n, _)| *n).max().unwrap_or(0);
        let known = function_words.iter().zip(0..).filter(|((n, tag), _)| *n == most && has_function_words(tag));
        let known: Vec<(&'static str, usize)> = known.map(|((_, tag), number)| (*tag, number)).collect();
        let common = |tag: &str| {
            let lists = COMMON.into_iter().filter_map(|kind| list_of(tag, kind));
            lists.map(|list| words().filter(|(side, word)| list.contains(side.prepared.form(word))).count()).sum::<usize>()
        };
        let best = match known.as_slice() {
            [(tag, number)] if most > 0 => Some((*number, *tag)),
            several => {
                let mut best = ((0, 0), None);
                for (tag, number) in several {
                    let n = (most, common(tag));
                    if n > best.0 {
                        best = (n, Some((*number, *tag)));
                    }
                }
                best.1
            }
        };
        match best {
            Some((number, tag)) => VOCABULARIES[number].get_or_init(|| Vocabulary::new(Some(tag))),
            None => &ALL,
        }
    }

    /// The longest of some terms that begins at word `at` of a version.
    pub(super) fn term(&self, listed: &Listed, version: &Version<'_, '_>, at: usize) -> Option<Term> {
        if !version.may_be(at, listed) {
            return None;
        }
        let form = version.form_at(at)?;
        let bare = self.without_elision(form);
        let forms = [form, bare];
        let is_here = |step: usize, part: &str| {
            let fits = |form| fits(part, form) || fits(part, self.without_elision(form));
            version.are_close(at + step - 1) && version.form_at(at + step).is_some_and(fits)
        };
        listed.terms().beginning(&forms[..if form == bare { 1 } else { 2 }], is_here).next()
    }

    /// The nation that the token `token` of a version tells, if it is a word that tells one.
    pub(super) fn nation(&self, version: &Version<'_, '_>, token: usize) -> Option<&'static str> {
        let word = version.words.binary_search(&token).ok()?;
        // Japans, for Japan's.
        let genitive = || self.nations.value(version.form_at(word)?.strip_suffix('s')?);
        self.term(&self.nations, version, word).map(|term| term.value).or_else(genitive)
    }

    /// Whether a number word begins with the first letters of a word.
    pub(super) fn may_begin_number(&self, form: &str) -> bool {
        first_two(form).is_some_and(|first| self.number_starts.contains(&first))
    }

    /// A word without the elided word before its apostrophe: `euros` of `d'euros`.
    pub(super) fn without_elision<'f>(&self, form: &'f str) -> &'f str {
        // Most words have no apostrophe.
        if !form.bytes().any(|byte| byte == b'\'') {
            return form;
        }
        match form.split_once('\'') {
            Some((before, rest)) if !rest.is_empty() && self.elisions.contains(&before) => rest,
            _ => form,
        }
    }
}

/// One for each file of the lexicon, in their order, each made at its first use.
static VOCABULARIES: LazyLock<Vec<OnceLock<Vocabulary>>> = LazyLock::new(|| languages().map(|_| OnceLock::new()).collect());

static ALL: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::new(None));

#[cfg(test)]
mod tests {
    use super::*;

    /// Function words of ASCII are counted by their keys alone, which are those of folded forms.
    #[test]
    fn function_words_of_ascii_stand_in_their_folded_form() {
        let words = languages().filter_map(|tag| list_of(tag, List::StopWords)).flat_map(|list| list.iter());
        let other: Vec<&str> = words.filter(|word| folded(word) != *word && folded(word).is_ascii()).collect();
        assert!(other.is_empty(), "{other:?}");
    }
}
