//! Sentences: where one ends and the next begins.
//!
//! In: the parts of a text. Out: sentence spans that cover all of a part but the white space between them. Rules read the
//! marks and the word before and after; nothing downstream depends on perfect boundaries.

use super::fold;
use crate::span::Span;

/// The sentences of one part, in order, trimmed, covering all its letters. Linear.
pub(super) fn sentences(text: &str, part: Span, found: &mut Vec<Span>) {
    let inside = part.of(text);
    let base = part.start as usize;
    let mut start = 0;
    let mut chars = inside.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !is_terminator(c) {
            continue;
        }
        let mut end = at + c.len_utf8();
        while let Some((next, d)) = chars.peek().copied() {
            if !(is_terminator(d) || is_closer(d)) {
                break;
            }
            end = next + d.len_utf8();
            chars.next();
        }
        let rest = &inside[end..];
        let next = rest.trim_start();
        if next.is_empty() {
            break;
        }
        if (next.len() < rest.len() || is_wide(c)) && breaks(&inside[start..at], c, next) {
            found.push(Span::new(base + start, base + end));
            start = inside.len() - next.len();
        }
    }
    if start < inside.len() {
        found.push(Span::new(base + start, base + inside.len()));
    }
}

fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '۔' | '।')
}

fn is_wide(c: char) -> bool {
    matches!(c, '。' | '！' | '？')
}

fn is_closer(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '」' | '』' | '“')
}

/// Whether the text breaks after `before` + `mark`, given what follows.
fn breaks(before: &str, mark: char, next: &str) -> bool {
    let first = next.chars().find(|c| !fold::is_quote(*c) && !"([".contains(*c));
    if first.is_none_or(char::is_lowercase) {
        return false;
    }
    if mark != '.' {
        return true;
    }
    let word = before.rsplit(|c: char| c.is_whitespace()).next().unwrap_or("").trim_start_matches(|c: char| !c.is_alphanumeric());
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let title = matches!(word, "Mr" | "Mrs" | "Ms" | "Dr" | "Prof" | "Gen" | "Sen" | "Rep" | "Gov" | "St" | "Lt" | "Col" | "Sgt" | "No");
    let month = matches!(word, "Jan" | "Feb" | "Aug" | "Sept" | "Sep" | "Oct" | "Nov" | "Dec") && first.is_some_and(|c| c.is_ascii_digit());
    !(initial || title || month)
}
