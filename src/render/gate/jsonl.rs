//! The record `copydesk.finding/1`, one line a finding.
//!
//! In: findings. Out: JSON lines, worst first. Ids and texts are as they are: JSON carries them unharmed.

use super::message::{command, level, status};
use crate::judge::{Finding, Gated, Location, Status};
use crate::render::inert_json::inert_json;
use serde::Serialize;

#[derive(Serialize)]
struct Record<'a> {
    schema: &'static str,
    level: &'static str,
    status: &'static str,
    copy: &'a str,
    source: &'a str,
    with: &'a [String],
    relation: &'static str,
    share: f64,
    words: u32,
    copy_words: u32,
    longest_run_words: u32,
    fingerprint: String,
    occurrence: usize,
    places: Vec<PlaceRecord<'a>>,
    source_places: Vec<PlaceRecord<'a>>,
    command: Option<String>,
    reason: Option<&'a str>,
    until: Option<&'a str>,
}

#[derive(Serialize)]
struct PlaceRecord<'a> {
    path: &'a str,
    line: u32,
    column: u32,
    end_line: Option<u32>,
    end_column: Option<u32>,
}

/// One line for each finding shown; those that are known or suppressed too if `all`.
pub fn gate_jsonl(gated: &Gated, all: bool) -> String {
    let line = |finding| serde_json::to_string(&record(finding)).expect("a record of strings and numbers is JSON") + "\n";
    inert_json(gated.shown(all).map(line).collect())
}

fn record(finding: &Finding) -> Record<'_> {
    let (reason, until) = match &finding.status {
        Status::Suppressed { reason, until, .. } => (Some(reason.as_str()), until.as_deref()),
        _ => (None, None),
    };
    Record {
        schema: "copydesk.finding/1",
        level: level(finding.level),
        status: status(&finding.status),
        copy: &finding.copy,
        source: &finding.source,
        with: &finding.with,
        relation: finding.relation.name(),
        share: finding.share,
        words: finding.words,
        copy_words: finding.copy_words,
        longest_run_words: finding.longest_run_words,
        fingerprint: finding.fingerprint.to_string(),
        occurrence: finding.occurrence,
        places: std::iter::once(&finding.place).chain(&finding.others).map(place).collect(),
        source_places: finding.source_places.iter().map(place).collect(),
        command: command(finding),
        reason,
        until,
    }
}

fn place(location: &Location) -> PlaceRecord<'_> {
    PlaceRecord {
        path: &location.path,
        line: location.start.line,
        column: location.start.column,
        end_line: location.end.map(|end| end.line),
        end_column: location.end.map(|end| end.column),
    }
}
