//! Word wrap with a hanging indent, by the columns a terminal gives each character.
//!
//! In: text that is already safe to show, perhaps with ANSI sequences of `paint`. Out: lines no wider than asked, save that a
//! word wider than a line is cut. Nothing is ever left out.

use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Columns of `text` on a terminal, ANSI sequences not counted.
pub fn columns(text: &str) -> usize {
    let mut total = 0;
    let mut rest = text;
    while let Some(at) = rest.find('\u{1b}') {
        total += rest[..at].width();
        rest = rest[at..].find('m').map_or("", |end| &rest[at + end + 1..]);
    }
    total + rest.width()
}

/// `text` in lines of at most `width` columns: the first begins with `first`, the others with `hanging`. Blanks are single.
///
/// Empty text gives the line `first`. Linear in the text.
pub fn wrap(text: &str, width: usize, first: &str, hanging: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = first.to_string();
    let mut used = columns(first);
    let indent = columns(hanging);
    let mut is_blank = true;
    for word in text.split_whitespace() {
        let mut word_columns = columns(word);
        let mut word = Cow::Borrowed(word);
        if !is_blank && used + 1 + word_columns > width {
            lines.push(std::mem::replace(&mut line, hanging.to_string()));
            used = indent;
            is_blank = true;
        }
        // A word wider than a whole line is cut between characters.
        while is_blank && used + word_columns > width && word_columns > 1 {
            let Some((head, tail)) = cut(&word, width.saturating_sub(used).max(1)) else { break };
            line.push_str(&head);
            lines.push(std::mem::replace(&mut line, hanging.to_string()));
            used = indent;
            word_columns = columns(&tail);
            word = Cow::Owned(tail);
        }
        if !is_blank {
            line.push(' ');
            used += 1;
        }
        line.push_str(&word);
        used += word_columns;
        is_blank = false;
    }
    lines.push(line);
    lines
}

/// `word` in two, the first of at most `room` columns and at least one character; none where nothing is left to cut off. Ink that
/// is on at the cut goes off there and on again behind it.
fn cut(word: &str, room: usize) -> Option<(String, String)> {
    let mut used = 0;
    let mut ink = "";
    let mut at = 0;
    while at < word.len() {
        let rest = &word[at..];
        if rest.starts_with('\u{1b}') {
            let end = rest.find('m').map_or(rest.len(), |end| end + 1);
            ink = if rest[..end].ends_with("[0m") { "" } else { &rest[..end] };
            at += end;
            continue;
        }
        // One look at a time: a word may be as long as the text.
        let grapheme = rest.graphemes(true).next()?;
        if used > 0 && used + grapheme.width() > room {
            let off = if ink.is_empty() { "" } else { "\u{1b}[0m" };
            return Some((format!("{}{off}", &word[..at]), format!("{ink}{rest}")));
        }
        used += grapheme.width();
        at += grapheme.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wraps_with_a_hanging_indent() {
        assert_eq!(wrap("one two three four", 10, "+ ", "  "), ["+ one two", "  three", "  four"]);
        assert_eq!(wrap("", 10, "+ ", "  "), ["+ "]);
        assert_eq!(wrap("abcdefghij", 6, "", " "), ["abcdef", " ghij"]);
        assert_eq!(wrap("叙利亚停火谈判", 7, "", ""), ["叙利亚", "停火谈", "判"]);
    }

    #[test]
    fn ansi_takes_no_room() {
        assert_eq!(columns("\u{1b}[1mbold\u{1b}[0m"), 4);
        assert_eq!(wrap("\u{1b}[1mone\u{1b}[0m two", 7, "", "").len(), 1);
    }

    #[test]
    fn a_wide_word_in_colour_is_cut_too() {
        let lines = wrap("\u{1b}[34m叙利亚停火谈判\u{1b}[0m", 7, "", "");
        assert_eq!(lines, ["\u{1b}[34m叙利亚\u{1b}[0m", "\u{1b}[34m停火谈\u{1b}[0m", "\u{1b}[34m判\u{1b}[0m"]);
    }

    #[test]
    fn no_line_is_too_wide() {
        for width in 1..40 {
            for line in wrap("The besieged city of Homs 叙利亚 Straßenbahnhaltestellen", width, "", "") {
                assert!(columns(&line) <= width.max(2), "{width}: {line}");
            }
        }
    }
}
