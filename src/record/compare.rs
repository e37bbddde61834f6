//! The record `copydesk.compare/1`: what one article is to another.

use crate::pipeline::Compared;
use crate::score::{Discount, Doubt, Grade, Passage, Relation, Scores};
use crate::span::Span;
use crate::text::Prepared;
use schemars::JsonSchema;
use serde::Serialize;

const SCHEMA: &str = "copydesk.compare/1";

/// What article a is to article b.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "copydesk.compare/1: one article compared with another")]
pub struct CompareRecord {
    /// Name and version of the schema.
    #[schemars(extend("const" = SCHEMA))]
    pub schema: &'static str,
    /// The first article.
    pub a: ArticleRecord,
    /// The second article.
    pub b: ArticleRecord,
    /// What a is to b.
    pub relation: Relation,
    /// How sure it is that wording was reused; null where the relation is none of reuse.
    pub grade: Option<Grade>,
    /// The same wording with other facts, on another day: `check` does not count it; left out where it is false.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub instalment: bool,
    /// Why `unrelated` says nothing of the two; only where that is so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doubt: Option<Doubt>,
    /// Shares both ways, and the other figures.
    pub scores: ScoresRecord,
    /// Stretches of a that were reused from b.
    pub passages: Vec<PassageRecord>,
    /// Shared stretches that were looked at and not counted.
    pub discounted: Vec<DiscountedRecord>,
}

/// An article, by what was counted in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ArticleRecord {
    /// Path, or `FILE#ID` of a row.
    pub id: String,
    /// Words of the story: those that count in shares.
    pub words: usize,
    /// Words of headline, dateline, notes and the like: shown, and counted in no share.
    pub furniture_words: usize,
    /// Words that hold characters that nobody sees.
    pub hidden_words: usize,
}

/// The figures of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct ScoresRecord {
    /// Share of a's words that were taken from b: word for word, in another form, or replaced in a sentence that
    /// follows one of b.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub a_in_b: f64,
    /// The reverse: share of b's words that were taken from a.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub b_in_a: f64,
    /// Share of a's words that stand in the reused passages of b word for word; at most `a_in_b`.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub a_in_b_verbatim: f64,
    /// The reverse: share of b's words that stand in a word for word.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub b_in_a_verbatim: f64,
    /// `a_in_b` over a's words outside quotations; null if it has none.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub a_in_b_outside_quotes: Option<f64>,
    /// `b_in_a` over b's words outside quotations; null if it has none.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub b_in_a_outside_quotes: Option<f64>,
    /// Jaccard index of the word shingles.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub resemblance: f64,
    /// Longest verbatim run, after folding of case and typography.
    pub longest_run_words: u32,
    /// Words of a that were taken from b.
    pub shared_words: u32,
    /// Words in shared stretches that were looked at and not counted, of the article that has more of them.
    pub discounted_words: u32,
}

/// A stretch of a that was reused from a stretch of b.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PassageRecord {
    /// Where it stands in a.
    pub a_span: Span,
    /// Where it stands in b.
    pub b_span: Span,
    /// Its longest verbatim run.
    pub longest_run_words: u32,
}

/// A shared stretch that was not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DiscountedRecord {
    /// Where it stands in a.
    pub a_span: Span,
    /// Where it stands in b.
    pub b_span: Span,
    /// Why it does not count.
    pub why: Discount,
}

impl From<&Compared> for CompareRecord {
    fn from(compared: &Compared) -> Self {
        let comparison = &compared.comparison;
        let spans = |passage: &Passage| (compared.a.span_of_words(&passage.a), compared.b.span_of_words(&passage.b));
        let passages = comparison.passages.iter().map(|passage| {
            let (a_span, b_span) = spans(passage);
            PassageRecord { a_span, b_span, longest_run_words: passage.longest_run() }
        });
        let discounted = comparison.discounted.iter().map(|discounted| {
            let (a_span, b_span) = spans(&discounted.passage);
            DiscountedRecord { a_span, b_span, why: discounted.why }
        });
        CompareRecord {
            schema: SCHEMA,
            a: ArticleRecord::from(&compared.a),
            b: ArticleRecord::from(&compared.b),
            relation: comparison.relation,
            grade: comparison.grade,
            instalment: compared.instalment,
            doubt: comparison.doubt,
            scores: ScoresRecord::from(comparison.scores),
            passages: passages.collect(),
            discounted: discounted.collect(),
        }
    }
}

impl From<&Prepared> for ArticleRecord {
    fn from(prepared: &Prepared) -> Self {
        let furniture_words = prepared.n_furniture_words();
        ArticleRecord {
            id: prepared.article.id.clone(),
            words: prepared.words.len() - furniture_words,
            furniture_words,
            hidden_words: prepared.hidden_words,
        }
    }
}

impl From<Scores> for ScoresRecord {
    fn from(scores: Scores) -> Self {
        ScoresRecord {
            a_in_b: scores.a_in_b,
            b_in_a: scores.b_in_a,
            a_in_b_verbatim: scores.a_in_b_verbatim,
            b_in_a_verbatim: scores.b_in_a_verbatim,
            a_in_b_outside_quotes: scores.a_in_b_outside_quotes,
            b_in_a_outside_quotes: scores.b_in_a_outside_quotes,
            resemblance: scores.resemblance,
            longest_run_words: scores.longest_run_words,
            shared_words: scores.shared_words,
            discounted_words: scores.discounted_words,
        }
    }
}
