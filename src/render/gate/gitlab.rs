//! GitLab code quality.
//!
//! In: findings. Out: a JSON array in the form that `artifacts:reports:codequality` takes: a subset of the Code Climate format. Each
//! fingerprint is unique in the file, because GitLab shows one entry for each.

use super::message::{rule, sentence};
use crate::judge::{Finding, Gated, Level};
use crate::render::inert_json::inert_json;
use crate::render::visible;
use serde::Serialize;

#[derive(Serialize)]
struct Issue {
    #[serde(rename = "type")]
    kind: &'static str,
    description: String,
    check_name: String,
    fingerprint: String,
    severity: &'static str,
    location: Place,
}

#[derive(Serialize)]
struct Place {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

/// The findings shown; those that are known or suppressed too if `all`.
pub fn gate_gitlab(gated: &Gated, all: bool) -> String {
    let issues: Vec<Issue> = gated.shown(all).map(issue).collect();
    inert_json(serde_json::to_string_pretty(&issues).expect("records of strings and numbers are JSON") + "\n")
}

fn issue(finding: &Finding) -> Issue {
    let severity = match finding.level {
        Level::Error => "major",
        Level::Warning => "minor",
        Level::Note => "info",
    };
    Issue {
        kind: "issue",
        description: format!("{}: {}", visible(&finding.name), sentence(finding)),
        check_name: format!("copydesk/{}", rule(finding)),
        fingerprint: finding.fingerprint.nth(finding.occurrence).to_string(),
        severity,
        location: Place {
            path: visible(&finding.place.path).into_owned(),
            lines: Lines { begin: finding.place.start.line, end: finding.place.last_line() },
        },
    }
}
