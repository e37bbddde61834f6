//! Findings on a terminal: what fails, how to see it again, and how to allow it.
//!
//! In: findings and the width of the terminal. Out: a short block for each finding that fails, then what was allowed if that is asked for.

use crate::judge::{Finding, Gated, Status};
use crate::render::{Ink, Paint, columns, visible, wrap};
use crate::wording::again;
use crate::wording::finding::{sentence, suppression};
use crate::wording::numbers::grouped;

/// How findings are shown.
#[derive(Debug, Clone, Copy)]
pub struct GateView {
    /// Columns, 40 or more.
    pub width: usize,
    /// Colours.
    pub paint: Paint,
    /// Whether suppressed findings and those of the baseline are listed.
    pub show_suppressed: bool,
}

/// Findings that fail are shown in full up to this number, then by one line each: nobody reads more.
const MAX_IN_FULL: usize = 50;

/// The findings that fail, quotations that the rule lets pass, and what was allowed if the view asks for it. Nothing where there is nothing to show.
pub fn gate_human(gated: &Gated, view: GateView) -> String {
    let mut lines = Vec::new();
    let failing: Vec<&Finding> = gated.findings.iter().filter(|finding| finding.fails()).collect();
    if !failing.is_empty() {
        let head = if failing.len() == 1 { String::from("1 finding fails:") } else { format!("{} findings fail:", grouped(failing.len())) };
        lines.push(view.paint.ink(Ink::Strong, &head));
    }
    for (finding, number) in failing.iter().zip(0..) {
        show(finding, number < MAX_IN_FULL, view, &mut lines);
    }
    let quotations: Vec<&Finding> =
        gated.findings.iter().filter(|finding| is_quotation_to_see(finding) && finding.level <= gated.min_level).collect();
    if !quotations.is_empty() {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.push(view.paint.ink(Ink::Strong, "Quotations that are not as in their sources:"));
        for finding in quotations.iter().take(MAX_IN_FULL) {
            let text = format!("{}: {}.", visible(&finding.name), sentence(finding));
            lines.extend(wrap(&text, view.width, "  ", "    "));
        }
        if quotations.len() > MAX_IN_FULL {
            lines.push(format!("  and {} more", grouped(quotations.len() - MAX_IN_FULL)));
        }
    }
    let allowed: Vec<&Finding> = gated.findings.iter().filter(|finding| is_allowed(finding)).collect();
    if view.show_suppressed && !allowed.is_empty() {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.push(view.paint.ink(Ink::Strong, "Allowed:"));
        for finding in allowed {
            lines.extend(wrap(&format!("{}: {}", visible(&finding.name), sentence(finding)), view.width, "  ", "    "));
        }
    }
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// A quotation that the rule lets pass: said all the same.
fn is_quotation_to_see(finding: &Finding) -> bool {
    finding.quotation.is_some() && finding.status == Status::Below
}

fn is_allowed(finding: &Finding) -> bool {
    matches!(finding.status, Status::Known | Status::Suppressed { .. } | Status::Licensed)
}

fn show(finding: &Finding, in_full: bool, view: GateView, lines: &mut Vec<String>) {
    if in_full {
        lines.push(String::new());
    }
    let name = format!("{}:{}", visible(&finding.name), finding.place.start.line);
    lines.extend(wrap(&format!("{}: {}.", view.paint.ink(Ink::Warning, &name), sentence(finding)), view.width, "", "  "));
    if !in_full {
        return;
    }
    if !finding.opening.is_empty() {
        lines.extend(wrap(&format!("“{} ...”", visible(&finding.opening)), view.width, "    ", "    "));
    }
    if let Some(command) = again::of_finding(finding) {
        push_verbatim("see it:", &command, view, lines);
    }
    if let Some(line) = suppression(finding) {
        push_verbatim("allow it:", &line, view, lines);
    }
}

/// A line to copy: never wrapped, because a wrapped command is another one; on a line of its own where it is long.
fn push_verbatim(label: &str, text: &str, view: GateView, lines: &mut Vec<String>) {
    let label = view.paint.ink(Ink::Faint, &format!("{label:9}"));
    let one = format!("  {label} {text}");
    if columns(&one) <= view.width {
        lines.push(one);
    } else {
        lines.push(format!("  {label}"));
        lines.push(format!("    {text}"));
    }
}
