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

/// The findings that fail, and those that were allowed if the view asks for them. Nothing where there is nothing to show.
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
    push_verbatim("allow it:", &suppression(finding), view, lines);
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
