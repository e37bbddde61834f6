//! Passages one by one: both sides with the word changes, and what shares facts only.
//!
//! In: a checked copy. Out: lines of the screen. What is only in the source stands in `[-...-]`, what is only in the copy in `{+...+}`.

use super::human::{CheckView, inked};
use super::letter;
use crate::pipeline::{CheckedCopy, CheckedPassage};
use crate::render::{Ink, visible_text, wrap};
use crate::score::Kind;
use crate::span::Span;
use crate::text::Prepared;
use crate::wording::names::Titled;
use crate::wording::numbers::count;
use crate::wording::places::Places;
use crate::wording::why::reason;
use std::ops::Range;

/// Stretches of shared facts that are shown when nobody asked for all.
const SHOWN_FACTS: usize = 3;
/// Characters of such a stretch that are quoted.
const SHOWN_CHARS: usize = 240;

/// A piece of word changes: the text, and the marks around it.
pub(super) struct ChangedPiece {
    pub(super) text: String,
    /// Only in the source (removed), only in the copy (added), or in both.
    pub(super) ink: Option<Ink>,
}

/// Paragraphs of a copy and its sources, counted as an editor does.
pub(super) struct AllPlaces {
    copy: Places,
    sources: Vec<Places>,
}

impl AllPlaces {
    pub(super) fn of(copy: &CheckedCopy, prepared: &Prepared) -> AllPlaces {
        AllPlaces { copy: Places::of(prepared), sources: copy.sources.iter().map(|source| Places::of(&source.prepared)).collect() }
    }
}

/// All passages in order of the copy.
pub(super) fn passages(copy: &CheckedCopy, prepared: &Prepared, view: CheckView<'_>, lines: &mut Vec<String>) {
    lines.push(String::new());
    lines.extend(inked("Passages: [-only in the source-] {+only in the copy+}", Ink::Strong, view, "", ""));
    let placed = AllPlaces::of(copy, prepared);
    for (stretch, number) in copy.passages.chunk_by(|x, y| x.stretch == y.stretch).zip(1..) {
        let Some(source) = copy.sources.get(stretch[0].source as usize).map(|source| &*source.prepared) else { continue };
        lines.push(String::new());
        let place = heading(stretch, prepared, source, &placed);
        lines.extend(inked(&place, Ink::Faint, view, &format!("{number:>3}  "), "     "));
        let text = changes(stretch, prepared, source).iter().map(|piece| shown(piece, view)).collect::<Vec<_>>().join(" ");
        let margin = format!("{:<5}", letter(stretch[0].source));
        lines.extend(wrap(&text, view.width, &margin, "     "));
    }
}

/// `44 words, 31 of them verbatim, quoted; paragraph 3 of 13 of the copy, paragraph 6 of 24 of the source`
pub(super) fn heading(stretch: &[CheckedPassage], copy: &Prepared, source: &Prepared, places: &AllPlaces) -> String {
    let words = |pieces: &mut dyn Iterator<Item = &CheckedPassage>| pieces.map(|piece| piece.words.len()).sum::<usize>();
    let all = words(&mut stretch.iter());
    let verbatim = words(&mut stretch.iter().filter(|piece| piece.verbatim));
    let quoted = words(&mut stretch.iter().filter(|piece| piece.kind == Kind::Quote));
    let mut text = count(all, "word");
    text.push_str(&if verbatim == all { String::from(", verbatim") } else { format!(", {verbatim} of them verbatim") });
    if quoted > 0 {
        text.push_str(&if quoted == all { String::from(", quoted") } else { format!(", {quoted} quoted") });
    }
    let (here, there) = (extent(stretch.iter().map(|piece| &piece.words)), extent(stretch.iter().map(|piece| &piece.source_words)));
    let Some(of_source) = stretch.first().and_then(|piece| places.sources.get(piece.source as usize)) else { return text };
    format!("{text}; {} of the copy, {} of the source", places.copy.of_words(copy, &here), of_source.of_words(source, &there))
}

fn extent<'p>(ranges: impl Iterator<Item = &'p Range<u32>>) -> Range<u32> {
    let filled: Vec<&Range<u32>> = ranges.filter(|range| range.start < range.end).collect();
    match (filled.first(), filled.last()) {
        (Some(first), Some(last)) => first.start..last.end,
        _ => 0..0,
    }
}

/// The word changes from the source to the copy. Punctuation goes with the word it touches.
pub(super) fn changes(stretch: &[CheckedPassage], copy: &Prepared, source: &Prepared) -> Vec<ChangedPiece> {
    let text = &*copy.article.text;
    let of_source = |words: Range<u32>| visible_text(source.span_of_words(&words).of(&source.article.text));
    let mut found: Vec<ChangedPiece> = Vec::new();
    let mut push = |text: String, ink: Option<Ink>| {
        if !text.is_empty() {
            found.push(ChangedPiece { text, ink });
        }
    };
    let mut start = stretch.first().map_or(0, |piece| piece.span.start);
    for (at, piece) in stretch.iter().enumerate() {
        let next = stretch.get(at + 1).map_or(piece.span.end, |next| next.span.start.max(piece.span.end));
        let between = Span { start: piece.span.end, end: next }.of(text);
        let closing = between.find(char::is_whitespace).unwrap_or(between.len());
        let opening = between.rfind(char::is_whitespace).map_or(between.len(), |at| between.len() - between[at..].trim_start().len());
        let own = visible_text(Span { start, end: piece.span.end + closing as u32 }.of(text));
        start = piece.span.end + opening.max(closing) as u32;
        if piece.verbatim {
            push(own, None);
            let same = piece.source_words.start + piece.words.len() as u32;
            push(of_source(same.min(piece.source_words.end)..piece.source_words.end), Some(Ink::Removed));
        } else {
            push(of_source(piece.source_words.clone()), Some(Ink::Removed));
            push(own, Some(Ink::Added));
        }
    }
    found
}

/// A piece in marks that need no colour.
fn shown(piece: &ChangedPiece, view: CheckView<'_>) -> String {
    let (open, close) = match piece.ink {
        Some(Ink::Removed) => ("[-", "-]"),
        Some(_) => ("{+", "+}"),
        None => ("", ""),
    };
    let text = format!("{open}{}{close}", piece.text);
    match piece.ink {
        Some(ink) => view.paint.ink(ink, &text),
        None => text,
    }
}

/// What shares facts only, listed apart.
pub(super) fn same_facts(copy: &CheckedCopy, view: CheckView<'_>, lines: &mut Vec<String>) {
    let all: Vec<_> = copy.same_facts.iter().filter(|one| view.explain || one.why.is_worth_a_look()).collect();
    if all.is_empty() {
        return;
    }
    let shown = if view.explain { all.len() } else { all.len().min(SHOWN_FACTS) };
    lines.push(String::new());
    let rest = if shown < all.len() { format!(" ({shown} of {}; --explain shows all)", all.len()) } else { String::new() };
    lines.extend(inked(&format!("Worth a look, not counted{rest}"), Ink::Strong, view, "", ""));
    for one in all.into_iter().take(shown) {
        if view.explain {
            lines.extend(inked(reason(one.why), Ink::Faint, view, "  ", "  "));
        }
        lines.extend(wrap(&cut(one.span.of(&copy.article.text)), view.width, "  copy: ", "    "));
        let name = format!("  {}: ", Titled::stated(&one.source).name());
        lines.extend(wrap(&cut(one.source_span.of(&one.source.text)), view.width, &name, "    "));
    }
}

/// The beginning of a stretch, on a word.
fn cut(text: &str) -> String {
    let text = visible_text(text);
    match text.char_indices().nth(SHOWN_CHARS) {
        None => text,
        Some((at, _)) => format!("{} ...", text[..at].rsplit_once(' ').map_or(&text[..at], |(front, _)| front)),
    }
}
