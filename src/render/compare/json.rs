//! The record `copydesk.compare/1`.
//!
//! In: a comparison. Out: one line of JSON. `passages` and `discounted` go beyond the contract; fields may be added, those that
//! stand keep their meaning.

use crate::pipeline::Compared;
use crate::render::words::is_none_hidden;
use crate::score::{Discount, Doubt, Passage, Relation, Scores};
use crate::span::Span;
use crate::text::Prepared;
use serde::Serialize;

#[derive(Serialize)]
struct CompareRecord<'a> {
    schema: &'static str,
    a: SideRecord<'a>,
    b: SideRecord<'a>,
    relation: Relation,
    #[serde(skip_serializing_if = "Option::is_none")]
    doubt: Option<Doubt>,
    scores: Scores,
    passages: Vec<PassageRecord>,
    discounted: Vec<DiscountRecord>,
}

#[derive(Serialize)]
struct SideRecord<'a> {
    id: &'a str,
    words: usize,
    furniture_words: usize,
    #[serde(skip_serializing_if = "is_none_hidden")]
    hidden_words: usize,
}

#[derive(Serialize)]
struct PassageRecord {
    a_span: Span,
    b_span: Span,
    longest_run_words: u32,
}

#[derive(Serialize)]
struct DiscountRecord {
    a_span: Span,
    b_span: Span,
    why: Discount,
}

/// The comparison as one line of JSON, without a line end.
pub fn compare_json(compared: &Compared) -> String {
    let comparison = &compared.comparison;
    let record = CompareRecord {
        schema: "copydesk.compare/1",
        a: side(&compared.a),
        b: side(&compared.b),
        relation: comparison.relation,
        doubt: comparison.doubt,
        scores: comparison.scores,
        passages: comparison
            .passages
            .iter()
            .map(|passage| {
                let (a_span, b_span) = spans(compared, passage);
                PassageRecord { a_span, b_span, longest_run_words: passage.longest_run() }
            })
            .collect(),
        discounted: comparison
            .discounted
            .iter()
            .map(|discounted| {
                let (a_span, b_span) = spans(compared, &discounted.passage);
                DiscountRecord { a_span, b_span, why: discounted.why }
            })
            .collect(),
    };
    serde_json::to_string(&record).expect("a record of strings and numbers is JSON")
}

fn side<'a>(prepared: &'a Prepared) -> SideRecord<'a> {
    let furniture_words = prepared.n_furniture_words();
    SideRecord {
        id: &prepared.article.id,
        words: prepared.words.len() - furniture_words,
        furniture_words,
        hidden_words: prepared.hidden_words,
    }
}

fn spans(compared: &Compared, passage: &Passage) -> (Span, Span) {
    (compared.a.span_of_words(&passage.a), compared.b.span_of_words(&passage.b))
}
