//! Findings as CSV, one a line.
//!
//! In: findings. Out: RFC 4180 with a header line. No field is a formula for a spreadsheet.

use super::message::{level, remark, rule, status};
use crate::judge::{Finding, Gated};
use crate::render::csv_field::csv_field;
use crate::render::visible;

/// One line for each finding shown; those that are known or suppressed too if `all`.
pub fn gate_csv(gated: &Gated, all: bool) -> String {
    let mut out = String::from(
        "level,status,copy,source,relation,share,words,copy_words,longest_run_words,path,line,column,end_line,end_column,fingerprint,remark\r\n",
    );
    out.extend(gated.shown(all).map(line));
    out
}

fn line(finding: &Finding) -> String {
    let place = &finding.place;
    let end = place.end.map_or((String::new(), String::new()), |end| (end.line.to_string(), end.column.to_string()));
    let field = |text: &str| csv_field(&visible(text));
    let fields = [
        level(finding.level).to_string(),
        status(&finding.status).to_string(),
        field(&finding.copy),
        field(&finding.source),
        rule(finding).to_string(),
        format!("{:.4}", finding.share),
        finding.words.to_string(),
        finding.copy_words.to_string(),
        finding.longest_run_words.to_string(),
        field(&place.path),
        place.start.line.to_string(),
        place.start.column.to_string(),
        end.0,
        end.1,
        finding.fingerprint.to_string(),
        field(&remark(finding).unwrap_or_default()),
    ];
    fields.join(",") + "\r\n"
}
