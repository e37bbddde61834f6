//! Word wrap with a hanging indent, by the columns a terminal gives each character.
//!
//! In: text that is already safe to show, perhaps with ANSI sequences of `paint`. Out: lines no wider than asked; a
//! word wider than a line is cut between characters. The bare text is wrapped and its colours are laid on afterwards:
//! no line ends in colour, and no indent has any. Nothing is ever left out. (textwrap cuts emoji and letters that are
//! made of several code points, and leaves colours on at the end of a line.)

use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The sequence that switches every ink off.
const OFF: &str = "\u{1b}[0m";

/// Columns of `text` on a terminal, ANSI sequences not counted.
pub fn columns(text: &str) -> usize {
    pieces(text).map(|(_, piece)| width_of(piece)).sum()
}

/// Columns of a text without ANSI sequences. Printable ASCII, which most of it is, takes one a letter.
fn width_of(text: &str) -> usize {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) { text.len() } else { text.width() }
}

/// `text` in lines of at most `width` columns: the first begins with `first`, the others with `hanging`. Blanks are
/// single.
///
/// Empty text gives the line `first`. Linear in the text, also where it has no blanks.
pub fn wrap(text: &str, width: usize, first: &str, hanging: &str) -> Vec<String> {
    let (bare, inks) = bare(text);
    let mut inks = Inks { bare: &bare, inks: &inks };
    let rows = rows(&bare, width, columns(first), columns(hanging));
    let leads = std::iter::once(first).chain(std::iter::repeat(hanging));
    rows.iter().zip(leads).map(|(row, lead)| inks.laid_on(row, lead)).collect()
}

/// The text in pieces, each with the ANSI sequence before it, if there is one.
fn pieces(text: &str) -> impl Iterator<Item = (Option<&str>, &str)> {
    text.split('\u{1b}').zip(0..).map(|(piece, number)| match piece.split_once('m') {
        _ if number == 0 => (None, piece),
        Some((sequence, rest)) => (Some(sequence), rest),
        None => (Some(piece), ""),
    })
}

/// The text without its ANSI sequences, and where each ink begins; ink `""` is none.
fn bare(text: &str) -> (String, Vec<(usize, String)>) {
    let mut bare = String::with_capacity(text.len());
    let mut inks = Vec::new();
    for (sequence, piece) in pieces(text) {
        if let Some(sequence) = sequence {
            inks.push((bare.len(), if sequence == "[0" { String::new() } else { format!("\u{1b}{sequence}m") }));
        }
        bare.push_str(piece);
    }
    (bare, inks)
}

/// The words of each line, as ranges of `text`; a word that is cut is in several lines.
fn rows(text: &str, width: usize, first: usize, hanging: usize) -> Vec<Vec<Range<usize>>> {
    let mut rows = vec![Vec::new()];
    let mut used = first;
    for word in words(text) {
        let word_columns = width_of(&text[word.clone()]);
        let is_blank = rows.last().is_none_or(Vec::is_empty);
        if !is_blank && used + 1 + word_columns > width {
            rows.push(Vec::new());
            used = hanging;
        } else if !is_blank {
            used += 1;
        }
        let mut piece = word.start;
        let mut piece_columns = 0;
        // A word wider than a whole line is cut between characters.
        if used + word_columns > width {
            for (at, grapheme) in text[word.clone()].grapheme_indices(true) {
                let room = width.saturating_sub(used).max(1);
                if piece_columns > 0 && piece_columns + grapheme.width() > room {
                    push(&mut rows, piece..word.start + at);
                    rows.push(Vec::new());
                    used = hanging;
                    piece = word.start + at;
                    piece_columns = 0;
                }
                piece_columns += grapheme.width();
            }
        } else {
            piece_columns = word_columns;
        }
        push(&mut rows, piece..word.end);
        used += piece_columns;
    }
    rows
}

fn push(rows: &mut [Vec<Range<usize>>], word: Range<usize>) {
    if let Some(row) = rows.last_mut() {
        row.push(word);
    }
}

/// The words of a text: what stands between white space.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    text.split(char::is_whitespace).filter_map(move |word| {
        let start = at;
        let end = start + word.len();
        at = end + text[end..].chars().next().map_or(0, char::len_utf8);
        (start < end).then_some(start..end)
    })
}

/// The colours of a text, those at the front used up line by line.
struct Inks<'t> {
    bare: &'t str,
    inks: &'t [(usize, String)],
}

impl<'t> Inks<'t> {
    /// A line of words behind its indent, in their colours. A blank between two words of one colour has it, too.
    fn laid_on(&mut self, row: &[Range<usize>], lead: &str) -> String {
        let mut line = lead.to_string();
        let mut on = "";
        for (word, number) in row.iter().zip(0..) {
            let mut at = word.start;
            while at < word.end {
                let (ink, end) = self.ink(at, word.end);
                if on != ink && !on.is_empty() {
                    line.push_str(OFF);
                }
                if number > 0 && at == word.start {
                    line.push(' ');
                }
                if on != ink {
                    line.push_str(ink);
                }
                line.push_str(&self.bare[at..end]);
                (on, at) = (ink, end);
            }
        }
        if !on.is_empty() {
            line.push_str(OFF);
        }
        line
    }

    /// The ink at a place, and where it ends, at most `end`. Places must rise.
    fn ink(&mut self, at: usize, end: usize) -> (&'t str, usize) {
        while let [_, (next, _), ..] = self.inks
            && *next <= at
        {
            self.inks = &self.inks[1..];
        }
        match self.inks {
            [(start, ink), rest @ ..] if *start <= at => (ink, rest.first().map_or(end, |(next, _)| end.min(*next))),
            [(start, _), ..] => ("", end.min(*start)),
            [] => ("", end),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, Instant};

    #[test]
    fn wraps_with_a_hanging_indent() {
        assert_eq!(wrap("one two three four", 10, "+ ", "  "), ["+ one two", "  three", "  four"]);
        assert_eq!(wrap("", 10, "+ ", "  "), ["+ "]);
        assert_eq!(wrap(" one \n two\u{3000}", 10, "", ""), ["one two"]);
        assert_eq!(wrap("abcdefghij", 6, "", " "), ["abcdef", " ghij"]);
        assert_eq!(wrap("ab cdefghij kl", 6, "", " "), ["ab", " cdefg", " hij", " kl"]);
        assert_eq!(wrap("叙利亚停火谈判", 7, "", ""), ["叙利亚", "停火谈", "判"]);
    }

    #[test]
    fn characters_of_several_code_points_stay_whole() {
        for text in ["👩‍🚒👩‍🚒👩‍🚒", "🇮🇸🇮🇸🇮🇸", "กี่กี่กี่", "e\u{301}e\u{301}e\u{301}"]
        {
            let lines = wrap(text, 2, "", "");
            assert_eq!(lines.concat(), text);
            let borders: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
            let mut at = 0;
            for line in lines {
                at += line.len();
                assert!(borders.contains(&at), "{text}: {line}");
            }
        }
    }

    #[test]
    fn colour_takes_no_room_and_ends_with_its_line() {
        assert_eq!(columns("\u{1b}[1mbold\u{1b}[0m"), 4);
        assert_eq!(wrap("\u{1b}[1mone\u{1b}[0m two", 7, "", ""), ["\u{1b}[1mone\u{1b}[0m two"]);
        assert_eq!(wrap("\u{1b}[1mone two\u{1b}[0m", 5, "", "  "), ["\u{1b}[1mone\u{1b}[0m", "  \u{1b}[1mtwo\u{1b}[0m"]);
        let (word_by_word, at_once) = ("\u{1b}[34mone\u{1b}[0m \u{1b}[34mtwo\u{1b}[0m, x", "\u{1b}[34mone two\u{1b}[0m, x");
        assert_eq!(wrap(word_by_word, 20, "", ""), [at_once]);
        assert_eq!(wrap("\u{1b}[34mone\u{1b}[0m\u{1b}[33mtwo", 20, "", ""), ["\u{1b}[34mone\u{1b}[0m\u{1b}[33mtwo\u{1b}[0m"]);
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

    #[test]
    fn text_without_blanks_takes_linear_time() {
        // Copying what is left at each cut takes minutes here.
        let text = "停火".repeat(700_000);
        let begin = Instant::now();
        assert_eq!(wrap(&text, 80, "", "").len(), 35_000);
        assert!(begin.elapsed() < Duration::from_secs(30), "{:?}", begin.elapsed());
    }
}
