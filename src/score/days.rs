//! The weekdays that two stories name: what happened on a day goes on having happened on it, however often the story is told again.
//!
//! In: two stories. Out: how many weekdays the one names that names fewer, and how many of these the other names. Dates in figures are figures.

use super::Facts;
use super::comparable::{Comparable, sorted};
use super::story::Story;
use crate::fingerprint::common;
use crate::lexicon::{List, list};
use crate::text::{KeySet, key_of};
use std::sync::LazyLock;

/// The facts with the days that the stories name; untouched where nothing is reused. Linear in the words.
pub(super) fn with_days(facts: Facts, left: &Story<'_>, right: &Story<'_>) -> Facts {
    if facts.words == 0 {
        return facts;
    }
    let (one, other) = (left.of.days(), right.of.days());
    Facts { days: one.len().min(other.len()) as u32, same_days: common(one, other) as u32, ..facts }
}

/// The keys of the days that a story names, ascending, each once.
pub(super) fn days(story: &Comparable<'_>) -> Vec<u64> {
    // Words are the same where their keys are.
    static KEYS: LazyLock<KeySet> = LazyLock::new(|| list(List::Weekdays).iter().map(key_of).collect());
    sorted(story.words.iter().filter(|word| !word.figure && KEYS.contains(&word.key)).map(|word| word.key))
}
