//! Why two articles could not be compared by their wording.
//!
//! In: two stories that share no wording. Out: the reason, if that says nothing: one has no words, or they are in different languages or scripts. A
//! language is told by its function words; one whose function words are not known, or a text with few of them, raises no doubt. A script
//! is told by the letters with which words begin.

use super::comparable::Comparable;
use super::story::Story;
use crate::text::{KeySet, languages_of};
use std::collections::BTreeMap;

/// A reason why `unrelated` says nothing about what two articles tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Doubt {
    /// One of them has no words.
    NoWords,
    /// They are in different languages.
    OtherLanguage,
    /// They are in different scripts; whether in one language is not known.
    OtherScript,
}

/// So many different function words of a language at least, ...
const MIN_WORDS: usize = 6;
/// ... and so many times as many as of any other: neighbours such as Spanish and Portuguese share many.
const MIN_LEAD: f64 = 1.3;
/// This share of the words of a text begins in its script: names and foreign words may be in another.
const MAIN_SCRIPT: f64 = 0.8;

/// What stands against comparing two stories. Linear in the words.
pub(super) fn doubt(left: &Story<'_>, right: &Story<'_>) -> Option<Doubt> {
    if (left.len() == 0) != (right.len() == 0) {
        return Some(Doubt::NoWords);
    }
    if let (Some(one), Some(other)) = (left.of.language(), right.of.language()) {
        return (one != other).then_some(Doubt::OtherLanguage);
    }
    let (one, other) = (script(left)?, script(right)?);
    (one != other).then_some(Doubt::OtherScript)
}

/// The script in which nearly all words of a story begin.
fn script(story: &Story<'_>) -> Option<u32> {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for at in 0..story.len() {
        if let Some(script) = story.form(at).chars().next().and_then(script_of) {
            *counts.entry(script).or_default() += 1;
        }
    }
    let n: usize = counts.values().sum();
    let (script, most) = counts.into_iter().max_by_key(|(_, n)| *n)?;
    (n >= MIN_WORDS && most as f64 >= MAIN_SCRIPT * n as f64).then_some(script)
}

/// The first code point of the blocks of a script; none for figures and signs. Chinese and Japanese are one.
fn script_of(letter: char) -> Option<u32> {
    const STARTS: [u32; 18] =
        [0x41, 0x370, 0x400, 0x530, 0x590, 0x600, 0x900, 0x980, 0xa00, 0xa80, 0xb00, 0xb80, 0xc00, 0xd00, 0xe00, 0x10a0, 0x1200, 0x3040];
    let code = match u32::from(letter) {
        // Letters with marks that stand apart from their script.
        0x1e00..=0x1eff => 0x41,
        0x1f00..=0x1fff => 0x370,
        0xac00..=0xd7a3 | 0x1100..=0x11ff => return letter.is_alphabetic().then_some(0x1100),
        code => code,
    };
    let at = STARTS.partition_point(|start| *start <= code);
    (letter.is_alphabetic() && at > 0).then(|| STARTS[at - 1])
}

/// The tag of the language that a story is written in, whatever it is compared with.
pub(super) fn language(story: &Comparable<'_>) -> Option<&'static str> {
    let words: KeySet = story.words.iter().filter(|word| word.stop).map(|word| word.key).collect();
    let mut counts = languages_of(words.into_iter());
    counts.sort_unstable_by(|x, y| y.cmp(x));
    let (best, next) = (counts.first()?, counts.get(1).map_or(0, |(words, _)| *words));
    (best.0 >= MIN_WORDS && best.0 as f64 >= MIN_LEAD * next as f64).then_some(best.1)
}
