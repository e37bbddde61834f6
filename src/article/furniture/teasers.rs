//! Boxes with teasers of other stories: `Most read`, `Mehr zum Thema`, `Les plus lus`.
//!
//! In: the paragraphs of a text. Out: heading and teasers marked. The heading stands alone and a list knows it; teasers are short lines
//! that end without a stop. A box ends with the first line that ends as a sentence does. A heading without teasers is a subhead.

use super::page::{bare, is_prose};
use crate::article::Role;
use crate::article::layout::ends_sentence;
use crate::lexicon::{List, list};

/// Words of a heading behind the listed ones: `Most read in Business`.
const MAX_MORE_WORDS: usize = 3;
/// The longest teaser in bytes: a headline, perhaps with its section.
const MAX_TEASER_BYTES: usize = 200;
/// The longest paragraph below a box that stands at the end: a teaser with a sentence of its own.
const MAX_SUMMARY_BYTES: usize = 320;

/// Marks heading and teasers of each box.
pub(super) fn mark(lines: &[&str], roles: &mut [Option<Role>]) {
    let mut at = 0;
    while at < lines.len() {
        // The first line is nobody's box.
        if at == 0 || !is_heading(lines[at]) || matches!(roles[at], Some(Role::Caption | Role::Field)) {
            at += 1;
            continue;
        }
        let end = if is_last_box(lines, roles, at + 1) { lines.len() } else { end_of_teasers(lines, roles, at + 1) };
        let teasers = (at + 1..end).any(|place| roles[place].is_none());
        if teasers {
            roles[at..end].iter_mut().for_each(|role| *role = role.or(Some(Role::Promo)));
        }
        at = end.max(at + 1);
    }
}

/// `Most read`, `Most read in Business`, `## Mehr zum Thema Klima`.
pub(super) fn is_heading(line: &str) -> bool {
    let start = bare(line);
    let Some(end) = list(List::BoxHeadings).opening(start).filter(|_| start.len() <= 80) else { return false };
    start[end..].split_whitespace().count() <= MAX_MORE_WORDS && !start.ends_with(['.', '!', '?', '…', ';']) && !start[end..].contains(':')
}

fn end_of_teasers(lines: &[&str], roles: &[Option<Role>], from: usize) -> usize {
    (from..lines.len()).find(|at| roles[*at].is_none() && !is_teaser(lines[*at])).unwrap_or(lines.len())
}

/// A line that ends without a stop.
fn is_teaser(line: &str) -> bool {
    let end = line.trim_end_matches(|c: char| c.is_whitespace() || "\"'”’»«)]*_".contains(c));
    line.len() <= MAX_TEASER_BYTES && (!ends_sentence(line) || end.ends_with(['?', '!', '…']) && end.len() <= 120)
}

/// Whether nothing but a box follows: most lines are teasers, the others short, each the summary below a teaser. Two paragraphs of sentences in
/// a row are the story, which goes on below a box that stands in its middle, or below the menu.
fn is_last_box(lines: &[&str], roles: &[Option<Role>], from: usize) -> bool {
    let open = || (from..lines.len()).filter(|at| roles[*at].is_none()).map(|at| lines[at]);
    let (n, teasers) = (open().count(), open().filter(|line| is_teaser(line)).count());
    teasers >= 2
        && teasers * 2 >= n
        && open().all(|line| line.len() <= MAX_SUMMARY_BYTES)
        && !open().zip(open().skip(1)).any(|(line, next)| !is_teaser(line) && !is_teaser(next))
        && open().next().is_some_and(|line| !is_prose(line))
}
