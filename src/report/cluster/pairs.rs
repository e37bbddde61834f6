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
}

/// One line for each pair that is partial or stronger, `a` before `b` bytewise.
pub fn pairs_jsonl(clustered: &Clustered<'_>) -> String {
    clustered.pairs.iter().map(|pair| line(&record(clustered, pair))).collect()
}

fn record<'c>(clustered: &'c Clustered<'_>, pair: &ScoredPair) -> PairRecord<'c> {
    let article = |no: ArticleNo| clustered.articles[no.at()];
    let borrowed = |value: &'c Option<String>| value.as_deref().map(Cow::Borrowed);
    let family = clustered.families[pair.a.at()].filter(|family| clustered.families[pair.b.at()] == Some(*family));
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
    let relation =
        Relation::ALL.into_iter().find(|relation| relation.name() == record.relation).ok_or("its relation is not known".to_string())?;
    let shares = [Some(record.a_in_b), Some(record.b_in_a), record.a_in_b_outside_quotes, record.b_in_a_outside_quotes];
    if shares.into_iter().flatten().any(|share| !(0.0..=1.0).contains(&share)) {
        return Err("a share is not from 0 to 1".to_string());
    }
    let owned = |value: Option<Cow<'_, str>>| value.map(Cow::into_owned);
    let article = |id: Cow<'_, str>, date, story| Article { id: id.into_owned(), date, story, ..Article::default() };
    let scores = Scores {
        a_in_b: record.a_in_b,
        b_in_a: record.b_in_a,
        a_in_b_outside_quotes: record.a_in_b_outside_quotes,
        b_in_a_outside_quotes: record.b_in_a_outside_quotes,
        resemblance: record.resemblance,
        longest_run_words: record.longest_run_words,
        shared_words: (record.a_in_b * f64::from(record.a_words)).round() as u32,
    };
    Ok(StoredPair {
        a: article(record.a, owned(record.a_date), owned(record.a_story)),
        a_words: record.a_words,
        b: article(record.b, owned(record.b_date), owned(record.b_story)),
        b_words: record.b_words,
        family: record.family,
        scored: ScoredPair { a: ArticleNo(0), b: ArticleNo(1), relation, scores, instalment: record.instalment },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cluster;
    use crate::pipeline::{self, ClusterSettings};

    fn articles() -> Vec<Article> {
        let piece = |n: u32| {
            format!(
                "Number {n} of the harbour reports says that quay {n}a was closed for {n} hours after a barge called Lotte{n} struck it. "
            )
        };
        let story = |numbers: std::ops::Range<u32>| numbers.map(|n| piece(n * 7 + 1)).collect::<String>();
        let mut all = Vec::new();
        for family in 0..6 {
            let from = family * 40;
            all.push(Article { date: Some("2026-03-02".into()), ..Article::new(format!("wire{family}"), story(from..from + 12)) });
            all.push(Article::new(format!("copy{family}"), story(from..from + 12)));
            all.push(Article::new(format!("short{family}"), story(from..from + 7)));
            all.push(Article { story: Some("quay".into()), ..Article::new(format!("longer{family}"), story(from..from + 14)) });
            all.push(Article::new(format!("own{family}"), story(from + 20..from + 30)));
        }
        all
    }

    fn groups(clustered: &Clustered<'_>) -> Vec<String> {
        crate::report::cluster_jsonl(clustered).lines().map(String::from).collect()
    }

    #[test]
    fn stored_pairs_give_the_same_groups() {
        let articles = articles();
        let clustered = pipeline::cluster(&articles, ClusterSettings::default(), &());
        let (stored, errors) = read_pairs("p.jsonl", pairs_jsonl(&clustered).as_bytes());
        assert!(errors.is_empty(), "{errors:?}");
        let again = pipeline::regroup(&stored, cluster::Settings::default());
        assert_eq!(groups(&clustered).len(), 6);
        assert_eq!(groups(&again), groups(&clustered));
        assert_eq!(pairs_jsonl(&again), pairs_jsonl(&clustered));
        let strict = cluster::Settings { weakest: Relation::Identical, ..cluster::Settings::default() };
        let again = pipeline::regroup(&stored, strict);
        assert!(again.groups.groups.iter().all(|group| group.members.len() == 2), "wire and copy only");
        assert_eq!(again.groups.groups.len(), 6);
        let near = cluster::Settings { min_share: 1.1, ..cluster::Settings::default() };
        assert!(pipeline::regroup(&stored, near).groups.groups.iter().all(|group| group.members.len() == 2), "the same words always join");
    }

    #[test]
    fn shares_come_back_to_the_last_bit() {
        for share in [0.947_368_421_052_631_5_f64, 18.0 / 19.0, 0.1 + 0.2, 2.0 / 3.0] {
            let pair = format!(
                "{{\"a\":\"x\",\"b\":\"y\",\"a_in_b\":{share},\"b_in_a\":0.3,\"resemblance\":0.2,\"longest_run_words\":9,\
                 \"relation\":\"shortened\",\"a_words\":10,\"b_words\":30}}\n"
            );
            let (stored, errors) = read_pairs("p.jsonl", pair.as_bytes());
            assert!(errors.is_empty(), "{errors:?}");
            let again = pipeline::regroup(&stored, cluster::Settings::default());
            assert_eq!(again.pairs[0].scores.a_in_b.to_bits(), share.to_bits(), "{share}");
        }
    }

    #[test]
    fn bad_lines_are_named() {
        let good = r#"{"a":"x","b":"y","a_in_b":0.9,"b_in_a":0.3,"resemblance":0.2,"longest_run_words":9,"relation":"shortened","a_words":10,"b_words":30}"#;
        for (bad, why) in [
            ("nonsense", "expected"),
            (r#"{"a":"x","b":"y"}"#, "missing field"),
            (&good.replace("shortened", "cut"), "relation"),
            (&good.replace("0.9", "9"), "share"),
        ] {
            let (stored, errors) = read_pairs("p.jsonl", format!("{good}\n\n{bad}\n").as_bytes());
            assert_eq!(pipeline::regroup(&stored, cluster::Settings::default()).groups.groups.len(), 1);
            assert!(errors.len() == 1 && errors[0].place() == "p.jsonl:3" && errors[0].message().contains(why), "{errors:?}");
        }
    }
}
