//! GitLab code quality.
//!
//! In: findings. Out: a JSON array in the form that `artifacts:reports:codequality` takes: a subset of the Code Climate format. Each
//! fingerprint is unique in the file, because GitLab shows one entry for each.

use crate::fingerprint::sequence;
use crate::judge::{Finding, Fingerprint, Gated, Level};
use crate::record::json_document;
use crate::render::visible;
use crate::wording::finding::{rule, sentence};
use serde_json::{Value, json};

/// The findings shown; those that are known or suppressed too if `all`.
pub fn gate_gitlab(gated: &Gated, all: bool) -> String {
    let issues: Vec<Value> = gated.problems.iter().map(|problem| incomplete(problem)).chain(gated.shown(all).map(issue)).collect();
    json_document(&issues)
}

/// What keeps the run from being complete; an issue needs a place, and this is of the whole repository.
fn incomplete(problem: &str) -> Value {
    let fingerprint = sequence(problem.bytes().map(u64::from)) as u64;
    json!({
        "type": "issue",
        "description": format!("the run is not complete: {}", visible(problem)),
        "check_name": "copydesk/incomplete",
        "fingerprint": Fingerprint(fingerprint).to_string(),
        "severity": "critical",
        "location": { "path": ".", "lines": { "begin": 1, "end": 1 } },
    })
}

fn issue(finding: &Finding) -> Value {
    let severity = match finding.level {
        Level::Error => "major",
        Level::Warning => "minor",
        Level::Note => "info",
    };
    json!({
        "type": "issue",
        "description": format!("{}: {}", visible(&finding.name), sentence(finding)),
        "check_name": format!("copydesk/{}", rule(finding)),
        "fingerprint": finding.fingerprint.nth(finding.occurrence).to_string(),
        "severity": severity,
        "location": {
            "path": visible(&finding.place.path),
            "lines": { "begin": finding.place.start.line, "end": finding.place.last_line() },
        },
    })
}
