//! The names of a text outside quotations.
//!
//! In: a prepared text. Out: [`Name`]s in order: rows of words with capitals, with what stands beside them: titles, roles, an article, the
//! preposition that keeps a name from being who speaks. Whether a name is a person's is told by a title, or by two names of which neither
//! is a word for a body or an office. A role at the head of a row ("Treasury Secretary James Baker") is no part of the name.

use super::beside::{between, is_next, stands_in};
use super::roles;
use crate::lexicon::{List, list};
use crate::text::fold;
use crate::text::{Prepared, Word};
use std::ops::Range;

/// Words of a row at most.
const MAX_WORDS: usize = 9;
/// Names of a person at most.
const MAX_OF_PERSON: usize = 4;

/// A row of words with capitals outside quotations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    /// The words by key, without titles and roles before them.
    pub(super) keys: Vec<u64>,
    /// The same words as they are compared.
    pub(super) forms: Vec<String>,
    /// The titles before them.
    pub(super) titles: Vec<u64>,
    pub(super) words: Range<usize>,
    /// Whether it can be who speaks: it stands behind no preposition and owns nothing.
    pub(super) is_subject: bool,
    /// Whether nothing tells what it is: no article and no comma stands before it.
    pub(super) is_bare: bool,
    /// What the person is, as far as it stands beside the name: "the driver, Nora Keel".
    pub(super) roles: Vec<u64>,
    /// Whether somebody new is brought in: "one driver, Nora Keel", "Nora Keel, a driver".
    pub(super) is_introduced: bool,
    /// Whether it is a person's, as far as it tells.
    pub(super) is_person: bool,
}

impl Name {
    /// Whether it tells that a person is meant by these names: a person is called by the last name, a company by the first.
    pub(super) fn is_person_of(&self, keys: &[u64]) -> bool {
        let is_called = |last: &u64| keys.contains(last) || keys.len() > 1 && self.keys.iter().any(|key| keys.contains(key));
        self.is_person && self.keys.last().is_some_and(is_called)
    }
}

/// The names of a text, in order. Linear.
pub(super) fn names(prepared: &Prepared) -> Vec<Name> {
    let mut found: Vec<Name> = Vec::new();
    let words = &prepared.words;
    let mut at = 0;
    while at < words.len() {
        let end = at + words[at..].iter().enumerate().take_while(|(n, word)| goes_on(prepared, at, at + n, word)).count();
        if end == at {
            at += 1;
            continue;
        }
        let name = name(prepared, at..end, found.last());
        found.push(name);
        at = end;
    }
    found
}

fn name(prepared: &Prepared, words: Range<usize>, last: Option<&Name>) -> Name {
    let form = |at: usize| prepared.words.get(at).map_or("", |word| prepared.form(word).trim_end_matches("'s"));
    // A title is also a surname where it stands last: Thomas King.
    let is_office = |at: &usize| {
        let is_title = at + 1 < words.end && is_in(List::Titles, form(*at));
        is_title || is_in(List::Bodies, form(*at)) || is_in(List::Organisations, form(*at))
    };
    // What stands behind the last office is the name; where nothing does it is a body's.
    let begun = words.clone().rev().find(is_office).map_or(words.start, |office| office + 1);
    let is_body = begun == words.end;
    let begun = if is_body { words.clone().find(|at| !is_in(List::Titles, form(*at))).unwrap_or(words.end) } else { begun };
    let forms: Vec<String> = (begun..words.end).map(|at| form(at).to_string()).collect();
    let titles = (words.start..begun).map(form).filter(|form| is_in(List::Titles, form));
    // An office that is also a word for companies tells nothing: General Motors.
    let has_title = (words.start..begun).any(|at| is_in(List::Titles, form(at)) && !is_in(List::Organisations, form(at)));
    let article = words.start.checked_sub(1).filter(|at| stands_in(prepared, List::Determiners, *at) && is_next(prepared, *at));
    let is_owner = prepared.words.get(words.end - 1).is_some_and(|word| prepared.form(word).ends_with("'s"))
        && !stands_in(prepared, List::Documents, words.end);
    let follows_comma = words.start.checked_sub(1).and_then(|at| between(prepared, at)).is_some_and(|between| between.contains(','));
    let n = forms.len();
    Name {
        keys: forms.iter().map(|form| fold::key(form)).collect(),
        titles: titles.map(fold::key).collect(),
        is_subject: !is_owner && is_free(prepared, article.unwrap_or(words.start), last),
        is_bare: article.is_none() && !follows_comma,
        roles: roles::roles(prepared, words.clone()),
        is_introduced: roles::is_introduced(prepared, words.clone()),
        is_person: !is_body && n <= MAX_OF_PERSON && (has_title || n > 2 || n == 2 && article.is_none()),
        forms,
        words,
    }
}

/// Whether no preposition stands before a name that begins here, or before the name to which it is joined.
fn is_free(prepared: &Prepared, start: usize, last: Option<&Name>) -> bool {
    let Some(before) = start.checked_sub(1).filter(|before| is_next(prepared, *before)) else { return true };
    let is_joined = |last: &&Name| last.words.end == before && is_next(prepared, before - 1);
    let joins = prepared.words.get(before).is_some_and(|word| word.stop) && !stands_in(prepared, List::VerbsOfSaying, before);
    !stands_in(prepared, List::Prepositions, before) && last.filter(is_joined).is_none_or(|last| !joins || last.is_subject)
}

/// Whether the word at `at` belongs to the name that begins at `start`.
fn goes_on(prepared: &Prepared, start: usize, at: usize, word: &Word) -> bool {
    let text = &prepared.article.text;
    let is_capital = word.span.of(text).starts_with(char::is_uppercase);
    if !is_capital || word.quoted || word.number || at - start >= MAX_WORDS {
        return false;
    }
    if at > start {
        let between = text.get(prepared.words[at - 1].span.end as usize..word.span.start as usize).unwrap_or(",");
        if word.sentence != prepared.words[at - 1].sentence || !between.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '.')) {
            return false;
        }
    }
    let form = prepared.form(word);
    // A name may be a small word of another language: Ada. Its capital inside a sentence tells.
    let may_be_name = word.capital && form.len() > 1 && !is_in(List::Pronouns, form);
    // "Yesterday Keel said": a day that opens a sentence is no part of a name.
    let is_day = at == start && !word.capital && [List::DateWords, List::Weekdays].into_iter().any(|which| is_in(which, form));
    !is_day && (!word.stop || may_be_name || is_in(List::Titles, form))
}

fn is_in(which: List, form: &str) -> bool {
    list(which).contains(form)
}
