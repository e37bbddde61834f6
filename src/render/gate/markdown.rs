//! The summary of a step, in Markdown.
//!
//! In: findings. Out: a line that says what was done and a table, worst first, below 1 MiB as GitHub wants it. Names of strangers are
//! shown as code in which no character has a meaning: no link, mention, tag or formula survives.

use super::done::gate_done;
use crate::judge::{Finding, Gated};
use crate::record::Named;
use crate::render::visible;
use crate::wording::again;
use crate::wording::finding::{first, left_out, lines, of_quotation, remark};
use crate::wording::numbers::{count, grouped, percent};

/// A step summary may have 1 MiB; this leaves room for what other steps of the job add in the same file.
const MAX_BYTES: usize = 960 << 10;

/// The findings shown; those that are known or suppressed too if `all`.
pub fn gate_summary(gated: &Gated, all: bool) -> String {
    let mut out = format!("### copydesk\n\n{}\n", inert(&gate_done(gated)));
    out.push_str(&gate_incomplete(gated));
    let findings: Vec<&Finding> = gated.shown(all).collect();
    if findings.is_empty() {
        return out;
    }
    out.push_str("\n| level | copy | lines | what | source | words | share |\n|---|---|---|---|---|---:|---:|\n");
    for (finding, at) in findings.iter().zip(0..) {
        let row = row(finding);
        if out.len() + row.len() > MAX_BYTES {
            out.push_str(&format!("\n{}\n", inert(&left_out(findings.len() - at))));
            break;
        }
        out.push_str(&row);
    }
    let commands: Vec<String> =
        findings.iter().filter(|finding| finding.fails()).take(5).filter_map(|finding| again::of_finding(finding)).collect();
    if !commands.is_empty() && out.len() < MAX_BYTES {
        out.push_str("\nSee it again with\n\n");
        out.extend(commands.iter().map(|command| format!("- {}\n", code(command))));
    }
    out
}

/// A paragraph that says why the run is not complete; nothing if it is.
pub fn gate_incomplete(gated: &Gated) -> String {
    let Some(first) = gated.problems.first() else { return String::new() };
    let more = gated.problems.len() - 1;
    let more = if more == 0 { String::new() } else { format!(" (and {})", count(more, "more error")) };
    format!("\n**The run is not complete:** {}{more}\n", inert(&visible(first)))
}

fn row(finding: &Finding) -> String {
    let said = first(finding).map(String::from).into_iter().chain(remark(finding));
    let named = of_quotation(finding).map_or(finding.relation.name().to_string(), |told| inert(&told));
    let what = std::iter::once(named).chain(said.map(|said| inert(&said))).collect::<Vec<_>>().join("; ");
    let source = if finding.with.is_empty() {
        code(&finding.source_name)
    } else {
        format!("{} and {} more", code(&finding.source_name), finding.with.len())
    };
    let lines = lines(finding).unwrap_or_default();
    let lines = lines.trim_start_matches("lines ").trim_start_matches("line ");
    format!(
        "| {} | {} | {} | {} | {source} | {} | {} |\n",
        finding.level.name(),
        code(&finding.name),
        inert(lines),
        what,
        grouped(finding.words as usize),
        percent(finding.share)
    )
}

/// A name as code.
fn code(text: &str) -> String {
    format!("<code>{}</code>", inert(&visible(text)))
}

/// Text in which no character has a meaning in Markdown or HTML: all punctuation but the plainest is written as a number.
fn inert(text: &str) -> String {
    // What begins like a host name would become a link by itself.
    let has_host = text.to_lowercase().contains("www");
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let is_plain = c.is_alphanumeric() || matches!(c, ' ' | ',' | '-' | '/' | '%' | ';') || (c == '.' && !has_host) || !c.is_ascii();
        if is_plain {
            out.push(c);
        } else {
            out.push_str(&format!("&#{};", u32::from(c)));
        }
    }
    out
}
