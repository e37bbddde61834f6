//! Many articles: rows of JSONL files, and ids that are met twice.
//!
//! In: bytes of JSONL files, or articles from anywhere. Out: articles with unique ids, sorted by id, the same for any order of the
//! inputs. Which files to read is decided in the binary.

use crate::article::{Article, Row, RowParts, rows};
use crate::error::Error;
use crate::observe::{Observe, Stage, Warning};
use crate::read::{self, FieldMap, Options, RowEncoding, TextEncoding};
use crate::score::{self, Comparable};
use crate::spool::Spool;
use crate::text::Prepared;
use rayon::prelude::*;
use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

/// The articles of a JSONL file, in order, and an error for each line that is none. Parallel; linear in the bytes.
pub fn read_rows(file: &str, bytes: &[u8], observer: &dyn Observe) -> (Vec<Article>, Vec<Error>) {
    read_rows_of(RowsOf::of(file), bytes, observer)
}

/// What is read as rows.
#[derive(Debug, Clone, Copy)]
pub struct RowsOf<'r> {
    /// The file, as it is called.
    pub file: &'r str,
    /// The number of the first line, from 1.
    pub first: u32,
    /// What is kept of a row besides its article.
    pub parts: RowParts,
    /// Which field is what; nothing where they have the usual names of rows, `id` and `text`.
    pub map: Option<&'r FieldMap>,
    /// The encoding of rows that are no UTF-8; nothing to tell it by their bytes.
    pub encoding: Option<TextEncoding>,
    /// The file itself, where texts are to be read again from it and not held, and the byte in it at which the part begins. Rows with mark-up, of other
    /// encodings or with fields of their own are held all the same.
    pub input: Option<(&'r Arc<Spool>, u64)>,
}

impl<'r> RowsOf<'r> {
    /// All of a file, with the usual fields.
    pub fn of(file: &'r str) -> RowsOf<'r> {
        RowsOf { file, first: 1, parts: RowParts::default(), map: None, encoding: None, input: None }
    }

    /// The same, read as somebody says.
    pub fn read_as(file: &'r str, options: &'r Options) -> RowsOf<'r> {
        let map = Some(&options.map).filter(|map| !map.is_empty());
        RowsOf { map, encoding: options.encoding, ..RowsOf::of(file) }
    }
}

/// The same for a part of a file.
pub fn read_rows_of(from: RowsOf<'_>, bytes: &[u8], observer: &dyn Observe) -> (Vec<Article>, Vec<Error>) {
    let RowsOf { file, first, parts, map, encoding, input } = from;
    let lines: Vec<(u32, &[u8])> = rows(bytes).map(|(number, line)| (number.saturating_add(first - 1), line)).collect();
    let rows_decoded = RowEncoding::of(lines.iter().map(|(_, line)| *line), encoding);
    if let Some(message) = rows_decoded.note() {
        observer.warn(Warning { place: file.to_string(), message });
    }
    let file: Arc<str> = file.into();
    let read = |(number, line): &(u32, &[u8])| {
        let decoded = rows_decoded.row(line);
        let text = &*decoded;
        observer.advance(Stage::Reading, 1);
        match map {
            Some(map) => read::mapped_row(text, &file, *number, map, parts.fields),
            None => {
                let (article, raw) = Row::read_placed(text, &file, *number, parts)?;
                let mut article = read::with_markup_read(article);
                if let (Some((input, at)), Cow::Borrowed(_)) = (input, &decoded) {
                    let line_at = line.as_ptr() as usize - bytes.as_ptr() as usize;
                    article.reread_from(input, at + (line_at + raw.start) as u64, raw.len());
                }
                Ok(article)
            }
        }
    };
    let results: Vec<Result<Article, Error>> = lines.par_iter().map(read).collect();
    let (mut articles, mut errors) = (Vec::with_capacity(results.len()), Vec::new());
    for result in results {
        match result {
            Ok(article) => articles.push(article),
            Err(error) => errors.push(error),
        }
    }
    (articles, errors)
}

/// Gives each article an id of its own and sorts by id.
///
/// An id met twice: the same text is kept once; a text that is derived from the first becomes a version, `ID@2`; any other text is
/// kept as `ID#2` with a warning. The first is the earliest by date, then by text, so that the order of the inputs does not matter.
pub fn unique_ids(mut articles: Vec<Article>, observer: &dyn Observe) -> Vec<Article> {
    articles.sort_by(|a, b| (&a.id, dated(a)).cmp(&(&b.id, dated(b))).then_with(|| by_text(a, b)));
    if articles.windows(2).all(|pair| pair[0].id != pair[1].id) {
        return articles;
    }
    let mut taken: BTreeSet<String> = articles.iter().map(|article| article.id.clone()).collect();
    let mut kept: Vec<Article> = Vec::with_capacity(articles.len());
    let mut group = Group::default();
    for mut article in articles {
        if kept.get(group.first).is_none_or(|first| first.id != article.id) {
            group = Group { first: kept.len(), ..Group::default() };
            kept.push(article);
            continue;
        }
        let whole = article.whole();
        if group.texts.is_empty() {
            group.texts.insert(Arc::clone(&kept[group.first].whole().text));
        }
        if !group.texts.insert(Arc::clone(&whole.text)) {
            observer.warn(Warning { place: article.id, message: String::from("the same id and text twice: kept once") });
            continue;
        }
        let first = &kept[group.first];
        let prepared = group.prepared.get_or_insert_with(|| Prepared::new(&first.whole()));
        let is_version = score::compare_reuse(&Comparable::new(prepared), &Comparable::new(&Prepared::new(&whole))).relation.is_derived();
        drop(whole);
        let (mark, number) = if is_version { ('@', &mut group.n_versions) } else { ('#', &mut group.n_others) };
        let id = next_id(&article.id, mark, number, &mut taken);
        if is_version {
            let story = kept[group.first].story.get_or_insert_with(|| article.id.clone()).clone();
            article.story = Some(story);
        }
        let message = if is_version {
            let date = article.date.as_deref().map_or(String::new(), |date| format!(" of {date}"));
            format!("another version{date} under the same id: called {id}")
        } else {
            format!("another text under the same id: called {id}; give each article its own id")
        };
        observer.warn(Warning { place: std::mem::replace(&mut article.id, id), message });
        kept.push(article);
    }
    kept.sort_by(|a, b| a.id.cmp(&b.id));
    kept
}

/// Articles that have one id.
#[derive(Default)]
struct Group {
    /// The first of them, by number among those kept.
    first: usize,
    texts: HashSet<Arc<str>>,
    /// The first, read for comparison when a second text comes.
    prepared: Option<Prepared>,
    /// Numbers given so far, from 2.
    n_versions: usize,
    n_others: usize,
}

/// Articles of one id and date in an order of their own.
fn by_text(a: &Article, b: &Article) -> Ordering {
    (&a.whole().text, &a.title, &a.source).cmp(&(&b.whole().text, &b.title, &b.source))
}

/// Dated articles come before undated ones.
fn dated(article: &Article) -> (bool, Option<&str>) {
    (article.date.is_none(), article.date.as_deref())
}

/// The next free id with a mark; `given` is how many were tried before, so that no number is tried twice.
fn next_id(id: &str, mark: char, given: &mut usize, taken: &mut BTreeSet<String>) -> String {
    loop {
        *given += 1;
        let candidate = format!("{id}{mark}{}", *given + 1);
        if taken.insert(candidate.clone()) {
            return candidate;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORY: &str =
        "The harbour master closed the port on Tuesday after a crane fell across the main channel and blocked it for ships.";

    fn ids(articles: Vec<Article>) -> Vec<String> {
        unique_ids(articles, &()).into_iter().map(|article| article.id).collect()
    }

    #[test]
    fn ids_met_twice() {
        let dated = |text: &str, date: &str| Article { date: Some(date.into()), ..Article::new("s", text) };
        let longer = format!("{STORY} Nobody was hurt.");
        let all = vec![
            dated(&longer, "2026-03-02"),
            dated(STORY, "2026-03-01"),
            dated(STORY, "2026-03-01"),
            Article::new("s", "Milk prices rose for the third month in a row, the farmers' union said."),
            Article::new("r", "Rain."),
        ];
        assert_eq!(ids(all.clone()), ["r", "s", "s#2", "s@2"]);
        assert_eq!(ids(all.into_iter().rev().collect()), ["r", "s", "s#2", "s@2"]);
    }

    #[test]
    fn rows_and_errors() {
        let (articles, errors) = read_rows("f.jsonl", b"{\"id\":\"1\",\"text\":\"x\"}\nnonsense\n\xff\n", &());
        assert_eq!(articles.len(), 1);
        assert_eq!(errors.iter().map(Error::place).collect::<Vec<_>>(), ["f.jsonl:2", "f.jsonl:3"]);
    }
}
