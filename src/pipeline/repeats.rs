//! Sentences of one version that repeat one which it has already.
//!
//! In: a version and what became of it. Out: for each sentence that only this version has, the other sentence of the version that says
//! the same words. Furniture repeats nothing and is not repeated.

use crate::align::{AlignedSide, Status};
use crate::text::Prepared;
use std::collections::HashMap;

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
    let keys = |number: usize| -> Vec<u64> {
        version.sentences.get(number).map_or(&[][..], |sentence| version.words_of(sentence)).iter().map(|word| word.key).collect()
    };
    let is_lone = |number: &usize| side.sentences[*number].status == lone;
    let story = || (0..side.sentences.len()).filter(|number| !side.sentences[*number].role.is_furniture());
    let mut first: HashMap<Vec<u64>, usize> = HashMap::new();
    for number in story().filter(|number| !is_lone(number)).chain(story().filter(is_lone)) {
        first.entry(keys(number)).or_insert(number);
    }
    let mut found = vec![None; side.sentences.len()];
    for number in story().filter(is_lone) {
        let keys = keys(number);
        let other = first.get(&keys).filter(|other| **other != number && !keys.is_empty());
        found[number] = other.map(|other| *other as u32);
    }
    found
}
