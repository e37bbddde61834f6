//! End matter: what stands behind a release or a paper under a heading of its own.
//!
//! In: the paragraphs of a text. Out: those marked that stand under `About the company`, `Forward-looking statements`, `Press contact`
//! or `References`, down to the end. Nothing but such sections may follow, so that a subhead in the middle of a story opens none.
//! `About` with a name needs that name at the beginning of the section, a list of references years or addresses in most lines.

use super::credit;
use super::page::bare;
use crate::article::Role;
use crate::article::layout::ends_sentence;
use crate::lexicon::{List, list};

/// Paragraphs of a section at most; references have no bound but the end.
const MAX_PARAGRAPHS: usize = 6;
/// Sections behind one text at most, so that a text of nothing but headings is read once.
const MAX_SECTIONS: usize = 12;
/// The longest heading in bytes.
const MAX_HEADING_BYTES: usize = 80;
/// Where in a section the name of its heading begins at most, in bytes.
const NAME_WITHIN: usize = 100;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Heading<'l> {
    /// About somebody, by name.
    About(&'l str),
    References,
    Other,
}

/// Marks the sections behind the story.
pub(super) fn mark(lines: &[&str], roles: &mut [Option<Role>]) {
    let headings: Vec<usize> = (1..lines.len()).filter(|at| roles[*at].is_none() && heading(lines[*at]).is_some()).collect();
    let from = headings.len().saturating_sub(MAX_SECTIONS);
    let mut end = lines.len();
    let mut first = None;
    for at in headings[from..].iter().rev().copied() {
        if !is_section(lines, roles, at, end) {
            break;
        }
        first = Some(at);
        end = at;
    }
    if let Some(first) = first {
        roles[first..].iter_mut().for_each(|role| *role = role.or(Some(Role::Note)));
    }
    mark_about_lines(lines, roles);
}

/// `About Tarnwell: Tarnwell makes pumps ...`, in one paragraph at the end.
fn mark_about_lines(lines: &[&str], roles: &mut [Option<Role>]) {
    for at in (1..lines.len()).rev() {
        if roles[at].is_some() || credit::is_credit(lines[at]) || credit::is_last_line(lines[at]) {
            continue;
        }
        let start = lines[at].trim_start_matches(['*', '_', '#', ' ']);
        let about = start.split_once(':').filter(|(label, rest)| !rest.trim().is_empty() && label.len() <= MAX_HEADING_BYTES);
        let fits = about.is_some_and(|(label, rest)| match heading(label) {
            Some(Heading::About(name)) => has_name(rest, name),
            _ => false,
        });
        if !fits {
            return;
        }
        roles[at] = Some(Role::Note);
    }
}

fn heading(line: &str) -> Option<Heading<'_>> {
    // With room for the marks of headings.
    if line.len() > MAX_HEADING_BYTES * 2 {
        return None;
    }
    let start = bare(line);
    if start.len() > MAX_HEADING_BYTES || start.is_empty() || ends_sentence(start) {
        return None;
    }
    if list(List::ReferenceHeadings).is_one(start) {
        return Some(Heading::References);
    }
    if list(List::EndHeadings).is_one(start) {
        return Some(Heading::Other);
    }
    let end = list(List::AboutWords).opening(start)?;
    let name = start[end..].trim();
    let n_words = name.split_whitespace().count();
    let main = name.split_whitespace().find(|word| word.chars().next().is_some_and(char::is_uppercase))?;
    ((1..=7).contains(&n_words) && start[..end].starts_with(char::is_uppercase)).then_some(Heading::About(main))
}

/// Whether the paragraphs from a heading to `end` are its section.
fn is_section(lines: &[&str], roles: &[Option<Role>], at: usize, end: usize) -> bool {
    let inside = || (at + 1..end).filter(|place| roles[*place].is_none()).map(|place| lines[place]);
    let Some(heading) = heading(lines[at]) else { return false };
    match heading {
        Heading::References => {
            let n = inside().count();
            n > 0 && inside().filter(|line| is_reference(line)).count() * 2 > n
        }
        Heading::About(name) => inside().count() <= MAX_PARAGRAPHS && inside().next().is_some_and(|line| has_name(line, name)),
        Heading::Other => inside().count() <= MAX_PARAGRAPHS,
    }
}

/// A year, an address or a page stands in it.
fn is_reference(line: &str) -> bool {
    let year = |figure: &str| figure.len() == 4 && (figure.starts_with("19") || figure.starts_with("20") || figure.starts_with("18"));
    line.split(|c: char| !c.is_ascii_digit()).any(year) || line.contains("://") || line.contains("www.")
}

fn has_name(text: &str, name: &str) -> bool {
    let name = name.trim_end_matches("'s").trim_end_matches("’s").trim_matches(|c: char| !c.is_alphanumeric());
    text.match_indices(name).next().is_some_and(|(at, _)| at <= NAME_WITHIN)
}
