//! SARIF 2.1.0, as code hosts read it.
//!
//! In: findings. Out: one run with one result for each finding: the longest reused stretch is its location, the other stretches and those
//! of the source are related locations. At most [`MAX_RESULTS`] results, the worst; how many were left out is said in the run.

use crate::judge::{Finding, Gated, Location, Status};
use crate::quotation::Verdict;
use crate::record::Named;
use crate::record::json_document;
use crate::render::visible;
use crate::score::Relation;
use crate::wording::again;
use crate::wording::finding::{left_out, rule, sentence};
use serde_json::{Value, json};

/// Where the tool is described: the page of the package.
const INFORMATION: &str = "https://docs.rs/copydesk";
/// Where its rules are described: the page on relations of this release.
const HELP: &str = "https://docs.rs/crate/copydesk/latest/source/docs/relations.md";
/// GitHub shows the 5,000 worst results of a run and refuses a run of more than 25,000.
const MAX_RESULTS: usize = 5_000;
/// GitHub takes 1,000 locations for each result; nobody follows a tenth of them.
const MAX_LOCATIONS: usize = 100;

/// What became of a quotation, as far as it is a finding.
const QUOTATIONS: [Verdict; 5] = [Verdict::Altered, Verdict::Cut, Verdict::Spliced, Verdict::Misattributed, Verdict::NotInSource];

/// The rules of the tool: the relations, then what became of a quotation. A finding names its rule by id and by place in this list.
fn rules() -> Vec<Value> {
    Relation::ALL.iter().copied().map(rule_record).chain(QUOTATIONS.iter().copied().map(quotation_rule)).collect()
}

fn rule_index(finding: &Finding) -> usize {
    let of_quotation = |verdict: Verdict| QUOTATIONS.iter().position(|other| *other == verdict).unwrap_or(QUOTATIONS.len() - 1);
    match &finding.quotation {
        Some(quoted) => Relation::ALL.len() + of_quotation(quoted.checked.verdict),
        None => Relation::ALL.iter().position(|relation| *relation == finding.relation).unwrap_or(Relation::ALL.len() - 1),
    }
}

fn quotation_rule(verdict: Verdict) -> Value {
    let (id, name, text) = crate::wording::quotation::rule(verdict);
    let (level, severity) = if verdict.is_wrong() { ("warning", "warning") } else { ("note", "recommendation") };
    json!({
        "id": id,
        "name": name,
        "shortDescription": { "text": text },
        "fullDescription": { "text": text },
        "helpUri": HELP,
        "help": { "text": "Run `copydesk compare COPY SOURCE --explain` to see the quotations of the copy beside the source. Which of them fail is set by \
                          --fail-on-quotation." },
        "defaultConfiguration": { "level": level },
        "properties": { "tags": ["content", "quotation"], "precision": "high", "problem.severity": severity },
    })
}

/// The findings shown; those that are known or suppressed too if `all`.
pub fn gate_sarif(gated: &Gated, all: bool) -> String {
    let findings: Vec<&Finding> = gated.shown(all).collect();
    let cut = findings.len().saturating_sub(MAX_RESULTS);
    let results: Vec<Value> = findings.iter().take(MAX_RESULTS).map(|finding| result(finding)).collect();
    let mut invocation = json!({ "executionSuccessful": gated.problems.is_empty() });
    let problem = |problem: &String| json!({ "level": "error", "message": { "text": text(&visible(problem)) } });
    let mut notifications: Vec<Value> = gated.problems.iter().map(problem).collect();
    if cut > 0 {
        notifications.push(json!({ "level": "warning", "message": { "text": left_out(cut) } }));
    }
    if !notifications.is_empty() {
        invocation["toolExecutionNotifications"] = json!(notifications);
    }
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "copydesk",
                "informationUri": INFORMATION,
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules(),
            }},
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": { "%SRCROOT%": { "description": { "text": "the root of the repository" } } },
            "invocations": [invocation],
            "results": results,
        }],
    });
    json_document(&log)
}

fn rule_record(relation: Relation) -> Value {
    let (name, text) = crate::wording::relation::of_rule(relation);
    let (level, severity) = if relation.is_derived() {
        ("error", "error")
    } else if relation.is_reuse() {
        ("warning", "warning")
    } else {
        ("note", "recommendation")
    };
    json!({
        "id": relation.name(),
        "name": name,
        "shortDescription": { "text": text },
        "fullDescription": { "text": text },
        "helpUri": HELP,
        "help": { "text": "Run `copydesk compare COPY SOURCE --explain` to see the reused passages. Allow the finding with a suppression \
                          in copydesk.toml that gives a reason, or with a baseline." },
        "defaultConfiguration": { "level": level },
        "properties": { "tags": ["content"], "precision": "high", "problem.severity": severity },
    })
}

fn result(finding: &Finding) -> Value {
    let others = finding.others.iter().map(|place| (place, "also shared here"));
    let sources = finding.source_places.iter().map(|place| (place, "its counterpart in the source"));
    let related: Vec<Value> = sources
        .chain(others)
        .take(MAX_LOCATIONS)
        .zip(1..)
        .map(|((place, what), id)| {
            let mut location = location(place);
            location["id"] = json!(id);
            location["message"] = json!({ "text": what });
            location
        })
        .collect();
    let again = again::of_finding(finding).map_or(String::new(), |command| format!(" See it: {command}"));
    let mut result = json!({
        "ruleId": rule(finding),
        "ruleIndex": rule_index(finding),
        "level": finding.level.name(),
        "message": { "text": text(&format!("{}: {}.{again}", visible(&finding.name), sentence(finding))) },
        "locations": [location(&finding.place)],
        "relatedLocations": related,
        "partialFingerprints": {
            "copydesk/v1": finding.fingerprint.to_string(),
            "primaryLocationLineHash": format!("{}:{}", finding.fingerprint, finding.occurrence + 1),
        },
        "properties": {
            "copy": finding.copy,
            "source": finding.source,
            "with": finding.with,
            "share": finding.share,
            "words": finding.words,
            "longestRunWords": finding.longest_run_words,
            "status": finding.status.name(),
        },
    });
    match &finding.status {
        Status::Suppressed { reason, .. } => {
            result["suppressions"] = json!([{ "kind": "external", "status": "accepted", "justification": visible(reason) }]);
        }
        Status::Known => result["baselineState"] = json!("unchanged"),
        Status::Grown { .. } => result["baselineState"] = json!("updated"),
        _ => {}
    }
    result
}

fn location(place: &Location) -> Value {
    let mut region = json!({ "startLine": place.start.line });
    if let Some(end) = place.end {
        region["startColumn"] = json!(place.start.column);
        region["endLine"] = json!(end.line);
        region["endColumn"] = json!(end.column);
    }
    let artifact = if place.path.starts_with('/') {
        json!({ "uri": format!("file://{}", uri(&place.path)) })
    } else {
        json!({ "uri": uri(&place.path), "uriBaseId": "%SRCROOT%" })
    };
    json!({ "physicalLocation": { "artifactLocation": artifact, "region": region } })
}

/// A path as a relative URI reference.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// Text of a message: brackets would be links, braces placeholders, and some viewers take angle brackets for tags.
fn text(plain: &str) -> String {
    let mut out = String::with_capacity(plain.len());
    for c in plain.chars() {
        match c {
            '\\' | '[' | ']' => out.extend(['\\', c]),
            '{' | '}' => out.extend([c, c]),
            '<' => out.push('‹'),
            '>' => out.push('›'),
            _ => out.push(c),
        }
    }
    out
}
