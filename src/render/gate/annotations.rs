//! Annotations of GitHub Actions: workflow commands on standard output.
//!
//! In: findings. Out: `::error file=...::message` lines. GitHub shows ten of a kind for each step: of more, the nine worst are written
//! and the tenth says how many there are; findings of the same wording are one annotation. No text of strangers can begin a command of its own.

use crate::judge::{Finding, Fingerprint, Gated, Level};
use crate::render::visible;
use crate::wording::again;
use crate::wording::finding::sentence;
use crate::wording::numbers::count;
use std::collections::BTreeMap;

/// Annotations of one kind that a step shows, as GitHub documents it.
const MAX_OF_A_KIND: usize = 10;

/// Articles with the same wording that an annotation names.
const MAX_NAMES: usize = 10;

/// The annotations for the findings shown; those that are known or suppressed too if `all`.
pub fn gate_github(gated: &Gated, all: bool) -> String {
    let mut out = String::new();
    // The run as a whole comes first: what it did not see, its findings cannot tell.
    if let Some(first) = gated.problems.first() {
        let more = gated.problems.len() - 1;
        let more = if more == 0 { String::new() } else { format!(" (and {})", count(more, "more error")) };
        out.push_str(&format!(
            "::error title={}::{}\n",
            property("copydesk: the run is not complete"),
            data(&format!("{}{more}", visible(first)))
        ));
    }
    let n_before = usize::from(!gated.problems.is_empty());
    for (level, kind) in [(Level::Error, "error"), (Level::Warning, "warning"), (Level::Note, "notice")] {
        let found = grouped(gated.shown(all).filter(|finding| finding.level == level));
        let room = if level == Level::Error { MAX_OF_A_KIND - n_before } else { MAX_OF_A_KIND };
        let shown = if found.len() > room { room - 1 } else { found.len() };
        out.extend(found[..shown].iter().map(|(finding, same)| annotation(finding, same, kind)));
        if found.len() > shown {
            let more: usize = found[shown..].iter().map(|(_, same)| 1 + same.len()).sum();
            let more = count(more, "more finding");
            out.push_str(&format!("::{kind} title=copydesk::{more}: `copydesk check` lists all\n"));
        }
    }
    out
}

/// Findings with others of the same content, each at the place of the first: forty copies of one text are one thing to look at.
fn grouped<'f>(findings: impl Iterator<Item = &'f Finding>) -> Vec<(&'f Finding, Vec<&'f Finding>)> {
    let mut groups: Vec<(&Finding, Vec<&Finding>)> = Vec::new();
    let mut by_content: BTreeMap<Fingerprint, usize> = BTreeMap::new();
    for finding in findings {
        match by_content.get(&finding.fingerprint) {
            Some(at) => groups[*at].1.push(finding),
            None => {
                by_content.insert(finding.fingerprint, groups.len());
                groups.push((finding, Vec::new()));
            }
        }
    }
    groups
}

fn annotation(finding: &Finding, same: &[&Finding], kind: &str) -> String {
    let place = &finding.place;
    // GitHub takes columns only where a range stays in one line.
    let end = match place.end {
        Some(end) if end.line == place.start.line => format!(",endLine={},endColumn={}", end.line, end.column),
        Some(_) => format!(",endLine={}", place.last_line()),
        None => String::new(),
    };
    let column =
        if place.end.is_none_or(|end| end.line == place.start.line) { format!(",col={}", place.start.column) } else { String::new() };
    let others: Vec<String> = same.iter().take(MAX_NAMES).map(|finding| visible(&finding.name).into_owned()).collect();
    let others = match same.len() {
        0 => String::new(),
        n => {
            let more = if n > MAX_NAMES { format!(" and {} more", n - MAX_NAMES) } else { String::new() };
            format!("\nThe same wording in {}: {}{more}", count(n, "more article"), others.join(", "))
        }
    };
    let again = again::of_finding(finding).map_or(String::new(), |command| format!("\nSee it: {command}"));
    format!(
        "::{kind} file={},line={}{column}{end},title={}::{}\n",
        property(&visible(&place.path)),
        place.start.line,
        property(&format!("copydesk: {}", crate::wording::finding::rule(finding))),
        data(&format!("{}: {}{others}{again}", visible(&finding.name), sentence(finding)))
    )
}

/// A message as the runner unescapes it.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property as the runner unescapes it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
