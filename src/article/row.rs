//! JSONL: one article a line.
//!
//! In: one line of a JSONL file. Out: an [`Article`] or an error that names file and line. Unknown fields are ignored;
//! a duplicate key, a missing id or text, or a value of the wrong type is an error of that line alone.

use super::json_text::text_of;
use super::{Article, Format, MAX_ARTICLE_BYTES, Place, RowText, stable_slug, too_large};
use crate::error::{Error, ErrorKind};
use memchr::memchr;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::error::Category;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

/// Bytes of a line at most: four times those of an article, because escapes and other fields take room.
pub const MAX_ROW_BYTES: usize = 4 * MAX_ARTICLE_BYTES;

/// A line that is longer than a row may be.
pub fn too_long_row(file: &str, line: u32) -> Error {
    let message = format!("a line of more than {} MB: skipped; an article has at most 16", MAX_ROW_BYTES >> 20);
    Error::new(ErrorKind::TooLarge, format!("{file}:{line}"), message)
}

/// What is kept of a row besides its article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowParts {
    /// All fields as they are, so that the row can be written again. They take as much memory as they are long. Default no.
    pub fields: bool,
    /// Where the text stands in its line, so that a report can name columns. Eight bytes for each escape. Default yes.
    pub columns: bool,
}

impl Default for RowParts {
    fn default() -> Self {
        RowParts { fields: false, columns: true }
    }
}

/// The fields of a row; borrowed from the line where they need no unescaping.
#[derive(Debug, Deserialize)]
pub struct Row<'a> {
    /// Identity of the article within its file; a string or a number.
    #[serde(borrow)]
    id: &'a RawValue,
    #[serde(borrow)]
    text: &'a RawValue,
    #[serde(borrow, default)]
    title: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    date: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    source: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    lang: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    slug: Option<Cow<'a, str>>,
    /// `markdown`; anything else is plain text.
    #[serde(borrow, default)]
    format: Option<&'a RawValue>,
}

impl Row<'_> {
    /// Reads one line. `file` and `line` (from 1) go into the article's place and into errors.
    ///
    /// # Errors
    /// [`ErrorKind::BadRow`] if the line is no such record, [`ErrorKind::TooLarge`] if its text is too long.
    pub fn read(line_text: &str, file: &str, line: u32) -> Result<Article, Error> {
        Row::read_with(line_text, &file.into(), line, RowParts::default())
    }

    /// The same; `parts` says what is kept besides the article.
    ///
    /// # Errors
    /// Those of [`Row::read`].
    pub fn read_with(line_text: &str, file: &Arc<str>, line: u32, parts: RowParts) -> Result<Article, Error> {
        Row::read_placed(line_text, file, line, parts).map(|(article, _)| article)
    }

    /// The same, with the bytes of the line that are the text: a string of JSON.
    pub(crate) fn read_placed(line_text: &str, file: &Arc<str>, line: u32, parts: RowParts) -> Result<(Article, Range<usize>), Error> {
        let row = ReadRow::read(line_text, file, line)?;
        let begin = row.raw_text.as_ptr() as usize - line_text.as_ptr() as usize;
        let place = begin..begin + row.raw_text.len();
        let fields = || Fields::read(line_text).map_err(|error| bad(&error, file, line));
        let fields = if parts.fields { Some(Box::new(fields()?)) } else { None };
        let mut article = row.into_article(file, line, parts.columns);
        if let Some(place) = &mut article.place {
            place.fields = fields;
        }
        Ok((article, place))
    }
}

fn bad(error: &serde_json::Error, file: &str, line: u32) -> Error {
    let why = error.to_string();
    let why = match error.classify() {
        Category::Data => why.split(" at line ").next().unwrap_or_default(),
        Category::Eof => "the line is cut off",
        Category::Syntax | Category::Io => "not JSON",
    };
    Error::new(
        ErrorKind::BadRow,
        format!("{file}:{line}"),
        format!("not an article row ({why}): each line needs {{\"id\",\"text\"}}, or say which field is what with --map"),
    )
}

/// A row with its id and text decoded, of which no article was made yet: that takes several times as long.
#[derive(Debug)]
pub(crate) struct ReadRow<'a> {
    pub(crate) id: Cow<'a, str>,
    pub(crate) text: Cow<'a, str>,
    pub(crate) title: Option<Cow<'a, str>>,
    pub(crate) date: Option<Cow<'a, str>>,
    pub(crate) source: Option<Cow<'a, str>>,
    pub(crate) is_markdown: bool,
    lang: Option<Cow<'a, str>>,
    slug: Option<Cow<'a, str>>,
    /// The line, and the string in it that is the text.
    line_text: &'a str,
    raw_text: &'a str,
}

impl<'a> ReadRow<'a> {
    /// Reads one line; `file` and `line` go into errors.
    pub(crate) fn read(line_text: &'a str, file: &str, line: u32) -> Result<ReadRow<'a>, Error> {
        let bad = |error: serde_json::Error| bad(&error, file, line);
        let row: Row<'a> = serde_json::from_str(line_text).map_err(bad)?;
        let text = text_of(row.text.get()).map_err(bad)?;
        if text.len() > MAX_ARTICLE_BYTES {
            return Err(Error::new(ErrorKind::TooLarge, format!("{file}:{line}"), too_large(text.len())));
        }
        let id = match row.id.get() {
            id if id.starts_with('"') => text_of(id).map_err(bad)?,
            id if id.parse::<i64>().is_ok() => Cow::Borrowed(id),
            _ => return Err(Error::new(ErrorKind::BadRow, format!("{file}:{line}"), "the id must be text or a whole number")),
        };
        let is_markdown = row.format.is_some_and(|format| format.get().eq_ignore_ascii_case("\"markdown\""));
        let filled = |value: Option<Cow<'a, str>>| value.filter(|value| !value.is_empty());
        let (title, date, source, lang) = (filled(row.title), filled(row.date), filled(row.source), filled(row.lang));
        Ok(ReadRow { id, text, title, date, source, is_markdown, lang, slug: row.slug, line_text, raw_text: row.text.get() })
    }

    /// The article; `columns` says whether it is kept where the text stands in its line.
    pub(crate) fn into_article(self, file: &Arc<str>, line: u32, columns: bool) -> Article {
        let text = columns.then(|| Box::new(RowText::new(self.line_text, self.raw_text)));
        let article = Article {
            id: self.id.into_owned(),
            text: self.text.into(),
            title: self.title.map(Cow::into_owned),
            date: self.date.map(Cow::into_owned),
            source: self.source.map(Cow::into_owned),
            lang: self.lang.map(Cow::into_owned),
            story: self.slug.as_deref().and_then(stable_slug),
            place: Some(Place { file: Arc::clone(file), line, number: 0, text, fields: None }),
            blocks: None,
            counts_furniture: false,
            is_extracted: false,
            lines: None,
            spooled: None,
        };
        article.in_format(if self.is_markdown { Format::Markdown } else { Format::Plain })
    }
}

/// The fields of a row but for its id and text, as they stand in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields {
    /// Name and value, in order.
    fields: Vec<(String, Box<str>)>,
}

impl Fields {
    fn read(line: &str) -> serde_json::Result<Fields> {
        serde_json::from_str(line)
    }

    /// All of them, in order: name, and value as it was written.
    pub(super) fn into_pairs(self) -> Vec<(String, Box<str>)> {
        self.fields
    }

    /// The same from its pairs.
    pub(super) fn of_pairs(fields: Vec<(String, Box<str>)>) -> Fields {
        Fields { fields }
    }

    /// The fields of a line that is a JSON object.
    pub(crate) fn of(line: &str) -> Option<Fields> {
        Fields::read(line).ok()
    }

    /// The fields by name, each with its value as it was written: JSON.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields.iter().map(|(name, value)| (name.as_str(), &**value))
    }
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Fields, D::Error> {
        struct Members;
        impl<'de> Visitor<'de> for Members {
            type Value = Fields;

            fn expecting(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                to.write_str("an article row")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
                let mut fields = Vec::new();
                while let Some((name, value)) = map.next_entry::<String, &RawValue>()? {
                    if name != "id" && name != "text" {
                        fields.push((name, value.get().into()));
                    }
                }
                Ok(Fields { fields })
            }
        }
        deserializer.deserialize_map(Members)
    }
}

/// The non-blank lines of a JSONL file with their numbers from 1; a byte order mark at the start is passed over.
pub fn rows(bytes: &[u8]) -> impl Iterator<Item = (u32, &[u8])> {
    let mut rest = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let lines = std::iter::from_fn(move || {
        let length = memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
        let (line, behind) = rest.split_at(length);
        rest = behind;
        (length > 0).then_some(line)
    });
    lines.zip(1..).map(|(line, number)| (number, line.trim_ascii_end())).filter(|(_, line)| !line.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_rows_and_names_bad_ones() {
        let row = Row::read(r#"{"id":"7","text":"Homs \u201cfell\u201d.","date":"2016-08-26","x":[1]}"#, "in.jsonl", 3).expect("row");
        assert_eq!((row.id.as_str(), &*row.text), ("7", "Homs “fell”."));
        assert_eq!(Row::read(r#"{"id":7,"text":""}"#, "f", 1).expect("row").id, "7");
        for bad in [
            "{",
            "[]",
            r#"{"id":"1"}"#,
            r#"{"text":"x"}"#,
            r#"{"id":"1","text":5}"#,
            r#"{"id":"1","id":"2","text":"x"}"#,
            r#"{"id":null,"text":"x"}"#,
        ] {
            let error = Row::read(bad, "in.jsonl", 9).expect_err(bad);
            assert_eq!(error.kind(), ErrorKind::BadRow);
            assert!(error.to_string().starts_with("in.jsonl:9: ") && !error.to_string().contains("enum"), "{error}");
        }
    }

    #[test]
    fn a_row_may_be_markdown() {
        let row =
            |format: &str| Row::read(&format!(r#"{{"id":"7","text":"The **ferry** sank.","format":{format}}}"#), "f", 1).expect("row");
        assert!(row("\"markdown\"").blocks.is_some());
        assert!(row("\"wire\"").blocks.is_none() && row("3").blocks.is_none());
    }

    #[test]
    fn lines_keep_their_numbers() {
        let lines: Vec<_> = rows(b"\xef\xbb\xbf{}\n\n  \r\n[]\r\n").collect();
        assert_eq!(lines, vec![(1, &b"{}"[..]), (4, &b"[]"[..])]);
    }
}
