//! Strings as TOML, for lines that a user pastes into the settings.
//!
//! In: text from strangers. Out: a basic string that any TOML reader turns back into that text, and that is safe on a terminal.

use crate::visible::visible;
use std::fmt::Write;

/// `text` as a TOML string, quotation marks included.
pub fn toml_string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            _ => {
                let mut bytes = [0; 4];
                if visible(c.encode_utf8(&mut bytes)).len() == c.len_utf8() {
                    out.push(c);
                } else {
                    write!(out, "\\U{:08X}", u32::from(c)).expect("a string takes all");
                }
            }
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_quoted() {
        assert_eq!(toml_string("wire/003.txt"), "\"wire/003.txt\"");
        assert_eq!(toml_string("a\"\\\n\u{1b}\u{202e}é"), "\"a\\\"\\\\\\n\\U0000001B\\U0000202Eé\"");
    }
}
