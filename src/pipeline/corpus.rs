//! Many articles: rows of JSONL files, and ids that are met twice.
//!
//! In: bytes of JSONL files, or articles from anywhere. Out: articles with unique ids, sorted by id, the same for any order of the
//! inputs. Which files to read is decided in the binary.

use crate::article::{Article, Row, rows};
use crate::error::{Error, ErrorKind};
use crate::observe::{Observe, Stage, Warning};
use crate::score;
use crate::text::Prepared;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// The articles of a JSONL file, in order, and an error for each line that is none. Parallel; linear in the bytes.
pub fn read_rows(file: &str, bytes: &[u8], observer: &dyn Observe) -> (Vec<Article>, Vec<Error>) {
    let lines: Vec<(u32, &[u8])> = rows(bytes).collect();
    let read = |(number, line): &(u32, &[u8])| {
        let text = std::str::from_utf8(line).map_err(|_| {
            Error::new(ErrorKind::NotText, format!("{file}:{number}"), "not UTF-8 text: the row is skipped; convert the file")
        })?;
        observer.advance(Stage::Reading, 1);
        Row::read(text, file, *number)
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
    articles.sort_by(|a, b| (&a.id, dated(a), &a.text, &a.title, &a.source).cmp(&(&b.id, dated(b), &b.text, &b.title, &b.source)));
    if articles.windows(2).all(|pair| pair[0].id != pair[1].id) {
        return articles;
    }
    let mut taken: BTreeSet<String> = articles.iter().map(|article| article.id.clone()).collect();
    let mut kept: Vec<Article> = Vec::with_capacity(articles.len());
    let mut group = 0;
    for mut article in articles {
        if kept.get(group).is_none_or(|first| first.id != article.id) {
            group = kept.len();
            kept.push(article);
            continue;
        }
        let first = &kept[group];
        if kept[group..].iter().any(|other| other.text == article.text) {
            observer.warn(Warning { place: article.id, message: String::from("the same id and text twice: kept once") });
            continue;
        }
        let is_version = score::compare(&Prepared::new(first), &Prepared::new(&article)).relation.is_derived();
        let id = next_id(&article.id, if is_version { '@' } else { '#' }, &mut taken);
        if is_version {
            let story = kept[group].story.get_or_insert_with(|| article.id.clone()).clone();
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

/// Dated articles come before undated ones.
fn dated(article: &Article) -> (bool, Option<&str>) {
    (article.date.is_none(), article.date.as_deref())
}

fn next_id(id: &str, mark: char, taken: &mut BTreeSet<String>) -> String {
    let mut number = 2_usize;
    loop {
        let candidate = format!("{id}{mark}{number}");
        if taken.insert(candidate.clone()) {
            return candidate;
        }
        number += 1;
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
