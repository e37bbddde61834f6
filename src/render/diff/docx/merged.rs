//! Both versions in one text: what is kept, and before it what is gone and what is new.
//!
//! In: a diff. Out: stretches in order. Those that are kept or gone are the old text, those that are kept or new the new one, to the last letter: what an
//! alignment leaves open is shown as gone and new.

use super::flat::{END, Flat};
use crate::align::{AlignedSide, Change, Group, Step};
use crate::pipeline::Diff;
use crate::span::Span;
use std::collections::BTreeSet;
use std::ops::Range;

/// What became of a stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Kept,
    Added,
    Removed,
    /// Stands here now, and in the old version elsewhere, by the number of the move.
    MovedHere(usize),
    MovedAway(usize),
}

/// Both versions.
pub(super) struct Merged {
    /// What became of each stretch, and its text; [`END`] ends a paragraph.
    pub(super) stretches: Vec<(Mark, String)>,
    pub(super) old: Flat,
    pub(super) new: Flat,
}

/// A stretch of one version that moved, by the number of the move; or one inside it that was edited there.
type Moved = (Range<usize>, usize);

/// Merges two versions.
pub(super) fn merged(diff: &Diff) -> Merged {
    let (old, new) = (Flat::of(&diff.old), Flat::of(&diff.new));
    let mut merging = Merging { old: &old.text, new: &new.text, stretches: Vec::new(), gone: Vec::new(), come: Vec::new() };
    let mut kept = Vec::new();
    for (number, group) in diff.alignment.groups.iter().enumerate() {
        for (before, after) in kept_steps(diff, group) {
            let (before, after) = (old.place(before), new.place(after));
            if before.is_empty() || after.is_empty() {
                continue;
            }
            if group.moved {
                merging.gone.push((before, number));
                merging.come.push((after, number));
            } else {
                kept.push((before, after));
            }
        }
    }
    merging.gone.sort_by_key(|(place, _)| place.start);
    merging.come.sort_by_key(|(place, _)| place.start);
    kept.sort_by_key(|(before, after)| (after.start, before.start));
    let (mut at_old, mut at_new) = (0, 0);
    for (before, after) in kept {
        if before.start < at_old || after.start < at_new {
            continue;
        }
        merging.gap(at_old..before.start, at_new..after.start);
        merging.pair(before.clone(), after.clone());
        (at_old, at_new) = (before.end, after.end);
    }
    merging.gap(at_old..old.text.len(), at_new..new.text.len());
    let stretches = merging.finish();
    Merged { stretches, old, new }
}

/// The stretches of a group that both versions have in order.
fn kept_steps(diff: &Diff, group: &Group) -> Vec<(Span, Span)> {
    if group.steps.is_empty() {
        let covers = (cover(&diff.alignment.old, &group.old), cover(&diff.alignment.new, &group.new));
        return if let (Some(old), Some(new)) = covers { vec![(old, new)] } else { Vec::new() };
    }
    let is_kept = |step: &&Step| matches!(step.change, Change::Same | Change::Typographic);
    group.steps.iter().filter(is_kept).filter_map(|step| Some((step.old?, step.new?))).collect()
}

fn cover(side: &AlignedSide, sentences: &[u32]) -> Option<Span> {
    sentences.iter().filter_map(|sentence| side.sentences.get(*sentence as usize)).map(|sentence| sentence.span).reduce(Span::cover)
}

struct Merging<'t> {
    old: &'t str,
    new: &'t str,
    stretches: Vec<(Mark, String)>,
    gone: Vec<Moved>,
    come: Vec<Moved>,
}

impl Merging<'_> {
    fn push(&mut self, mark: Mark, text: &str) {
        match self.stretches.last_mut() {
            _ if text.is_empty() => {}
            Some((last, before)) if *last == mark => before.push_str(text),
            _ => self.stretches.push((mark, text.to_string())),
        }
    }

    /// Two stretches that say the same, word by word where they have as many.
    fn pair(&mut self, before: Range<usize>, after: Range<usize>) {
        let (old, new) = (&self.old[before.clone()], &self.new[after.clone()]);
        if old == new {
            return self.push(Mark::Kept, new);
        }
        let (olds, news) = (words(old), words(new));
        if olds.len() != news.len() {
            return self.replace(before, after);
        }
        for (one, other) in olds.into_iter().zip(news) {
            self.differing(&old[one], &new[other]);
        }
    }

    /// Two words that say the same: the letters that both begin or end with are kept.
    fn differing(&mut self, old: &str, new: &str) {
        let same = |(a, b): &(char, char)| a == b;
        let n_before: usize = old.chars().zip(new.chars()).take_while(same).map(|(a, _)| a.len_utf8()).sum();
        let (before, old) = old.split_at(n_before);
        let new = &new[n_before..];
        let n_behind: usize = old.chars().rev().zip(new.chars().rev()).take_while(same).map(|(a, _)| a.len_utf8()).sum();
        self.push(Mark::Kept, before);
        self.push(Mark::Removed, &old[..old.len() - n_behind]);
        self.push(Mark::Added, &new[..new.len() - n_behind]);
        self.push(Mark::Kept, &new[new.len() - n_behind..]);
    }

    /// What stands between two stretches that are kept: white space that both have is kept, too.
    fn gap(&mut self, before: Range<usize>, after: Range<usize>) {
        let (old, new) = (&self.old[before.clone()], &self.new[after.clone()]);
        let same = |(a, b): &(char, char)| a == b && a.is_whitespace();
        let n_before: usize = old.chars().zip(new.chars()).take_while(same).map(|(a, _)| a.len_utf8()).sum();
        let rest = (&old[n_before..], &new[n_before..]);
        let n_behind: usize = rest.0.chars().rev().zip(rest.1.chars().rev()).take_while(same).map(|(a, _)| a.len_utf8()).sum();
        self.push(Mark::Kept, &new[..n_before]);
        self.replace(before.start + n_before..before.end - n_behind, after.start + n_before..after.end - n_behind);
        self.push(Mark::Kept, &new[new.len() - n_behind..]);
    }

    fn replace(&mut self, before: Range<usize>, after: Range<usize>) {
        for (place, moved) in parted(before, &self.gone) {
            self.push(moved.map_or(Mark::Removed, Mark::MovedAway), &self.old[place]);
        }
        for (place, moved) in parted(after, &self.come) {
            self.push(moved.map_or(Mark::Added, Mark::MovedHere), &self.new[place]);
        }
    }

    /// The stretches; a move that lost one of its ends is none.
    fn finish(self) -> Vec<(Mark, String)> {
        let (mut here, mut away) = (BTreeSet::new(), BTreeSet::new());
        for (mark, _) in &self.stretches {
            match mark {
                Mark::MovedHere(number) => here.insert(*number),
                Mark::MovedAway(number) => away.insert(*number),
                _ => false,
            };
        }
        let plain = |mark: Mark| match mark {
            Mark::MovedHere(number) if !away.contains(&number) => Mark::Added,
            Mark::MovedAway(number) if !here.contains(&number) => Mark::Removed,
            mark => mark,
        };
        self.stretches.into_iter().map(|(mark, text)| (plain(mark), text)).collect()
    }
}

/// A stretch in parts that moved, by their moves, and parts that did not.
fn parted(within: Range<usize>, moved: &[Moved]) -> Vec<(Range<usize>, Option<usize>)> {
    let mut parts = Vec::new();
    let mut at = within.start;
    let first = moved.partition_point(|(place, _)| place.end <= within.start);
    for (place, number) in moved[first..].iter().take_while(|(place, _)| place.start < within.end) {
        let (start, end) = (place.start.max(at), place.end.min(within.end));
        if start < end {
            parts.push((at..start, None));
            parts.push((start..end, Some(*number)));
            at = end;
        }
    }
    parts.push((at..within.end, None));
    parts
}

/// Words with the white space before each.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut is_in_word = false;
    let mut start = 0;
    for (at, letter) in text.char_indices() {
        let is_blank = letter.is_whitespace() || letter == END;
        if is_in_word && is_blank {
            found.push(start..at);
            start = at;
        }
        is_in_word = !is_blank;
    }
    if start < text.len() {
        found.push(start..text.len());
    }
    found
}
