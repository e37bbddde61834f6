//! The record `copydesk.check/1`.
//!
//! In: checked copies. Out: one document, or one line for each copy. Fields may be added; those that stand keep their meaning.

use crate::pipeline::{Checked, CheckedCopy, Credit, Direction, Source, Time};
use crate::render::words::is_none_hidden;
use crate::score::{Discount, Kind, Relation};
use crate::span::Span;
use serde::Serialize;

#[derive(Serialize)]
struct CheckRecord<'a> {
    schema: &'static str,
    compared_with: usize,
    ignored: usize,
    out_of_dates: usize,
    copies: Vec<CopyRecord<'a>>,
}

#[derive(Serialize)]
struct LineRecord<'a> {
    schema: &'static str,
    #[serde(flatten)]
    copy: CopyRecord<'a>,
}

#[derive(Serialize)]
struct CopyRecord<'a> {
    id: &'a str,
    words: u32,
    #[serde(skip_serializing_if = "is_none_hidden")]
    hidden_words: usize,
    boilerplate_words: u32,
    relation: Relation,
    /// The relation to those sources that count: not licensed, not later than the copy, no instalment.
    counted: Relation,
    in_sources: f64,
    in_sources_outside_quotes: Option<f64>,
    names: &'a [String],
    sources: Vec<SourceRecord<'a>>,
    passages: Vec<PassageRecord<'a>>,
    same_facts: Vec<SameFactsRecord<'a>>,
    also: Vec<AlsoRecord<'a>>,
    /// Articles that are copies of this one; they count for nothing here.
    shared_with: Vec<SharedRecord<'a>>,
}

#[derive(Serialize)]
struct SourceRecord<'a> {
    id: &'a str,
    relation: Relation,
    words: u32,
    share: f64,
    longest_run_words: u32,
    source_words: u32,
    used: f64,
    /// Null where the source does not say whom it is from and the copy names an agency.
    credited: Option<bool>,
    credited_as: Option<&'a str>,
    /// `earlier`, `same`, `later` than the copy, or `unknown`.
    time: &'static str,
    /// Seconds between the two, where known.
    time_difference: Option<i64>,
    /// What tells that it is the source: `date`, `base` or `text`.
    direction: &'static str,
    licensed: bool,
    /// The same form with other facts, on another day.
    instalment: bool,
    counts: bool,
}

#[derive(Serialize)]
struct PassageRecord<'a> {
    span: Span,
    source: &'a str,
    source_span: Span,
    kind: Kind,
    stretch: u32,
}

#[derive(Serialize)]
struct SameFactsRecord<'a> {
    span: Span,
    source: &'a str,
    source_span: Span,
    why: Discount,
}

#[derive(Serialize)]
struct AlsoRecord<'a> {
    id: &'a str,
    relation: Relation,
    share: f64,
}

#[derive(Serialize)]
struct SharedRecord<'a> {
    id: &'a str,
    relation: Relation,
    words: u32,
    direction: &'static str,
}

/// All copies as one document with a line end.
pub fn check_json(checked: &Checked) -> String {
    line(&CheckRecord {
        schema: "copydesk.check/1",
        compared_with: checked.counts.sources,
        ignored: checked.counts.ignored,
        out_of_dates: checked.counts.out_of_dates,
        copies: checked.copies.iter().map(record).collect(),
    })
}

/// One line for each copy.
pub fn check_jsonl(checked: &Checked) -> String {
    checked.copies.iter().map(|copy| line(&LineRecord { schema: "copydesk.check-copy/1", copy: record(copy) })).collect()
}

fn line(record: &impl Serialize) -> String {
    serde_json::to_string(record).expect("a record of strings and numbers is JSON") + "\n"
}

fn record<'c>(copy: &'c CheckedCopy) -> CopyRecord<'c> {
    CopyRecord {
        id: &copy.article.id,
        words: copy.words,
        hidden_words: copy.prepared.as_ref().map_or(0, |prepared| prepared.hidden_words),
        boilerplate_words: copy.boilerplate_words,
        relation: copy.relation,
        counted: copy.counted,
        in_sources: copy.in_sources,
        in_sources_outside_quotes: copy.in_sources_outside_quotes,
        names: &copy.names,
        sources: copy.sources.iter().map(source).collect(),
        passages: copy
            .passages
            .iter()
            .map(|passage| PassageRecord {
                span: passage.span,
                source: copy.sources.get(passage.source as usize).map_or("", |source| source.article.id.as_str()),
                source_span: passage.source_span,
                kind: passage.kind,
                stretch: passage.stretch,
            })
            .collect(),
        same_facts: copy
            .same_facts
            .iter()
            .map(|one| SameFactsRecord { span: one.span, source: &one.source.id, source_span: one.source_span, why: one.why })
            .collect(),
        also: copy.also.iter().map(|one| AlsoRecord { id: &one.article.id, relation: one.relation, share: one.share }).collect(),
        shared_with: copy
            .shared_with
            .iter()
            .map(|one| SharedRecord { id: &one.article.id, relation: one.relation, words: one.words, direction: direction(one.direction) })
            .collect(),
    }
}

fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::Date => "date",
        Direction::Base => "base",
        Direction::Text => "text",
    }
}

fn source<'c>(source: &'c Source) -> SourceRecord<'c> {
    let (credited, credited_as) = match &source.credit {
        Credit::Credited(name) => (Some(true), Some(name.as_str())),
        Credit::NotCredited => (Some(false), None),
        Credit::Unknown => (None, None),
    };
    let time = match source.time {
        Time::Earlier(_) => "earlier",
        Time::Later(_) => "later",
        Time::Same => "same",
        Time::Unknown => "unknown",
    };
    SourceRecord {
        id: &source.article.id,
        relation: source.relation,
        words: source.words,
        share: source.share,
        longest_run_words: source.longest_run_words,
        source_words: source.source_words,
        used: source.used,
        credited,
        credited_as,
        time,
        time_difference: source.time.apart(),
        direction: direction(source.direction),
        licensed: source.licensed,
        instalment: source.instalment,
        counts: source.counts(),
    }
}
