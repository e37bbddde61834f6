//! Fields of CSV files.
//!
//! In: text from strangers. Out: an RFC 4180 field. A field that a spreadsheet would run as a formula gets an apostrophe in front.

/// `text` as a field.
pub(crate) fn csv_field(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let safe = if is_formula { format!("'{text}") } else { text.to_string() };
    if safe.contains([',', '"', '\r', '\n', ';', '\t']) { format!("\"{}\"", safe.replace('"', "\"\"")) } else { safe }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_inert() {
        for (text, wanted) in [
            ("a.txt", "a.txt"),
            ("=1+1", "'=1+1"),
            ("-2", "'-2"),
            ("@x", "'@x"),
            ("a,b", "\"a,b\""),
            ("a\"b", "\"a\"\"b\""),
            ("\t=1", "\"'\t=1\""),
            ("\r\n", "\"'\r\n\""),
        ] {
            assert_eq!(csv_field(text), wanted);
        }
    }
}
