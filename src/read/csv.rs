//! Comma-separated values, one article a line.
//!
//! In: text whose first line names the columns; the separator is the one that line has most of: a comma, semicolon, tab or bar. Out: an article for each
//! record that has a text ([`FieldMap`](super::FieldMap) says in which column), with the line at which it begins.

use super::failure::Failure;
use super::fields::is_text_name;
use super::formats::InputFormat;
use super::reader::Reader;
use super::reading::Reading;
use super::source::Source;
use crate::article::Place;
use crate::error::{Error, ErrorKind};
use std::collections::HashMap;

/// Tables of text.
pub(super) struct Csv;

/// Bytes of the first line at most where only that says that a file is a table.
const MAX_NAMES: usize = 1000;

const SEPARATORS: &[u8] = b",;\t|";

impl Reader for Csv {
    fn formats(&self) -> &'static [InputFormat] {
        &[InputFormat::Csv]
    }

    fn recognises(&self, source: &Source<'_>) -> bool {
        source.is_named(&["csv", "tsv"]) || !source.is_called_markdown() && has_columns(source)
    }

    fn read(&self, source: &Source<'_>, into: &mut Reading) -> Result<(), Failure> {
        let text = source.decoded_or_failure()?;
        let separator = separator(text.lines().next().unwrap_or_default());
        let mut reader = ::csv::ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(text.as_bytes());
        let names: Vec<String> = match reader.headers() {
            Ok(names) => names.iter().map(|name| name.trim().to_string()).collect(),
            Err(error) => return Err(Failure::broken(format!("not a table ({error}): save it again where it comes from"))),
        };
        // By name as written, and in small letters where no column has that name.
        let mut columns: HashMap<String, usize> = names.iter().cloned().enumerate().rev().map(|(at, name)| (name, at)).collect();
        for (name, at) in names.iter().zip(0..) {
            columns.entry(name.to_ascii_lowercase()).or_insert(at);
        }
        let (n_before, notes) = (into.items.len(), source.notes());
        let mut lacking = 0_usize;
        for (record, number) in reader.records().zip(1_usize..) {
            let record = match record {
                Ok(record) => record,
                Err(error) => {
                    let line = error.position().map_or(0, ::csv::Position::line);
                    into.errors.push(Error::new(ErrorKind::BadRow, format!("{}:{line}", source.id), "a record that is no text: skipped"));
                    continue;
                }
            };
            let column = |name: &str| {
                let at = columns.get(name).or_else(|| columns.get(name.to_ascii_lowercase().as_str()))?;
                record.get(*at).map(String::from)
            };
            let Some(found) = source.options.map.record(column) else {
                lacking += 1;
                continue;
            };
            let mut item = found.found.one_of(source, found.id.as_deref(), number, InputFormat::Csv);
            let line = record.position().map_or(1, ::csv::Position::line) as u32;
            item.article.place = Some(Place { file: source.file.into(), line, ..Place::default() });
            if into.items.len() == n_before {
                item.notes.splice(0..0, notes.iter().cloned());
            } else if into.items.last().is_some_and(|last| last.notes.last() == item.notes.last()) {
                // Said once.
                item.notes.clear();
            }
            item.encoding = source.encoding();
            into.items.push(item);
        }
        if into.items.len() == n_before {
            return Err(Failure::no_articles(format!(
                "a table without a text; its columns are {}: say which is the text with --map text=COLUMN",
                names.join(", ")
            )));
        }
        if lacking > 0 {
            into.errors.push(Error::new(ErrorKind::BadRow, source.id, format!("{lacking} records lack the column of the text: skipped")));
        }
        Ok(())
    }
}

/// The separator that a line has most of.
fn separator(line: &str) -> u8 {
    let count = |separator: u8| line.bytes().filter(|byte| *byte == separator).count();
    SEPARATORS.iter().copied().max_by_key(|separator| (count(*separator), *separator == b',')).unwrap_or(b',')
}

/// Whether the first line names columns, one of them that of a text, as the first line of a text never does.
fn has_columns(source: &Source<'_>) -> bool {
    let Some(first) = source.head().lines().next().filter(|line| line.len() <= MAX_NAMES) else { return false };
    let names: Vec<&str> = first.split(char::from(separator(first))).map(|name| name.trim_matches('"')).collect();
    let is_name = |name: &&str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'.');
    names.len() >= 2 && names.iter().all(is_name) && names.iter().any(|name| is_text_name(name)) && source.text().lines().nth(1).is_some()
}
