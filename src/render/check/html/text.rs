//! A text with its passages marked and linked.
//!
//! In: a prepared article and the pieces of passages in it. Out: paragraphs in HTML: each stretch of reuse a link to its other side, its
//! words marked by kind. On both sides a stretch has the same number. Text far from every passage may be cut; what was cut is said.

use super::quotations::place;
use crate::article::Role;
use crate::render::page::said;
use crate::render::visible_text;
use crate::score::Kind;
use crate::span::Span;
use crate::text::Prepared;
use crate::wording::numbers::{count, grouped};
use maud::{Markup, html};
use std::collections::HashSet;

/// Words of one kind in one of the two texts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    pub(super) span: Span,
    pub(super) kind: Kind,
    /// The stretch of reuse it belongs to, by number in order of the copy.
    pub(super) stretch: u32,
    /// The source, by number.
    pub(super) source: u32,
}

/// How the stretches of a text are named and where they lead.
pub(super) struct Links<'l> {
    /// What the ids of this side begin with.
    pub(super) here: String,
    /// What the ids of the other side begin with; none where a source has no place in the page.
    pub(super) there: &'l dyn Fn(u32) -> Option<String>,
    /// Quotations that are not as in their sources, in order: marked in the text.
    pub(super) wrong: &'l [Span],
    /// The number of the copy.
    pub(super) copy: usize,
    /// What a stretch is called, for the eye and for the ear.
    pub(super) name: &'l dyn Fn(&Piece) -> (String, String),
}

/// A paragraph as shown.
pub(super) struct Shown {
    pub(super) markup: Markup,
    pub(super) is_marked: bool,
    pub(super) words: usize,
}

/// A stretch of plain text longer than this many bytes is cut where the page must stay small.
const LONG: usize = 4_000;
/// What is left of it at either end.
const END: usize = 700;

/// The paragraphs of a text. `is_short` asks for long unmarked stretches to be cut. Linear in the text.
pub(super) fn paragraphs(prepared: &Prepared, pieces: &[Piece], links: &Links<'_>, is_short: bool) -> Vec<Shown> {
    let mut writer = Writer { text: &prepared.article.text, links, is_short, met: HashSet::new() };
    let mut next = 0;
    let mut word = 0;
    let mut shown = Vec::with_capacity(prepared.layout.paragraphs.len());
    for paragraph in &prepared.layout.paragraphs {
        let span = paragraph.span;
        while pieces.get(next).is_some_and(|piece| piece.span.end < span.start) {
            next += 1;
        }
        let inside = pieces[next..].iter().take_while(|piece| piece.span.start < span.end);
        let segments = segments(span, inside);
        let is_marked = segments.iter().any(|segment| segment.piece.is_some());
        let first = word;
        word += prepared.words[word..].iter().take_while(|word| word.span.start < span.end).count();
        let role = paragraph.parts.iter().map(|part| part.role).find(|role| !role.is_furniture() || *role == Role::Headline);
        let class = match role {
            Some(Role::Headline) => "headline",
            Some(_) => "story",
            None => "furniture",
        };
        let markup = html! { p class=(class) dir="auto" { (writer.segments(&segments)) } };
        shown.push(Shown { markup, is_marked, words: word - first });
    }
    shown
}

/// A stretch of a paragraph, marked or not.
#[derive(Debug, Clone, Copy)]
struct Segment {
    span: Span,
    piece: Option<Piece>,
}

/// The paragraph cut at its pieces. What stands between two pieces of one stretch belongs to the first, unmarked by kind.
fn segments<'p>(paragraph: Span, pieces: impl Iterator<Item = &'p Piece>) -> Vec<Segment> {
    let mut found: Vec<Segment> = Vec::new();
    let mut at = paragraph.start;
    for piece in pieces {
        let start = piece.span.start.clamp(at, paragraph.end);
        let end = piece.span.end.clamp(start, paragraph.end);
        if at < start {
            found.push(Segment { span: Span { start: at, end: start }, piece: None });
        }
        found.push(Segment { span: Span { start, end }, piece: Some(*piece) });
        at = end;
    }
    if at < paragraph.end {
        found.push(Segment { span: Span { start: at, end: paragraph.end }, piece: None });
    }
    found
}

/// Writes segments and knows which stretches have their anchor.
struct Writer<'w> {
    text: &'w str,
    links: &'w Links<'w>,
    is_short: bool,
    met: HashSet<u32>,
}

impl Writer<'_> {
    fn segments(&mut self, segments: &[Segment]) -> Markup {
        let mut at = 0;
        let mut parts = Vec::new();
        while let Some(segment) = segments.get(at) {
            let Some(piece) = segment.piece else {
                parts.push(self.own(segment.span));
                at += 1;
                continue;
            };
            let mut end = at + 1;
            loop {
                let is_same =
                    |place: usize| segments.get(place).and_then(|next| next.piece).is_some_and(|next| next.stretch == piece.stretch);
                if is_same(end) {
                    end += 1;
                } else if segments.get(end).is_some_and(|next| next.piece.is_none()) && is_same(end + 1) {
                    end += 2;
                } else {
                    break;
                }
            }
            parts.push(self.stretch(&piece, &segments[at..end]));
            at = end;
        }
        html! { @for part in &parts { (part) } }
    }

    fn own(&self, span: Span) -> Markup {
        let inner = span.of(self.text);
        if !self.is_short || inner.len() <= LONG {
            return self.text(span);
        }
        let head = (0..=END).rev().find(|at| inner.is_char_boundary(*at)).unwrap_or(0);
        let tail = (inner.len() - END..inner.len()).find(|at| inner.is_char_boundary(*at)).unwrap_or(inner.len());
        let n = inner[head..tail].split_whitespace().count();
        html! { (spaced(&inner[..head])) " " span.cut dir="ltr" { "[… about " (count(n, "word")) " not shown …]" } " " (spaced(&inner[tail..])) }
    }

    /// Text in which quotations that are not as in their sources are marked.
    fn text(&self, span: Span) -> Markup {
        let first = self.links.wrong.partition_point(|wrong| wrong.end <= span.start);
        let mut at = span.start;
        let mut parts = Vec::new();
        for wrong in self.links.wrong[first..].iter().take_while(|wrong| wrong.start < span.end) {
            let (start, end) = (wrong.start.max(at), wrong.end.min(span.end));
            let before = spaced(Span { start: at, end: start }.of(self.text));
            // The place that the list at the top leads to is where it begins.
            let id = (wrong.start >= span.start).then(|| place(self.links.copy, wrong.start));
            let text = spaced(Span { start, end: end.max(start) }.of(self.text));
            parts.push(html! { (before) span.wrong id=[id] { (text) } });
            at = end.max(at);
        }
        let rest = spaced(Span { start: at, end: span.end }.of(self.text));
        html! { @for part in &parts { (part) } (rest) }
    }

    fn stretch(&mut self, piece: &Piece, segments: &[Segment]) -> Markup {
        let is_first = self.met.insert(piece.stretch);
        let (tag, spoken) = (self.links.name)(piece);
        let to = (self.links.there)(piece.source).map(|there| format!("#{there}-{}", piece.stretch + 1));
        html! {
            a class={ "passage to-" (piece.source + 1) } id=[is_first.then(|| format!("{}-{}", self.links.here, piece.stretch + 1))]
                href=[to] tabindex=[(!is_first).then_some("-1")] {
                @if is_first { span.tag dir="ltr" { span aria-hidden="true" { (tag) } (said(&spoken)) } " " }
                @for segment in segments {
                    @let text = self.text(segment.span);
                    @match segment.piece.map(|piece| piece.kind) {
                        _ if segment.span.is_empty() => {},
                        None => (text),
                        Some(Kind::Verbatim) => mark.verbatim { (text) },
                        Some(Kind::Edited) => mark.edited { (said("edited:")) (text) (said("end")) },
                        Some(Kind::Quote) => mark.quote { (text) },
                    }
                }
            }
        }
    }
}

/// Text made safe to show, with the white space at its ends as one blank.
pub(super) fn spaced(inner: &str) -> String {
    let (starts, ends) = (inner.starts_with(char::is_whitespace), inner.ends_with(char::is_whitespace));
    let middle = visible_text(inner);
    if middle.is_empty() {
        return String::from(if starts { " " } else { "" });
    }
    format!("{}{middle}{}", if starts { " " } else { "" }, if ends { " " } else { "" })
}

/// How a text too long for its place is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fold {
    /// All of it.
    Nothing,
    /// Unmarked paragraphs fold away but stay in the page.
    Away,
    /// Unmarked paragraphs are left out, and that is said.
    Out,
}

/// Fewer unmarked paragraphs than this are not worth folding.
const MIN_FOLD: usize = 3;

/// Paragraphs, those far from every passage folded as asked; one neighbour of a marked paragraph stays.
pub(super) fn folded(all: &[Shown], fold: Fold) -> Markup {
    let is_near = |at: usize| all[at.saturating_sub(1)..all.len().min(at + 2)].iter().any(|shown| shown.is_marked);
    let near: Vec<bool> = (0..all.len()).map(|at| fold == Fold::Nothing || is_near(at)).collect();
    let mut parts = Vec::new();
    let mut at = 0;
    for run in near.chunk_by(|x, y| x == y) {
        let inside = &all[at..at + run.len()];
        at += run.len();
        if run[0] || inside.len() < MIN_FOLD {
            parts.push(html! { @for shown in inside { (shown.markup) } });
            continue;
        }
        let words = inside.iter().map(|shown| shown.words).sum();
        let told = format!("{}, {}", count(inside.len(), "paragraph"), count(words, "word"));
        parts.push(match fold {
            Fold::Out => html! { p.cut { "[… " (told) " not shown …]" } },
            _ => html! { details { summary { (told) " without a passage" } @for shown in inside { (shown.markup) } } },
        });
    }
    html! { @for part in &parts { (part) } }
}

/// `40 verbatim, 14 edited`.
pub(super) fn kinds_in_words(counts: &[u32; 3]) -> String {
    let named = counts.iter().zip(["verbatim", "edited", "quoted"]).filter(|(n, _)| **n > 0);
    named.map(|(n, name)| format!("{} {name}", grouped(*n as usize))).collect::<Vec<_>>().join(", ")
}
