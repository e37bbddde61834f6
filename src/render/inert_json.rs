//! JSON that is harmless on a terminal.
//!
//! In: JSON text. Out: the same data: characters of strings that a terminal would obey or hide are written as escapes.

use super::visible;
use std::fmt::Write;

/// The same JSON without control, bidirectional and zero-width characters. Linear.
pub(crate) fn inert_json(json: String) -> String {
    // Outside strings JSON has no such character but line ends, which stay.
    if json.lines().all(|line| visible(line).len() == line.len()) {
        return json;
    }
    let mut out = String::with_capacity(json.len() + 64);
    let mut bytes = [0; 4];
    for c in json.chars() {
        if c == '\n' || visible(c.encode_utf8(&mut bytes)).len() == c.len_utf8() {
            out.push(c);
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}").expect("a string takes all");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_stay_the_same() {
        let text = "a\u{9b}\u{202e}\u{e0041}ä\u{7f}";
        let json = serde_json::to_string_pretty(&[text]).expect("JSON");
        let inert = inert_json(json.clone());
        assert!(inert.contains("\\u009b\\u202e\\udb40\\udc41ä\\u007f"), "{inert}");
        assert_eq!(serde_json::from_str::<Vec<String>>(&inert).expect("JSON"), [text]);
        assert_eq!(inert_json("[\n\"ä\"]".into()), "[\n\"ä\"]");
    }
}
