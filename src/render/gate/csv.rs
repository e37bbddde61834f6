//! Findings as CSV, one a line.
//!
//! In: findings. Out: RFC 4180 with a header line. No field is a formula for a spreadsheet.

use crate::judge::{Finding, Gated};
use crate::record::Named;
use crate::render::csv::csv_row;
use crate::wording::finding::{remark, rule};

const HEAD: [&str; 17] = [
    "level",
    "status",
    "copy",
    "source",
    "relation",
    "share",
    "words",
    "copy_words",
    "longest_run_words",
    "path",
    "line",
    "column",
    "end_line",
    "end_column",
    "fingerprint",
    "remark",
    "grade",
];

/// One line for each finding shown; those that are known or suppressed too if `all`.
pub fn gate_csv(gated: &Gated, all: bool) -> String {
    let problems = gated.problems.iter().map(|problem| incomplete(problem));
    std::iter::once(csv_row(HEAD)).chain(gated.shown(all).map(row)).chain(problems).collect()
}

/// What keeps the run from being complete.
fn incomplete(problem: &str) -> String {
    csv_row(HEAD.map(|field| match field {
        "level" => String::from("error"),
        "status" => String::from("incomplete"),
        "remark" => problem.to_string(),
        _ => String::new(),
    }))
}

fn row(finding: &Finding) -> String {
    let place = &finding.place;
    let (end_line, end_column) = place.end.map_or_else(Default::default, |end| (end.line.to_string(), end.column.to_string()));
    let fields: [String; HEAD.len()] = [
        finding.level.name().to_string(),
        finding.status.name().to_string(),
        finding.copy.clone(),
        finding.source.clone(),
        rule(finding).to_string(),
        format!("{:.4}", finding.share),
        finding.words.to_string(),
        finding.copy_words.to_string(),
        finding.longest_run_words.to_string(),
        place.path.clone(),
        place.start.line.to_string(),
        place.start.column.to_string(),
        end_line,
        end_column,
        finding.fingerprint.to_string(),
        remark(finding).unwrap_or_default(),
        finding.grade.map_or_else(String::new, |grade| grade.name().to_string()),
    ];
    csv_row(fields)
}
