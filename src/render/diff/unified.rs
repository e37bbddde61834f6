//! A patch of sentences.
//!
//! In: a diff. Out: the unified format, one sentence a line, furniture included, for tools that read patches. Lines of OLD in order
//! with the minus lines are OLD, with the plus lines NEW; a moved sentence leaves one place and comes to the other. What differs
//! in typography alone counts as unchanged and is shown as in OLD, unless it is wanted.

use super::DiffView;
use crate::align::{AlignedSide, Group, Status};
use crate::pipeline::Diff;
use crate::render::{visible, visible_text};
use crate::text::Prepared;

/// Unchanged sentences around a change where nobody asks for another number: as `diff -u` has it.
pub const UNIFIED_CONTEXT: usize = 3;

struct PatchLine {
    sign: char,
    text: String,
}

/// The diff as a patch; empty if no sentence differs. `view.context` counts sentences here.
pub fn diff_unified(diff: &Diff, view: DiffView) -> String {
    let lines = lines(diff, view.typography);
    if lines.iter().all(|line| line.sign == ' ') {
        return String::new();
    }
    let mut out = format!("--- {}\n+++ {}\n", name(&diff.old.article.id), name(&diff.new.article.id));
    let context = view.context.unwrap_or(lines.len());
    let mut at = 0;
    let (mut old, mut new) = (1_usize, 1_usize);
    while at < lines.len() {
        let Some(first) = (at..lines.len()).find(|place| lines[*place].sign != ' ') else { break };
        let start = first.saturating_sub(context).max(at);
        let mut end = first;
        let mut quiet = 0;
        // Changes so near that their contexts touch share a hunk.
        for (place, line) in lines.iter().enumerate().skip(first) {
            quiet = if line.sign == ' ' { quiet + 1 } else { 0 };
            if quiet > context.saturating_mul(2) {
                break;
            }
            end = if line.sign == ' ' { end } else { place };
        }
        let end = end.saturating_add(context).saturating_add(1).min(lines.len());
        (old, new) = (old + count(&lines[at..start], '-'), new + count(&lines[at..start], '+'));
        let (n_old, n_new) = (count(&lines[start..end], '-'), count(&lines[start..end], '+'));
        out.push_str(&format!("@@ -{} +{} @@\n", range(old, n_old), range(new, n_new)));
        for line in &lines[start..end] {
            out.push(line.sign);
            out.push_str(&line.text);
            out.push('\n');
        }
        (old, new, at) = (old + n_old, new + n_new, end);
    }
    out
}

/// Lines of one side: its own and the common ones.
fn count(lines: &[PatchLine], own: char) -> usize {
    lines.iter().filter(|line| line.sign == ' ' || line.sign == own).count()
}

/// An empty side names the line before it, as `diff` does.
fn range(first: usize, n: usize) -> String {
    match n {
        0 => format!("{},0", first - 1),
        1 => format!("{first}"),
        n => format!("{first},{n}"),
    }
}

/// A blank in a name would end it for some readers; a tab ends it for all.
fn name(id: &str) -> String {
    visible(id).into_owned()
}

fn lines(diff: &Diff, typography: bool) -> Vec<PatchLine> {
    let mut found = Vec::new();
    let (mut i, mut j) = (0_u32, 0_u32);
    // Groups out of order are no anchors: their sentences go as gone and come as new.
    for group in diff.alignment.groups.iter().filter(|group| !group.moved) {
        let (Some(first_old), Some(first_new)) = (group.old.first(), group.new.first()) else { continue };
        if *first_old < i || *first_new < j {
            continue;
        }
        let is_common = match group.status {
            Status::Identical => is_same_line(diff, group),
            Status::Typographic => !typography,
            _ => false,
        };
        one_side(&diff.old, &diff.alignment.old, i..*first_old, '-', &mut found);
        one_side(&diff.new, &diff.alignment.new, j..*first_new, '+', &mut found);
        let (end_old, end_new) = (group.old.last().map_or(i, |last| last + 1), group.new.last().map_or(j, |last| last + 1));
        if is_common && group.old.len() == 1 && group.new.len() == 1 {
            one_side(&diff.old, &diff.alignment.old, *first_old..end_old, ' ', &mut found);
        } else {
            one_side(&diff.old, &diff.alignment.old, *first_old..end_old, '-', &mut found);
            one_side(&diff.new, &diff.alignment.new, *first_new..end_new, '+', &mut found);
        }
        (i, j) = (end_old, end_new);
    }
    let (end_old, end_new) = (diff.alignment.old.sentences.len() as u32, diff.alignment.new.sentences.len() as u32);
    one_side(&diff.old, &diff.alignment.old, i..end_old, '-', &mut found);
    one_side(&diff.new, &diff.alignment.new, j..end_new, '+', &mut found);
    found
}

fn is_same_line(diff: &Diff, group: &Group) -> bool {
    let text = |prepared: &Prepared, side: &AlignedSide, number: Option<&u32>| {
        let sentence = number.and_then(|number| side.sentences.get(*number as usize));
        sentence.map(|sentence| visible_text(sentence.span.of(&prepared.article.text)))
    };
    text(&diff.old, &diff.alignment.old, group.old.first()) == text(&diff.new, &diff.alignment.new, group.new.first())
}

fn one_side(prepared: &Prepared, side: &AlignedSide, numbers: std::ops::Range<u32>, sign: char, found: &mut Vec<PatchLine>) {
    for sentence in numbers.filter_map(|number| side.sentences.get(number as usize)) {
        found.push(PatchLine { sign, text: visible_text(sentence.span.of(&prepared.article.text)) });
    }
}
