//! The one sanitiser of every human output.
//!
//! In: text, ids and paths from strangers. Out: text that a terminal shows and does not obey: control characters,
//! bidirectional controls and zero-width characters are written out, as `<U+202E>`. Letters of every script stay as
//! they are.

use std::borrow::Cow;
use std::fmt::Write;

/// An id, path or title made safe; line ends and tabs are written out too, and so are characters that show nothing: two
/// names that differ must look so.
pub fn visible(text: &str) -> Cow<'_, str> {
    written_out(text, is_filler, |_| false)
}

/// A stretch of an article made safe; white space, line ends and tabs included, becomes single blanks.
pub fn visible_text(text: &str) -> String {
    // Most stretches are printable ASCII with single blanks between words.
    let bytes = text.as_bytes();
    let is_single = |pair: &[u8]| pair != b"  ";
    if bytes.iter().all(|byte| matches!(byte, b' '..=b'~')) && bytes.windows(2).all(is_single) && text.trim_ascii().len() == text.len() {
        return text.to_string();
    }
    let plain = text.split_whitespace().collect::<Vec<_>>().join(" ");
    written_out(&plain, |_| false, |c| c == '\u{ad}').into_owned()
}

fn written_out(text: &str, named: impl Fn(char) -> bool, drop: impl Fn(char) -> bool) -> Cow<'_, str> {
    // Printable ASCII is always safe, and most text is nothing else.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Cow::Borrowed(text);
    }
    let named = |c: char| is_unsafe(c) || named(c);
    if !text.chars().any(|c| named(c) || drop(c)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if drop(c) {
            continue;
        }
        if named(c) {
            write!(out, "<U+{:04X}>", u32::from(c)).expect("a string takes all");
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// C0 and C1 controls, line and paragraph separators, bidirectional controls, zero-width characters, tags.
/// The joiners U+200C and U+200D stay: scripts and emoji need them, and a terminal obeys neither.
pub(crate) fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Fillers, blanks of other scripts and selectors that show nothing. Those that choose the picture of an emoji stay.
fn is_filler(c: char) -> bool {
    c >= '\u{ad}'
        && matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{2800}' | '\u{3164}' | '\u{ffa0}'
            | '\u{fff0}'..='\u{fff8}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0080}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_controls_and_bidi_characters_are_written_out() {
        let controls = (0..=0x1f).chain(0x7f..=0x9f).filter_map(char::from_u32);
        let bidi = ['\u{61c}', '\u{200e}', '\u{200f}', '\u{202a}', '\u{202b}', '\u{202d}', '\u{202e}', '\u{2066}', '\u{2069}'];
        for c in controls.chain(bidi) {
            let shown = visible(&format!("a{c}b")).into_owned();
            assert_eq!(shown, format!("a<U+{:04X}>b", u32::from(c)));
            assert!(!visible_text(&format!("a{c}b")).contains(c));
        }
    }

    #[test]
    fn names_show_what_else_nobody_would_see() {
        for c in ['\u{ad}', '\u{34f}', '\u{115f}', '\u{2800}', '\u{3164}', '\u{ffa0}', '\u{17b4}', '\u{1d173}', '\u{e0100}'] {
            assert_eq!(visible(&format!("a{c}b")), format!("a<U+{:04X}>b", u32::from(c)));
        }
        assert_eq!(visible("❤\u{fe0f}"), "❤\u{fe0f}");
    }

    #[test]
    fn plain_text_is_left_alone() {
        for text in ["Despite “progress” — Straße, 叙利亚, دمشق", "", "می‌خواهم"] {
            assert!(matches!(visible(text), Cow::Borrowed(_)), "{text}");
        }
        assert_eq!(visible_text("one\r\n\ttwo \u{ad}three"), "one two three");
        for text in ["one two", " one", "one ", "one  two", " ", "", "a", "one\ttwo"] {
            let plain = text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(visible_text(text), plain, "{text:?}");
        }
        assert_eq!(visible("a\nb"), "a<U+000A>b");
    }
}
