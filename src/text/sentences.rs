//! Sentences: where one ends and the next begins.
//!
//! In: the parts of a text. Out: sentence spans that cover all of a part but the white space between them. The text breaks behind a
//! closing mark and its closing quotes, unless the word before is one that carries a dot or the word after goes on with the
//! sentence, as small letters do where the text has capitals. Sentences inside a quotation are sentences. Nothing downstream depends on perfect boundaries.

use super::fold;
use super::stop_words::is_stop_word;
use crate::article::{n_without, reference};
use crate::lexicon::{List, list, list_of};
use crate::span::Span;
use unicode_normalization::char::is_combining_mark;

/// Languages whose months may follow a number with a dot: German and Nordic ordinals (`26. August`), and English ones in German copy.
const DOTTED_ORDINALS: [&str; 2] = ["de", "en"];

/// The sentences of one part, in order, trimmed, covering all its letters. Linear.
pub(super) fn sentences(text: &str, part: Span, found: &mut Vec<Span>) {
    let inside = part.of(text);
    let base = part.start as usize;
    let mut start = 0;
    let mut from = 0;
    // Whether it is set in small letters, once that matters.
    let mut is_small: Option<bool> = None;
    loop {
        from += n_without(&inside.as_bytes()[from..], may_terminate);
        let Some(step) = inside.as_bytes()[from..].iter().position(|byte| MAY_TERMINATE[usize::from(*byte)]) else { break };
        let at = from + step;
        let mut chars = inside[at..].char_indices().map(|(offset, c)| (at + offset, c)).peekable();
        let Some((_, c)) = chars.next() else { break };
        from = at + c.len_utf8();
        if !is_terminator(c) {
            continue;
        }
        let mut end = at + c.len_utf8();
        let mut dots = 1;
        while let Some((next, d)) = chars.peek().copied() {
            if !(is_terminator(d) || is_closer(d)) {
                break;
            }
            dots += usize::from(d == '.');
            end = next + d.len_utf8();
            chars.next();
        }
        // A note mark behind the stop belongs to the sentence.
        end += reference(&inside[end..]).unwrap_or(0);
        let rest = &inside[end..];
        let next = rest.trim_start();
        if next.is_empty() {
            break;
        }
        let mark = if c == '.' && dots > 1 { '…' } else { c };
        let is_end = if next.len() == rest.len() {
            // A mark that stands on a letter elsewhere belongs to what is right before it.
            !next.starts_with(is_combining_mark) && (is_wide(c) || is_glued(&inside[start..at], next))
        } else if begins_small(next) {
            let is_open = mark == '…' || inside[..end].ends_with(if mark == '.' { is_closing_bracket } else { is_closer });
            !is_open && *is_small.get_or_insert_with(|| is_in_small_letters(inside)) && breaks(&inside[start..at], mark, next, true)
        } else {
            breaks(&inside[start..at], mark, next, false)
        };
        if is_end {
            found.push(Span::new(base + start, base + end));
            start = inside.len() - next.len();
        }
        // The blanks have been seen.
        from = inside.len() - next.len();
    }
    if start < inside.len() {
        found.push(Span::new(base + start, base + inside.len()));
    }
}

/// Whether a mark that ends sentences may begin with a byte.
const MAY_TERMINATE: [bool; 256] = {
    let mut may_be = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        may_be[byte] = matches!(byte as u8, b'.' | b'!' | b'?' | 0xd6..=0xdb | 0xe0..=0xe3 | 0xef);
        byte += 1;
    }
    may_be
};

/// The same for many bytes at once, which asks less of each: without a branch, and of all letters beyond ASCII alike.
fn may_terminate(byte: u8) -> bool {
    (byte == b'.') | (byte == b'!') | (byte == b'?') | (byte >= 0xd6)
}

fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '۔' | '।' | '‽' | '։' | '።')
}

/// Marks of scripts without blanks between sentences.
fn is_wide(c: char) -> bool {
    matches!(c, '。' | '！' | '？')
}

fn is_closer(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '」' | '』' | '“' | '）')
}

fn is_closing_bracket(c: char) -> bool {
    matches!(c, ')' | ']' | '）')
}

/// A mark with the blank behind it forgotten: "ended the war.The two sides", but not "Amazon.Com". A word in small letters before,
/// behind it a word with a capital that a blank or a comma ends.
fn is_glued(before: &str, next: &str) -> bool {
    let mut letters = before.chars().rev();
    let small = letters.by_ref().take(40).take_while(|c| c.is_lowercase()).count();
    let whole = before.chars().rev().nth(small).is_some_and(|c| c.is_whitespace() || fold::is_quote(c) || "(-–—".contains(c));
    let mut following = next.chars();
    let is_capital = following.next().is_some_and(char::is_uppercase);
    let mut ends = following.skip_while(|c| c.is_lowercase() || *c == '\'' || *c == '’');
    small >= 3 && whole && is_capital && ends.next().is_some_and(|c| c.is_whitespace() || c == ',')
}

/// The first letter or digit of what follows a stop.
fn first_letter(next: &str) -> Option<char> {
    next.chars().find(|c| !fold::is_quote(*c) && !fold::is_dash(*c) && !"([¿¡*_".contains(*c) && !c.is_whitespace())
}

/// Whether what follows a stop goes on in small letters, or shows nothing.
fn begins_small(next: &str) -> bool {
    first_letter(next).is_none_or(char::is_lowercase)
}

/// Whether more stops of a part stand before small letters than words begin with a capital: then small letters tell nothing. Linear.
fn is_in_small_letters(part: &str) -> bool {
    let (mut stops, mut capitals) = (0_usize, 0_usize);
    let (mut was_letter, mut is_stopped, mut is_parted) = (false, false, false);
    for c in part.chars() {
        if c.is_alphanumeric() {
            stops += usize::from(is_parted && c.is_lowercase());
            capitals += usize::from(!was_letter && c.is_uppercase());
            (was_letter, is_stopped, is_parted) = (true, false, false);
        } else {
            is_stopped |= is_terminator(c);
            is_parted |= is_stopped && c.is_whitespace();
            was_letter = matches!(c, '\'' | '’');
        }
    }
    stops > capitals
}

/// Whether the text breaks after `before` and `mark`, given what follows the blank; `is_small` says that it is set in small letters.
fn breaks(before: &str, mark: char, next: &str, is_small: bool) -> bool {
    let first = first_letter(next);
    if first.is_none() {
        return false;
    }
    if mark != '.' {
        return true;
    }
    let word = before.rsplit(char::is_whitespace).next().unwrap_or("").trim_start_matches(|c: char| !c.is_alphanumeric());
    let low = fold::small(word);
    let low = &*low;
    let is_number_next = first.is_some_and(char::is_numeric);
    if low.len() > 24 {
        return true;
    }
    if is_spread_abbreviation(word, next) {
        return false;
    }
    let is_short_month = list(List::ShortMonths).contains(low);
    let is_cut_before_number = || is_short_month || list(List::AbbreviationsBeforeNumbers).contains(low);
    if list(List::Abbreviations).contains(low) || is_initial(word, is_small) || (is_number_next && is_cut_before_number()) {
        return false;
    }
    if fold::is_dotted_abbreviation(word) || list(List::AbbreviationsAtEnds).contains(low) || is_short_month && low != "mar" {
        return is_starter(next) && !(is_small && list(List::Prepositions).contains(&first_word(next)));
    }
    if !word.is_empty() && word.chars().count() <= 2 && word.chars().all(|c| c.is_ascii_digit()) {
        // "1. Close the gate" is an item of a list.
        return before.trim_start().len() > word.len()
            && !is_ordinal(before, next)
            && !(is_small && list(List::NoStarters).contains(&first_word(next)));
    }
    true
}

/// `z. B.`, `u. a.`, `p. ej.`: one small letter, and behind it another short piece with a dot.
fn is_spread_abbreviation(word: &str, next: &str) -> bool {
    let mut letters = word.chars();
    let single = letters.next().is_some_and(char::is_lowercase) && letters.next().is_none();
    let piece = next.chars().take_while(|c| c.is_alphabetic()).take(3).map(char::len_utf8).sum::<usize>();
    single && piece > 0 && next[piece..].starts_with('.')
}

/// A single capital letter, or a single letter of a script without case; in text set in small letters a small one that is no word.
fn is_initial(word: &str, is_small: bool) -> bool {
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        (Some(only), None) if only.is_lowercase() => is_small && (only == 'i' || !list(List::StopWords).contains(word)),
        (Some(only), None) => only.is_alphabetic(),
        _ => false,
    }
}

/// Whether the next word is one that begins sentences: a function word, or a quotation mark before anything.
fn is_starter(next: &str) -> bool {
    let word: String =
        next.chars().skip_while(|c| !c.is_alphanumeric()).take_while(|c| c.is_alphanumeric() || *c == '\'' || *c == '’').take(24).collect();
    let form = word.to_lowercase().replace('’', "'");
    next.starts_with(['"', '“', '„', '«'])
        || is_stop_word(&form) && !list(List::NoStarters).contains(&form) && word.chars().any(char::is_alphabetic)
}

fn first_word(next: &str) -> String {
    next.chars().take_while(|c| c.is_alphabetic()).take(24).collect()
}

/// Whether a number with a dot is an ordinal of what follows, as German writes it.
fn is_ordinal(before: &str, next: &str) -> bool {
    let following: String = next.chars().take_while(|c| c.is_alphabetic()).take(16).collect::<String>().to_lowercase();
    let preceding = before.split_whitespace().rev().nth(1).unwrap_or("").to_lowercase();
    // In a list of results: "– 2. Meier".
    if (preceding.ends_with(['–', '-', ':']) && !following.is_empty()) || list(List::OrdinalNouns).contains(&following) {
        return true;
    }
    let is_month = DOTTED_ORDINALS.iter().any(|tag| list_of(tag, List::Months).is_some_and(|months| months.contains(&following)));
    is_month || list(List::BeforeOrdinals).contains(&preceding) && !is_stop_word(&following)
}

#[cfg(test)]
#[path = "sentences_tests.rs"]
mod tests;
