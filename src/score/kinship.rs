//! Kinship: whether two articles that share no wording are on the same matter.
//!
//! In: two stories. Out: yes or no. Reports of one event name the same people, places and bodies; what else they have in common grows with their
//! length and tells nothing. So names are held against names: how many of the article that has fewer stand in the other. It finds no event in scripts
//! without capitals by its names; there the words themselves are held against each other.
//!
//! Measured on 671 pairs of independent reports of one event, of which 95 in 100 are told; on pairs of unlike articles: of 300 short ones none, of 800 of a
//! broadcaster and a German newspaper none, of 200 made of two to eight of them each none, of 570 stories of some hundred words 1, of 242 sections
//! of unlike bills, which name the same offices, 57.

use super::comparable::Comparable;
use super::story::{Story, StoryWord};
use crate::lexicon::{List, list};
use crate::text::{KeyMap, KeySet};
use std::borrow::Cow;

/// From this share of its names on, the article that has fewer is on the matter of the other.
const MIN_SHARE: f64 = 0.36;
/// So many names more are counted on the side that has fewer: one name of two in common is chance.
const MORE_NAMES: f64 = 2.0;
/// Shorter words are labels, initials and figures of Roman kind.
const MIN_LETTERS: usize = 3;
/// Briefs have few names: with one in common, they are on the same matter up to so many words ...
const MAX_BRIEF: usize = 80;
/// ... if they share so many distinct words and figures ...
const MIN_BRIEF_COMMON: usize = 2;
/// ... and this share of those of the brief that has fewer.
///
/// Of 2,500 pairs each of unlike openings of 25 to 85 words from a broadcaster, a German newspaper and a wire at most 1, 1 and 3 % are taken for one
/// matter by the bars for briefs, of 671 independent reports of one event 95 %.
const MIN_BRIEF_SHARE: f64 = 0.12;
/// With two names in common, up to so many words ...
const MAX_LONG_BRIEF: usize = 100;
/// ... if that is this share of the names: where nouns have capitals, as in German, most names are none ...
const MIN_BRIEF_NAMES: f64 = 0.12;
/// ... and this share of what the brief tells that has less to tell.
const MIN_NAMED_BRIEF_SHARE: f64 = 0.10;
/// Where nothing has a capital: from this share of the weight of the shorter article's words on.
const MIN_WEIGHT_SHARE: f64 = 0.22;

/// Whether two articles are on the same matter. Linear in the words.
pub(super) fn is_same_matter(left: &Story<'_>, right: &Story<'_>) -> bool {
    if left.is_caseless && right.is_caseless {
        return weight_share(left, right) >= MIN_WEIGHT_SHARE;
    }
    let (one, other) = (telling_in(left), telling_in(right));
    let is_lower = |key: u64| left.of.lower.contains(&key) || right.of.lower.contains(&key);
    // Names among the words of each, and those that both have.
    let (mut names, mut n_common) = ([0.0; 2], 0);
    let (mut here, mut there) = (&*one, &*other);
    while let Some(next) = here.first().into_iter().chain(there.first()).map(|word| word.key).min() {
        let (a, b) = (take(&mut here, next), take(&mut there, next));
        if (a != Some(true) && b != Some(true)) || is_lower(next) {
            continue;
        }
        names[0] += f64::from(u8::from(a.is_some()));
        names[1] += f64::from(u8::from(b.is_some()));
        n_common += usize::from(a.is_some() && b.is_some());
    }
    // Names of a story that shows none are taken to be as frequent as in the other.
    let as_in = |n: usize, names: f64, of: usize| names * n as f64 / of.max(1) as f64;
    let fewer = match (left.is_caseless, right.is_caseless) {
        (true, _) => as_in(one.len(), names[1], other.len()).min(names[1]),
        (_, true) => as_in(other.len(), names[0], one.len()).min(names[0]),
        _ => names[0].min(names[1]),
    };
    let are = |least: f64| n_common as f64 >= least * (fewer + MORE_NAMES);
    are(MIN_SHARE) || (n_common > 0 && tell_the_same(left, right, n_common > 1 && are(MIN_BRIEF_NAMES)))
}

/// A word by which a matter is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Telling {
    key: u64,
    /// Whether it has a capital anywhere and is no office.
    may_be_name: bool,
}

/// The telling words of a story in a comparison. One whose letters tell nothing has taken what the other says of its words.
fn telling_in<'s>(story: &Story<'s>) -> Cow<'s, [Telling]> {
    if story.is_caseless { Cow::Owned(telling(story.of, &story.words)) } else { Cow::Borrowed(story.of.telling()) }
}

/// The distinct telling words of an article, ascending by key. `words` are its words as they are compared.
pub(super) fn telling(story: &Comparable<'_>, words: &[StoryWord]) -> Vec<Telling> {
    let all = words.iter().enumerate().filter(|(at, word)| !word.stop && !word.figure && story.has_letters(*at, MIN_LETTERS));
    let mut telling: Vec<Telling> =
        all.map(|(at, word)| Telling { key: word.key, may_be_name: word.capital && !is_office(story.form(at)) }).collect();
    // Where one is a name and another is not, the name comes first.
    telling.sort_unstable_by_key(|word| (word.key, !word.may_be_name));
    telling.dedup_by_key(|word| word.key);
    telling
}

/// Takes the first word off if it has this key; whether it may be a name.
fn take(words: &mut &[Telling], key: u64) -> Option<bool> {
    let (first, rest) = words.split_first().filter(|(first, _)| first.key == key)?;
    *words = rest;
    Some(first.may_be_name)
}

/// Offices, bodies, laws and months: texts on any matter name them.
fn is_office(form: &str) -> bool {
    [List::Titles, List::Bodies, List::Months].into_iter().any(|kind| list(kind).contains(form))
}

/// Whether two briefs that have a name in common share enough of what they tell: they have too few names to hold against each other. `is_named` is
/// whether several names agree.
fn tell_the_same(left: &Story<'_>, right: &Story<'_>, is_named: bool) -> bool {
    let telling = |story: &Story<'_>| -> KeySet {
        let tells = |at: usize, word: &StoryWord| {
            !word.stop && (word.figure || story.of.has_letters(at, MIN_LETTERS)) && !is_office(story.form(at))
        };
        story.words.iter().enumerate().filter(|(at, word)| tells(*at, word)).map(|(_, word)| word.key).collect()
    };
    let longer = left.len().max(right.len());
    if longer > MAX_LONG_BRIEF {
        return false;
    }
    let (a, b) = (telling(left), telling(right));
    let common = a.intersection(&b).count();
    let is_share = |least: f64| common as f64 >= least * a.len().min(b.len()) as f64;
    let is_brief = longer <= MAX_BRIEF && common >= MIN_BRIEF_COMMON && is_share(MIN_BRIEF_SHARE);
    is_brief || (is_named && is_share(MIN_NAMED_BRIEF_SHARE))
}

/// Weight of the distinct telling words common to both, over that of the article that has less; 0.0 to 1.0.
fn weight_share(left: &Story<'_>, right: &Story<'_>) -> f64 {
    let telling =
        |story: &Story<'_>| -> KeyMap<f32> { story.words.iter().filter(|word| !word.stop).map(|word| (word.key, word.weight)).collect() };
    let (a, b) = (telling(left), telling(right));
    let mut common: Vec<f32> = a.iter().filter_map(|(key, weight)| b.get(key).map(|other| weight.min(*other))).collect();
    let total = |words: &KeyMap<f32>| {
        let mut weights: Vec<f32> = words.values().copied().collect();
        sum(&mut weights)
    };
    let least = total(&a).min(total(&b));
    if least > 0.0 { (sum(&mut common) / least).min(1.0) } else { 0.0 }
}

/// A sum that does not depend on the walk over a map.
fn sum(weights: &mut [f32]) -> f64 {
    weights.sort_by(f32::total_cmp);
    weights.iter().map(|weight| f64::from(*weight)).sum()
}
