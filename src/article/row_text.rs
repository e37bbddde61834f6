//! Where the text of a row stands in its line.
//!
//! In: a line of JSON and the string in it that is the text, quotes and escapes included. Out: [`RowText`], which turns a byte of the decoded text into a
//! column of the line. Escapes are longer in the line than in the text: `\n` is two characters there and one here, `\u00e9` six and one.

/// Columns of a text in its line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowText {
    /// Column of the first character of the text, from 1.
    start: u32,
    /// For each escape the byte of the decoded text behind it, and by how many characters the line is ahead of the text there.
    escapes: Box<[(u32, u32)]>,
}

impl RowText {
    /// `raw` is the part of `line` that is the string. Linear.
    pub(super) fn new(line: &str, raw: &str) -> RowText {
        let before = (raw.as_ptr() as usize).saturating_sub(line.as_ptr() as usize);
        let start = line.get(..before).map_or(0, |text| text.chars().count() as u32) + 2;
        let inner = raw.get(1..raw.len().saturating_sub(1)).unwrap_or_default();
        let (mut escapes, mut decoded, mut ahead, mut at) = (Vec::new(), 0, 0, 0);
        while let Some(to) = inner.get(at..).and_then(|rest| rest.find('\\')) {
            let (len_here, len_there) = escape(&inner[at + to..]);
            decoded += to as u32 + len_there;
            ahead += len_here - 1;
            escapes.push((decoded, ahead));
            at = (at + to + len_here as usize).min(inner.len());
        }
        RowText { start, escapes: escapes.into() }
    }

    /// The column, from 1, at which byte `at` of the decoded `text` stands in the line.
    pub fn column(&self, text: &str, at: u32) -> u32 {
        let passed = self.escapes.partition_point(|(behind, _)| *behind <= at);
        let ahead = passed.checked_sub(1).map_or(0, |last| self.escapes[last].1);
        self.start + text.get(..at as usize).map_or(0, |before| before.chars().count() as u32) + ahead
    }
}

/// Characters of the escape that `rest` begins with, all of them ASCII, and bytes of what it stands for.
fn escape(rest: &str) -> (u32, u32) {
    let unit = |from: usize| {
        rest.get(from..from + 6).filter(|part| part.starts_with("\\u")).and_then(|part| u32::from_str_radix(&part[2..], 16).ok())
    };
    match unit(0) {
        Some(0xd800..=0xdbff) if unit(6).is_some() => (12, 4),
        Some(code) => (6, char::from_u32(code).map_or(3, char::len_utf8) as u32),
        None => (2, 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_what_stands_in_the_line() {
        let line = r#"{"id":"é","text":"One\n\u201ctwo\u201d \ud83d\ude00 \"three\" vier\\"}"#;
        let raw = &line[line.find("\"One").expect("there")..line.len() - 1];
        let text: String = serde_json::from_str(raw).expect("a string");
        let found = RowText::new(line, raw);
        for (in_text, in_line) in
            [("One", "One"), ("two", "two"), ("\u{201d}", r"\u201d"), ("three", "three"), ("vier", "vier"), ("\u{1f600}", r"\ud83d")]
        {
            let wanted = line[..line.find(in_line).expect("in the line")].chars().count() as u32 + 1;
            let at = text.find(in_text).expect("in the text") as u32;
            assert_eq!(found.column(&text, at), wanted, "{in_text}");
        }
        assert_eq!(found.column(&text, text.len() as u32), line.chars().count() as u32 - 1, "the closing quote");
    }
}
