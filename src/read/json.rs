//! JSON: one article, an array of them, one a line, or a JSON Feed.
//!
//! In: text that is JSON, or nearly. Out: an article for each object that has a text ([`FieldMap`] says in which field), in the array that is the whole or
//! that the whole holds. Control characters that stand raw in strings and escapes that are none are mended, and that is said. Deeper nesting than 128 is
//! an error.

use super::failure::Failure;
use super::fields::{FieldMap, Record};
use super::formats::InputFormat;
use super::reader::Reader;
use super::reading::Reading;
use super::source::Source;
use crate::article::{Article, Fields, Place};
use crate::error::{Error, ErrorKind};
use serde_json::Value;
use std::borrow::Cow;
use std::sync::Arc;

/// JSON of any shape.
pub(super) struct Json;

/// Fields in which exports hold their articles.
const LISTS: &[&str] = &["items", "articles", "data", "results", "docs", "documents", "entries", "posts", "stories", "rows", "hits"];

impl Reader for Json {
    fn formats(&self) -> &'static [InputFormat] {
        &[InputFormat::Json, InputFormat::Jsonl, InputFormat::JsonFeed]
    }

    fn recognises(&self, source: &Source<'_>) -> bool {
        if source.is_named(&["json"]) {
            return true;
        }
        let text = source.head();
        let second = text.get(1..).unwrap_or_default().trim_start();
        let looks_so = text.starts_with('{') && second.starts_with(['"', '}']) || text.starts_with('[') && second.starts_with(['{', ']']);
        // A text may begin with JSON and go on with prose.
        looks_so && !source.is_called_markdown() && (parsed(text).is_ok() || text.lines().next().is_some_and(|line| parsed(line).is_ok()))
    }

    fn read(&self, source: &Source<'_>, into: &mut Reading) -> Result<(), Failure> {
        let text = source.decoded_or_failure()?.trim_start_matches('\u{feff}');
        let lines = || text.lines().filter(|line| !line.trim().is_empty());
        let mut notes = source.notes();
        let n_before = into.items.len();
        match parsed(text) {
            Ok((value, n_mended)) => {
                notes.extend(said_mended(n_mended));
                let is_feed = value.get("version").and_then(Value::as_str).is_some_and(|version| version.contains("jsonfeed.org"));
                let format = if is_feed { InputFormat::JsonFeed } else { InputFormat::Json };
                add(&value, format, source, into)?;
            }
            // One object a line.
            Err(_) if lines().nth(1).is_some() && lines().next().is_some_and(|line| parsed(line).is_ok()) => {
                for (line, number) in text.lines().zip(1_usize..).filter(|(line, _)| !line.trim().is_empty()) {
                    let record = parsed(line).map_err(|why| why.to_string()).and_then(|(value, n_mended)| {
                        notes.extend(said_mended(n_mended));
                        let record = source.options.map.record(|path| field(&value, path));
                        record.ok_or_else(|| String::from("an object without a text: say which field holds it with --map text=FIELD"))
                    });
                    match record {
                        Ok(record) => {
                            let mut item = record.found.one_of(source, record.id.as_deref(), number, InputFormat::Jsonl);
                            item.article.place = Some(Place { file: source.file.into(), line: number as u32, ..Place::default() });
                            into.items.push(item);
                        }
                        Err(why) => into.errors.push(Error::new(ErrorKind::BadRow, format!("{}:{number}", source.id), why)),
                    }
                }
            }
            Err(error) => {
                return Err(Failure::broken(format!(
                    "not JSON (line {}, column {}: {}): save it again where it comes from",
                    error.line(),
                    error.column(),
                    plain(&error)
                )));
            }
        }
        if let Some(item) = into.items.get_mut(n_before) {
            notes.dedup();
            item.notes.splice(0..0, notes);
        }
        for item in &mut into.items[n_before..] {
            item.encoding = source.encoding();
        }
        Ok(())
    }
}

/// The article of one line with fields of its own names; all fields are kept as they are where that is asked for.
pub(super) fn row(text: &str, file: &Arc<str>, line: u32, map: &FieldMap, keeps_fields: bool) -> Result<Article, Error> {
    let bad = |why: &str| Error::new(ErrorKind::BadRow, format!("{file}:{line}"), why.to_string());
    let (value, _) = parsed(text).map_err(|_| bad("not JSON: the row is skipped"))?;
    let record = map.record(|path| field(&value, path));
    let Record { id, found } = record.ok_or_else(|| bad("a row without a text where --map says: the row is skipped"))?;
    let own = id.unwrap_or_else(|| line.to_string());
    let mut article = found.named(own, InputFormat::Jsonl).article;
    let fields = if keeps_fields { Fields::of(text).map(Box::new) } else { None };
    article.place = Some(Place { file: Arc::clone(file), line, fields, ..Place::default() });
    Ok(article)
}

fn plain(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or_default().to_string()
}

fn said_mended(n_mended: usize) -> Option<String> {
    let noun = if n_mended == 1 { "place" } else { "places" };
    (n_mended > 0).then(|| format!("mended {n_mended} {noun} where a string holds raw control characters or a wrong escape"))
}

/// Adds the articles of a value.
fn add(value: &Value, format: InputFormat, source: &Source<'_>, into: &mut Reading) -> Result<(), Failure> {
    let map = &source.options.map;
    if let Some(record) = map.record(|path| field(value, path)) {
        into.items.push(record.found.alone(source, format));
        return Ok(());
    }
    let is_article = |value: &Value| map.record(|path| field(value, path)).is_some();
    let listed = |name: &&str| value.get(name).and_then(Value::as_array).filter(|list| list.iter().any(is_article));
    let list = value.as_array().or_else(|| LISTS.iter().find_map(listed));
    let Some(list) = list.filter(|list| list.iter().any(is_article)) else {
        return Err(Failure::no_articles(no_text(value, map)));
    };
    let feed = |name: &str| value.get(name).and_then(Value::as_str).map(String::from);
    for (value, number) in list.iter().zip(1_usize..) {
        match map.record(|path| field(value, path)) {
            Some(mut record) => {
                if format == InputFormat::JsonFeed {
                    record.found.source = record.found.source.or_else(|| feed("title"));
                    record.found.lang = record.found.lang.or_else(|| feed("language"));
                    record.found.notes.clear();
                }
                into.items.push(record.found.one_of(source, record.id.as_deref(), number, format));
            }
            None => {
                let message = "an item without a text: say which field holds it with --map text=FIELD";
                into.errors.push(Error::new(ErrorKind::BadRow, format!("{}#{number}", source.id), message));
            }
        }
    }
    Ok(())
}

fn no_text(value: &Value, map: &FieldMap) -> String {
    let first = value.as_array().and_then(|list| list.first()).unwrap_or(value);
    let names: Vec<&str> = first.as_object().into_iter().flatten().map(|(name, _)| name.as_str()).take(12).collect();
    let said = if map.is_empty() { "" } else { " where --map says" };
    if names.is_empty() {
        return format!("JSON without articles{said}: an object with a text is wanted, or an array of them");
    }
    format!("JSON without a text{said}; its fields are {}: say which is the text with --map text=FIELD", names.join(", "))
}

/// What a path of names and numbers parted by dots leads to; `*` stands for all of an array, joined.
fn field(value: &Value, path: &str) -> Option<String> {
    let mut here: Vec<&Value> = vec![value];
    // A name may have dots itself.
    if let Some(found) = value.get(path) {
        here = vec![found];
    } else {
        for step in path.split('.') {
            here = here.into_iter().flat_map(|value| step_into(value, step)).collect();
        }
    }
    let texts: Vec<String> = here.into_iter().filter_map(as_text).collect();
    (!texts.is_empty()).then(|| texts.join("\n\n"))
}

fn step_into<'v>(value: &'v Value, step: &str) -> Vec<&'v Value> {
    match (value, step) {
        (Value::Array(list), "*") => list.iter().collect(),
        (Value::Array(list), _) => step.parse::<usize>().ok().and_then(|at| list.get(at)).into_iter().collect(),
        (Value::Object(object), _) => object.get(step).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// What a value says as text: of people and the like their names, joined.
fn as_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(list) => {
            let names: Vec<String> = list.iter().filter_map(|one| one.as_str().map(String::from).or_else(|| name_of(one))).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        Value::Object(_) => name_of(value),
        Value::Null | Value::Bool(_) => None,
    }
}

fn name_of(value: &Value) -> Option<String> {
    value.get("name").and_then(Value::as_str).map(String::from)
}

/// The value, and how many places were mended to read it.
pub(super) fn parsed(text: &str) -> serde_json::Result<(Value, usize)> {
    serde_json::from_str(text).map(|value| (value, 0)).or_else(|error| {
        let (mended, n_mended) = mended(text);
        match n_mended {
            0 => Err(error),
            _ => serde_json::from_str(&mended).map(|value| (value, n_mended)).map_err(|_| error),
        }
    })
}

/// The text with control characters in strings escaped and escapes that are none made plain.
fn mended(text: &str) -> (Cow<'_, str>, usize) {
    let (mut out, mut n_mended, mut is_inside) = (String::with_capacity(text.len()), 0, false);
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => is_inside = !is_inside,
            '\\' if is_inside => {
                let next = letters.next().unwrap_or('\\');
                if "\"\\/bfnrtu".contains(next) {
                    out.push('\\');
                } else {
                    n_mended += 1;
                }
                out.push(next);
                continue;
            }
            '\n' | '\r' | '\t' if is_inside => {
                n_mended += 1;
                out.push_str(match letter {
                    '\n' => "\\n",
                    '\r' => "\\r",
                    _ => "\\t",
                });
                continue;
            }
            _ if is_inside && letter.is_ascii_control() => {
                n_mended += 1;
                out.push(' ');
                continue;
            }
            _ => {}
        }
        out.push(letter);
    }
    (Cow::Owned(out), n_mended)
}
