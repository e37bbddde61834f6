//! The record `copydesk.diff-chain/1`: versions of one article, step by step. Versions and sentences are numbered from
//! 1.

use super::DiffRecord;
use crate::article::Role;
use crate::pipeline::{Chain, Origin};
use crate::span::Span;
use schemars::JsonSchema;
use serde::Serialize;

const SCHEMA: &str = "copydesk.diff-chain/1";

/// Versions of one article, oldest first, and where each sentence of the last one comes from.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "copydesk.diff-chain/1: a chain of versions")]
pub struct DiffChainRecord {
    /// Name and version of the schema.
    #[schemars(extend("const" = SCHEMA))]
    pub schema: &'static str,
    /// The versions, oldest first.
    pub versions: Vec<VersionRecord>,
    /// What each version does to the one before it.
    pub steps: Vec<DiffRecord>,
    /// Where each sentence of the last version comes from.
    pub origins: Vec<OriginRecord>,
}

/// One version of the chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct VersionRecord {
    /// Its number, from 1.
    pub n: usize,
    /// Path, or `FILE#ID` of a row.
    pub id: String,
    /// Words of the story.
    pub words: usize,
    /// Words of headline, dateline, notes and the like.
    pub furniture_words: usize,
    /// Words that hold characters that nobody sees.
    pub hidden_words: usize,
    /// Words of the story of the last version that came in this one.
    pub words_in_last: usize,
}

/// Where a sentence of the last version comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OriginRecord {
    /// The sentence, by its number in the last version.
    pub n: usize,
    /// Where it stands.
    pub span: Span,
    /// What it is for.
    pub role: Role,
    /// The version in which it began, by number.
    pub first: usize,
    /// The id of that version.
    pub first_id: String,
    /// Versions in which its words were edited since, by number.
    pub edited: Vec<usize>,
    /// Whether it was gone in between and came back with the same words.
    pub returned: bool,
    /// Its words, in stretches that came in the same version.
    pub words: Vec<CameRecord>,
}

/// Words of a sentence that came in the same version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CameRecord {
    /// Where they stand.
    pub span: Span,
    /// The version in which they came, by number; never before the one in which the sentence began.
    pub version: usize,
}

impl From<&Chain> for DiffChainRecord {
    fn from(chain: &Chain) -> Self {
        let first = chain.steps.first().map(|step| &step.old);
        let prepared: Vec<_> = first.into_iter().chain(chain.steps.iter().map(|step| &step.new)).collect();
        let shares = chain.words_by_version();
        let versions = prepared.iter().zip(shares).zip(1..).map(|((version, words_in_last), n)| VersionRecord {
            n,
            id: version.article.id.clone(),
            words: version.story_words().count(),
            furniture_words: version.n_furniture_words(),
            hidden_words: version.hidden_words,
            words_in_last,
        });
        let newest = chain.steps.last().map(|step| &step.new);
        let came = |origin: &Origin, number: usize| {
            let stretches = newest.map_or_else(Vec::new, |newest| origin.stretches(newest, number));
            stretches.into_iter().map(|(version, span)| CameRecord { span, version: version + 1 }).collect()
        };
        let last = chain.steps.last().map_or(&[][..], |step| &step.alignment.new.sentences);
        let origins = chain.origins.iter().zip(last).zip(1..).map(|((origin, sentence), n)| OriginRecord {
            n,
            span: sentence.span,
            role: sentence.role,
            first: origin.first + 1,
            first_id: prepared.get(origin.first).map_or_else(String::new, |version| version.article.id.clone()),
            edited: origin.edited.iter().map(|version| version + 1).collect(),
            returned: origin.returned,
            words: came(origin, n - 1),
        });
        DiffChainRecord {
            schema: SCHEMA,
            versions: versions.collect(),
            steps: chain.steps.iter().map(DiffRecord::from).collect(),
            origins: origins.collect(),
        }
    }
}
