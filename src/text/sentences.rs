//! Sentences: where one ends and the next begins.
//!
//! In: the parts of a text. Out: sentence spans that cover all of a part but the white space between them. The text breaks behind a
//! closing mark and its closing quotes, unless the word before is one that carries a dot or the word after goes on with the
//! sentence. Sentences inside a quotation are sentences. Nothing downstream depends on perfect boundaries.

use super::fold;
use super::stop_words::is_stop_word;
use crate::article::reference;
use crate::lexicon::{List, list, list_of};
use crate::span::Span;

/// Languages whose months may follow a number with a dot: German and Nordic ordinals (`26. August`), and English ones in German copy.
const DOTTED_ORDINALS: [&str; 2] = ["de", "en"];

/// The sentences of one part, in order, trimmed, covering all its letters. Linear.
pub(super) fn sentences(text: &str, part: Span, found: &mut Vec<Span>) {
    let inside = part.of(text);
    let base = part.start as usize;
    let mut start = 0;
    let mut from = 0;
    while let Some(step) = inside.as_bytes()[from..].iter().position(|byte| may_terminate(*byte)) {
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
        let is_end =
            if next.len() < rest.len() { breaks(&inside[start..at], mark, next) } else { is_wide(c) || is_glued(&inside[start..at], next) };
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

/// Whether a mark that ends sentences may begin with this byte.
fn may_terminate(byte: u8) -> bool {
    matches!(byte, b'.' | b'!' | b'?' | 0xd6..=0xdb | 0xe0..=0xe3 | 0xef)
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

/// Whether the text breaks after `before` and `mark`, given what follows the blank.
fn breaks(before: &str, mark: char, next: &str) -> bool {
    let first = next.chars().find(|c| !fold::is_quote(*c) && !fold::is_dash(*c) && !"([¿¡*_".contains(*c) && !c.is_whitespace());
    if first.is_none_or(char::is_lowercase) {
        return false;
    }
    if mark != '.' {
        return true;
    }
    let word = before.rsplit(char::is_whitespace).next().unwrap_or("").trim_start_matches(|c: char| !c.is_alphanumeric());
    let low = word.to_lowercase();
    let low = low.as_str();
    let is_number_next = first.is_some_and(char::is_numeric);
    if low.len() > 24 {
        return true;
    }
    if is_spread_abbreviation(word, next) {
        return false;
    }
    let is_short_month = list(List::ShortMonths).contains(low);
    let is_cut_before_number = || is_short_month || list(List::AbbreviationsBeforeNumbers).contains(low);
    if list(List::Abbreviations).contains(low) || is_initial(word) || (is_number_next && is_cut_before_number()) {
        return false;
    }
    if fold::is_dotted_abbreviation(word) || list(List::AbbreviationsAtEnds).contains(low) || is_short_month && low != "mar" {
        return is_starter(next);
    }
    if !word.is_empty() && word.chars().count() <= 2 && word.chars().all(|c| c.is_ascii_digit()) {
        // "1. Close the gate" is an item of a list.
        return before.trim_start().len() > word.len() && !is_ordinal(before, next);
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

/// A single capital letter, or a single letter of a script without case.
fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        (Some(only), None) => only.is_alphabetic() && !only.is_lowercase(),
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
