//! Labels: numbers of list items and clauses, note marks, lines that hold a page number.
//!
//! In: a text and its paragraphs. Out: the spans of its labels, in order. They are shown, and no words whatever letters or
//! digits they have. A number before a paragraph is a label only where a number of its style that is one higher or lower stands before
//! another paragraph: "1. FC" and "3. Mai" are none. What a label numbers is not known here.

use crate::span::Span;
use std::collections::HashSet;

/// How a label is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Style {
    /// `1.`
    Dot,
    /// `1)` or `(1)`
    Bracket,
    /// `a)` or `(a)`
    Letter,
    /// `§ 1`
    Section,
    /// A line with a number and nothing else.
    Alone,
    /// `[1]`
    Note,
}

/// Digits of a label at most: years have more.
const MAX_DIGITS: usize = 3;
/// Bytes of a paragraph that is no row of a table: a number alone between two such is that of a page, verse or chapter.
const PROSE: usize = 60;
/// Letters of a named note at most: `[^note]`.
const MAX_NAME: usize = 12;
/// Bytes that are looked at at once.
const CHUNK: usize = 256;

/// The labels of a text, in order, none over another; `stated` are those its format states. Linear.
pub(super) fn labels(text: &str, paragraphs: &[Span], stated: &[Span]) -> Vec<Span> {
    let heads: Vec<(Style, u32, Span)> = paragraphs.iter().filter_map(|paragraph| head(text, *paragraph)).collect();
    let values: HashSet<(Style, u32)> = heads.iter().map(|(style, value, _)| (*style, *value)).collect();
    let has_neighbour = |(style, value, _): &&(Style, u32, Span)| {
        values.contains(&(*style, value + 1)) || value.checked_sub(1).is_some_and(|before| values.contains(&(*style, before)))
    };
    let mut found: Vec<Span> = heads.iter().filter(has_neighbour).map(|head| head.2).collect();
    let is_prose = |paragraph: &Span| paragraph.len() >= PROSE;
    let is_alone = |around: &&[Span]| is_prose(&around[0]) && is_prose(&around[2]) && is_number(around[1].of(text));
    found.extend(paragraphs.windows(3).filter(is_alone).map(|around| around[1]));
    references(text, &mut found);
    found.extend(stated);
    found.sort_unstable_by_key(|span| span.start);
    found.dedup_by(|next, span| next.start < span.end);
    found
}

/// A number of few digits and nothing else.
fn is_number(shown: &str) -> bool {
    number(shown).is_some_and(|(_, bytes)| bytes == shown.len())
}

fn head(text: &str, paragraph: Span) -> Option<(Style, u32, Span)> {
    let shown = paragraph.of(text);
    let span = |bytes: usize| Span::new(paragraph.start as usize, paragraph.start as usize + bytes);
    if let Some(rest) = shown.strip_prefix('§') {
        let blank = rest.len() - rest.trim_start_matches([' ', '\u{a0}']).len();
        let (value, bytes) = number(&rest[blank..])?;
        let end = '§'.len_utf8() + blank + bytes;
        return ends_here(&shown[end..]).then(|| (Style::Section, value, span(end)));
    }
    if let Some((value, bytes)) = number(shown).filter(|(_, bytes)| *bytes == shown.len()) {
        return Some((Style::Alone, value, span(bytes)));
    }
    if let Some(rest) = shown.strip_prefix('[') {
        let (value, bytes) = number(rest)?;
        return rest[bytes..].starts_with(']').then(|| (Style::Note, value, span(bytes + 2)));
    }
    let opened = usize::from(shown.starts_with('('));
    let inner = &shown[opened..];
    let (value, bytes, is_letter) = match number(inner) {
        Some((value, bytes)) => (value, bytes, false),
        None => (u32::from(inner.bytes().next().filter(u8::is_ascii_lowercase)?), 1, true),
    };
    let mark = inner[bytes..].chars().next().filter(|mark| *mark == ')' || *mark == '.' && opened == 0 && !is_letter)?;
    let end = opened + bytes + 1;
    let style = if is_letter {
        Style::Letter
    } else if mark == ')' {
        Style::Bracket
    } else {
        Style::Dot
    };
    ends_here(&shown[end..]).then(|| (style, value, span(end)))
}

/// A number of few digits at the beginning, and its bytes.
fn number(text: &str) -> Option<(u32, usize)> {
    let bytes = text.bytes().take_while(u8::is_ascii_digit).count();
    let value = (1..=MAX_DIGITS).contains(&bytes).then(|| text[..bytes].parse().ok())??;
    Some((value, bytes))
}

fn ends_here(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(char::is_whitespace)
}

/// Note marks behind a word or stop: `[1]`, `¹`; and `[^name]` wherever it stands.
fn references(text: &str, found: &mut Vec<Span>) {
    // The first bytes of such marks; few stretches of a text hold one.
    let may_be = |byte: u8| matches!(byte, b'[' | 0xc2 | 0xe2);
    let chunks = text.as_bytes().chunks(CHUNK).zip((0..).step_by(CHUNK));
    let chunks = chunks.filter(|(chunk, _)| chunk.iter().fold(false, |any, byte| any | may_be(*byte)));
    let places = chunks.flat_map(|(chunk, start)| (start..).zip(chunk).filter(|(_, byte)| may_be(**byte)).map(|(at, _)| at));
    let is_mark = |at: &usize| text.get(*at..).is_some_and(|rest| rest.starts_with(|c| c == '[' || is_superscript(c)));
    for at in places.filter(is_mark) {
        let is_behind = text[at..].starts_with("[^") || text[..at].ends_with(|c: char| !c.is_whitespace() && !is_superscript(c));
        if let Some(bytes) = reference(&text[at..]).filter(|_| is_behind)
            && !is_power(text, at)
        {
            found.push(Span::new(at, at + bytes));
        }
    }
}

/// The bytes of a note mark at the beginning.
pub(crate) fn reference(text: &str) -> Option<usize> {
    let Some(rest) = text.strip_prefix('[') else {
        let bytes = text.chars().take_while(|c| is_superscript(*c)).map(char::len_utf8).sum();
        return (bytes > 0).then_some(bytes);
    };
    let named = rest.strip_prefix('^').map(|name| name.bytes().take_while(u8::is_ascii_alphanumeric).count());
    let bytes = match named {
        Some(bytes) => (1..=MAX_NAME).contains(&bytes).then_some(bytes + 1)?,
        None => number(rest)?.1,
    };
    rest[bytes..].starts_with(']').then_some(bytes + 2)
}

fn is_superscript(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// `m²`, `cm³`, `10²`: a power belongs to its unit or number.
fn is_power(text: &str, at: usize) -> bool {
    let before = &text[..at];
    let letters = before.chars().rev().take_while(|c| c.is_alphabetic()).take(3).count();
    !text[at..].starts_with('[') && (before.ends_with(char::is_numeric) || (1..=2).contains(&letters))
}

#[cfg(test)]
mod tests {
    use crate::article::{Article, layout};

    fn shown(text: &str) -> Vec<&str> {
        layout(&Article::new("x", text)).labels.iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn items_and_clauses_are_numbered() {
        assert_eq!(shown("1. Close the gate.\n2. Lock the door.\n"), ["1.", "2."]);
        assert_eq!(shown("(a) the gate;\n(b) the door."), ["(a)", "(b)"]);
        assert_eq!(shown("§ 3\nThe gate is closed.\n\n§ 4\nThe door is locked."), ["§ 3", "§ 4"]);
        let prose = "The tide was high, and nobody came to the quay before the night was over.";
        assert_eq!(shown(&format!("{prose}\n\n7\n\n{prose}")), ["7"]);
        assert_eq!(shown("The tide was high.\n\n7\n\nNobody came.\n\n8\n\nIt rained."), ["7", "8"]);
    }

    #[test]
    fn a_number_alone_is_no_label() {
        assert_eq!(shown("1. FC Vardal lost at home.\n\nNobody came."), [""; 0]);
        assert_eq!(shown("3. Mai war ein Freitag.\n\nEs regnete."), [""; 0]);
        assert_eq!(shown("Vardal\n\n7\n\nOrthen"), [""; 0]);
        assert_eq!(shown("2016\n\n2017\n\nIt rained."), [""; 0]);
        assert_eq!(shown("§ 3 moved on.\n\nIt rained."), [""; 0]);
    }

    #[test]
    fn note_marks_of_a_long_text_are_found() {
        for n in [1, 120, 250, 251, 252, 253, 254, 255, 256, 700] {
            let text = format!("{} £9.[1] {}—so.³ {}ended.[^a]", "a".repeat(n), "b".repeat(n), "c".repeat(n));
            assert_eq!(shown(&text), ["[1]", "³", "[^a]"], "{n}");
        }
    }

    #[test]
    fn note_marks_stand_behind_words() {
        assert_eq!(shown("The war ended.[1] It rained[^two] on 20 km² of land.³"), ["[1]", "[^two]", "³"]);
        assert_eq!(shown("[^1]: Said in May."), ["[^1]"]);
        assert_eq!(shown("He [the mayor] left in [2016] or 10² days."), [""; 0]);
    }
}
