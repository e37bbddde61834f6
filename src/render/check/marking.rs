//! The text of a copy with its passages marked.
//!
//! In: a checked copy. Out: its paragraphs as [`Mark`]s: stretches of text, each with its kind and source. How marks look is decided by
//! each format. Text is made safe to show here.

use super::joined;
use crate::pipeline::{CheckedCopy, CheckedPassage};
use crate::render::visible_text;
use crate::score::Kind;
use crate::span::Span;
use crate::text::Prepared;

/// A stretch of text of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    /// The text, safe to show.
    pub(super) text: String,
    /// What it is, and the number of its source; none for own words.
    pub(super) from: Option<(Kind, u32)>,
    /// Whether white space stands before it.
    pub(super) is_apart: bool,
}

/// A paragraph of the copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct MarkedParagraph {
    pub(super) marks: Vec<Mark>,
    /// Whether all of it is furniture.
    pub(super) is_furniture: bool,
}

/// The paragraphs with their marks. Linear in the text.
pub(super) fn marked(copy: &CheckedCopy, prepared: &Prepared) -> Vec<MarkedParagraph> {
    let passages = joined(&copy.passages);
    let text = &*prepared.article.text;
    let mut next = 0;
    let mut found = Vec::with_capacity(prepared.layout.paragraphs.len());
    for paragraph in &prepared.layout.paragraphs {
        let span = paragraph.span;
        while passages.get(next).is_some_and(|passage| passage.span.end <= span.start) {
            next += 1;
        }
        let inside: Vec<&CheckedPassage> = passages[next..].iter().take_while(|passage| passage.span.start < span.end).collect();
        let mut marks = Vec::new();
        let mut at = span.start;
        for passage in inside {
            let clipped = Span { start: passage.span.start.max(span.start), end: passage.span.end.min(span.end) };
            let (start, end) = bounds_of_words(text, clipped);
            push(&mut marks, text, Span { start: at, end: start.max(at) }, None);
            push(&mut marks, text, Span { start: start.max(at), end: end.max(at) }, Some((passage.kind, passage.source)));
            at = end.max(at);
        }
        push(&mut marks, text, Span { start: at, end: span.end }, None);
        found.push(MarkedParagraph { marks, is_furniture: paragraph.parts.iter().all(|part| part.role.is_furniture()) });
    }
    found
}

/// The span without the punctuation at its ends; a passage that goes on in the next paragraph is cut there.
fn bounds_of_words(text: &str, span: Span) -> (u32, u32) {
    let inner = span.of(text);
    let outside = |c: char| !c.is_alphanumeric();
    let start = span.start + (inner.len() - inner.trim_start_matches(outside).len()) as u32;
    (start, (span.start + inner.trim_end_matches(outside).len() as u32).max(start))
}

/// Adds a stretch; what is white space only adds nothing.
fn push(marks: &mut Vec<Mark>, text: &str, span: Span, from: Option<(Kind, u32)>) {
    let inner = span.of(text);
    if inner.trim().is_empty() {
        return;
    }
    let is_apart = inner.starts_with(char::is_whitespace) || text[..span.start as usize].ends_with(char::is_whitespace);
    marks.push(Mark { text: visible_text(inner), from, is_apart });
}
