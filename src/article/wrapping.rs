//! Whether the lines of a text are wrapped, and which of them make one paragraph.
//!
//! In: the lines of a text. Out: the paragraphs, and the places where a word is divided at a line end. The lines themselves decide: in
//! wrapped text the first word of the next line had no room behind a line that ends without a stop, whatever the width. A paragraph
//! that ends without a stop goes on in one that begins in small letters. Roles, words and sentences are not known here.

use super::blocks::BlockKind;
use super::layout::ends_sentence;
use super::lines::{holds_any, is_line_end};
use super::signs::{are_parted, is_currency, is_unit};
use crate::span::Span;
use std::collections::HashMap;

/// A line without its line end, trimmed; a blank line has an empty span.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    pub(super) span: Span,
    /// Columns before its first letter.
    pub(super) indent: usize,
    /// Columns from its first letter to its last; a letter of an East Asian script takes two.
    pub(super) columns: usize,
    /// The block it stands in, where the format states blocks.
    pub(super) block: Option<(usize, BlockKind)>,
    /// Whether it is a row of a table.
    is_row: bool,
}

/// How the lines of a wrapped text are set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wrapping {
    /// Columns of a full line.
    width: usize,
    /// Indent of most lines that go on with a sentence.
    indent: usize,
    /// Whether a blank line stands after each line, so that one alone ends no paragraph.
    spread: bool,
}

/// Narrower lines are verse, names or rows: columns of newspapers have 24 and more, their fullest lines at least 20.
const MIN_WIDTH: usize = 20;
/// Letters of a word that printers divide where they have room for half of it.
const LONG_WORD: usize = 8;
/// Columns of a tab, as terminals have it.
const TAB: usize = 8;

impl Line {
    pub(super) fn new(text: &str, start: usize, span: Span) -> Self {
        let before = &text[start..span.start as usize];
        let indent = before.chars().map(|c| if c == '\t' { TAB } else { 1 }).sum();
        let line = span.of(text);
        Line { span, indent, columns: columns(line), block: None, is_row: is_row(line) }
    }

    fn is_blank(&self) -> bool {
        self.span.is_empty()
    }

    /// Whether its width may tell how the text is wrapped: prose, as far as is known.
    fn may_wrap(&self) -> bool {
        self.block.is_none_or(|(_, kind)| matches!(kind, BlockKind::Paragraph | BlockKind::Quotation))
    }

    /// Whether the blocks of the format settle that two lines are one paragraph, or two.
    fn stated(&self, next: &Line) -> Option<bool> {
        let ((number, kind), (other, other_kind)) = self.block.zip(next.block)?;
        if number == other {
            return (kind.is_one() || kind == BlockKind::Code).then(|| kind.is_one());
        }
        (kind != BlockKind::Paragraph || other_kind != BlockKind::Paragraph).then_some(false)
    }
}

fn columns(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    // The first bytes of wide letters are above those of most others.
    if text.bytes().fold(true, |all, byte| all & (byte < 0xe3)) {
        return text.bytes().filter(|byte| byte & 0xc0 != 0x80).count();
    }
    text.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

/// Letters and marks of East Asia, which may be wrapped anywhere.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}')
}

/// How the text is wrapped, if it is. Linear.
pub(super) fn wrapping(text: &str, lines: &[Line]) -> Option<Wrapping> {
    let shown: Vec<Line> = lines.iter().copied().filter(|line| !line.is_blank() && line.may_wrap()).collect();
    let is_shown = |line: &Line| !line.is_blank() && line.may_wrap();
    let close: Vec<(Line, Line)> =
        lines.windows(2).filter(|pair| is_shown(&pair[0]) && is_shown(&pair[1])).map(|pair| (pair[0], pair[1])).collect();
    // Nearly every line stands alone between blank ones.
    let spread = close.len() * 8 < shown.len();
    let width = full_width(&shown)?;
    let pairs = if spread { shown.windows(2).map(|pair| (pair[0], pair[1])).collect() } else { close };
    votes_for_wrapping(text, &pairs, width, spread).then(|| Wrapping { width, indent: usual_indent(text, &pairs), spread })
}

/// The columns that one line in twenty reaches or passes: a long address or heading does not set the width.
fn full_width(lines: &[Line]) -> Option<usize> {
    let mut columns: Vec<usize> = lines.iter().map(|line| line.columns).collect();
    columns.sort_unstable();
    columns.get(columns.len().checked_sub(1 + columns.len() / 20)?).copied().filter(|width| *width >= MIN_WIDTH)
}

/// The indent of most lines behind a line without a stop: they are seldom first lines, which may be set in or out.
fn usual_indent(text: &str, pairs: &[(Line, Line)]) -> usize {
    let open = pairs.iter().filter(|(line, _)| !ends_sentence(line.span.of(text)));
    let mut indents: Vec<usize> = open.map(|(_, next)| next.indent).collect();
    indents.sort_unstable();
    indents.chunk_by(|a, b| a == b).rev().max_by_key(|same| same.len()).map_or(0, |same| same[0])
}

/// Most lines without a stop at their end had no room for the next word, and many of the next lines go on in small letters.
fn votes_for_wrapping(text: &str, pairs: &[(Line, Line)], width: usize, spread: bool) -> bool {
    let (mut open, mut full, mut small, mut ends_small) = (0_usize, 0_usize, 0_usize, 0_usize);
    let opens = pairs.first().is_some_and(|(line, _)| !ends_sentence(line.span.of(text)));
    let ends = pairs.iter().any(|(line, next)| ends_sentence(line.span.of(text)) || ends_sentence(next.span.of(text)));
    for (line, next) in pairs {
        let (shown, following) = (line.span.of(text), next.span.of(text));
        // A line that is set in begins a paragraph, whatever stands before it: a headline or byline had room.
        let begins = next.indent >= line.indent + 2 && !goes_on(following);
        if ends_sentence(shown) || is_item(shown) || line.is_row || begins {
            continue;
        }
        open += 1;
        // A tenth less than the width is full too: people break lines by eye, and some programs even them out.
        full += usize::from((line.columns + 1 + first_columns(following)) * 10 > width * 9);
        small += usize::from(goes_on(following));
        ends_small += usize::from(shown.split_whitespace().next_back().is_some_and(|word| word.starts_with(char::is_lowercase)));
    }
    // Text set in capitals, and scripts without case, tell nothing by small letters.
    let has_case = ends_small * 4 >= open;
    let full_enough = full * 5 >= open * 4 && open * 5 >= pairs.len();
    match open {
        0 => false,
        // A lone line before a blank one may be the heading of what follows.
        1 if spread && opens => false,
        1 | 2 if !text.contains(char::is_lowercase) => full == open && ends,
        1 | 2 => full_enough && !spread && has_case && small * 2 >= open && ends,
        _ => full_enough && (!has_case || small * 4 >= open),
    }
}

/// Columns that the first word of a line takes.
fn first_columns(line: &str) -> usize {
    match line.chars().next() {
        Some(first) if is_wide(first) => 2,
        _ => columns(line.split_whitespace().next().unwrap_or("")),
    }
}

/// Whether a line begins in small letters: "iPhone" and "al-Qaida" do not.
fn goes_on(line: &str) -> bool {
    line.starts_with(char::is_lowercase) && !line.split_whitespace().next().unwrap_or("").chars().any(char::is_uppercase)
}

/// An item of a list, a quoted line or a heading of Markdown: it begins a paragraph of its own.
fn is_item(line: &str) -> bool {
    if line.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return false;
    }
    let mark = line.split_whitespace().next().unwrap_or("");
    let digits = mark.bytes().take_while(u8::is_ascii_digit).count();
    matches!(mark, "-" | "*" | "+" | "•" | "◦" | "‣" | "▪" | "–" | "—" | ">")
        || (mark.starts_with('#') && mark.len() <= 6 && mark.bytes().all(|byte| byte == b'#'))
        || (1..=3).contains(&digits) && matches!(&mark[digits..], "." | ")")
}

/// A row of a table: cells parted by tabs, bars or wide gaps.
fn is_row(line: &str) -> bool {
    let bytes = line.as_bytes();
    // Of three blanks in a row one stands at every third place.
    let wide = || {
        (2..bytes.len()).step_by(3).any(|at| {
            bytes[at] == b' '
                && (bytes[at - 1] == b' ' && (bytes[at - 2] == b' ' || bytes.get(at + 1) == Some(&b' '))
                    || bytes.get(at + 1..at + 3) == Some(b"  "))
        })
    };
    line.starts_with('|') || wide() || holds_any(line, |byte| byte == b'\t')
}

/// The paragraphs, in order. Linear.
pub(super) fn paragraphs(text: &str, lines: &[Line], wrapping: Option<Wrapping>) -> Vec<Span> {
    let has_case = lines.iter().any(|line| line.span.of(text).starts_with(char::is_uppercase));
    let mut paragraphs: Vec<Span> = Vec::new();
    let mut last: Option<Line> = None;
    let mut n_blank = 0;
    let reaches_stop = reaches_stop(text, lines);
    for (line, reaches_stop) in lines.iter().zip(reaches_stop) {
        if line.is_blank() {
            n_blank += 1;
            continue;
        }
        let joins = last.is_some_and(|last| {
            if let Some(is_one) = last.stated(line) {
                return is_one;
            }
            let (before, next) = (last.span.of(text), line.span.of(text));
            if is_item(next) || line.is_row || last.is_row {
                return false;
            }
            has_case && reaches_stop && goes_on(next) && is_unfinished(before)
                || are_parted(before, next)
                || ends_elided(before)
                || wrapping.is_some_and(|wrapping| n_blank <= usize::from(wrapping.spread) && wrapping.joins(text, &last, line))
        });
        match paragraphs.last_mut() {
            Some(paragraph) if joins => *paragraph = paragraph.cover(line.span),
            _ => paragraphs.push(line.span),
        }
        last = Some(*line);
        n_blank = 0;
    }
    paragraphs
}

/// Whether the lines that go on from each line come to a stop: rows of names or words in small letters never do. Linear.
fn reaches_stop(text: &str, lines: &[Line]) -> Vec<bool> {
    let mut reaches = vec![false; lines.len()];
    let mut following: Option<(&str, bool)> = None;
    for (line, reached) in lines.iter().zip(&mut reaches).rev().filter(|(line, _)| !line.is_blank()) {
        let shown = line.span.of(text);
        *reached = ends_sentence(shown) || following.is_some_and(|(next, reached)| reached && goes_on(next));
        following = Some((shown, *reached));
    }
    reaches
}

/// A line that ends with an elided word: `l'`, `qu’`.
fn ends_elided(line: &str) -> bool {
    let Some(word) = line.strip_suffix(['\'', '’']) else { return false };
    let letters = word.chars().rev().take_while(|c| c.is_alphabetic()).count();
    letters == 1 || letters == 2 && word.to_ascii_lowercase().ends_with("qu")
}

/// A line that ends without a stop, and is no heading or item by its shape.
fn is_unfinished(line: &str) -> bool {
    !ends_sentence(line)
        && line.ends_with(|c: char| c.is_alphanumeric() || is_unit(c) || is_currency(c) || ",-‐\u{ad}–—\"'”’»)".contains(c))
        && !is_item(line)
}

impl Wrapping {
    /// Whether `line` goes on in `next`.
    fn joins(&self, text: &str, line: &Line, next: &Line) -> bool {
        let (before, following) = (line.span.of(text), next.span.of(text));
        if goes_on(following) {
            return true;
        }
        let is_end = ends_sentence(before);
        let is_set_in = next.indent.abs_diff(self.indent) >= 2;
        if is_set_in && (next.indent != line.indent || is_end) || is_end && next.indent >= line.indent + 2 {
            return false;
        }
        // Room enough for the next word says that the line ends its paragraph; without a stop there must be room to spare.
        let spare = if is_end { 0 } else { self.width / 9 };
        line.columns + 1 + first_columns(following) + spare > self.width
    }

    /// Whether a long word went to the next line whole although the line had room for half of it.
    fn had_room_to_divide(&self, text: &str, line: &Line, next: &Line) -> bool {
        let word = next.span.of(text).split_whitespace().next().unwrap_or("");
        let n_letters = word.chars().count();
        let is_long = n_letters >= LONG_WORD && word.chars().all(char::is_lowercase);
        is_long && line.columns + 2 + n_letters / 2 <= self.width
    }
}

/// The hyphens and line ends inside words that are divided at the end of a line, in order. Linear.
///
/// A hyphen at a line end divides a word, unless the text has the word with its hyphen elsewhere, has both halves as
/// words, or does not divide its long words: then it is a compound that happened to stand there.
pub(super) fn divisions(text: &str, lines: &[Line], paragraphs: &[Span], wrapping: Option<Wrapping>) -> Vec<Span> {
    let mut found: Vec<(Span, &str, &str)> = Vec::new();
    let (mut n_ends, mut n_whole, mut at, mut last) = (0_usize, 0_usize, 0, None::<Line>);
    for line in lines.iter().filter(|line| !line.is_blank()) {
        while paragraphs.get(at).is_some_and(|paragraph| paragraph.end <= line.span.start) {
            at += 1;
        }
        let inside = paragraphs.get(at).is_some_and(|paragraph| paragraph.start < line.span.start);
        if let Some(last) = last.filter(|_| inside) {
            n_ends += 1;
            n_whole += usize::from(wrapping.is_some_and(|wrapping| wrapping.had_room_to_divide(text, &last, line)));
            found.extend(division(text, last.span, line.span));
        }
        last = Some(*line);
    }
    if found.is_empty() {
        return Vec::new();
    }
    let lower = text.to_lowercase();
    let mut known: HashMap<&str, usize> = HashMap::new();
    for word in lower.split_whitespace() {
        *known.entry(bare(word)).or_default() += 1;
    }
    // The halves themselves stand in the text once for each place.
    let mut n_halves: HashMap<String, usize> = HashMap::new();
    for half in found.iter().flat_map(|(_, front, back)| [front, back]) {
        *n_halves.entry(half.to_lowercase()).or_default() += 1;
    }
    let is_word = |word: &str| known.get(word).copied().unwrap_or(0) > n_halves.get(word).copied().unwrap_or(0);
    // In printed columns every fifth line or so ends in a divided word; compounds end one line in eighty. A text that
    // divides its words seldom takes one over whole for which there was room.
    let divides = found.len() * 20 >= n_ends || found.len() > n_whole;
    found.retain(|(_, front, back)| {
        let (front, back) = (front.to_lowercase(), back.to_lowercase());
        let is_compound = || is_word(&format!("{front}-{back}")) || is_word(&front) && is_word(&back);
        is_word(&format!("{front}{back}")) || divides && !is_compound()
    });
    found.into_iter().map(|(span, _, _)| span).collect()
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// The hyphen at the end of a line, with the blanks behind it, and the two halves of the word.
fn division(text: &str, line: Span, next: Span) -> Option<(Span, &str, &str)> {
    let shown = line.of(text);
    let hyphen = shown.chars().next_back().filter(|c| matches!(c, '-' | '\u{2010}' | '\u{ad}'))?;
    let front = &shown[..shown.len() - hyphen.len_utf8()];
    let front =
        &front[front.rfind(|c: char| !c.is_alphabetic()).map_or(0, |at| at + front[at..].chars().next().map_or(0, char::len_utf8))..];
    let following = next.of(text);
    let back = &following[..following.find(|c: char| !c.is_alphabetic()).unwrap_or(following.len())];
    let (first, last) = (back.chars().next()?, front.chars().next_back()?);
    // Capitals go on in capitals, as in a heading; a small letter behind them is a compound: "US-backed".
    let goes_on = if first.is_uppercase() { front.len() > 1 && !front.chars().any(char::is_lowercase) } else { !last.is_uppercase() };
    let is_soft = hyphen == '\u{ad}';
    let start = if is_soft { line.end as usize } else { line.end as usize - hyphen.len_utf8() };
    let between = &text[line.end as usize..next.start as usize];
    let plain = between.contains(is_line_end);
    (goes_on && plain).then(|| (Span::new(start, next.start as usize), front, back))
}

#[cfg(test)]
#[path = "wrapping_tests.rs"]
mod tests;
