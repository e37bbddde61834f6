//! Records as JSON that is harmless on a terminal.
//!
//! In: anything that can be serialised. Out: one line, or an indented document, each with its line end. Characters of
//! strings that a terminal would obey or hide are written as escapes: the data are the same. Every JSON output of the
//! program is made here.

use crate::visible::visible;
use serde::Serialize;
use std::fmt::Write;
use std::io;

/// One line of JSON with its line end. Linear.
pub fn json_line(record: &impl Serialize) -> String {
    inert(serde_json::to_string(record).expect("a record of strings and numbers is JSON") + "\n")
}

/// Records as JSON lines.
pub fn json_lines<R: Serialize>(records: impl IntoIterator<Item = R>) -> String {
    records.into_iter().map(|record| json_line(&record)).collect()
}

/// Writes records as JSON lines, one at a time.
///
/// # Errors
/// Those of `out`.
pub fn write_json_lines<R: Serialize>(records: impl IntoIterator<Item = R>, out: &mut dyn io::Write) -> io::Result<()> {
    records.into_iter().try_for_each(|record| out.write_all(json_line(&record).as_bytes()))
}

/// An indented JSON document with its line end. Linear.
pub fn json_document(record: &impl Serialize) -> String {
    inert(serde_json::to_string_pretty(record).expect("a record of strings and numbers is JSON") + "\n")
}

/// The same JSON without control, bidirectional and zero-width characters.
fn inert(json: String) -> String {
    // Outside strings JSON has no such character but line ends, which stay.
    let is_plain = |byte: u8| matches!(byte, b' '..=b'~' | b'\n');
    // Without a branch for each byte, so that many are looked at at once.
    if json.as_bytes().chunks(256).all(|chunk| chunk.iter().fold(true, |all, byte| all & is_plain(*byte))) {
        return json;
    }
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
        for json in [json_line(&[text]), json_document(&[text])] {
            assert!(json.contains("\\u009b\\u202e\\udb40\\udc41ä\\u007f"), "{json}");
            assert_eq!(serde_json::from_str::<Vec<String>>(&json).expect("JSON"), [text]);
        }
        assert_eq!(json_line(&["ä"]), "[\"ä\"]\n");
        assert_eq!(json_document(&["ä"]), "[\n  \"ä\"\n]\n");
        assert_eq!(json_lines([1, 2]), "1\n2\n");
    }
}
