//! The words that flags look for, in the language of the two texts.
//!
//! In: both sides once, then places in a version of a group. Out: the [`Vocabulary`] of their language, and which listed term begins at a word.
//! A language has its own lists and those of signs and units that all share; a kind for which it has neither raises no flag.
//! Texts without function words by which their language could be told are read with the lists of all languages.

use super::Version;
use crate::align::side::Side;
use crate::lexicon::{List, languages, list, list_of};
use crate::text::{Term, Terms, fits, folded_term};
use std::collections::{BTreeSet, HashMap};
use std::sync::{LazyLock, OnceLock};

/// Words of each text by which the language is told: more do not change the answer.
const MAX_WORDS: usize = 5_000;
/// Lists of common words that tell languages apart which share their function words.
const COMMON: [List; 7] =
    [List::NumberWords, List::Months, List::Weekdays, List::VerbsOfSaying, List::Auxiliaries, List::Opposites, List::Currencies];

fn first_two(form: &str) -> Option<[u8; 2]> {
    form.as_bytes().first_chunk().copied()
}

/// The lists that flags read, of one language.
#[derive(Debug)]
pub(super) struct Vocabulary {
    pub(super) numbers: HashMap<String, &'static str>,
    pub(super) joiners: Terms,
    pub(super) articles: Terms,
    pub(super) scales: Terms,
    pub(super) currencies: Terms,
    pub(super) units: Terms,
    pub(super) months: Terms,
    pub(super) short_months: Terms,
    pub(super) weekdays: Terms,
    pub(super) dotted_weekdays: Terms,
    pub(super) dotted_months: Terms,
    pub(super) dates: Terms,
    pub(super) before_times: Terms,
    pub(super) before_years: Terms,
    pub(super) date_joiners: Terms,
    pub(super) negators: Terms,
    pub(super) opposites: Terms,
    pub(super) separable: Terms,
    pub(super) hedges: Terms,
    pub(super) limits: Terms,
    pub(super) over_time: Terms,
    pub(super) legal: Terms,
    pub(super) nations: Terms,
    pub(super) determiners: Terms,
    pub(super) directions: Terms,
    pub(super) sources: Terms,
    /// What says that somebody tells it of himself.
    pub(super) own_accounts: Terms,
    pub(super) openers: Terms,
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
}

impl Vocabulary {
    fn new(tag: Option<&'static str>) -> Vocabulary {
        let entries = |each: List| -> Vec<(&'static str, &'static str)> {
            match tag {
                Some(tag) => [tag, "figures"].into_iter().filter_map(|tag| list_of(tag, each)).flat_map(|list| list.values()).collect(),
                None => list(each).values().collect(),
            }
        };
        let terms = |each: List| Terms::of(entries(each).into_iter());
        let words = |each: List| -> Vec<&'static str> { entries(each).into_iter().map(|(text, _)| text).collect() };
        let numbers: HashMap<String, &'static str> =
            entries(List::NumberWords).into_iter().map(|(text, value)| (folded_term(text), value)).collect();
        Vocabulary {
            number_starts: entries(List::NumberWords).into_iter().filter_map(|(text, _)| first_two(&folded_term(text))).collect(),
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
            turned_endings: entries(List::NegativeEndings),
            is_known: tag.is_some(),
            has_noun_capitals: tag.is_some_and(|tag| list_of(tag, List::BeforeNouns).is_some_and(|list| !list.is_empty())),
            elisions: words(List::Elisions),
        }
    }

    /// The vocabulary of two texts: that of the language of which they have most function words, or as many and more other common words.
    pub(super) fn of(old: &Side<'_>, new: &Side<'_>) -> &'static Vocabulary {
        let mut best: ((usize, usize), Option<(usize, &'static str)>) = ((0, 0), None);
        for (number, tag) in languages().enumerate() {
            let has_function_words = list_of(tag, List::StopWords).is_some_and(|known| !known.is_empty());
            if !has_function_words {
                continue;
            }
            let count = |kind: List| {
                let Some(known) = list_of(tag, kind) else { return 0 };
                let words =
                    [old, new].into_iter().flat_map(|side| side.prepared.words.iter().take(MAX_WORDS).map(move |word| (side, word)));
                words.filter(|(side, word)| (kind != List::StopWords || word.stop) && known.contains(side.prepared.form(word))).count()
            };
            let function_words = count(List::StopWords);
            if function_words < best.0.0 {
                continue;
            }
            let words = (function_words, COMMON.into_iter().map(count).sum());
            if words > best.0 {
                best = (words, Some((number, tag)));
            }
        }
        match best.1 {
            Some((number, tag)) => VOCABULARIES[number].get_or_init(|| Vocabulary::new(Some(tag))),
            None => &ALL,
        }
    }

    /// The longest of some terms that begins at word `at` of a version.
    pub(super) fn term(&self, terms: &Terms, version: &Version<'_, '_>, at: usize) -> Option<Term> {
        let form = version.form_at(at)?;
        let bare = self.without_elision(form);
        let forms = [form, bare];
        let is_here = |step: usize, part: &str| {
            let fits = |form| fits(part, form) || fits(part, self.without_elision(form));
            version.are_close(at + step - 1) && version.form_at(at + step).is_some_and(fits)
        };
        terms.beginning(&forms[..if form == bare { 1 } else { 2 }], is_here).next()
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
        match form.split_once('\'') {
            Some((before, rest)) if !rest.is_empty() && self.elisions.contains(&before) => rest,
            _ => form,
        }
    }
}

/// One for each file of the lexicon, in their order, each made at its first use.
static VOCABULARIES: LazyLock<Vec<OnceLock<Vocabulary>>> = LazyLock::new(|| languages().map(|_| OnceLock::new()).collect());

static ALL: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::new(None));
