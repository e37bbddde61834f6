//! Page breaks inside a text: page numbers and running heads that stand between two lines of one sentence.
//!
//! In: a text. Out: the lines to pass over, in order; where a sentence goes on over one, with the blank lines around it. A short line beside a blank one is the head of a page if a sentence goes on over it and
//! it stands there again, with the next number or without any. A number alone, or at the end of a line behind the word for a page, is one
//! wherever a sentence goes on over it.

use super::layout::ends_sentence;
use super::lines::{has_rare_ends, holds_any, is_line_end, lines as text_lines};
use crate::lexicon::{List, list};
use crate::span::Span;
use memchr::memchr_iter;
use std::collections::BTreeMap;

/// The longest head of a page in bytes.
const MAX_BYTES: usize = 60;
/// Digits of a page number at most: years have more.
const MAX_DIGITS: usize = 3;
/// A line of so many bytes that ends without a stop goes on, whatever the next one begins with.
const LONG_LINE: usize = 40;

/// A line that shows something.
struct Line<'t> {
    shown: &'t str,
    /// With its line end.
    span: Span,
    /// Whether a blank line stands above or below it.
    is_beside_blank: bool,
}

impl Line<'_> {
    /// A short line beside a blank one, with a page number or with words that no stop ends.
    fn may_be_head(&self) -> bool {
        let line = self.shown;
        self.is_beside_blank
            && line.len() <= MAX_BYTES
            && (page(line).is_some() || line.contains(char::is_alphabetic))
            && !ends_sentence(line)
            && (!line.ends_with([',', '-']) || !line.contains(char::is_alphabetic))
    }
}

/// The lines of page breaks and the cues of subtitles, in order. Linear.
pub(super) fn lines(text: &str, from: usize) -> Vec<Span> {
    let has_cues = holds_any(text, |byte| byte == b'>') && text.contains(" --> ");
    if !has_cues && !may_have_heads(&text[from..], has_rare_ends(&text[from..])) {
        return Vec::new();
    }
    let lines = shown_lines(text, from);
    if has_cues {
        let cues = cues(&lines);
        if !cues.is_empty() {
            return cues;
        }
    }
    let recurring = recurring(&lines);
    if recurring.is_empty() {
        return Vec::new();
    }
    let mut is_head = vec![false; lines.len()];
    recurring.iter().flatten().for_each(|number| is_head[*number] = true);
    // The lines above and below each that are no heads themselves.
    let mut above: Vec<Option<usize>> = Vec::with_capacity(lines.len());
    let mut last = None;
    for (number, is_head) in is_head.iter().enumerate() {
        above.push(last);
        last = if *is_head { last } else { Some(number) };
    }
    let mut below: Vec<Option<usize>> = vec![None; lines.len()];
    let mut next = None;
    for (number, is_head) in is_head.iter().enumerate().rev() {
        below[number] = next;
        next = if *is_head { next } else { Some(number) };
    }
    let gap = |number: usize| above[number].zip(below[number]).map(|(above, below)| (&lines[above], &lines[below]));
    let interrupts = |number: &usize| gap(*number).is_some_and(|(above, below)| goes_on(above.shown, below.shown));
    let mut found: Vec<Span> = Vec::new();
    for group in recurring {
        let n_interrupting = group.iter().filter(|number| interrupts(number)).count();
        if n_interrupting == 0 || n_interrupting * 2 < group.len() {
            continue;
        }
        found.extend(group.iter().map(|number| match gap(*number).filter(|_| interrupts(number)) {
            Some((above, below)) => Span { start: above.span.end, end: below.span.start },
            None => lines[*number].span,
        }));
    }
    found.sort_unstable();
    // The number and the head of one page stand in the same gap.
    found.dedup_by(|next, span| next.start < span.end);
    found
}

/// What stands between the lines of subtitles: blank lines, the number of the cue, and its times.
fn cues(lines: &[Line<'_>]) -> Vec<Span> {
    let mut found = Vec::new();
    for (number, line) in lines.iter().enumerate().filter(|(_, line)| is_cue(line.shown)) {
        let is_number = |line: &Line<'_>| line.shown.bytes().all(|byte| byte.is_ascii_digit());
        let head = number.checked_sub(1).filter(|before| is_number(&lines[*before])).unwrap_or(number);
        let start = head.checked_sub(1).map_or(lines[head].span.start, |above| lines[above].span.end);
        let end = lines.get(number + 1).map_or(line.span.end, |below| below.span.start);
        found.push(Span { start, end });
    }
    found
}

/// `00:00:03,000 --> 00:00:06,000`, perhaps with the place on the screen behind it.
fn is_cue(line: &str) -> bool {
    let is_time = |time: &str| {
        let digits = time.bytes().filter(u8::is_ascii_digit).count();
        digits >= 5 && time.contains(':') && time.bytes().all(|byte| byte.is_ascii_digit() || b":.,".contains(&byte))
    };
    line.split_once(" --> ").is_some_and(|(from, to)| is_time(from.trim()) && to.split_whitespace().next().is_some_and(is_time))
}

/// Whether a text may have heads of pages: they are short and stand beside blank lines. `has_rare_ends` tells whether other line ends than LF may stand in it.
pub(super) fn may_have_heads(text: &str, has_rare_ends: bool) -> bool {
    has_rare_ends || has_blank_lines(text) && has_short_lines(text)
}

/// Whether a line may be as short as the head of a page, and has others above and below it. Nearly free: most lines are told by their length.
fn has_short_lines(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (mut at, mut is_below_another, mut is_short) = (0, false, false);
    for end in memchr_iter(b'\n', bytes).chain([bytes.len()]) {
        let line = &bytes[at.min(end)..end];
        at = end + 1;
        let shown = line.trim_ascii();
        if shown.is_empty() {
            continue;
        }
        if is_short {
            return true;
        }
        // Blanks that are not ASCII may stand before it and behind it.
        let is_bare = shown[0].is_ascii() && shown[shown.len() - 1].is_ascii();
        is_short = is_below_another && (shown.len() <= MAX_BYTES || !is_bare);
        is_below_another = true;
    }
    false
}

/// Whether a line of the text may be blank.
fn has_blank_lines(text: &str) -> bool {
    let is_blank = |at: usize| {
        let first = text[at..].chars().find(|c| !c.is_whitespace() || is_line_end(*c));
        first.map_or(at < text.len(), is_line_end)
    };
    is_blank(0) || memchr_iter(b'\n', text.as_bytes()).any(|at| is_blank(at + 1))
}

fn shown_lines(text: &str, from: usize) -> Vec<Line<'_>> {
    let mut found: Vec<Line<'_>> = Vec::new();
    let (mut at, mut was_blank) = (from, false);
    for line in text_lines(&text[from..]) {
        let span = Span::new(at, at + line.len());
        at += line.len();
        let shown = line.trim();
        if shown.is_empty() {
            was_blank = true;
            if let Some(last) = found.last_mut() {
                last.is_beside_blank = true;
            }
        } else {
            found.push(Line { shown, span, is_beside_blank: was_blank });
            was_blank = false;
        }
    }
    found
}

/// Lines that may be heads of pages, in groups: the same words on every page, and where they have numbers, those of following pages; and
/// single lines that give a page number and say so.
fn recurring(lines: &[Line<'_>]) -> Vec<Vec<usize>> {
    let mut kinds: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (number, line) in lines.iter().enumerate().filter(|(_, line)| line.may_be_head()) {
        let skeleton: String = line.shown.chars().filter(|c| !c.is_ascii_digit()).flat_map(char::to_lowercase).collect();
        kinds.entry(skeleton).or_default().push(number);
    }
    let follows = |pair: &[usize]| match (page(lines[pair[0]].shown), page(lines[pair[1]].shown)) {
        (Some(page), Some(next)) => next > page && next <= page + 2,
        (None, None) => true,
        _ => false,
    };
    let is_group = |(skeleton, numbers): &(String, Vec<usize>)| {
        if numbers.len() == 1 { names_a_page(skeleton, lines[numbers[0]].shown) } else { numbers.windows(2).all(follows) }
    };
    kinds.into_iter().filter(is_group).map(|(_, numbers)| numbers).collect()
}

/// `7`, `-- 7 --`, `[7]`, `7/12`, `Page 7 of 12`, `Harbour News   Page 7`: a number and marks, or at the end of a line a number behind the word for a
/// page, which begins the line or stands apart. A line of prose may hold the same words: `see page 7`.
fn names_a_page(skeleton: &str, line: &str) -> bool {
    if !skeleton.contains(char::is_alphabetic) {
        return page(line).is_some() && skeleton.chars().all(|c| c.is_whitespace() || "-–—_*|/[]().·•=~".contains(c));
    }
    let apart = line.rfind("  ").map(|at| at + 2).into_iter().chain(line.rfind(['|', '•', '·', '\t']).map(|at| at + 1)).max().unwrap_or(0);
    let last = line.get(apart..).unwrap_or(line);
    let words: Vec<&str> = last.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(5).collect();
    let is_number = |word: &str| word.len() <= MAX_DIGITS && word.bytes().all(|byte| byte.is_ascii_digit());
    let is_page = |word: &str| list(List::PageWords).contains(&word.to_lowercase());
    match words.as_slice() {
        [page, number] => is_page(page) && is_number(number),
        [page, number, _, all] => is_page(page) && is_number(number) && is_number(all),
        _ => false,
    }
}

/// The first number of a line, if it is as short as a page number.
fn page(line: &str) -> Option<u32> {
    let digits = line.split(|c: char| !c.is_ascii_digit()).find(|digits| !digits.is_empty())?;
    (digits.len() <= MAX_DIGITS).then(|| digits.parse().ok())?
}

/// Whether a sentence goes on from one line to another.
fn goes_on(line: &str, next: &str) -> bool {
    let is_open = !ends_sentence(line) && line.ends_with(|c: char| c.is_alphanumeric() || ",-\u{ad}–—\"'”’»".contains(c));
    is_open && (next.starts_with(char::is_lowercase) || line.len() >= LONG_LINE && next.len() >= LONG_LINE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passed_over(text: &str) -> Vec<&str> {
        lines(text, 0).iter().map(|span| span.of(text).trim()).collect()
    }

    #[test]
    fn only_a_short_line_between_others_may_be_a_head() {
        let long = "The lock at Vessem was shut on Monday when the keeper found the gate open and the water low";
        for (text, wanted) in [
            (format!("Lock shut\n\n{long}\n\n{long}\n\nEnds"), false),
            (format!("{long}\n\n  Lock shut  \n\n{long}"), true),
            (format!("{long}\n\n\u{3000}Lock shut{}\u{3000}\n\n{long}", "\u{3000}".repeat(30)), true),
            (format!("{long}\n\n \n{long}\n"), false),
            (String::new(), false),
        ] {
            assert_eq!(may_have_heads(&text, false), wanted, "{text}");
        }
        assert!(may_have_heads(&format!("{long}\r{long}"), true));
    }

    #[test]
    fn a_sentence_goes_on_over_the_head_of_a_page() {
        let text = "The lock at Vessem was shut on Monday when the\n\nHarbour News   7\n\nkeeper found the gate open and the water\n\nHarbour News   8\n\nlow.";
        assert_eq!(passed_over(text), ["Harbour News   7", "Harbour News   8"]);
        assert_eq!(passed_over("The lock was shut on Monday when the\n\n7\n\nkeeper found the gate open."), ["7"]);
        for mark in ["-- 7 --", "[7]", "7/12", "Page 7 of 12", "Harbour News   Page 7", "Seite 7", "HARBOUR NEWS | pg. 7", "стр. 7"] {
            assert_eq!(passed_over(&format!("The lock was shut on Monday when the\n\n{mark}\n\nkeeper found the gate open.")), [mark]);
        }
        let two = "The lock was shut on Monday when the\n\n-- 7 --\n\nHarbour News   Page 8\n\nkeeper found the gate open.";
        assert_eq!(passed_over(two), ["-- 7 --\n\nHarbour News   Page 8"]);
        let head = "The lock was shut when the\n\nTHE HARBOUR NEWS\n\nkeeper found the gate open and\n\nTHE HARBOUR NEWS\n\nthe water low.";
        assert_eq!(passed_over(head), ["THE HARBOUR NEWS", "THE HARBOUR NEWS"]);
    }

    #[test]
    fn cues_of_subtitles_are_passed_over() {
        let text = "1\n00:00:00,000 --> 00:00:03,000\nwe will go on\n\n2\n00:00:03,000 --> 00:00:05,500\nuntil the lock is open\n";
        let cues = lines(text, 0);
        let mut left = text.to_string();
        cues.iter().rev().for_each(|span| left.replace_range(span.range(), ""));
        assert_eq!(left, "we will go on\nuntil the lock is open\n");
        assert_eq!(passed_over("He drew an arrow: 12:30 --> noon."), [""; 0]);
    }

    #[test]
    fn headings_and_rows_are_no_heads_of_pages() {
        for text in [
            "The lock was shut on Monday.\n\nChapter 1\n\nThe keeper came.\n\nIt rained.\n\nChapter 2\n\nThe keeper went.",
            "Vessem\n\n3\n\nOrthen\n\n4",
            "The lock was shut when the\n\nbarge 7\n\nhit the gate.",
            "The lock was shut when the\n\n$7\n\nwas paid.",
            "The lock was shut when the firm\n\nsaw page 7\n\nof the plan.",
            "The lock was shut when the company's 7\n\nbarges came.",
            "The lock was shut when\n\npage 7 of the plan and page 8\n\nwere read.",
            "The lock was shut when the\n\nkeeper came\n\nand the water fell.",
            "",
        ] {
            assert_eq!(passed_over(text), [""; 0], "{text}");
        }
    }
}
