//! The words that flags look for, in the language of the two texts.
//!
//! In: both sides once, then places in a version of a group. Out: the [`Vocabulary`] of their language, and which listed term begins at
//! a word. A language has its own lists and those of signs and units that all share; a kind for which it has neither raises no flag.
//! Texts without function words by which their language could be told are read with the lists of all languages.

use super::Version;
use crate::align::side::Side;
use crate::lexicon::{List, languages, list, list_of};
use crate::text::fold;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{LazyLock, OnceLock};

/// Words of each text by which the language is told: more do not change the answer.
const MAX_WORDS: usize = 5_000;
/// Lists of common words that tell languages apart which share their function words.
const COMMON: [List; 7] =
    [List::NumberWords, List::Months, List::Weekdays, List::VerbsOfSaying, List::Auxiliaries, List::Opposites, List::Currencies];

/// A term of a list that begins at a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Term {
    /// What it stands for.
    pub(super) value: &'static str,
    /// How many words it has.
    pub(super) words: usize,
}

/// The terms of a list: words, phrases, beginnings and endings of words.
#[derive(Debug, Default)]
pub(super) struct Terms {
    words: HashMap<String, &'static str>,
    /// Sorted.
    beginnings: Vec<(String, &'static str)>,
    endings: Vec<(String, &'static str)>,
    /// By their first word, longest first.
    phrases: BTreeMap<String, Vec<(Vec<String>, &'static str)>>,
}

impl Terms {
    fn of(entries: impl Iterator<Item = (&'static str, &'static str)>) -> Terms {
        let mut terms = Terms::default();
        for (text, value) in entries {
            let parts: Vec<String> = text.split([' ', '-']).map(folded).collect();
            if parts.len() > 1 {
                terms.phrases.entry(parts[0].clone()).or_default().push((parts, value));
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
        for phrases in terms.phrases.values_mut() {
            phrases.sort_by_key(|(parts, _)| std::cmp::Reverse(parts.len()));
        }
        terms
    }

    /// The value of a word; beginnings and endings count as well.
    pub(super) fn value(&self, form: &str) -> Option<&'static str> {
        let exact = |form: &str| self.words.get(form).copied();
        let ending = |form: &str| self.endings.iter().find(|(ending, _)| form.ends_with(ending.as_str())).map(|(_, value)| *value);
        exact(form).or_else(|| form.strip_suffix("'s").and_then(exact)).or_else(|| self.beginning(form)).or_else(|| ending(form))
    }

    /// The value of the longest listed beginning of a word. Where the last entry that does not sort behind the word is no beginning of it,
    /// a shorter entry can only be a beginning of what the two have in common, and is looked for there.
    fn beginning(&self, form: &str) -> Option<&'static str> {
        let mut rest = form;
        loop {
            let last = self.beginnings.partition_point(|(beginning, _)| beginning.as_str() <= rest).checked_sub(1)?;
            let (beginning, value) = &self.beginnings[last];
            if rest.starts_with(beginning.as_str()) {
                return Some(value);
            }
            let common = rest.char_indices().zip(beginning.chars()).find(|((_, a), b)| a != b).map_or(beginning.len(), |((at, _), _)| at);
            rest = rest.get(..common).filter(|rest| !rest.is_empty())?;
        }
    }

    /// Whether a listed phrase begins with this word.
    pub(super) fn begins_with(&self, form: &str) -> bool {
        self.phrases.contains_key(form)
    }

    /// The value of the phrase of two words.
    pub(super) fn of_two(&self, first: &str, second: &str) -> Option<&'static str> {
        let is_it = |parts: &[String]| parts.len() == 2 && parts[1] == second;
        self.phrases.get(first)?.iter().find(|(parts, _)| is_it(parts)).map(|(_, value)| *value)
    }

    /// The longest term that begins at word `at` of a version.
    pub(super) fn at(&self, version: &Version<'_, '_>, vocabulary: &Vocabulary, at: usize) -> Option<Term> {
        let form = version.form_at(at)?;
        let bare = vocabulary.without_elision(form);
        let forms = [form, bare];
        let forms = &forms[..if form == bare { 1 } else { 2 }];
        for form in forms {
            for (parts, value) in self.phrases.get(*form).into_iter().flatten() {
                let is_here = |(step, part): (usize, &String)| {
                    version.are_close(at + step - 1) && version.form_at(at + step).is_some_and(|form| is_part(part, form, vocabulary))
                };
                if parts.iter().enumerate().skip(1).all(is_here) {
                    return Some(Term { value, words: parts.len() });
                }
            }
        }
        forms.iter().find_map(|form| self.value(form)).map(|value| Term { value, words: 1 })
    }
}

/// An entry as words of texts are compared: `ß` is `ss`.
fn folded(text: &str) -> String {
    let (text, rest) = text.strip_suffix('*').map_or((text, ""), |text| (text, "*"));
    let mut form = String::new();
    fold::fold_word(text, false, &mut form);
    form + rest
}

fn first_two(form: &str) -> Option<[u8; 2]> {
    form.as_bytes().first_chunk().copied()
}

fn is_part(part: &str, form: &str, vocabulary: &Vocabulary) -> bool {
    match part.strip_suffix('*') {
        Some(beginning) => form.starts_with(beginning),
        None => form == part || vocabulary.without_elision(form) == part,
    }
}

/// The lists that flags read, of one language.
#[derive(Debug)]
pub(super) struct Vocabulary {
    pub(super) numbers: HashMap<String, &'static str>,
    pub(super) joiners: Terms,
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
    pub(super) sources: Terms,
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
            entries(List::NumberWords).into_iter().map(|(text, value)| (folded(text), value)).collect();
        Vocabulary {
            number_starts: entries(List::NumberWords).into_iter().filter_map(|(text, _)| first_two(&folded(text))).collect(),
            numbers,
            joiners: terms(List::NumberJoiners),
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
            sources: terms(List::BeforeSources),
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
