//! A chain of versions of one article.
//!
//! In: versions, oldest first. Out: a diff for each step, and for each sentence of the last version where it first appeared and
//! where it was reworded since.

use super::diff::{Diff, diff};
use crate::align::Status;
use crate::article::Article;
use crate::text::Prepared;
use rayon::prelude::*;
use std::collections::HashMap;

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
    /// The version in which it first appeared, from 0. A sentence made of several has the oldest of them.
    pub first: usize,
    /// The versions, from 0, in which its words were edited since.
    pub edited: Vec<usize>,
    /// Whether it was gone in between and came back with the same words.
    pub returned: bool,
}

/// Aligns each version with the next. Fewer than two versions give an empty chain. The work is that of the single diffs.
pub fn chain(versions: &[Article]) -> Chain {
    let steps: Vec<Diff> = versions.par_windows(2).map(|pair| diff(&pair[0], &pair[1])).collect();
    Chain { origins: origins(&steps), steps }
}

fn origins(steps: &[Diff]) -> Vec<Origin> {
    let Some(first) = steps.first() else { return Vec::new() };
    let mut met: HashMap<Vec<u64>, usize> = HashMap::new();
    let mut known: Vec<Origin> = first.old.sentences.iter().map(|_| Origin { first: 0, edited: Vec::new(), returned: false }).collect();
    remember(&first.old, &known, &mut met);
    for (step, version) in steps.iter().zip(1..) {
        let sentences = step.alignment.new.sentences.iter().enumerate();
        let next: Vec<Origin> = sentences
            .map(|(number, sentence)| {
                let partners: Vec<&Origin> = sentence.partners.iter().filter_map(|partner| known.get(*partner as usize)).collect();
                let Some(oldest) = partners.iter().map(|origin| origin.first).min() else {
                    let before = met.get(&keys(&step.new, number)).copied();
                    return Origin { first: before.unwrap_or(version), edited: Vec::new(), returned: before.is_some() };
                };
                let mut edited: Vec<usize> = partners.iter().flat_map(|origin| &origin.edited).copied().collect();
                edited.extend((sentence.status == Status::Edited).then_some(version));
                edited.sort_unstable();
                edited.dedup();
                Origin { first: oldest, edited, returned: partners.iter().any(|origin| origin.returned) }
            })
            .collect();
        known = next;
        remember(&step.new, &known, &mut met);
    }
    known
}

/// Keeps where the words of each sentence first appeared.
fn remember(prepared: &Prepared, known: &[Origin], met: &mut HashMap<Vec<u64>, usize>) {
    for (number, origin) in known.iter().enumerate() {
        let keys = keys(prepared, number);
        if !keys.is_empty() {
            met.entry(keys).or_insert(origin.first);
        }
    }
}

/// The words of a sentence in any typography.
fn keys(prepared: &Prepared, sentence: usize) -> Vec<u64> {
    let words = prepared.sentences.get(sentence).map_or(0..0, |sentence| sentence.words.clone());
    prepared.words.get(words.start as usize..words.end as usize).unwrap_or(&[]).iter().map(|word| word.key).collect()
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

    #[test]
    fn no_chain_of_one() {
        assert!(chain(&[Article::new("x", "One.")]).origins.is_empty());
        assert!(chain(&[]).steps.is_empty());
    }
}
