//! Roles: names that changed places, so that another did what is told.
//!
//! In: an edited group. Out: whether two names of both versions stand in the other order round the same words: `Holm defeated Keel`, `Keel
//! defeated Holm`; `from Holm to Keel`, `from Keel to Holm`. Names in a list may change places, and what is told the other way round has
//! other words between them. Where nouns have capitals, a word with one and no article before it counts as a name here.

use super::terms::Vocabulary;
use super::{Flagged, Names, Version};
use crate::align::side::SideKind;
use crate::lexicon::{List, list};
use crate::text::key_of;
use std::ops::Range;

/// Names that are looked at on each side: every one is held against every other.
const MAX_NAMES: usize = 16;
/// Words between two names up to which they are looked at.
const MAX_BETWEEN: usize = 16;

/// Words and marks of what is told of a name beside it at most.
const MAX_APPOSITION: usize = 8;

/// A name of one or several words.
struct Run {
    tokens: Range<usize>,
    /// The key of its last word.
    key: u64,
}

/// Whether names changed places.
pub(super) fn exchanged(group: &Flagged<'_, '_, '_>, names: &Names) -> bool {
    let vocabulary = group.vocabulary;
    let (old, new) = (runs(&group.old, names, vocabulary), runs(&group.new, names, vocabulary));
    let once = |runs: &[Run], key: u64| {
        let mut found = runs.iter().enumerate().filter(|(_, run)| run.key == key).map(|(at, _)| at);
        found.next().filter(|_| found.next().is_none())
    };
    (0..old.len()).any(|a| {
        (a + 1..old.len()).any(|b| {
            let there = once(&new, old[a].key).zip(once(&new, old[b].key));
            let is_unique = once(&old, old[a].key).is_some() && once(&old, old[b].key).is_some();
            there.is_some_and(|(x, y)| {
                let lies_between = || {
                    between(&group.old, vocabulary, &old, a, b)
                        .is_some_and(|here| Some(here) == between(&group.new, vocabulary, &new, y, x))
                };
                let leads = || leads_to(&group.old, vocabulary, &old, a, b) && leads_to(&group.new, vocabulary, &new, y, x);
                is_unique && y < x && (lies_between() || leads())
            })
        })
    })
}

/// The names of a version in order.
fn runs(version: &Version<'_, '_>, names: &Names, vocabulary: &Vocabulary) -> Vec<Run> {
    let mut found: Vec<Run> = Vec::new();
    for at in version.words.iter().copied() {
        if found.len() > MAX_NAMES {
            return Vec::new();
        }
        let Some(word) = version.tokens[at].word.filter(|_| is_actor(version, at, names)) else { continue };
        let key = key_of(vocabulary.without_elision(version.form(word)));
        match found.last_mut() {
            Some(run) if run.tokens.end == at || run.tokens.end + 1 == at && is_hyphen(version, at - 1) => {
                *run = Run { tokens: run.tokens.start..at + 1, key }
            }
            // Words with capitals right before a name belong to it: the FC of the FC Lohne.
            _ => found.push(Run { tokens: capitals_before(version, at)..at + 1, key }),
        }
    }
    found
}

/// Whether the word at `at` may name who does something.
fn is_actor(version: &Version<'_, '_>, at: usize, names: &Names) -> bool {
    names.is_name(version, at) || names.have_capitals_as_nouns() && is_bare_noun(version, at)
}

/// A word with a capital that has none of the words before it that stand before nouns, and opens a sentence or follows a verb in form:
/// Lohne schlug Rahden.
fn is_bare_noun(version: &Version<'_, '_>, at: usize) -> bool {
    let has_capital = version.side.shown(&version.tokens[at].token).starts_with(char::is_uppercase);
    let Some(word) = version.tokens[at].word.filter(|word| !word.stop && !word.number && has_capital) else { return false };
    let form = version.form(word);
    let is_other = [List::Weekdays, List::Months, List::Titles, List::Currencies, List::NumberWords].into_iter();
    let before = at.checked_sub(1).map(|before| &version.tokens[before]);
    let takes_noun =
        before.and_then(|read| read.word).is_some_and(|word| word.stop || list(List::BeforeNouns).contains(version.form(word)));
    !takes_noun && !is_other.into_iter().any(|kind| list(kind).contains(form))
}

/// Whether nothing but a word that tells a direction, and articles, stands between two names: from Lohne to Rahden.
fn leads_to(version: &Version<'_, '_>, vocabulary: &Vocabulary, runs: &[Run], from: usize, to: usize) -> bool {
    let is_direction = |at: &usize| version.tokens[*at].word.is_some_and(|word| vocabulary.directions.value(version.form(word)).is_some());
    let mut between =
        (runs[from].tokens.end..runs[to].tokens.start).filter(|at| is_direction(at) || !is_determiner(version, vocabulary, *at));
    between.next().is_some_and(|at| is_direction(&at)) && between.next().is_none()
}

/// The first of the words with capitals right before a name.
fn capitals_before(version: &Version<'_, '_>, at: usize) -> usize {
    let is_capital = |at: &usize| {
        let read = &version.tokens[*at];
        read.word.is_some_and(|word| !word.stop) && version.side.shown(&read.token).starts_with(char::is_uppercase)
    };
    (at.saturating_sub(MAX_APPOSITION)..at).rev().take_while(is_capital).last().unwrap_or(at)
}

/// The keys of the words between two names, where other names are all the same; none if they tell nothing or are many. Articles and what
/// a name is called beside it are left out: `the mayor` of `Keel, the mayor, sued`, `her former agent` of `sued her former agent, Keel`.
fn between(version: &Version<'_, '_>, vocabulary: &Vocabulary, runs: &[Run], from: usize, to: usize) -> Option<Vec<u64>> {
    let start = behind_apposition(version, runs[from].tokens.end, runs[to].tokens.start);
    let part = start..before_apposition(version, vocabulary, start, runs[to].tokens.start);
    let is_name = |at: usize| runs[from..to].iter().any(|run| run.tokens.contains(&at));
    let (mut keys, mut last) = (Vec::new(), None);
    let mut tells = false;
    for at in part {
        let read = &version.tokens[at];
        if is_name(at) {
            keys.push(0);
            last = None;
        } else if read.token.is_word() && !is_determiner(version, vocabulary, at) {
            keys.push(read.token.key);
            last = Some(at);
            tells |= read.token.kind == SideKind::Content;
        }
    }
    // What joins two clauses tells nothing: Keel runs the mill and Holm the lock.
    if last.is_some_and(|at| version.tokens[at].word.is_some_and(|word| vocabulary.joiners.value(version.form(word)).is_some())) {
        keys.pop();
    }
    (tells && keys.len() <= MAX_BETWEEN).then_some(keys)
}

/// Whether an article or the like of the language stands here: the English one is a French verb.
fn is_determiner(version: &Version<'_, '_>, vocabulary: &Vocabulary, at: usize) -> bool {
    version.tokens[at].word.is_some_and(|word| vocabulary.determiners.value(version.form(word)).is_some())
}

fn is_hyphen(version: &Version<'_, '_>, at: usize) -> bool {
    version.side.shown(&version.tokens[at].token) == "-"
}

fn is_comma(version: &Version<'_, '_>, at: usize) -> bool {
    version.side.shown(&version.tokens[at].token) == ","
}

/// Where the words go on behind what is told of a name between two commas.
fn behind_apposition(version: &Version<'_, '_>, start: usize, end: usize) -> usize {
    if start >= end || !is_comma(version, start) {
        return start;
    }
    let close = (start + 1..end.min(start + 1 + MAX_APPOSITION)).find(|at| is_comma(version, *at));
    close.map_or(start, |close| close + 1)
}

/// Where what a name is called before it begins: an article or a possessive, then no other small word up to the name.
fn before_apposition(version: &Version<'_, '_>, vocabulary: &Vocabulary, start: usize, end: usize) -> usize {
    let mut first = end;
    for at in (start.max(end.saturating_sub(MAX_APPOSITION))..end).rev() {
        let read = &version.tokens[at];
        if is_determiner(version, vocabulary, at) {
            first = at;
        } else if !is_comma(version, at) && read.token.kind != SideKind::Content {
            break;
        }
    }
    first
}
