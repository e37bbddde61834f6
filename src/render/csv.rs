//! Rows of CSV files: the one writer of all of them.
//!
//! In: fields, texts of strangers among them. Out: an RFC 4180 row. A field that a spreadsheet would run as a formula gets an
//! apostrophe in front. Which columns a table has is for each format to say.

/// Fields as a row with its line end.
pub(crate) fn csv_row<F: AsRef<str>>(fields: impl IntoIterator<Item = F>) -> String {
    let fields: Vec<String> = fields.into_iter().map(|text| field(text.as_ref())).collect();
    fields.join(",") + "\r\n"
}

fn field(text: &str) -> String {
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
            assert_eq!(csv_row([text, "b"]), format!("{wanted},b\r\n"));
        }
    }
}
