//! The text of a row: a string of JSON without its escapes.
//!
//! In: a string of JSON, quotes included, in which no byte is wrong; rows were read as JSON before. Out: what it says. Texts are most of what is read, and
//! room for a whole text is made at once, so that this takes half the time of reading any JSON. What is rare is left to the reader of JSON, and so
//! are all errors.

use memchr::memchr;
use std::borrow::Cow;

/// The string that `raw` is, borrowed where nothing in it is escaped.
///
/// # Errors
/// Those of JSON; half of a surrogate pair is one.
pub(super) fn text_of(raw: &str) -> serde_json::Result<Cow<'_, str>> {
    simple(raw).map_or_else(|| serde_json::from_str(raw).map(Cow::Owned), Ok)
}

/// The same where no escape is half of a pair; nothing where one is, or something is wrong.
fn simple(raw: &str) -> Option<Cow<'_, str>> {
    let mut rest = raw.strip_prefix('"')?.strip_suffix('"')?;
    if memchr(b'\\', rest.as_bytes()).is_none() {
        return Some(Cow::Borrowed(rest));
    }
    let mut text = String::with_capacity(rest.len());
    while let Some(at) = memchr(b'\\', rest.as_bytes()) {
        text.push_str(&rest[..at]);
        let (c, len) = match rest.as_bytes().get(at + 1)? {
            b'n' => ('\n', 2),
            c @ (b'"' | b'\\' | b'/') => (char::from(*c), 2),
            b't' => ('\t', 2),
            b'r' => ('\r', 2),
            b'b' => ('\u{8}', 2),
            b'f' => ('\u{c}', 2),
            b'u' => (four_digits(rest.get(at + 2..at + 6)?)?, 6),
            _ => return None,
        };
        text.push(c);
        rest = rest.get(at + len..)?;
    }
    text.push_str(rest);
    Some(Cow::Owned(text))
}

/// The character of four hexadecimal digits; nothing for half of a pair.
fn four_digits(digits: &str) -> Option<char> {
    let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    u32::from_str_radix(digits, 16).ok().filter(|_| is_hex).and_then(char::from_u32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The same string with every character escaped that can be.
    fn escaped(text: &str) -> String {
        let units: String = text.encode_utf16().map(|unit| format!("\\u{unit:04X}")).collect();
        format!("\"{units}\"")
    }

    proptest! {
        #[test]
        fn texts_are_what_json_says(text in "[ -~\n\t\r\u{8}\u{c}\"\\\\/äß€ق😀\u{0}]{0,60}") {
            let written = serde_json::to_string(&text).expect("a string is JSON");
            for raw in [written, escaped(&text), format!("\"{}\"", text.replace(['\\', '"'], "\\/").replace(char::is_control, "\\b"))] {
                let wanted: String = serde_json::from_str(&raw).expect("JSON");
                prop_assert_eq!(text_of(&raw).expect("JSON"), wanted);
            }
        }

        #[test]
        fn what_json_reads_is_read_so(raw in "[\"\\\\u0-9a-fnx+ ]{0,12}") {
            if let Ok(wanted) = serde_json::from_str::<String>(&raw) {
                prop_assert_eq!(text_of(&raw).expect("JSON"), wanted);
            }
        }
    }

    #[test]
    fn what_has_no_escapes_is_not_copied() {
        assert!(matches!(text_of("\"Die Fähre\""), Ok(Cow::Borrowed("Die Fähre"))));
        assert!(matches!(text_of(r#""a\n""#), Ok(Cow::Owned(text)) if text == "a\n"));
    }

    #[test]
    fn half_a_pair_is_an_error() {
        for wrong in [r#""\ud83d""#, r#""\ude00 x""#, r#""\u12""#, r#""\u+123""#, r#""\x""#, r#""\""#, r#"""#, "", "x"] {
            assert!(text_of(wrong).is_err(), "{wrong}");
        }
        assert_eq!(text_of(r#""\ud83d\ude00""#).expect("a pair"), "\u{1f600}");
    }
}
