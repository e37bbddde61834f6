//! Findings as `copydesk.finding/1`, one a line.
//!
//! In: findings. Out: JSON lines, worst first, each with the command that shows it again; last, why the run is not complete, if it is not.

use crate::judge::Gated;
use crate::record::{FindingRecord, IncompleteRecord, json_lines};
use crate::wording::again;

/// One line for each finding shown; those that are known or suppressed too if `all`. The last one is a `copydesk.incomplete/1` if there are problems.
pub fn gate_jsonl(gated: &Gated, all: bool) -> String {
    let findings = gated.shown(all).map(|finding| FindingRecord::new(finding, again::of_finding(finding)));
    json_lines(findings) + &json_lines(IncompleteRecord::of(&gated.problems))
}
