//! JUnit XML, as Jenkins, GitLab and others read it.
//!
//! In: findings. Out: one test suite with a test case for each finding: failed, skipped (allowed or known before, if those are shown) or
//! passed. Without findings there is one passed case, because an empty suite is an error to some readers.

use crate::judge::{Finding, Gated, Status};
use crate::render::visible;
use crate::wording::again;
use crate::wording::finding::{rule, sentence, suppression};

/// The findings shown; those that are known or suppressed too if `all`.
pub fn gate_junit(gated: &Gated, all: bool) -> String {
    let findings: Vec<&Finding> = gated.shown(all).collect();
    let failures = findings.iter().filter(|finding| finding.fails()).count();
    let skipped = findings.iter().filter(|finding| is_skipped(finding)).count();
    let errors = gated.problems.len();
    let counts =
        format!("tests=\"{}\" failures=\"{failures}\" errors=\"{errors}\" skipped=\"{skipped}\"", (findings.len() + errors).max(1));
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.push_str(&format!("<testsuites name=\"copydesk\" {}>\n", counts));
    out.push_str(&format!("  <testsuite name=\"copydesk check\" {counts}>\n"));
    for problem in &gated.problems {
        let message = escaped(problem);
        out.push_str(&format!(
            "    <testcase classname=\"copydesk\" name=\"{message}\">\n      <error type=\"incomplete\" message=\"{message}\"/>\n    </testcase>\n"
        ));
    }
    if findings.is_empty() && errors == 0 {
        let name = format!("{} checked, nothing found", gated.n_checked);
        out.push_str(&format!("    <testcase classname=\"copydesk\" name=\"{}\"/>\n", escaped(&name)));
    }
    out.extend(findings.into_iter().map(case));
    out.push_str("  </testsuite>\n</testsuites>\n");
    out
}

fn is_skipped(finding: &Finding) -> bool {
    matches!(finding.status, Status::Known | Status::Suppressed { .. })
}

fn case(finding: &Finding) -> String {
    let name = format!("{} {} {}", visible(&finding.name), rule(finding), visible(&finding.source_name));
    let head = format!(
        "    <testcase classname=\"copydesk.{}\" name=\"{}\" file=\"{}\" line=\"{}\"",
        rule(finding),
        escaped(&name),
        escaped(&finding.place.path),
        finding.place.start.line
    );
    let message = escaped(&sentence(finding));
    if finding.fails() {
        let again = again::of_finding(finding).map_or(String::new(), |command| format!("\nsee it: {command}"));
        let allow = suppression(finding).map_or(String::new(), |line| format!("\nallow it: {line}"));
        let text = format!("{}: {}{again}{allow}", visible(&finding.name), sentence(finding));
        format!(
            "{head}>\n      <failure type=\"{}\" message=\"{message}\">{}</failure>\n    </testcase>\n",
            rule(finding),
            escaped_lines(&text)
        )
    } else if is_skipped(finding) {
        format!("{head}>\n      <skipped message=\"{message}\"/>\n    </testcase>\n")
    } else {
        format!("{head}>\n      <system-out>{message}</system-out>\n    </testcase>\n")
    }
}

/// Text as XML 1.0 allows it, line ends written out.
fn escaped(text: &str) -> String {
    escaped_lines(&visible(text))
}

fn escaped_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\n' => out.push('\n'),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
    out
}
