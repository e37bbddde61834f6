//! Where words and marks begin and end.
//!
//! In: text. Out: one call for each token, in order. Words are UAX 29 words with a letter or digit. Stretches of ASCII are read byte
//! by byte with the same rules; everything else goes through the Unicode tables. Both ways give the same tokens, which is tested.

use super::figures::Joiner;
use super::fold;
use super::tokens::TokenKind;
use crate::article::{Layout, is_line_end};
use crate::latin::letters_end;
use crate::span::Span;
use unicode_segmentation::UnicodeSegmentation;

/// What a token is made of, as far as that saves looking at it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Made {
    /// One to nineteen ASCII letters.
    Letters,
    /// ASCII.
    Ascii,
    /// Anything.
    Any,
}

impl Made {
    pub(super) fn of(token: &str) -> Made {
        if token.is_ascii() { Made::Ascii } else { Made::Any }
    }
}

/// Calls `found` for each token in order: its kind, its span, and what it is made of. Figures have their signs with them. Linear.
pub(super) fn scan(text: &str, found: impl FnMut(TokenKind, Span, Made)) {
    let mut joiner = Joiner::new(text, found);
    stretches(text, |from, until, is_ascii| {
        if is_ascii {
            scan_plain(text, from, until, &mut joiner);
        } else {
            scan_unicode(text, from, until, &mut |kind, span, made| joiner.take(kind, span, made));
        }
    });
    joiner.finish();
}

/// Reads `text[from..until]`, all ASCII; a blank or nothing is behind it. Nearly all of it are words of letters alone and commas and full stops behind them: where nothing is held that
/// they could join, they are told by their next byte to join nothing themselves.
fn scan_plain<F: FnMut(TokenKind, Span, Made)>(text: &str, from: usize, until: usize, joiner: &mut Joiner<'_, F>) {
    let bytes = &text.as_bytes()[..until];
    let mut at = from;
    'tokens: while at < bytes.len() {
        let mut start = at;
        match CLASSES[usize::from(bytes[at])] {
            BLANK => {
                at += 1;
                continue;
            }
            // What joins nothing leaves nothing held: one word after the other is passed on.
            LETTER if joiner.is_free(start) => loop {
                at = letters_end(bytes, at + 1);
                let ends = match bytes.get(at) {
                    None | Some(b' ' | b'\n' | b',') => true,
                    Some(b'.' | b'\'' | b'`') => at - start > 1 && class(bytes, at + 1) != LETTER,
                    Some(b':' | b'@') => false,
                    _ => matches!(class(bytes, at), BLANK | OTHER),
                };
                if !ends || !Joiner::<F>::is_plain_word(&bytes[start..at]) {
                    at = start;
                    break;
                }
                joiner.pass(TokenKind::Word, Span::new(start, at), Made::Letters);
                // Behind most words stands one blank, and behind that the next one.
                at += usize::from(bytes.get(at) == Some(&b' '));
                if class(bytes, at) != LETTER {
                    continue 'tokens;
                }
                start = at;
            },
            OTHER if is_plain_mark(bytes, at) && joiner.is_free(start) => {
                joiner.pass(TokenKind::Punctuation, Span::new(start, at + 1), Made::Ascii);
                at += 1;
                continue;
            }
            _ => {}
        }
        at = scan_token(text, at, until, &mut |kind, span, made| joiner.take(kind, span, made));
    }
}

/// The same by pieces: words and single marks.
#[cfg(test)]
pub(super) fn scan_pieces(text: &str, mut found: impl FnMut(TokenKind, Span, Made)) {
    stretches(text, |from, until, is_ascii| {
        if is_ascii {
            scan_ascii(text, from, until, &mut found);
        } else {
            scan_unicode(text, from, until, &mut found);
        }
    });
}

/// The stretches of a text that are all ASCII, and those that are not. A blank always ends a token, so the byte-wise reading may stop behind the
/// last one before the first other character.
fn stretches(text: &str, mut found: impl FnMut(usize, usize, bool)) {
    let bytes = text.as_bytes();
    if text.is_ascii() {
        return found(0, bytes.len(), true);
    }
    let mut at = 0;
    while at < bytes.len() {
        let plain = at + bytes[at..].iter().position(|byte| !byte.is_ascii()).unwrap_or(bytes.len() - at);
        let until = if plain == bytes.len() {
            plain
        } else {
            bytes[at..plain].iter().rposition(u8::is_ascii_whitespace).map_or(at, |blank| at + blank)
        };
        found(at, until, true);
        at = until;
        if at < bytes.len() {
            let end = next_plain_start(bytes, plain);
            found(at, end, false);
            at = end;
        }
    }
}

/// The same for an article whose layout is known: a word divided at a line end or by mark-up is one token, labels and mark-up are no words.
/// Calls `found` with the kind, the span in the original, what stands there as shown, and whether that is ASCII. Linear.
pub(super) fn scan_layout<'t>(text: &'t str, layout: &'t Layout, mut found: impl FnMut(TokenKind, Span, &'t str, Made)) {
    let Some(read) = &layout.shown else { return scan_labelled(text, layout, |kind, span, made| found(kind, span, span.of(text), made)) };
    let shown = read.blocks.shown();
    let mut marks = read.blocks.marks(text).peekable();
    // A mark inside a token is part of it.
    let mut end = 0;
    scan_labelled(shown, &read.layout, |kind, span, made| {
        let original = read.blocks.original(span);
        while let Some(mark) = marks.next_if(|mark| mark.start < original.end) {
            if mark.start < original.start && mark.start >= end {
                found(TokenKind::Label, mark, mark.of(text), Made::Any);
            }
        }
        end = original.end;
        found(kind, original, span.of(shown), made);
    });
    marks.filter(|mark| mark.start >= end).for_each(|mark| found(TokenKind::Label, mark, mark.of(text), Made::Any));
}

fn scan_labelled(text: &str, layout: &Layout, mut found: impl FnMut(TokenKind, Span, Made)) {
    let mut at = 0;
    let mut found = |kind, span: Span, made| {
        // Letters alone reach over no line end.
        let parts = if made == Made::Letters { None } else { crossed(text, layout, &mut at, span) };
        match parts {
            None => found(kind, span, made),
            Some(parts) => {
                for part in parts {
                    let kind = if is_word(part.of(text)) { TokenKind::Word } else { TokenKind::Punctuation };
                    found(kind, part, Made::of(part.of(text)));
                }
            }
        }
    };
    if layout.labels.is_empty() {
        return scan_joined(text, &layout.divisions, found);
    }
    let mut left = layout.labels.iter().copied().peekable();
    scan_joined(text, &layout.divisions, |kind, span, made| {
        while left.next_if(|label| label.end <= span.start).is_some() {}
        let is_label = left.peek().is_some_and(|label| label.start <= span.start && span.end <= label.end);
        found(if is_label { TokenKind::Label } else { kind }, span, made);
    });
}

/// What stands of a token before the end of a paragraph and behind it, where it reaches over one: a figure and its sign may stand on two
/// lines, but not in two paragraphs. `at` is the last paragraph that was looked at.
fn crossed(text: &str, layout: &Layout, at: &mut usize, span: Span) -> Option<[Span; 2]> {
    let shown = span.of(text);
    // Most tokens are told by their bytes to hold no line end.
    if shown.bytes().all(|byte| matches!(byte, b' '..=b'~')) || !shown.contains(is_line_end) {
        return None;
    }
    while layout.paragraphs.get(*at).is_some_and(|paragraph| paragraph.span.end <= span.start) {
        *at += 1;
    }
    let end = layout.paragraphs.get(*at)?.span.end;
    let (front, back) = shown.split_at_checked(end.checked_sub(span.start)? as usize).filter(|(_, back)| !back.is_empty())?;
    let (front, back) = (front.trim_end(), back.trim_start());
    let first = Span::new(span.start as usize, span.start as usize + front.len());
    Some([first, Span::new(span.end as usize - back.len(), span.end as usize)])
}

/// Words divided at line ends put together: `divisions` are the hyphens and blanks inside such words, in order. Linear.
fn scan_joined(text: &str, divisions: &[Span], mut found: impl FnMut(TokenKind, Span, Made)) {
    if divisions.is_empty() {
        return scan(text, found);
    }
    let mut left = divisions.iter().copied().peekable();
    let mut held: Option<(Span, Made)> = None;
    scan(text, |kind, span, made| {
        while left.next_if(|division| division.end < span.start).is_some() {}
        let here = left.peek().copied();
        let goes_on = held.zip(here).is_some_and(|((word, _), division)| word.end == division.start);
        if goes_on && here.is_some_and(|division| span.start == division.start && span.end <= division.end) {
            return;
        }
        let mut token = (span, made);
        if let Some((word, was_made)) = held.take() {
            if goes_on && kind == TokenKind::Word && here.is_some_and(|division| division.end == span.start) {
                token = (word.cover(span), Made::Any);
                left.next();
            } else {
                found(TokenKind::Word, word, was_made);
            }
        }
        if kind == TokenKind::Word && left.peek().is_some_and(|division| division.start == span.end) {
            held = Some(token);
        } else {
            found(kind, token.0, token.1);
        }
    });
    if let Some((word, made)) = held {
        found(TokenKind::Word, word, made);
    }
}

/// The first place from `from` on where an ASCII token begins behind an ASCII blank.
fn next_plain_start(bytes: &[u8], from: usize) -> usize {
    (from + 1..bytes.len()).find(|at| bytes[at - 1].is_ascii_whitespace() && bytes[*at].is_ascii_graphic()).unwrap_or(bytes.len())
}

const OTHER: u8 = 0;
const LETTER: u8 = 1;
const DIGIT: u8 = 2;
const LOW_LINE: u8 = 3;
const BLANK: u8 = 4;

const CLASSES: [u8; 256] = {
    let mut classes = [OTHER; 256];
    let mut byte = 0;
    while byte < 128 {
        let c = byte as u8;
        classes[byte] = if c.is_ascii_alphabetic() {
            LETTER
        } else if c.is_ascii_digit() {
            DIGIT
        } else if c == b'_' {
            LOW_LINE
        } else if c == b' ' || (c >= 9 && c <= 13) {
            BLANK
        } else {
            OTHER
        };
        byte += 1;
    }
    classes
};

fn class(bytes: &[u8], at: usize) -> u8 {
    bytes.get(at).map_or(BLANK, |byte| CLASSES[usize::from(*byte)])
}

/// Whether a mark stands alone, whatever is around it.
fn is_plain_mark(bytes: &[u8], at: usize) -> bool {
    let next = bytes.get(at + 1).copied().unwrap_or(b' ');
    match bytes[at] {
        b'.' => !matches!(next, b'.' | b'@'),
        b',' | b'"' | b'(' | b')' | b'!' | b'?' | b';' | b':' => next != b'@',
        _ => false,
    }
}

/// Reads `text[from..until]`, all ASCII; a token never reaches beyond `until`.
#[cfg(test)]
fn scan_ascii(text: &str, from: usize, until: usize, found: &mut impl FnMut(TokenKind, Span, Made)) {
    let mut at = from;
    while at < until {
        at = scan_token(text, at, until, found);
    }
}

/// Reads the blank or token at `start`; where it ends.
fn scan_token(text: &str, start: usize, until: usize, found: &mut impl FnMut(TokenKind, Span, Made)) -> usize {
    let bytes = &text.as_bytes()[..until];
    let mut at = start;
    match CLASSES[usize::from(bytes[at])] {
        BLANK => at += 1,
        OTHER => {
            at += 1;
            if doubles(bytes[start]) {
                while bytes.get(at) == Some(&bytes[start]) {
                    at += 1;
                }
            }
            found(TokenKind::Punctuation, Span::new(start, at), Made::Ascii);
        }
        _ => {
            let kind = if word_end(bytes, &mut at) { TokenKind::Word } else { TokenKind::Punctuation };
            if kind == TokenKind::Word && bytes.get(at) == Some(&b'.') && bytes.get(start + 1) == Some(&b'.') {
                at += abbreviation_tail(&text[start..at], &text[at..until]);
            }
            found(kind, Span::new(start, at), Made::Ascii);
        }
    }
    at
}

/// Moves `at` behind the letters, digits and low lines from there on, with the marks that UAX 29 allows between two letters
/// (`'`, `.`, `:`, and a backtick for an apostrophe) or two digits (`'`, `.`, `,`, `;`). Whether a letter or digit was among them.
fn word_end(bytes: &[u8], at: &mut usize) -> bool {
    let mut worded = false;
    loop {
        match class(bytes, *at) {
            LETTER | DIGIT => worded = true,
            LOW_LINE => {}
            OTHER if *at > 0 && joins(bytes, *at) => {}
            _ => return worded,
        }
        *at += 1;
    }
}

fn joins(bytes: &[u8], at: usize) -> bool {
    let (before, after) = (class(bytes, at - 1), class(bytes, at + 1));
    before == after
        && match bytes[at] {
            b'\'' | b'.' => before == LETTER || before == DIGIT,
            b':' | b'`' => before == LETTER,
            b',' | b';' => before == DIGIT,
            _ => false,
        }
}

/// Marks that are one when repeated: an ellipsis, a dash, a TeX quotation mark.
fn doubles(mark: u8) -> bool {
    matches!(mark, b'.' | b'-' | b'`' | b'\'')
}

/// Reads `text[from..until]` by the Unicode tables.
pub(super) fn scan_unicode(text: &str, from: usize, until: usize, found: &mut impl FnMut(TokenKind, Span, Made)) {
    let text = &text[..until];
    let mut pieces = text[from..].split_word_bound_indices().map(|(at, piece)| (from + at, piece)).peekable();
    while let Some((start, piece)) = pieces.next() {
        // A combining mark may cling to the blank before it.
        let start = start + piece.len() - piece.trim_start().len();
        let piece = piece.trim_start();
        if is_word(piece) {
            let mut end = start + piece.len();
            // A zero-width space splits a word for UAX 29 but not for a reader.
            while let Some((_, next)) = pieces.peek() {
                let rest = &text[end..];
                let following = rest[next.len()..].chars().next();
                let joins = next.chars().all(fold::is_invisible)
                    && following.is_some_and(char::is_alphanumeric)
                    && !text[..end].ends_with(is_unspaced);
                // Typists without an apostrophe take an accent: O´Brien.
                let is_apostrophe = next.chars().all(fold::is_accent_for_apostrophe)
                    && following.is_some_and(char::is_alphabetic)
                    && text[..end].ends_with(char::is_alphabetic);
                if !joins && !is_apostrophe {
                    break;
                }
                end += next.len();
                pieces.next();
                if let Some((_, word)) = pieces.next() {
                    end += word.len();
                }
            }
            let whole = end + abbreviation_tail(&text[start..end], &text[end..]);
            while pieces.peek().is_some_and(|(at, _)| *at < whole) {
                pieces.next();
            }
            by_syllables(text, Span::new(start, whole), found);
        } else {
            let mut end = start + piece.len();
            if piece.chars().all(fold::is_invisible) {
                continue;
            }
            if let Some(mark @ ('.' | '-' | '`' | '\'')) = piece.chars().next() {
                while pieces.peek().is_some_and(|(_, next)| next.starts_with(mark) && next.chars().all(|c| c == mark)) {
                    if let Some((_, next)) = pieces.next() {
                        end += next.len();
                    }
                }
            }
            found(TokenKind::Punctuation, Span::new(start, end), Made::Any);
        }
    }
}

fn is_word(piece: &str) -> bool {
    piece.chars().any(|c| c.is_alphanumeric() && !fold::is_invisible(c))
}

/// Letters of scripts written without spaces, or with spaces that writers may leave out: there a zero-width space does part words.
pub(crate) fn is_unspaced(c: char) -> bool {
    is_hangul(c)
        || matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

/// Korean writers join or part the same words: "네 개의", "네개의". Each syllable is a word, as a character is in Chinese.
fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7ff}')
}

/// Calls `found` for the word at `span`, or for each syllable of Korean in it and what stands between them.
fn by_syllables(text: &str, span: Span, found: &mut impl FnMut(TokenKind, Span, Made)) {
    let word = span.of(text);
    if word.is_ascii() || !word.contains(is_hangul) {
        return found(TokenKind::Word, span, Made::of(word));
    }
    let mut from = 0;
    let mut other = None;
    for syllable in word.graphemes(true) {
        if syllable.starts_with(is_hangul) && is_word(syllable) {
            if let Some(start) = other.take() {
                found(TokenKind::Word, Span::new(span.start as usize + start, span.start as usize + from), Made::Any);
            }
            found(TokenKind::Word, Span::new(span.start as usize + from, span.start as usize + from + syllable.len()), Made::Any);
        } else if is_word(syllable) || other.is_some() {
            other.get_or_insert(from);
        }
        from += syllable.len();
    }
    if let Some(start) = other {
        found(TokenKind::Word, Span::new(span.start as usize + start, span.end as usize), Made::Any);
    }
}

/// How many bytes of `rest` belong to the dotted abbreviation `word`: its last dot, and a possessive behind it.
fn abbreviation_tail(word: &str, rest: &str) -> usize {
    if !rest.starts_with('.') || !fold::is_dotted_abbreviation(word) {
        return 0;
    }
    // A dot with a mark upon it is another sign.
    let has_mark = rest.as_bytes().get(1).is_some_and(|byte| !byte.is_ascii()) && rest.graphemes(true).next() != Some(".");
    if has_mark {
        return 0;
    }
    let mut behind = rest[1..].chars();
    let apostrophe = behind.next().filter(|c| matches!(c, '\'' | '’' | 'ʼ') || fold::is_accent_for_apostrophe(*c));
    let possessive = apostrophe.filter(|_| matches!(behind.next(), Some('s' | 'S'))).map(|c| 1 + c.len_utf8() + 1);
    possessive.filter(|length| ends_word(&rest[*length..])).unwrap_or(1)
}

/// Whether a word that stands before `rest` ends there: no letter, low line, or mark with a letter behind follows.
fn ends_word(rest: &str) -> bool {
    let mut chars = rest.chars();
    match chars.next() {
        None => true,
        Some(c) if c.is_ascii_punctuation() && c != '_' => !chars.next().is_some_and(char::is_alphanumeric),
        Some(c) => c.is_whitespace() || (!c.is_ascii() && !c.is_alphanumeric() && fold::is_quote(c)),
    }
}
