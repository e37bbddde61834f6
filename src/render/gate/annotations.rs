//! Annotations of GitHub Actions: workflow commands on standard output.
//!
//! In: findings. Out: `::error file=...::message` lines. GitHub shows ten of a kind for each step: of more, the nine worst are written
//! and the tenth says how many there are. No text of strangers can begin a command of its own.

use crate::judge::{Finding, Gated, Level};
use crate::render::visible;
use crate::wording::again;
use crate::wording::finding::sentence;
use crate::wording::numbers::count;

/// Annotations of one kind that a step shows, as GitHub documents it.
const MAX_OF_A_KIND: usize = 10;

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
        let found: Vec<&Finding> = gated.shown(all).filter(|finding| finding.level == level).collect();
        let room = if level == Level::Error { MAX_OF_A_KIND - n_before } else { MAX_OF_A_KIND };
        let shown = if found.len() > room { room - 1 } else { found.len() };
        out.extend(found[..shown].iter().map(|finding| annotation(finding, kind)));
        if found.len() > shown {
            let more = count(found.len() - shown, "more finding");
            out.push_str(&format!("::{kind} title=copydesk::{more}: `copydesk check` lists all\n"));
        }
    }
    out
}

fn annotation(finding: &Finding, kind: &str) -> String {
    let place = &finding.place;
    // GitHub takes columns only where a range stays in one line.
    let end = match place.end {
        Some(end) if end.line == place.start.line => format!(",endLine={},endColumn={}", end.line, end.column),
        Some(_) => format!(",endLine={}", place.last_line()),
        None => String::new(),
    };
    let column =
        if place.end.is_none_or(|end| end.line == place.start.line) { format!(",col={}", place.start.column) } else { String::new() };
    let again = again::of_finding(finding).map_or(String::new(), |command| format!("\nSee it: {command}"));
    format!(
        "::{kind} file={},line={}{column}{end},title={}::{}\n",
        property(&visible(&place.path)),
        place.start.line,
        property(&format!("copydesk: {}", crate::wording::finding::rule(finding))),
        data(&format!("{}: {}{again}", visible(&finding.name), sentence(finding)))
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
