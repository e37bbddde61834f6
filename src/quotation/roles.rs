//! What people are called without their names: roles.
//!
//! In: the words of a text beside a name or a quotation. Out: the roles that a name is given ("the driver, Nora Keel"; "Nora Keel, the
//! driver"), whether the text brings somebody in by it ("one driver, Nora Keel"), and the role that speaks a quotation ("said the
//! driver"). A role is no list: it is the word behind an article.

use super::beside::{between, is_next, stands_in};
use crate::lexicon::List;
use crate::text::fold;
use crate::text::{Prepared, Word};
use std::ops::Range;

/// Words of an apposition at most.
const MAX_APPOSITION: usize = 6;
/// Words behind an article up to its noun at most.
const MAX_ATTRIBUTES: usize = 3;

/// The roles that a name is given beside it.
pub(super) fn roles(prepared: &Prepared, name: Range<usize>) -> Vec<u64> {
    let before = name.start.checked_sub(1).filter(|at| is_beside(prepared, *at));
    let mut found: Vec<u64> = before.and_then(|at| role(prepared, at)).into_iter().collect();
    let behind = apposition(prepared, &name);
    let is_told = behind.clone().any(|at| stands_in(prepared, List::VerbsOfSaying, at));
    if !is_told {
        found.extend(behind.filter_map(|at| prepared.words.get(at)).filter(|word| !word.stop).map(|word| key(prepared, word)));
    }
    found
}

/// Whether the text brings somebody in by this name.
pub(super) fn is_introduced(prepared: &Prepared, name: Range<usize>) -> bool {
    let is_new = |at: usize| stands_in(prepared, List::IndefiniteArticles, at);
    let ahead = name.start.checked_sub(1).filter(|last| between(prepared, *last).is_some_and(|between| between.trim() == ","));
    let has_begun = ahead.is_some_and(|last| {
        let phrase = (0..last).rev().take(MAX_APPOSITION).take_while(|at| is_next(prepared, *at));
        phrase.into_iter().any(is_new)
    });
    has_begun || apposition(prepared, &name).next().is_some_and(is_new)
}

/// The roles that a text gives to somebody or other: "a spokesman". Such a role tells nothing of who "the spokesman" is. Linear.
pub(super) fn of_anybody(prepared: &Prepared) -> Vec<u64> {
    let articles = (0..prepared.words.len()).filter(|at| stands_in(prepared, List::IndefiniteArticles, *at));
    let noun = |article: usize| (article..).take(MAX_ATTRIBUTES).take_while(|at| is_next(prepared, *at)).map(|at| at + 1);
    articles.flat_map(noun).filter_map(|at| prepared.words.get(at)).filter(|word| !word.stop).map(|word| key(prepared, word)).collect()
}

/// The role that speaks: behind an article, with a verb before ("said the driver") or behind ("the driver said").
pub(super) fn speaking(prepared: &Prepared, words: Range<usize>) -> Option<u64> {
    let first = words.start;
    let is_verb = |at: usize| {
        let is_other = prepared.words.get(at).is_some_and(|word| !word.stop) && !stands_in(prepared, List::Prepositions, at);
        is_other || stands_in(prepared, List::VerbsOfSaying, at)
    };
    let at = if is_verb(first) { first + 2 } else { first + 1 };
    let is_said = is_verb(first) || stands_in(prepared, List::VerbsOfSaying, at + 1);
    let is_definite = at.checked_sub(1).is_some_and(|article| !stands_in(prepared, List::IndefiniteArticles, article));
    (at < words.end && is_said && is_definite).then(|| role(prepared, at)).flatten()
}

/// The word at `at` as a role, if it stands behind an article.
fn role(prepared: &Prepared, at: usize) -> Option<u64> {
    let (article, word) = (at.checked_sub(1)?, prepared.words.get(at)?);
    let other = prepared.words.get(article)?;
    let is_article = other.stop && is_next(prepared, article) && !other.quoted && !stands_in(prepared, List::Pronouns, article);
    let is_noun = !word.stop && !word.quoted && !word.number && !stands_in(prepared, List::VerbsOfSaying, at);
    (is_article && !stands_in(prepared, List::Prepositions, article) && is_noun).then(|| key(prepared, word))
}

/// The words behind a name between two commas, or a comma and the end of the sentence.
fn apposition(prepared: &Prepared, name: &Range<usize>) -> Range<usize> {
    let none = name.end..name.end;
    let has_comma = |at: usize| between(prepared, at).is_some_and(|between| between.trim() == ",");
    if name.is_empty() || !has_comma(name.end - 1) {
        return none;
    }
    let n = (name.end..prepared.words.len()).take(MAX_APPOSITION).take_while(|at| is_next(prepared, *at)).count();
    if n < MAX_APPOSITION { name.end..name.end + n + 1 } else { none }
}

/// Whether nothing but blanks or a comma follows.
fn is_beside(prepared: &Prepared, at: usize) -> bool {
    between(prepared, at).is_some_and(|between| between.chars().all(|c| c.is_whitespace() || c == ','))
}

fn key(prepared: &Prepared, word: &Word) -> u64 {
    fold::key(prepared.form(word))
}
