//! Both versions beside each other on a terminal.
//!
//! In: a diff. Out: two columns of paired sentences with a sign between them: `~` edited, `+` only in the new, `-` only in the old,
//! `>` at another place.
//! Narrow terminals and right-to-left texts do not fit: a terminal that turns such lines around would mix the columns.

use super::Page;
use super::page::{marked, padded};
use crate::pipeline::Diff;
use crate::render::diff::DiffView;
use crate::render::diff::rows::{Line, Row, RowKind, rows};
use crate::render::{Ink, wrap};
use crate::wording::numbers::count;

/// Columns that two versions beside each other need: below 48 columns each a line holds fewer than eight words.
pub const MIN_SIDE_WIDTH: usize = 100;

/// Whether the side view can be drawn: the terminal is wide enough and both texts run from left to right.
pub fn fits_side_by_side(diff: &Diff, width: usize) -> bool {
    width >= MIN_SIDE_WIDTH && !is_right_to_left(&diff.old.article.text) && !is_right_to_left(&diff.new.article.text)
}

/// Whether the first letters of a text are of a right-to-left script: more such than others among the first thousand characters.
fn is_right_to_left(text: &str) -> bool {
    let letters = text.chars().take(1000).filter(|c| c.is_alphabetic());
    let balance: i32 =
        letters.map(|c| if matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}') { 1 } else { -1 }).sum();
    balance > 0
}

pub(super) fn draw(diff: &Diff, view: &DiffView, page: &mut Page) {
    let lines = rows(diff, view);
    let width = (page.width - 3) / 2;
    let rows = || lines.iter().filter_map(|line| if let Line::Row(row) = line { Some(row) } else { None });
    let marks = page.legend(rows().flat_map(|row| row.old.iter().chain(&row.new)));
    page.heading(format!("Both versions: {marks}").trim_end_matches(": "));
    let used: Vec<&str> = rows().filter_map(|row| row.kind.sign()).collect();
    page.margin_legend(&used);
    let names = crate::render::diff::picture::names(diff);
    row(&names.a, &names.b, " ", width, Some(Ink::Strong), page);
    for line in lines {
        match line {
            Line::Break => page.blank(),
            Line::Folded { paragraphs, words } => {
                page.faint(&format!("... {}, {}", count(paragraphs, "unchanged paragraph"), count(words, "word")));
            }
            Line::Row(one) => paired(&one, width, page),
        }
    }
}

fn paired(one: &Row, width: usize, page: &mut Page) {
    page.flags(&one.flags);
    let sign = one.kind.sign().unwrap_or(" ");
    let (mut old, mut new) = (marked(&one.old, page.paint), marked(&one.new, page.paint));
    if let Some(remark) = &one.remark {
        let cell = if one.kind == RowKind::MovedAway { &mut old } else { &mut new };
        *cell = format!("({remark}) {cell}");
    }
    row(&old, &new, sign, width, None, page);
}

fn row(old: &str, new: &str, sign: &str, width: usize, ink: Option<Ink>, page: &mut Page) {
    let cell = |text: &str| if text.is_empty() { Vec::new() } else { wrap(text, width, "", "") };
    let (left, right) = (cell(old), cell(new));
    for at in 0..left.len().max(right.len()) {
        let side = |lines: &[String]| {
            let line = lines.get(at).map_or("", String::as_str);
            ink.map_or_else(|| line.to_string(), |ink| page.paint.ink(ink, line))
        };
        let line = format!("{} {sign} {}", padded(&side(&left), width), side(&right));
        page.line(line.trim_end().to_string());
    }
}
