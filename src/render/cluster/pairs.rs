//! Pairs as JSON lines: written, and read back to be grouped anew.
//!
//! In: scored pairs. Out: one line for each pair that is partial or stronger, `a` before `b` bytewise; and the way back. Words, dates and
//! stories of both articles stand in each line, so that groups can be made again without the texts.

use super::json::{id, line};
use crate::article::Article;
use crate::error::{Error, ErrorKind};
use crate::pipeline::{Clustered, ScoredPair, StoredPair, StoredPairs};
use crate::score::{Relation, Scores};
use crate::span::ArticleNo;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

#[derive(Serialize, Deserialize)]
struct PairRecord<'a> {
    #[serde(borrow)]
    a: Cow<'a, str>,
    #[serde(borrow)]
    b: Cow<'a, str>,
    a_in_b: f64,
    b_in_a: f64,
    #[serde(default)]
    a_in_b_outside_quotes: Option<f64>,
    #[serde(default)]
    b_in_a_outside_quotes: Option<f64>,
    resemblance: f64,
    longest_run_words: u32,
    #[serde(borrow)]
    relation: Cow<'a, str>,
    a_words: u32,
    b_words: u32,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    a_date: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    b_date: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    a_story: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    b_story: Option<Cow<'a, str>>,
    /// The large family of both, of which not every pair was scored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    family: Option<u32>,
    /// The same form with other facts, on another day.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    instalment: bool,
    /// Identical, but for wording that is boilerplate.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    but_for_boilerplate: bool,
    /// Large families, where the two are not of the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    a_family: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    b_family: Option<u32>,
}

/// One line for each pair that is partial or stronger, `a` before `b` bytewise.
pub fn pairs_jsonl(clustered: &Clustered) -> String {
    clustered.pairs.iter().map(|pair| line(&record(clustered, pair))).collect()
}

fn record<'c>(clustered: &'c Clustered, pair: &ScoredPair) -> PairRecord<'c> {
    let article = |no: ArticleNo| &clustered.articles[no.at()];
    let borrowed = |value: &'c Option<String>| value.as_deref().map(Cow::Borrowed);
    let (a_family, b_family) = (clustered.families[pair.a.at()], clustered.families[pair.b.at()]);
    let family = a_family.filter(|_| a_family == b_family);
    PairRecord {
        a: Cow::Borrowed(id(clustered, pair.a)),
        b: Cow::Borrowed(id(clustered, pair.b)),
        a_in_b: pair.scores.a_in_b,
        b_in_a: pair.scores.b_in_a,
        a_in_b_outside_quotes: pair.scores.a_in_b_outside_quotes,
        b_in_a_outside_quotes: pair.scores.b_in_a_outside_quotes,
        resemblance: pair.scores.resemblance,
        longest_run_words: pair.scores.longest_run_words,
        relation: Cow::Borrowed(pair.relation.name()),
        a_words: clustered.words[pair.a.at()],
        b_words: clustered.words[pair.b.at()],
        a_date: borrowed(&article(pair.a).date),
        b_date: borrowed(&article(pair.b).date),
        a_story: borrowed(&article(pair.a).story),
        b_story: borrowed(&article(pair.b).story),
        family,
        instalment: pair.instalment,
        but_for_boilerplate: pair.relation == Relation::Identical && clustered.same_as[pair.a.at()] != clustered.same_as[pair.b.at()],
        a_family: a_family.filter(|_| family.is_none()),
        b_family: b_family.filter(|_| family.is_none()),
    }
}

/// Pairs from a file that [`pairs_jsonl`] wrote, and an error for each line that is none. Linear.
pub fn read_pairs(file: &str, bytes: &[u8]) -> (StoredPairs, Vec<Error>) {
    let (mut pairs, mut errors) = (Vec::new(), Vec::new());
    for (text, number) in bytes.split(|byte| *byte == b'\n').zip(1_u32..).filter(|(text, _)| !text.trim_ascii().is_empty()) {
        match read(text) {
            Ok(pair) => pairs.push(pair),
            Err(why) => {
                let message = format!("not a pair of `cluster --pairs` ({why}): write the file again with this version");
                errors.push(Error::new(ErrorKind::BadRow, format!("{file}:{number}"), message));
            }
        }
    }
    (StoredPairs::new(pairs), errors)
}

fn read(text: &[u8]) -> Result<StoredPair, String> {
    let record: PairRecord<'_> = serde_json::from_slice(text).map_err(|error| {
        let why = error.to_string();
        why.split(" at line ").next().unwrap_or_default().to_string()
    })?;
    let relation = relation(&record.relation)?;
    are_shares(&[Some(record.a_in_b), Some(record.b_in_a), record.a_in_b_outside_quotes, record.b_in_a_outside_quotes])?;
    let owned = |value: Option<Cow<'_, str>>| value.map(Cow::into_owned);
    let article = |id: Cow<'_, str>, date, story| Article { id: id.into_owned(), date, story, ..Article::default() };
    let scores = Scores {
        a_in_b: record.a_in_b,
        b_in_a: record.b_in_a,
        a_in_b_outside_quotes: record.a_in_b_outside_quotes,
        b_in_a_outside_quotes: record.b_in_a_outside_quotes,
        resemblance: record.resemblance,
        longest_run_words: record.longest_run_words,
        a_in_b_verbatim: 0.0,
        b_in_a_verbatim: 0.0,
        discounted_words: 0,
        shared_words: (record.a_in_b * f64::from(record.a_words)).round() as u32,
    };
    Ok(StoredPair {
        a: article(record.a, owned(record.a_date), owned(record.a_story)),
        a_words: record.a_words,
        b: article(record.b, owned(record.b_date), owned(record.b_story)),
        b_words: record.b_words,
        a_family: record.family.or(record.a_family),
        b_family: record.family.or(record.b_family),
        scored: ScoredPair { a: ArticleNo(0), b: ArticleNo(1), relation, scores, instalment: record.instalment },
        but_for_boilerplate: record.but_for_boilerplate,
    })
}

fn relation(name: &str) -> Result<Relation, String> {
    Relation::ALL.into_iter().find(|relation| relation.name() == name).ok_or("its relation is not known".to_string())
}

fn are_shares(shares: &[Option<f64>]) -> Result<(), String> {
    let wrong = shares.iter().flatten().any(|share| !(0.0..=1.0).contains(share));
    if wrong { Err("a share is not from 0 to 1".to_string()) } else { Ok(()) }
}

#[cfg(test)]
#[path = "pairs_tests.rs"]
mod tests;
