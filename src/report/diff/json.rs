//! The record `copydesk.diff/1`.
//!
//! In: a diff. Out: one line of JSON. Sentences are numbered from 1. `coarse` and `summary` go beyond the contract.

use super::summary::Summary;
use crate::align::{AlignedSide, Block, Change, Status};
use crate::article::Role;
use crate::pipeline::Diff;
use crate::span::Span;
use serde::Serialize;

#[derive(Serialize)]
struct DiffRecord<'a> {
    schema: &'static str,
    old: SideRecord<'a>,
    new: SideRecord<'a>,
    additions: Vec<BlockRecord<'a>>,
    removals: Vec<BlockRecord<'a>>,
    summary: Summary,
    coarse: Vec<u32>,
}

#[derive(Serialize)]
struct SideRecord<'a> {
    id: &'a str,
    sentences: Vec<SentenceRecord>,
    spans: Vec<PieceRecord>,
}

#[derive(Serialize)]
struct SentenceRecord {
    n: usize,
    span: Span,
    status: Status,
    partners: Vec<u32>,
    moved: bool,
    role: Role,
}

#[derive(Serialize)]
struct PieceRecord {
    span: Span,
    kind: Change,
}

#[derive(Serialize)]
struct BlockRecord<'a> {
    span: Span,
    sentences: Vec<u32>,
    words: u32,
    paragraphs: &'a [Span],
}

/// The diff as one line of JSON, without a line end.
pub fn diff_json(diff: &Diff<'_>) -> String {
    let alignment = &diff.alignment;
    let record = DiffRecord {
        schema: "copydesk.diff/1",
        old: side(&diff.old.article.id, &alignment.old),
        new: side(&diff.new.article.id, &alignment.new),
        additions: alignment.additions.iter().map(block).collect(),
        removals: alignment.removals.iter().map(block).collect(),
        summary: Summary::of(diff),
        coarse: alignment.coarse.iter().map(|sentence| sentence + 1).collect(),
    };
    serde_json::to_string(&record).expect("a record of strings and numbers is JSON")
}

fn side<'a>(id: &'a str, aligned: &AlignedSide) -> SideRecord<'a> {
    let sentences = aligned.sentences.iter().zip(1..).map(|(sentence, n)| SentenceRecord {
        n,
        span: sentence.span,
        status: sentence.status,
        partners: sentence.partners.iter().map(|partner| partner + 1).collect(),
        moved: sentence.moved,
        role: sentence.role,
    });
    let spans = aligned.pieces.iter().map(|piece| PieceRecord { span: piece.span, kind: piece.change });
    SideRecord { id, sentences: sentences.collect(), spans: spans.collect() }
}

fn block(block: &Block) -> BlockRecord<'_> {
    BlockRecord {
        span: block.span,
        sentences: block.sentences.clone().map(|n| n + 1).collect(),
        words: block.words,
        paragraphs: &block.paragraphs,
    }
}
