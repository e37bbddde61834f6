//! Rows of CSV files: the one writer of all of them.
//!
//! In: fields, texts of strangers among them. Out: an RFC 4180 row in one line. Characters that steer a terminal or turn the direction of
//! text are named (`<U+001B>`); a field that a spreadsheet would run as a formula gets an apostrophe in front. Which columns a table has
//! is for each format to say.

use crate::render::visible;

/// Fields as a row with its line end.
pub(crate) fn csv_row<F: AsRef<str>>(fields: impl IntoIterator<Item = F>) -> String {
    let fields: Vec<String> = fields.into_iter().map(|text| field(text.as_ref())).collect();
    fields.join(",") + "\r\n"
}

fn field(text: &str) -> String {
    let text = visible(text);
    let is_formula = text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    let safe = if is_formula { format!("'{text}") } else { text.into_owned() };
    if safe.contains([',', '"', ';']) { format!("\"{}\"", safe.replace('"', "\"\"")) } else { safe }
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
            ("\t=1", "<U+0009>=1"),
            ("\r\n", "<U+000D><U+000A>"),
            ("a\u{1b}[31m\u{202e}b", "a<U+001B>[31m<U+202E>b"),
        ] {
            assert_eq!(csv_row([text, "b"]), format!("{wanted},b\r\n"));
        }
    }
}
