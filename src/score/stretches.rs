//! A passage cut into stretches of one kind: verbatim, edited, or quoted; a quotation is cut where it was edited, too.
//!
//! In: two prepared articles and a passage of their comparison. Out: stretches that tile the passage on both sides.

use super::{Passage, Run};
use crate::text::Prepared;
use std::ops::Range;

/// What the words of a stretch are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The same words, after folding.
    Verbatim,
    /// Reworded.
    Edited,
    /// Inside a quotation on the side of a.
    Quote,
}

/// Neighbouring words of one kind, and their counterpart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// Its words in a, by number in [`Prepared::words`]; never empty.
    pub a: Range<u32>,
    /// Its words in b; empty where a stretch of a was added inside the passage.
    pub b: Range<u32>,
    /// What they are.
    pub kind: Kind,
    /// Whether they were taken from b; words that were put in are a's own.
    pub taken: bool,
    /// Whether they are the same words in the same order on both sides, quoted or not; b may have more behind them.
    pub verbatim: bool,
}

/// The stretches of a passage, in order of a. Linear in its words.
pub fn stretches(a: &Prepared, passage: &Passage) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    let mut at = (passage.a.start, passage.b.start);
    let end = Run { a: passage.a.end, b: passage.b.end, len: 0 };
    for run in passage.runs.iter().chain(std::iter::once(&end)) {
        edited(a, passage, at.0..run.a, at.1..run.b, &mut found);
        for step in 0..run.len {
            let kind = if is_quoted(a, run.a + step) { Kind::Quote } else { Kind::Verbatim };
            push(
                &mut found,
                Stretch { a: run.a + step..run.a + step + 1, b: run.b + step..run.b + step + 1, kind, taken: true, verbatim: true },
            );
        }
        at = (run.a + run.len, run.b + run.len);
    }
    found
}

/// The words between two runs; the other side is shared out in proportion.
fn edited(a: &Prepared, passage: &Passage, here: Range<u32>, there: Range<u32>, found: &mut Vec<Stretch>) {
    let (n, m) = (here.len() as u32, there.len() as u32);
    if n == 0 {
        // Words that only b has belong to the stretch before them.
        if let Some(last) = found.last_mut() {
            last.b.end = last.b.end.max(there.end);
        }
        return;
    }
    for step in 0..n {
        let part = |step: u32| there.start + (u64::from(step) * u64::from(m) / u64::from(n)) as u32;
        let kind = if is_quoted(a, here.start + step) { Kind::Quote } else { Kind::Edited };
        let word = here.start + step;
        let behind = passage.taken_a.partition_point(|taken| taken.end <= word);
        let taken = passage.taken_a.get(behind).is_some_and(|taken| taken.contains(&word));
        push(found, Stretch { a: word..word + 1, b: part(step)..part(step + 1), kind, taken, verbatim: false });
    }
}

fn is_quoted(a: &Prepared, word: u32) -> bool {
    a.words.get(word as usize).is_some_and(|word| word.quoted)
}

fn push(found: &mut Vec<Stretch>, next: Stretch) {
    match found.last_mut() {
        // Words that only b has close a verbatim stretch.
        Some(last)
            if (last.kind, last.taken, last.verbatim) == (next.kind, next.taken, next.verbatim)
                && (!last.verbatim || last.a.len() == last.b.len()) =>
        {
            last.a.end = next.a.end;
            last.b.end = next.b.end;
        }
        _ => found.push(next),
    }
}
