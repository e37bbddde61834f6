//! Roles: names that changed places, so that another did what is told.
//!
//! In: an edited group. Out: whether two names of both versions stand in the other order round the same words: `Holm defeated Keel`, `Keel
//! defeated Holm`. Names in a list may change places, and what is told the other way round has other words between them.

use super::{Flagged, Names, Version};
use crate::align::side::SideKind;
use std::ops::Range;

/// Names that are looked at on each side: every one is held against every other.
const MAX_NAMES: usize = 16;
/// Words between two names up to which they are looked at.
const MAX_BETWEEN: usize = 16;

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
            _ => found.push(Run { tokens: at..at + 1, key: word.key }),
        }
    }
    found
}

/// The keys of the words between two names, where other names are all the same; none if they tell nothing or are many.
fn between(version: &Version<'_, '_>, runs: &[Run], from: usize, to: usize) -> Option<Vec<u64>> {
    let part = runs[from].tokens.end..runs[to].tokens.start;
    let is_name = |at: usize| runs[from..to].iter().any(|run| run.tokens.contains(&at));
    let mut keys = Vec::new();
    let mut tells = false;
    for at in part {
        let read = &version.tokens[at];
        if is_name(at) {
            keys.push(0);
        } else if read.token.is_word() {
            keys.push(read.token.key);
            tells |= read.token.kind == SideKind::Content;
        }
    }
    (tells && keys.len() <= MAX_BETWEEN).then_some(keys)
}
