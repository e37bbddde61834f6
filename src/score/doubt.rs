//! Why two articles could not be compared by their wording.
//!
//! In: two stories that share no wording. Out: the reason, if that says nothing: one has no words, or they are in different languages. A language is told
//! by its function words; one whose function words are not known, or a text with few of them, raises no doubt.

use super::story::Story;
use crate::text::{KeySet, languages_of};

/// A reason why `unrelated` says nothing about what two articles tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Doubt {
    /// One of them has no words.
    NoWords,
    /// They are in different languages.
    OtherLanguage,
}

/// So many different function words of a language at least, ...
const MIN_WORDS: usize = 6;
/// ... and so many times as many as of any other: neighbours such as Spanish and Portuguese share many.
const MIN_LEAD: f64 = 1.3;

/// What stands against comparing two stories. Linear in the words.
pub(super) fn doubt(left: &Story<'_>, right: &Story<'_>) -> Option<Doubt> {
    if (left.len() == 0) != (right.len() == 0) {
        return Some(Doubt::NoWords);
    }
    let (one, other) = (language(left)?, language(right)?);
    (one != other).then_some(Doubt::OtherLanguage)
}

/// The tag of the language that a story is written in.
fn language(story: &Story<'_>) -> Option<&'static str> {
    let words: KeySet = story.words.iter().filter(|word| word.stop).map(|word| word.key).collect();
    let mut counts = languages_of(words.into_iter());
    counts.sort_unstable_by(|x, y| y.cmp(x));
    let (best, next) = (counts.first()?, counts.get(1).map_or(0, |(words, _)| *words));
    (best.0 >= MIN_WORDS && best.0 as f64 >= MIN_LEAD * next as f64).then_some(best.1)
}
