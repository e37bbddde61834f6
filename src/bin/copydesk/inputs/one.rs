//! One file, and one article.
//!
//! In: a path as typed: a file, one item of a file (`FILE#ID`), or `-` for standard input. Out: what it holds, or why not. What was guessed or repaired
//! is said.

use super::{is_lfs_pointer, say_empty};
use crate::files::{self, Part, check_regular};
use crate::kinds::{FileKind, kind};
use crate::screen::Screen;
use copydesk::article::Article;
use copydesk::error::{Error, ErrorKind};
use copydesk::pipeline::{self, RowsOf};
use copydesk::read::{MAX_FILE_BYTES, Options, Reading, read};
use std::io::Read;
use std::path::Path;

/// Why a file was not read.
pub(super) struct Failed {
    pub(super) message: String,
    /// Whether it was understood and holds no articles.
    pub(super) holds_no_articles: bool,
}

impl From<String> for Failed {
    fn from(message: String) -> Failed {
        Failed { message, holds_no_articles: false }
    }
}

impl From<Error> for Failed {
    fn from(error: Error) -> Failed {
        Failed { message: error.to_string(), holds_no_articles: error.kind() == ErrorKind::NoArticles }
    }
}

/// One article: a file that holds one, an item of a file that holds several, or standard input.
pub(crate) fn read_one(path: &str, options: &Options, screen: &Screen) -> Option<Article> {
    match one(path, options, screen) {
        Ok(article) => {
            say_empty(std::slice::from_ref(&article), screen);
            Some(article)
        }
        Err(failed) => {
            screen.error(&failed.message);
            None
        }
    }
}

/// All that a file holds, or one item of it; what was guessed or repaired is said where it is shown, and not here.
pub(crate) fn read_reading(path: &str, options: &Options, screen: &Screen) -> Option<Reading> {
    let reading = if is_rows_file(path) { rows_as_reading(path, options) } else { reading_of(path, options) };
    reading.map_err(|failed| screen.error(&failed.message)).ok()
}

fn one(path: &str, options: &Options, screen: &Screen) -> Result<Article, Failed> {
    if is_rows_file(path) {
        check_regular(Path::new(path), path)?;
        return Err(format!("{path}: holds many articles where one is wanted: name one as {path}#ID").into());
    }
    let mut reading = reading_of(path, options)?;
    if reading.items.is_empty()
        && let [error] = &reading.errors[..]
    {
        return Err(error.clone().into());
    }
    say(&reading, screen);
    match (reading.items.len(), reading.items.first()) {
        (1, _) => Ok(reading.items.remove(0).article),
        (_, None) => Err(format!("{path}: holds no article that could be read").into()),
        (n, Some(first)) => {
            Err(format!("{path}: holds {n} articles where one is wanted: name one as {path}#ID, for example {}", first.article.id).into())
        }
    }
}

fn is_rows_file(path: &str) -> bool {
    path != "-" && Path::new(path).exists() && kind(Path::new(path)) == FileKind::Rows
}

/// The file and the id, where a path as typed names a row.
fn row_of(path: &str) -> Option<(&str, &str)> {
    let is_file = path == "-" || Path::new(path).exists();
    path.split_once('#').filter(|(rows, _)| !is_file && kind(Path::new(rows)) == FileKind::Rows)
}

/// What a file, or one item of it, holds.
pub(super) fn reading_of(path: &str, options: &Options) -> Result<Reading, Failed> {
    if path == "-" {
        let mut bytes = Vec::new();
        let read_all = std::io::stdin().lock().take(MAX_FILE_BYTES as u64 + 1).read_to_end(&mut bytes);
        read_all.map_err(|error| format!("standard input: cannot be read ({error})"))?;
        return Ok(read("-", &bytes, options)?);
    }
    if let Some((rows, id)) = row_of(path) {
        let mut reading = Reading::default();
        reading.add_rows(vec![read_row(rows, id, options)?]);
        return Ok(reading);
    }
    if !Path::new(path).exists()
        && let Some((file, _)) = path.match_indices('#').map(|(at, _)| path.split_at(at)).find(|(file, _)| Path::new(file).is_file())
    {
        let mut reading = reading_of(file, options)?;
        reading.items.retain(|item| item.article.id == path);
        reading.errors.retain(|error| error.place() == path);
        if reading.items.is_empty() && reading.errors.is_empty() {
            return Err(format!("{path}: {file} has no such item: `copydesk read {file}` lists what it holds").into());
        }
        return Ok(reading);
    }
    file_reading(Path::new(path), path, options)
}

/// What a file holds; `shown` is how it is called.
pub(super) fn file_reading(file: &Path, shown: &str, options: &Options) -> Result<Reading, Failed> {
    check_regular(file, shown)?;
    let bytes = files::read_whole(file, shown, MAX_FILE_BYTES)?;
    if is_lfs_pointer(&bytes) {
        return Err(format!("{shown}: holds not the article but where Git LFS keeps it: fetch it with `git lfs pull`").into());
    }
    Ok(read(shown, &bytes, options)?)
}

/// Says what was guessed, repaired or could not be read.
pub(super) fn say(reading: &Reading, screen: &Screen) {
    for item in &reading.items {
        for note in &item.notes {
            screen.note(&format!("{}: {note}", item.article.id));
        }
    }
    for error in &reading.errors {
        screen.error(&error.to_string());
    }
}

fn rows_as_reading(path: &str, options: &Options) -> Result<Reading, Failed> {
    let file = Path::new(path);
    check_regular(file, path)?;
    let mut reading = Reading::default();
    let each = |part: Part, bytes: &[u8]| match part {
        Part::Lines { first, .. } => {
            let (articles, errors) = pipeline::read_rows_of(RowsOf { first, ..RowsOf::read_as(path, options) }, bytes, &());
            reading.add_rows(articles);
            reading.errors.extend(errors);
        }
        Part::TooLong(number) => reading.errors.push(copydesk::article::too_long_row(path, number)),
    };
    files::read_lines(file, path, each)?;
    Ok(reading)
}

fn read_row(rows: &str, id: &str, options: &Options) -> Result<Article, String> {
    let file = Path::new(rows);
    check_regular(file, rows)?;
    let mut found = Vec::new();
    let each = |part: Part, bytes: &[u8]| {
        if let Part::Lines { first, .. } = part {
            let (articles, _) = pipeline::read_rows_of(RowsOf { first, ..RowsOf::read_as(rows, options) }, bytes, &());
            found.extend(articles.into_iter().filter(|article| article.id == id));
        }
    };
    files::read_lines(file, rows, each)?;
    let mut found = found.into_iter();
    match (found.next(), found.next()) {
        (Some(mut article), None) => {
            article.id = format!("{rows}#{id}");
            Ok(article)
        }
        (Some(_), Some(_)) => Err(format!("{rows}#{id}: more than one row has this id: give each row its own")),
        (None, _) => Err(format!("{rows}#{id}: no row has this id: look for it with `grep '\"id\"' {rows}`")),
    }
}
