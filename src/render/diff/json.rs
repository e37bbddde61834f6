//! The record `copydesk.diff/1`.
//!
//! In: a diff. Out: one line of JSON. Sentences are numbered from 1. Beyond the contract: `flags` of a sentence, `groups`, `summary`,
//! `coarse`, `coarse_old`.

use super::summary::Summary;
use crate::align::{AlignedSide, Block, Change, Flag, Group, Status};
use crate::article::Role;
use crate::pipeline::Diff;
use crate::render::words::is_none_hidden;
use crate::span::Span;
use crate::text::Prepared;
use serde::Serialize;

/// A diff, as it is written.
#[derive(Serialize)]
pub(super) struct DiffRecord<'a> {
    schema: &'static str,
    old: SideRecord<'a>,
    new: SideRecord<'a>,
    additions: Vec<BlockRecord<'a>>,
    removals: Vec<BlockRecord<'a>>,
    groups: Vec<GroupRecord<'a>>,
    summary: Summary,
    coarse: Vec<u32>,
    coarse_old: Vec<u32>,
}

#[derive(Serialize)]
struct SideRecord<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "is_none_hidden")]
    hidden_words: usize,
    sentences: Vec<SentenceRecord<'a>>,
    spans: Vec<PieceRecord>,
}

#[derive(Serialize)]
struct SentenceRecord<'a> {
    n: usize,
    span: Span,
    status: Status,
    partners: Vec<u32>,
    moved: bool,
    role: Role,
    /// What an editor must see in it; of its group.
    flags: &'a [Flag],
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

#[derive(Serialize)]
struct GroupRecord<'a> {
    old: Vec<u32>,
    new: Vec<u32>,
    status: Status,
    moved: bool,
    flags: &'a [Flag],
}

/// The diff as one line of JSON, without a line end.
pub fn diff_json(diff: &Diff) -> String {
    serde_json::to_string(&record(diff)).expect("a record of strings and numbers is JSON")
}

/// The diff as a record, also for a step of a chain.
pub(super) fn record<'a>(diff: &'a Diff) -> DiffRecord<'a> {
    let alignment = &diff.alignment;
    DiffRecord {
        schema: "copydesk.diff/1",
        old: side(&diff.old, &alignment.old, &alignment.groups, |group| &group.old),
        new: side(&diff.new, &alignment.new, &alignment.groups, |group| &group.new),
        additions: alignment.additions.iter().map(block).collect(),
        removals: alignment.removals.iter().map(block).collect(),
        groups: alignment.groups.iter().map(group).collect(),
        summary: Summary::of(diff),
        coarse: from_one(&alignment.coarse),
        coarse_old: from_one(&alignment.coarse_old),
    }
}

fn side<'a>(prepared: &'a Prepared, aligned: &AlignedSide, groups: &'a [Group], own: impl Fn(&Group) -> &Vec<u32>) -> SideRecord<'a> {
    let mut flags: Vec<&[Flag]> = vec![&[]; aligned.sentences.len()];
    for group in groups {
        for sentence in own(group) {
            if let Some(slot) = flags.get_mut(*sentence as usize) {
                *slot = &group.flags;
            }
        }
    }
    let sentences = aligned.sentences.iter().zip(flags).zip(1..).map(|((sentence, flags), n)| SentenceRecord {
        n,
        span: sentence.span,
        status: sentence.status,
        partners: from_one(&sentence.partners),
        moved: sentence.moved,
        role: sentence.role,
        flags,
    });
    let spans = aligned.pieces.iter().map(|piece| PieceRecord { span: piece.span, kind: piece.change });
    SideRecord { id: &prepared.article.id, hidden_words: prepared.hidden_words, sentences: sentences.collect(), spans: spans.collect() }
}

fn block(block: &Block) -> BlockRecord<'_> {
    BlockRecord {
        span: block.span,
        sentences: block.sentences.clone().map(|n| n + 1).collect(),
        words: block.words,
        paragraphs: &block.paragraphs,
    }
}

fn group(group: &Group) -> GroupRecord<'_> {
    GroupRecord { old: from_one(&group.old), new: from_one(&group.new), status: group.status, moved: group.moved, flags: &group.flags }
}

fn from_one(numbers: &[u32]) -> Vec<u32> {
    numbers.iter().map(|number| number + 1).collect()
}
