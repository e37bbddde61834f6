//! The story words of an article as one comparison reads them.
//!
//! In: two [`Comparable`] articles. Out: a [`Story`] for each: its words, with what the other article says of their letters.

use super::comparable::Comparable;
pub(super) use super::comparable::StoryWord;
use super::comparable::sorted;
use crate::matching::Rows;
use crate::text::{KeyMap, Prepared, similar_words};
use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

/// The story words of an article in a comparison.
pub(super) struct Story<'s> {
    pub(super) of: &'s Comparable<'s>,
    pub(super) words: Cow<'s, [StoryWord]>,
    /// Whether its letters tell nothing of names: it is set in capitals, in title case or without any capital.
    pub(super) is_caseless: bool,
    /// What was found of gaps between it and the other story, which several steps of a comparison look at.
    pub(super) gaps: GapRows,
}

/// Which words match in gaps, by the gaps.
pub(super) type GapRows = RefCell<KeyMap<Rc<Rows>>>;

impl<'s> Story<'s> {
    /// The story as it is by itself.
    pub(super) fn alone(of: &'s Comparable<'s>) -> Self {
        Story { of, words: Cow::Borrowed(&of.words), is_caseless: of.is_caseless, gaps: GapRows::default() }
    }

    pub(super) fn prepared(&self) -> &'s Prepared {
        self.of.prepared
    }

    pub(super) fn keys(&self) -> &'s [u64] {
        &self.of.keys
    }

    /// For each sentence of the article, the story words `[start, end)` it has.
    pub(super) fn sentences(&self) -> &'s [(u32, u32)] {
        &self.of.sentences
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether the article is nothing but quotations.
    pub(super) fn is_all_quoted(&self) -> bool {
        self.words.iter().all(|word| word.quoted)
    }

    /// Whether word `i` here and word `j` there are the same word, perhaps misspelt or inflected.
    pub(super) fn is_similar(&self, i: usize, other: &Story<'_>, j: usize) -> bool {
        let (a, b) = (&self.words[i], &other.words[j]);
        if a.key == b.key {
            return true;
        }
        if a.figure && b.figure {
            return is_same_figure(self.form(i), other.form(j));
        }
        if a.stop || b.stop || a.figure != b.figure {
            return false;
        }
        if !a.may_be_similar(b) {
            return false;
        }
        similar_words(self.form(i), other.form(j))
    }

    pub(super) fn form(&self, i: usize) -> &'s str {
        self.of.form(i)
    }
}

/// Whether two figures differ in the letters behind them only: `6m` and the `6` of `6 million`.
fn is_same_figure(one: &str, other: &str) -> bool {
    let digits = |form: &'_ str| form.trim_end_matches(char::is_alphabetic).len();
    let (here, there) = (digits(one), digits(other));
    (here < one.len() || there < other.len()) && one[..here] == other[..there]
}

/// Two stories in a comparison. A word that either has in lower case is no name in the other, however many capitals that one is set in. A story
/// whose letters tell nothing of names takes what the other says of each word.
pub(super) fn pair<'s>(left: &'s Comparable<'s>, right: &'s Comparable<'s>) -> (Story<'s>, Story<'s>) {
    let (mut one, mut other) = (Story::alone(left), Story::alone(right));
    match (left.is_caseless, right.is_caseless) {
        (true, false) => take_case(&mut one, &other),
        (false, true) => take_case(&mut other, &one),
        _ => {
            one.lower_names(right);
            other.lower_names(left);
        }
    }
    (one, other)
}

impl Story<'_> {
    fn lower_names(&mut self, other: &Comparable<'_>) {
        let lowered = self.of.names_in_lower_case(other);
        if !lowered.is_empty() {
            for word in self.words.to_mut() {
                word.lower_name(&lowered);
            }
        }
    }
}

/// What a story says of a word by its letters.
#[derive(Default)]
struct Case {
    capital: bool,
    name: bool,
    lower: bool,
}

fn take_case(story: &mut Story<'_>, other: &Story<'_>) {
    let mut cases: KeyMap<Case> = KeyMap::default();
    for word in other.words.iter() {
        let case = cases.entry(word.key).or_default();
        case.capital |= word.capital;
        case.name |= word.name;
        case.lower |= word.lower;
    }
    for word in story.words.to_mut() {
        let case = cases.get(&word.key);
        word.name = case.is_some_and(|case| case.name && !case.lower);
        word.set_capital(case.is_some_and(|case| case.capital && !case.lower));
    }
}

/// How many distinct names of the story that has fewer stand in the other, as names or not, and how many it has.
pub(super) fn common_names(left: &Story<'_>, right: &Story<'_>) -> (usize, usize) {
    common_words(left, right, |word| word.name && !word.stop && !word.figure)
}

/// How many distinct words of a kind of the story that has fewer of them stand in the other, as of that kind or not, and how many it has.
pub(super) fn common_words(left: &Story<'_>, right: &Story<'_>, is_of_kind: impl Fn(&StoryWord) -> bool) -> (usize, usize) {
    let of_kind = |story: &Story<'_>| sorted(story.words.iter().filter(|word| is_of_kind(word)).map(|word| word.key));
    let (of_left, of_right) = (of_kind(left), of_kind(right));
    let (fewer, other) = if of_left.len() <= of_right.len() { (of_left, right) } else { (of_right, left) };
    // Most words are none of them, and are told by the first bits of their keys.
    let mut bits = [0_u64; 8];
    let bit_of = |key: u64| ((key >> 61) as usize, 1 << (key >> 55 & 63));
    fewer.iter().map(|key| bit_of(*key)).for_each(|(block, bit)| bits[block] |= bit);
    let mut is_common = vec![false; fewer.len()];
    for key in other.keys() {
        let (block, bit) = bit_of(*key);
        if bits[block] & bit != 0
            && let Ok(at) = fewer.binary_search(key)
        {
            is_common[at] = true;
        }
    }
    (is_common.iter().filter(|is_common| **is_common).count(), fewer.len())
}
