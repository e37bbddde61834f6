//! One comparison, for editors and for machines.
//!
//! In: a [`Compared`]. Out: a screen in plain words, or a `copydesk.compare/1` record.

mod human;

pub use human::{CompareView, compare_human};

use crate::pipeline::Compared;
use crate::text::Prepared;

/// How many story sentences of `whole` hold no word of a reused passage; `in_passage` says so for each word.
fn untouched_sentences(whole: &Prepared, in_passage: &[bool]) -> usize {
    let story = whole.sentences.iter().filter(|sentence| !sentence.role.is_furniture() && !sentence.words.is_empty());
    story.filter(|sentence| !sentence.words.clone().any(|word| in_passage.get(word as usize).copied().unwrap_or(false))).count()
}

/// For each word of a and of b, whether it stands in a reused passage.
fn reused_words(compared: &Compared) -> (Vec<bool>, Vec<bool>) {
    let mut a = vec![false; compared.a.words.len()];
    let mut b = vec![false; compared.b.words.len()];
    for passage in &compared.comparison.passages {
        for (marks, words) in [(&mut a, &passage.a), (&mut b, &passage.b)] {
            for word in words.clone() {
                if let Some(mark) = marks.get_mut(word as usize) {
                    *mark = true;
                }
            }
        }
    }
    (a, b)
}
