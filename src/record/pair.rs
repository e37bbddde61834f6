//! Pairs as JSON lines: written, and read back to be grouped anew.
//!
//! In: scored pairs. Out: one line for each pair that is partial or stronger, `a` before `b` bytewise; and the way
//! back. Words, dates and stories of both articles stand in each line, so that groups can be made again without the
//! texts.

use super::cluster::id;
use crate::article::Article;
use crate::error::{Error, ErrorKind};
use crate::ids::ArticleNo;
use crate::pipeline::{Clustered, ScoredPair, StoredPair, StoredPairs};
use crate::score::{Grade, Relation, Scores, Stamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

const SCHEMA: &str = "copydesk.pair/1";

/// Two articles that share wording.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "copydesk.pair/1: a line of `copydesk cluster --pairs`")]
pub struct PairRecord {
    /// Name and version of the schema.
    #[serde(default)]
    #[schemars(extend("const" = SCHEMA))]
    pub schema: String,
    /// The rules by which it was made: how words are keyed and relations decided. A file of other rules is refused.
    #[serde(default)]
    pub stamp: String,
    /// The article with the smaller id.
    pub a: String,
    /// The article with the larger id.
    pub b: String,
    /// Share of a's words that were taken from b.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub a_in_b: f64,
    /// Share of b's words that were taken from a.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub b_in_a: f64,
    /// `a_in_b` over a's words outside quotations; null if it has none.
    #[serde(default)]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub a_in_b_outside_quotes: Option<f64>,
    /// `b_in_a` over b's words outside quotations; null if it has none.
    #[serde(default)]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub b_in_a_outside_quotes: Option<f64>,
    /// Jaccard index of the word shingles.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub resemblance: f64,
    /// Longest verbatim run, after folding of case and typography.
    pub longest_run_words: u32,
    /// What a is to b.
    pub relation: Relation,
    /// How sure it is that wording was reused.
    #[serde(default)]
    pub grade: Option<Grade>,
    /// Words of a that count in shares.
    pub a_words: u32,
    /// Words of b that count in shares.
    pub b_words: u32,
    /// Words of a that hold characters that nobody sees; left out where it is 0.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub a_hidden_words: usize,
    /// Words of b that hold characters that nobody sees; left out where it is 0.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub b_hidden_words: usize,
    /// Date of a, as given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub a_date: Option<String>,
    /// Date of b, as given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub b_date: Option<String>,
    /// Key of the story that a is a version of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub a_story: Option<String>,
    /// Key of the story that b is a version of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub b_story: Option<String>,
    /// The large family of both, of which not every pair was scored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family: Option<u32>,
    /// The same wording with other facts, on another day: joins no group; left out where it is false.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub instalment: bool,
    /// Identical but for wording that is boilerplate of the collection; left out where it is false.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub but_for_boilerplate: bool,
    /// The large family of a, where b is not in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub a_family: Option<u32>,
    /// The large family of b, where a is not in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub b_family: Option<u32>,
}

/// A record for each pair that is partial or stronger, `a` before `b` bytewise.
pub fn pairs(clustered: &Clustered) -> impl Iterator<Item = PairRecord> {
    clustered.pairs.iter().map(|pair| record(clustered, pair))
}

fn record(clustered: &Clustered, pair: &ScoredPair) -> PairRecord {
    let article = |no: ArticleNo| &clustered.articles[no.at()];
    let hidden_words = |no: ArticleNo| clustered.seen.get(&no).map_or(0, |seen| seen.hidden_words);
    let (a_family, b_family) = (clustered.families[pair.a.at()], clustered.families[pair.b.at()]);
    let family = a_family.filter(|_| a_family == b_family);
    PairRecord {
        schema: SCHEMA.to_string(),
        stamp: Stamp::CURRENT.to_string(),
        a: id(clustered, pair.a),
        b: id(clustered, pair.b),
        a_in_b: pair.scores.a_in_b,
        b_in_a: pair.scores.b_in_a,
        a_in_b_outside_quotes: pair.scores.a_in_b_outside_quotes,
        b_in_a_outside_quotes: pair.scores.b_in_a_outside_quotes,
        resemblance: pair.scores.resemblance,
        longest_run_words: pair.scores.longest_run_words,
        relation: pair.relation,
        grade: pair.grade,
        a_words: clustered.words[pair.a.at()],
        b_words: clustered.words[pair.b.at()],
        a_hidden_words: hidden_words(pair.a),
        b_hidden_words: hidden_words(pair.b),
        a_date: article(pair.a).date.clone(),
        b_date: article(pair.b).date.clone(),
        a_story: article(pair.a).story.clone(),
        b_story: article(pair.b).story.clone(),
        family,
        instalment: pair.instalment,
        but_for_boilerplate: pair.relation == Relation::Identical && clustered.same_as[pair.a.at()] != clustered.same_as[pair.b.at()],
        a_family: a_family.filter(|_| family.is_none()),
        b_family: b_family.filter(|_| family.is_none()),
    }
}

/// Pairs from a file of [`pairs`] as JSON lines, and an error for each line that is none. A file with a line that was
/// made by the rules of another release gives no pair and one error. Linear.
pub fn read_pairs(file: &str, bytes: &[u8]) -> (StoredPairs, Vec<Error>) {
    let (mut pairs, mut errors) = (Vec::new(), Vec::new());
    for (text, number) in bytes.split(|byte| *byte == b'\n').zip(1_u32..).filter(|(text, _)| !text.trim_ascii().is_empty()) {
        let record = record_of(text);
        if record.as_ref().is_ok_and(|record| !Stamp::is_current(&record.stamp)) {
            let message = "pairs made by the rules of another release: write them again with `copydesk cluster PATH... --pairs FILE`";
            return (StoredPairs::default(), vec![Error::new(ErrorKind::Outdated, format!("{file}:{number}"), message)]);
        }
        match record.and_then(stored) {
            Ok(pair) => pairs.push(pair),
            Err(why) => {
                let message = format!("not a pair of `cluster --pairs` ({why}): write the file again with this version");
                errors.push(Error::new(ErrorKind::BadRow, format!("{file}:{number}"), message));
            }
        }
    }
    (StoredPairs::new(pairs), errors)
}

fn record_of(text: &[u8]) -> Result<PairRecord, String> {
    serde_json::from_slice(text).map_err(|error| {
        let why = error.to_string();
        why.split(" at line ").next().unwrap_or_default().to_string()
    })
}

fn stored(record: PairRecord) -> Result<StoredPair, String> {
    are_shares(&[Some(record.a_in_b), Some(record.b_in_a), record.a_in_b_outside_quotes, record.b_in_a_outside_quotes])?;
    let article = |id, date, story| Article { id, date, story, ..Article::default() };
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
    let relation = record.relation;
    Ok(StoredPair {
        a: article(record.a, record.a_date, record.a_story),
        a_words: record.a_words,
        a_hidden_words: record.a_hidden_words,
        b_hidden_words: record.b_hidden_words,
        b: article(record.b, record.b_date, record.b_story),
        b_words: record.b_words,
        a_family: record.family.or(record.a_family),
        b_family: record.family.or(record.b_family),
        scored: ScoredPair { a: ArticleNo(0), b: ArticleNo(1), relation, grade: record.grade, scores, instalment: record.instalment },
        but_for_boilerplate: record.but_for_boilerplate,
    })
}

fn is_zero(number: &usize) -> bool {
    *number == 0
}

fn are_shares(shares: &[Option<f64>]) -> Result<(), String> {
    let wrong = shares.iter().flatten().any(|share| !(0.0..=1.0).contains(share));
    if wrong { Err("a share is not from 0 to 1".to_string()) } else { Ok(()) }
}

#[cfg(test)]
#[path = "pair_tests.rs"]
mod tests;
