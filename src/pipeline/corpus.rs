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
use std::ops::Range;
use std::sync::Arc;

/// Rows that one task reads at least.
const MIN_ROWS: usize = 16;

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
    let rows = DecodedRows::of(from, bytes);
    rows.note().into_iter().for_each(|note| observer.warn(note));
    rows.each(observer, |row| row.article(from))
}

/// The rows of a part of a file that are not blank.
pub(super) struct DecodedRows<'r> {
    file: Arc<str>,
    bytes: &'r [u8],
    lines: Vec<(u32, &'r [u8])>,
    encoding: RowEncoding,
}

/// One of them.
pub(super) struct DecodedRow<'r> {
    /// Its file, as it is called.
    pub(super) file: &'r Arc<str>,
    /// Its line in the file, from 1.
    pub(super) number: u32,
    /// The bytes of the part that are the line.
    pub(super) place: Range<usize>,
    pub(super) text: &'r str,
    /// Whether the text stands there as it is.
    pub(super) is_plain: bool,
}

impl<'r> DecodedRows<'r> {
    pub(super) fn of(from: RowsOf<'r>, bytes: &'r [u8]) -> DecodedRows<'r> {
        let lines: Vec<(u32, &[u8])> = rows(bytes).map(|(number, line)| (number.saturating_add(from.first - 1), line)).collect();
        let encoding = RowEncoding::of(lines.iter().map(|(_, line)| *line), from.encoding);
        DecodedRows { file: from.file.into(), bytes, lines, encoding }
    }

    /// What is to be said of rows that are no UTF-8.
    pub(super) fn note(&self) -> Option<Warning> {
        self.encoding.note().map(|message| Warning { place: self.file.to_string(), message })
    }

    /// What `make` gives for each row, in order, and its errors. Parallel.
    pub(super) fn each<T: Send>(
        &self,
        observer: &dyn Observe,
        make: impl Fn(&DecodedRow<'_>) -> Result<T, Error> + Sync,
    ) -> (Vec<T>, Vec<Error>) {
        let read = |(number, line): &(u32, &[u8])| {
            let decoded = self.encoding.row(line);
            let begin = line.as_ptr() as usize - self.bytes.as_ptr() as usize;
            let (place, is_plain) = (begin..begin + line.len(), matches!(decoded, Cow::Borrowed(_)));
            observer.advance(Stage::Reading, 1);
            make(&DecodedRow { file: &self.file, number: *number, place, text: &decoded, is_plain })
        };
        let results: Vec<Result<T, Error>> = self.lines.par_iter().with_min_len(MIN_ROWS).map(read).collect();
        let (mut made, mut errors) = (Vec::with_capacity(results.len()), Vec::new());
        for result in results {
            match result {
                Ok(one) => made.push(one),
                Err(error) => errors.push(error),
            }
        }
        (made, errors)
    }
}

impl DecodedRow<'_> {
    /// The article.
    pub(super) fn article(&self, from: RowsOf<'_>) -> Result<Article, Error> {
        if let Some(map) = from.map {
            return read::mapped_row(self.text, self.file, self.number, map, from.parts.fields);
        }
        let (article, raw) = Row::read_placed(self.text, self.file, self.number, from.parts)?;
        let mut article = read::with_markup_read(article);
        if let Some((input, at)) = from.input.filter(|_| self.is_plain) {
            article.reread_from(input, at + (self.place.start + raw.start) as u64, raw.len());
        }
        Ok(article)
    }
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
    let mut taken = Taken::new(articles.iter().map(|article| article.id.clone()));
    let mut kept: Vec<Article> = Vec::with_capacity(articles.len());
    let mut articles = articles.into_iter().peekable();
    while let Some(first) = articles.next() {
        let mut same = vec![(first, ())];
        while let Some(next) = articles.next_if(|next| next.id == same[0].0.id) {
            same.push((next, ()));
        }
        kept.extend(settled(same, &mut taken, observer).into_iter().map(|(article, ())| article));
    }
    kept.sort_by(|a, b| a.id.cmp(&b.id));
    kept
}

/// The ids that are taken.
pub(super) struct Taken(BTreeSet<String>);

impl Taken {
    pub(super) fn new(ids: impl Iterator<Item = String>) -> Taken {
        Taken(ids.collect())
    }

    /// The next free id with a mark; `given` is how many were tried before, so that no number is tried twice.
    fn next(&mut self, id: &str, mark: char, given: &mut usize) -> String {
        loop {
            *given += 1;
            let candidate = format!("{id}{mark}{}", *given + 1);
            if self.0.insert(candidate.clone()) {
                return candidate;
            }
        }
    }
}

/// Articles that have one id, in the order of their texts, each with something that goes with it.
pub(super) fn in_order_of_texts<T>(same: &mut [(Article, T)]) {
    same.sort_by(|(a, _), (b, _)| dated(a).cmp(&dated(b)).then_with(|| by_text(a, b)));
}

/// Articles that have one id, in order, with ids of their own; what goes with each stays with it.
pub(super) fn settled<T>(same: Vec<(Article, T)>, taken: &mut Taken, observer: &dyn Observe) -> Vec<(Article, T)> {
    let mut kept: Vec<(Article, T)> = Vec::with_capacity(same.len());
    let mut texts: HashSet<Arc<str>> = HashSet::new();
    // The first, read for comparison when a second text comes.
    let mut prepared: Option<Prepared> = None;
    // Numbers given so far, from 2.
    let (mut n_versions, mut n_others) = (0, 0);
    for (mut article, with) in same {
        let Some((first, _)) = kept.first_mut() else {
            kept.push((article, with));
            continue;
        };
        let whole = article.whole();
        if texts.is_empty() {
            texts.insert(Arc::clone(&first.whole().text));
        }
        if !texts.insert(Arc::clone(&whole.text)) {
            observer.warn(twice(article.id));
            continue;
        }
        let prepared = prepared.get_or_insert_with(|| Prepared::new(&first.whole()));
        let is_version = score::compare_reuse(&Comparable::new(prepared), &Comparable::new(&Prepared::new(&whole))).relation.is_derived();
        drop(whole);
        let (mark, number) = if is_version { ('@', &mut n_versions) } else { ('#', &mut n_others) };
        let id = taken.next(&article.id, mark, number);
        if is_version {
            let story = first.story.get_or_insert_with(|| article.id.clone()).clone();
            article.story = Some(story);
        }
        let message = if is_version {
            let date = article.date.as_deref().map_or(String::new(), |date| format!(" of {date}"));
            format!("another version{date} under the same id: called {id}")
        } else {
            format!("another text under the same id: called {id}; give each article its own id")
        };
        observer.warn(Warning { place: std::mem::replace(&mut article.id, id), message });
        kept.push((article, with));
    }
    kept
}

/// What is said of an article that is left out because its id and text were met before.
pub(super) fn twice(id: String) -> Warning {
    Warning { place: id, message: String::from("the same id and text twice: kept once") }
}

/// Articles of one id and date in an order of their own.
fn by_text(a: &Article, b: &Article) -> Ordering {
    (&a.whole().text, &a.title, &a.source).cmp(&(&b.whole().text, &b.title, &b.source))
}

/// Dated articles come before undated ones.
fn dated(article: &Article) -> (bool, Option<&str>) {
    (article.date.is_none(), article.date.as_deref())
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
