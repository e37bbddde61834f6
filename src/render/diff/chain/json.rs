//! The record `copydesk.diff-chain/1`.
//!
//! In: a chain. Out: one line of JSON: the versions, a `copydesk.diff/1` record for each step, and where each sentence of the last
//! version comes from. Versions and sentences are numbered from 1.

use crate::article::Role;
use crate::pipeline::Chain;
use crate::render::diff::json::{DiffRecord, record};
use crate::render::words::is_none_hidden;
use crate::span::Span;
use serde::Serialize;

#[derive(Serialize)]
struct ChainRecord<'a> {
    schema: &'static str,
    versions: Vec<VersionRecord<'a>>,
    steps: Vec<DiffRecord<'a>>,
    origins: Vec<OriginRecord<'a>>,
}

#[derive(Serialize)]
struct VersionRecord<'a> {
    n: usize,
    id: &'a str,
    words: usize,
    furniture_words: usize,
    #[serde(skip_serializing_if = "is_none_hidden")]
    hidden_words: usize,
}

#[derive(Serialize)]
struct OriginRecord<'a> {
    /// Sentence of the last version.
    n: usize,
    span: Span,
    role: Role,
    /// The version in which it first appeared.
    first: usize,
    first_id: &'a str,
    /// Versions in which its words were edited since.
    edited: Vec<usize>,
    /// Gone in between and back with the same words.
    returned: bool,
}

/// The chain as one line of JSON, without a line end.
pub fn chain_json(chain: &Chain) -> String {
    let first = chain.steps.first().map(|step| &step.old);
    let prepared: Vec<_> = first.into_iter().chain(chain.steps.iter().map(|step| &step.new)).collect();
    let versions = prepared.iter().zip(1..).map(|(version, n)| VersionRecord {
        n,
        id: &version.article.id,
        words: version.story_words().count(),
        furniture_words: version.n_furniture_words(),
        hidden_words: version.hidden_words,
    });
    let last = chain.steps.last().map_or(&[][..], |step| &step.alignment.new.sentences);
    let origins = chain.origins.iter().zip(last).zip(1..).map(|((origin, sentence), n)| OriginRecord {
        n,
        span: sentence.span,
        role: sentence.role,
        first: origin.first + 1,
        first_id: prepared.get(origin.first).map_or("", |version| &version.article.id),
        edited: origin.edited.iter().map(|version| version + 1).collect(),
        returned: origin.returned,
    });
    let made = ChainRecord {
        schema: "copydesk.diff-chain/1",
        versions: versions.collect(),
        steps: chain.steps.iter().map(record).collect(),
        origins: origins.collect(),
    };
    serde_json::to_string(&made).expect("a record of strings and numbers is JSON")
}
