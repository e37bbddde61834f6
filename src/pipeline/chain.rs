//! A chain of versions of one article.
//!
//! In: versions, oldest first. Out: a diff for each step, and for each sentence of the last version where it began, where it was
//! edited since, and in which version each of its words came.

use super::diff::{Diff, diff};
use crate::align::{Change, Group, Status};
use crate::article::Article;
use crate::span::Span;
use crate::text::{Prepared, Sentence};
use rayon::prelude::*;
use std::collections::{HashMap, VecDeque};

/// Versions of one article, step by step.
#[derive(Debug, Clone)]
pub struct Chain {
    /// A diff from each version to the next; one fewer than versions.
    pub steps: Vec<Diff>,
    /// Where each sentence of the last version comes from, in its order.
    pub origins: Vec<Origin>,
}

/// Where a sentence comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The version in which it began, from 0. A sentence made of several began where the oldest of them did.
    pub first: usize,
    /// The versions, from 0, in which its words were edited since.
    pub edited: Vec<usize>,
    /// Whether it was gone in between and came back with the same words.
    pub returned: bool,
    /// For each of its words, in order, the version from 0 in which it came; never before `first`.
    pub words: Vec<usize>,
}

impl Chain {
    /// For each version, how many story words of the last one came in it. They add up to the words of the last.
    pub fn words_by_version(&self) -> Vec<usize> {
        let mut found = vec![0; if self.steps.is_empty() { 0 } else { self.steps.len() + 1 }];
        let sentences = self.steps.last().map_or(&[][..], |step| &step.alignment.new.sentences);
        let story = self.origins.iter().zip(sentences).filter(|(_, sentence)| !sentence.role.is_furniture());
        for came in story.flat_map(|(origin, _)| &origin.words) {
            if let Some(slot) = found.get_mut(*came) {
                *slot += 1;
            }
        }
        found
    }
}

impl Origin {
    /// Stretches of words that came in the same version, in order: the version from 0, and where they stand. `number` is the sentence of
    /// this origin in `version`.
    pub fn stretches(&self, version: &Prepared, number: usize) -> Vec<(usize, Span)> {
        let words = version.sentences.get(number).map_or(&[][..], |sentence| version.words_of(sentence));
        let mut found: Vec<(usize, Span)> = Vec::new();
        for (word, came) in words.iter().zip(&self.words) {
            match found.last_mut() {
                Some((last, span)) if last == came => *span = span.cover(word.span),
                _ => found.push((*came, word.span)),
            }
        }
        found
    }
}

/// Aligns each version with the next. Fewer than two versions give an empty chain. The work is that of the single diffs.
pub fn chain(versions: &[Article]) -> Chain {
    let steps: Vec<Diff> = versions.par_windows(2).map(|pair| diff(&pair[0], &pair[1])).collect();
    Chain { origins: origins(&steps), steps }
}

fn origins(steps: &[Diff]) -> Vec<Origin> {
    let Some(first) = steps.first() else { return Vec::new() };
    let mut met: HashMap<Vec<u64>, Origin> = HashMap::new();
    let fresh = |sentence: &Sentence, version: usize| {
        let words = vec![version; sentence.words.len()];
        Origin { first: version, edited: Vec::new(), returned: false, words }
    };
    let mut known: Vec<Origin> = first.old.sentences.iter().map(|sentence| fresh(sentence, 0)).collect();
    remember(&first.old, &known, &mut met);
    for (step, version) in steps.iter().zip(1..) {
        let mut next: Vec<Origin> = step.new.sentences.iter().map(|sentence| fresh(sentence, version)).collect();
        for (number, sentence) in step.alignment.new.sentences.iter().enumerate() {
            let partners: Vec<&Origin> = sentence.partners.iter().filter_map(|partner| known.get(*partner as usize)).collect();
            let Some(oldest) = partners.iter().map(|origin| origin.first).min() else {
                if let Some(before) = met.get(&keys(&step.new, number)) {
                    next[number] = Origin { returned: true, ..before.clone() };
                }
                continue;
            };
            let mut edited: Vec<usize> = partners.iter().flat_map(|origin| &origin.edited).copied().collect();
            edited.extend((sentence.status == Status::Edited).then_some(version));
            edited.sort_unstable();
            edited.dedup();
            let returned = partners.iter().any(|origin| origin.returned);
            next[number] = Origin { first: oldest, edited, returned, words: std::mem::take(&mut next[number].words) };
        }
        for group in &step.alignment.groups {
            carry(step, group, &known, &mut next);
        }
        known = next;
        remember(&step.new, &known, &mut met);
    }
    known
}

/// A word of a group: the number of its sentence, its place there, and where it stands.
type Place = (usize, usize, Span);

/// Hands on the version in which each word came that both versions have. Linear in the words of the group, but for a logarithm.
fn carry(step: &Diff, group: &Group, known: &[Origin], next: &mut [Origin]) {
    let (old, new) = (places(&step.old, &group.old), places(&step.new, &group.new));
    let mut hand_on = |from: &Place, to: &Place| {
        let came = known.get(from.0).and_then(|origin| origin.words.get(from.1));
        if let (Some(came), Some(slot)) = (came, next.get_mut(to.0).and_then(|origin| origin.words.get_mut(to.1))) {
            *slot = *came;
        }
    };
    if group.steps.is_empty() {
        old.iter().zip(&new).for_each(|(from, to)| hand_on(from, to));
    }
    let mut moved: HashMap<u64, VecDeque<&Place>> = HashMap::new();
    for one in group.steps.iter().filter(|one| one.change == Change::Moved && one.new.is_none()) {
        for place in within(&old, one.old) {
            moved.entry(key(&step.old, place)).or_default().push_back(place);
        }
    }
    for one in &group.steps {
        match (one.old, one.new) {
            (Some(_), Some(_)) => within(&old, one.old).iter().zip(within(&new, one.new)).for_each(|(from, to)| hand_on(from, to)),
            (None, Some(_)) if one.change == Change::Moved => {
                for to in within(&new, one.new) {
                    if let Some(from) = moved.get_mut(&key(&step.new, to)).and_then(VecDeque::pop_front) {
                        hand_on(from, to);
                    }
                }
            }
            _ => {}
        }
    }
}

/// The words of some sentences, in order.
fn places(prepared: &Prepared, sentences: &[u32]) -> Vec<Place> {
    let mut found = Vec::new();
    for number in sentences.iter().map(|number| *number as usize) {
        let words = prepared.sentences.get(number).map_or(&[][..], |sentence| prepared.words_of(sentence));
        found.extend(words.iter().enumerate().map(|(at, word)| (number, at, word.span)));
    }
    found
}

/// Those that begin within a span.
fn within(places: &[Place], span: Option<Span>) -> &[Place] {
    let Some(span) = span else { return &[] };
    let from = places.partition_point(|(_, _, word)| word.start < span.start);
    let to = places.partition_point(|(_, _, word)| word.start < span.end);
    places.get(from..to).unwrap_or(&[])
}

fn key(prepared: &Prepared, place: &Place) -> u64 {
    let words = prepared.sentences.get(place.0).map_or(&[][..], |sentence| prepared.words_of(sentence));
    words.get(place.1).map_or(0, |word| word.key)
}

/// Keeps where the words of each sentence first appeared.
fn remember(prepared: &Prepared, known: &[Origin], met: &mut HashMap<Vec<u64>, Origin>) {
    for (number, origin) in known.iter().enumerate() {
        let keys = keys(prepared, number);
        if !keys.is_empty() {
            met.entry(keys).or_insert_with(|| origin.clone());
        }
    }
}

/// The words of a sentence in any typography.
fn keys(prepared: &Prepared, number: usize) -> Vec<u64> {
    let words = prepared.sentences.get(number).map_or(&[][..], |sentence| prepared.words_of(sentence));
    words.iter().map(|word| word.key).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_keeps_its_first_version() {
        let versions = [
            Article::new("v1", "The ferry ran aground on Sunday. Nobody was hurt."),
            Article::new("v2", "The ferry ran aground on Sunday evening. A tug is under way from the mainland."),
            Article::new(
                "v3",
                "The ferry ran aground on Sunday evening. Nobody was hurt. A tug from the mainland is under way. It will wait for the tide.",
            ),
        ];
        let chain = chain(&versions);
        assert_eq!(chain.steps.len(), 2);
        let told: Vec<(usize, &[usize], bool)> =
            chain.origins.iter().map(|origin| (origin.first, origin.edited.as_slice(), origin.returned)).collect();
        assert_eq!(told, [(0, [1].as_slice(), false), (0, &[], true), (1, &[2], false), (2, &[], false)]);
    }

    /// The words of the last version with the number of the version in which each came.
    fn words(texts: &[&str]) -> String {
        let versions: Vec<Article> = texts.iter().zip(1..).map(|(text, n)| Article::new(format!("v{n}"), *text)).collect();
        let chain = chain(&versions);
        let last = &chain.steps.last().expect("a step").new;
        let stretches = chain.origins.iter().enumerate().flat_map(|(number, origin)| origin.stretches(last, number));
        stretches.map(|(came, span)| format!("{} {}", came + 1, span.of(&last.article.text))).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn a_word_keeps_the_version_in_which_it_came() {
        let texts = [
            "A barge struck the road bridge at Selby on Monday.",
            "A barge laden with gravel struck the road bridge at Selby on Monday.",
            "Two anglers drowned when a barge laden with gravel struck the road bridge at Selby on Monday.",
        ];
        assert_eq!(
            words(&texts),
            "3 Two anglers drowned when | 1 a barge | 2 laden with gravel | 1 struck the road bridge at Selby on Monday"
        );
    }

    #[test]
    fn words_out_of_order_and_of_merged_sentences_keep_theirs() {
        let moved = ["The mayor opened the new library on Friday afternoon.", "On Friday afternoon the mayor opened the new library."];
        assert_eq!(words(&moved), "1 On Friday afternoon the mayor opened the new library");
        let merged = [
            "The mayor opened the library. A choir of forty children sang.",
            "The mayor opened the library, and a choir of forty children sang.",
        ];
        assert_eq!(words(&merged), "1 The mayor opened the library | 2 and | 1 a choir of forty children sang");
    }

    #[test]
    fn a_sentence_that_came_back_keeps_the_versions_of_its_words() {
        let texts = [
            "The dam holds. Engineers measured a crack of nine inches in the upper wall.",
            "The dam holds. Engineers measured a crack of twelve inches in the upper wall.",
            "The dam holds.",
            "The dam holds. Engineers measured a crack of twelve inches in the upper wall.",
        ];
        assert_eq!(words(&texts), "1 The dam holds | 1 Engineers measured a crack of | 2 twelve | 1 inches in the upper wall");
    }

    #[test]
    fn no_chain_of_one() {
        assert!(chain(&[Article::new("x", "One.")]).origins.is_empty());
        assert!(chain(&[]).steps.is_empty());
    }
}
