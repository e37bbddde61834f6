//! Findings as `copydesk.finding/1`, one a line.
//!
//! In: findings. Out: JSON lines, worst first, each with the command that shows it again.

use crate::judge::Gated;
use crate::record::{FindingRecord, json_lines};
use crate::wording::again;

/// One line for each finding shown; those that are known or suppressed too if `all`.
pub fn gate_jsonl(gated: &Gated, all: bool) -> String {
    json_lines(gated.shown(all).map(|finding| FindingRecord::new(finding, again::of_finding(finding))))
}
