//! Roles: names that changed places, so that another did what is told.
//!
//! In: an edited group. Out: whether two names of both versions stand in the other order round the same words: `Holm defeated Keel`, `Keel
//! defeated Holm`. Names in a list may change places, and what is told the other way round has other words between them.

use super::{Flagged, Names, Version};
use crate::align::side::SideKind;
use crate::lexicon::{List, list};
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
    let (old, new) = (runs(&group.old, names), runs(&group.new, names));
    let once = |runs: &[Run], key: u64| {
        let mut found = runs.iter().enumerate().filter(|(_, run)| run.key == key).map(|(at, _)| at);
        found.next().filter(|_| found.next().is_none())
    };
    (0..old.len()).any(|a| {
        (a + 1..old.len()).any(|b| {
            let there = once(&new, old[a].key).zip(once(&new, old[b].key));
            let is_unique = once(&old, old[a].key).is_some() && once(&old, old[b].key).is_some();
            there.is_some_and(|(x, y)| {
                is_unique && y < x && between(&group.old, &old, a, b).is_some_and(|here| Some(here) == between(&group.new, &new, y, x))
            })
        })
    })
}

/// The names of a version in order.
fn runs(version: &Version<'_, '_>, names: &Names) -> Vec<Run> {
    let mut found: Vec<Run> = Vec::new();
    for at in version.words.iter().copied() {
        if found.len() > MAX_NAMES {
            return Vec::new();
        }
        let Some(word) = version.tokens[at].word.filter(|_| names.is_name(version, at)) else { continue };
        match found.last_mut() {
            Some(run) if run.tokens.end == at => *run = Run { tokens: run.tokens.start..at + 1, key: word.key },
            // Words with capitals right before a name belong to it: the FC of the FC Lohne.
            _ => found.push(Run { tokens: capitals_before(version, at)..at + 1, key: word.key }),
        }
    }
    found
}

/// The first of the words with capitals right before a name.
fn capitals_before(version: &Version<'_, '_>, at: usize) -> usize {
    let is_capital = |at: &usize| version.tokens[*at].word.is_some_and(|word| word.capital && !word.stop);
    (at.saturating_sub(MAX_APPOSITION)..at).rev().take_while(is_capital).last().unwrap_or(at)
}

/// The keys of the words between two names, where other names are all the same; none if they tell nothing or are many. Articles and what
/// a name is called beside it are left out: `the mayor` of `Keel, the mayor, sued`, `her former agent` of `sued her former agent, Keel`.
fn between(version: &Version<'_, '_>, runs: &[Run], from: usize, to: usize) -> Option<Vec<u64>> {
    let start = behind_apposition(version, runs[from].tokens.end, runs[to].tokens.start);
    let part = start..before_apposition(version, start, runs[to].tokens.start);
    let is_name = |at: usize| runs[from..to].iter().any(|run| run.tokens.contains(&at));
    let mut keys = Vec::new();
    let mut tells = false;
    for at in part {
        let read = &version.tokens[at];
        if is_name(at) {
            keys.push(0);
        } else if read.token.is_word() && !is_determiner(version, at) {
            keys.push(read.token.key);
            tells |= read.token.kind == SideKind::Content;
        }
    }
    (tells && keys.len() <= MAX_BETWEEN).then_some(keys)
}

fn is_determiner(version: &Version<'_, '_>, at: usize) -> bool {
    version.tokens[at].word.is_some_and(|word| list(List::Determiners).contains(version.form(word)))
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
fn before_apposition(version: &Version<'_, '_>, start: usize, end: usize) -> usize {
    let mut first = end;
    for at in (start.max(end.saturating_sub(MAX_APPOSITION))..end).rev() {
        let read = &version.tokens[at];
        if is_determiner(version, at) {
            first = at;
        } else if !is_comma(version, at) && read.token.kind != SideKind::Content {
            break;
        }
    }
    first
}
