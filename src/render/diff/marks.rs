//! The text of sentences in pieces, each with what became of it.
//!
//! In: a diff and a group of partners. Out: pieces that are safe to show: of the old side, of the new side, or of both merged in
//! the reading order of the new one. How a piece is marked is for the formats to say.

use crate::align::{AlignedSide, Change, Group, Status, Step};
use crate::pipeline::Diff;
use crate::render::visible_text;
use crate::span::Span;
use crate::text::Prepared;
use crate::visible::is_unsafe;

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    /// What became of it.
    pub(super) change: Change,
    /// Safe to show, white space single; never empty.
    pub(super) text: String,
    /// Whether it follows the piece before it without a blank.
    pub(super) glued: bool,
}

/// The three ways to read a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// The sentences of the old version.
    Old,
    /// The sentences of the new version.
    New,
    /// The new version with what is gone where it stood.
    Merged,
}

/// The pieces of a group. Without `typography`, what differs in nothing else is unchanged.
pub(super) fn marks(diff: &Diff, group: &Group, reading: Reading, typography: bool) -> Vec<Mark> {
    let mut found = Vec::new();
    for step in steps(diff, group) {
        push_step(diff, group, step, reading, typography, &mut found);
    }
    found
}

/// The merged pieces of a group, for each of its sentences of the new version. What is gone stands with the sentence before it.
pub(super) fn marks_by_sentence(diff: &Diff, group: &Group, typography: bool) -> Vec<(u32, Vec<Mark>)> {
    let mut found: Vec<(u32, Vec<Mark>)> = group.new.iter().map(|sentence| (*sentence, Vec::new())).collect();
    let mut at = 0;
    for step in steps(diff, group) {
        match step.new {
            None => {
                if let Some((_, marks)) = found.get_mut(at) {
                    push_step(diff, group, step, Reading::Merged, typography, marks);
                }
            }
            Some(new) => {
                for (place, (sentence, marks)) in found.iter_mut().enumerate() {
                    let span = diff.alignment.new.sentences.get(*sentence as usize).map_or(Span::default(), |sentence| sentence.span);
                    let common = Span { start: span.start.max(new.start), end: span.end.min(new.end) };
                    if common.start < common.end {
                        // A stretch that runs over a sentence border is shown by its new words alone.
                        let old = step.old.filter(|_| span.contains(new));
                        push_step(diff, group, Step { new: Some(common), old, ..step }, Reading::Merged, typography, marks);
                        at = place;
                    }
                }
            }
        }
    }
    found
}

/// One unmarked piece for each of some sentences.
pub(super) fn plain(prepared: &Prepared, side: &AlignedSide, sentences: &[u32]) -> String {
    let spans = sentences.iter().filter_map(|sentence| side.sentences.get(*sentence as usize)).map(|sentence| sentence.span);
    spans.map(|span| visible_text(span.of(&prepared.article.text))).collect::<Vec<_>>().join(" ")
}

/// Whether the text at `span` follows what stands before it without a blank.
pub(super) fn is_glued(text: &str, span: Span) -> bool {
    text.get(..span.start as usize).is_some_and(|before| before.ends_with(|c: char| !c.is_whitespace()))
}

fn push_step(diff: &Diff, group: &Group, step: Step, reading: Reading, typography: bool, found: &mut Vec<Mark>) {
    let change = if step.change == Change::Typographic && !typography { Change::Same } else { step.change };
    match reading {
        Reading::Old => {
            if let Some(old) = step.old {
                push_span(&diff.old, &diff.alignment.old, &group.old, old, change, found);
            }
        }
        Reading::New => {
            if let Some(new) = step.new {
                push_span(&diff.new, &diff.alignment.new, &group.new, new, change, found);
            }
        }
        Reading::Merged => match (step.old, step.new) {
            (Some(old), Some(new)) if change == Change::Typographic => {
                let (before, after) = (shown(&diff.old, old), shown(&diff.new, new));
                let text = if before == after { after } else { format!("{before} → {after}") };
                push(found, Mark { change, text, glued: is_glued(&diff.new.article.text, new) });
            }
            (_, Some(new)) => push_span(&diff.new, &diff.alignment.new, &group.new, new, change, found),
            (Some(old), None) if matches!(change, Change::Removed | Change::Typographic) => {
                push_span(&diff.old, &diff.alignment.old, &group.old, old, change, found);
            }
            // Words that stand elsewhere now are shown where they stand now.
            _ => {}
        },
    }
}

fn shown(prepared: &Prepared, span: Span) -> String {
    visible_text(span.of(&prepared.article.text))
}

/// The parts of a span that lie in the group's sentences: what stands between two of them is none of theirs.
fn push_span(prepared: &Prepared, side: &AlignedSide, sentences: &[u32], span: Span, change: Change, found: &mut Vec<Mark>) {
    for sentence in sentences.iter().filter_map(|sentence| side.sentences.get(*sentence as usize)) {
        let common = Span { start: span.start.max(sentence.span.start), end: span.end.min(sentence.span.end) };
        if common.start < common.end {
            let common = Span { start: common.start.min(unseen_before(&prepared.article.text, common).max(sentence.span.start)), ..common };
            push(found, Mark { change, text: shown(prepared, common), glued: is_glued(&prepared.article.text, common) });
        }
    }
}

/// Where the characters begin that nobody sees and that stand before a span: they belong to what they would turn or hide.
fn unseen_before(text: &str, span: Span) -> u32 {
    let before = text.get(..span.start as usize).unwrap_or("");
    before.trim_end_matches(|c: char| is_unsafe(c) && !c.is_whitespace()).len() as u32
}

fn push(found: &mut Vec<Mark>, mark: Mark) {
    match found.last_mut() {
        _ if mark.text.is_empty() => {}
        Some(last) if last.change == mark.change => {
            if !mark.glued {
                last.text.push(' ');
            }
            last.text.push_str(&mark.text);
        }
        _ => found.push(mark),
    }
}

/// The steps of a group; those of unedited groups are made here, because the alignment keeps none.
fn steps(diff: &Diff, group: &Group) -> Vec<Step> {
    if !group.steps.is_empty() {
        return group.steps.clone();
    }
    let (Some(old), Some(new)) = (cover(&diff.alignment.old, &group.old), cover(&diff.alignment.new, &group.new)) else {
        return Vec::new();
    };
    match (group.status, group.old.as_slice(), group.new.as_slice()) {
        (Status::Typographic, [old], [new]) => typographic_steps(diff, *old, *new),
        _ => vec![Step { change: Change::Same, old: Some(old), new: Some(new) }],
    }
}

fn cover(side: &AlignedSide, sentences: &[u32]) -> Option<Span> {
    sentences.iter().filter_map(|sentence| side.sentences.get(*sentence as usize)).map(|sentence| sentence.span).reduce(Span::cover)
}

/// Two sentences of the same words: word by word, and what stands between the words.
fn typographic_steps(diff: &Diff, old: u32, new: u32) -> Vec<Step> {
    let (Some(here), Some(there)) = (diff.old.sentences.get(old as usize), diff.new.sentences.get(new as usize)) else {
        return Vec::new();
    };
    let whole = Step { change: Change::Typographic, old: Some(here.span), new: Some(there.span) };
    if here.words.len() != there.words.len() {
        return vec![whole];
    }
    let (old_text, new_text) = (&*diff.old.article.text, &*diff.new.article.text);
    let mut found: Vec<Step> = Vec::new();
    let mut add = |old: Span, new: Span| {
        let change = if old.of(old_text).trim() == new.of(new_text).trim() { Change::Same } else { Change::Typographic };
        match found.last_mut() {
            Some(last) if last.change == change => {
                last.old = last.old.map(|span| span.cover(old));
                last.new = last.new.map(|span| span.cover(new));
            }
            _ => found.push(Step { change, old: Some(old), new: Some(new) }),
        }
    };
    let (mut i, mut j) = (here.span.start, there.span.start);
    for (a, b) in here.words.clone().zip(there.words.clone()) {
        let (Some(a), Some(b)) = (diff.old.words.get(a as usize), diff.new.words.get(b as usize)) else { return vec![whole] };
        let (before, after) = (Span { start: i, end: a.span.start }, Span { start: j, end: b.span.start });
        if !(before.of(old_text).trim().is_empty() && after.of(new_text).trim().is_empty()) {
            add(trimmed(before, old_text), trimmed(after, new_text));
        }
        add(a.span, b.span);
        (i, j) = (a.span.end, b.span.end);
    }
    let (before, after) = (Span { start: i, end: here.span.end }, Span { start: j, end: there.span.end });
    if !(before.is_empty() && after.is_empty()) {
        add(trimmed(before, old_text), trimmed(after, new_text));
    }
    found
}

/// A span without the white space at its ends.
pub(super) fn trimmed(span: Span, text: &str) -> Span {
    let inner = span.of(text);
    let left = inner.len() - inner.trim_start().len();
    let start = if inner.trim().is_empty() { span.start } else { span.start + left as u32 };
    Span { start, end: start + inner.trim().len() as u32 }
}
