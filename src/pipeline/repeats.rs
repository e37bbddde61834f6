//! Sentences of one version that repeat one which it has already.
//!
//! In: a version and what became of it. Out: for each sentence that only this version has, the other sentence of the version that says
//! the same words. Furniture repeats nothing and is not repeated.

use crate::align::{AlignedSide, Status};
use crate::text::{KeyMap, Prepared};

/// For each sentence, by number from 0, the one that it repeats, if only this version has it: one that both versions have if there is one,
/// else the first. Linear.
///
/// ```
/// use copydesk::{align::Status, article::Article, pipeline::{diff, repeats}};
/// let old = Article::new("v1", "The pier is shut. Divers found a crack.");
/// let new = Article::new("v2", "The pier is shut. Divers found a crack. The pier is shut.");
/// let diff = diff(&old, &new);
/// assert_eq!(repeats(&diff.new, &diff.alignment.new, Status::Added), [None, None, Some(0)]);
/// ```
pub fn repeats(version: &Prepared, side: &AlignedSide, lone: Status) -> Vec<Option<u32>> {
    let words = |number: usize| version.sentences.get(number).map_or(&[][..], |sentence| version.words_of(sentence));
    let sign = |number: usize| {
        words(number).iter().fold(0_u64, |sign, word| (sign ^ word.key).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(29))
    };
    let is_same = |a: usize, b: usize| words(a).iter().map(|word| word.key).eq(words(b).iter().map(|word| word.key));
    let is_lone = |number: &usize| side.sentences[*number].status == lone;
    let story = || (0..side.sentences.len()).filter(|number| !side.sentences[*number].role.is_furniture());
    // What has the sign of a lone sentence, each wording once.
    let mut first: KeyMap<Vec<usize>> = story().filter(is_lone).map(|number| (sign(number), Vec::new())).collect();
    let mut found = vec![None; side.sentences.len()];
    if first.is_empty() {
        return found;
    }
    for number in story().filter(|number| !is_lone(number)).chain(story().filter(is_lone)) {
        if let Some(alike) = first.get_mut(&sign(number))
            && !alike.iter().any(|other| is_same(*other, number))
        {
            alike.push(number);
        }
    }
    for number in story().filter(is_lone).filter(|number| !words(*number).is_empty()) {
        let alike = first.get(&sign(number)).map_or(&[][..], Vec::as_slice);
        let other = alike.iter().find(|other| is_same(**other, number)).filter(|other| **other != number);
        found[number] = other.map(|other| *other as u32);
    }
    found
}
