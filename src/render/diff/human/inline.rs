//! The whole of the new version on a terminal, changes in place.
//!
//! In: a diff. Out: its paragraphs in reading order, each with a sign in the gutter: `+` added, `-` gone, `>` moved, `~` changed in part.

use super::Page;
use crate::align::Change;
use crate::pipeline::Diff;
use crate::render::Ink;
use crate::render::diff::DiffView;
use crate::render::diff::flow::{Fold, Item, ItemKind, Paragraph, flow, folded};
use crate::render::diff::marks::Mark;
use crate::wording::numbers::count;

pub(super) fn draw(diff: &Diff, view: &DiffView, page: &mut Page) {
    let paragraphs = flow(diff, view);
    let pieces = || paragraphs.iter().flat_map(|paragraph| &paragraph.items).flat_map(|item| &item.marks);
    if pieces().next().is_none() {
        return;
    }
    page.heading(format!("The new version, changes in place: {}", page.legend(pieces())).trim_end_matches(": "));
    let parts = folded(&paragraphs, view.context);
    let used: Vec<&str> = parts.iter().filter_map(|part| if let Fold::Shown(part) = part { part.sign() } else { None }).collect();
    page.margin_legend(&used);
    let mut is_first = true;
    for part in parts {
        if !std::mem::take(&mut is_first) {
            page.blank();
        }
        match part {
            Fold::Shown(part) => paragraph(part, page),
            Fold::Folded(parts) => page.faint(&fold_words(parts)),
        }
    }
}

/// `... 4 unchanged paragraphs, 212 words`.
pub(super) fn fold_words(parts: &[Paragraph]) -> String {
    let words = parts.iter().map(|part| part.words().0).sum();
    format!("... {}, {}", count(parts.len(), "unchanged paragraph"), count(words, "word"))
}

fn paragraph(paragraph: &Paragraph, page: &mut Page) {
    let sign = paragraph.sign().unwrap_or(" ");
    let ink = ink(sign);
    let is_whole = ink.is_some();
    let mut text = String::new();
    for item in &paragraph.items {
        if !text.is_empty() && !item.is_glued() {
            text.push(' ');
        }
        if let Some(remark) = &item.remark {
            text.push_str(&format!("({remark}){}", if item.marks.is_empty() { "" } else { " " }));
        }
        text.push_str(&if is_whole { bare(item) } else { page.marked(&pieces(item)) });
    }
    let mut flags: Vec<&str> = Vec::new();
    for flag in paragraph.items.iter().flat_map(|item| &item.flags) {
        if !flags.contains(flag) {
            flags.push(flag);
        }
    }
    page.flags(&flags);
    page.signed(sign, ink, &text);
}

/// The ink of a paragraph where the whole of it is of one kind and needs no marks inside.
fn ink(sign: &str) -> Option<Ink> {
    match sign {
        "+" => Some(Ink::Added),
        "-" => Some(Ink::Removed),
        ">" => Some(Ink::Moved),
        _ => None,
    }
}

fn bare(item: &Item) -> String {
    let mut out = String::new();
    for mark in &item.marks {
        if !out.is_empty() && !mark.glued {
            out.push(' ');
        }
        out.push_str(&mark.text);
    }
    out
}

/// The pieces of an item; a moved sentence that was not edited is marked as a whole.
fn pieces(item: &Item) -> Vec<Mark> {
    if item.kind == ItemKind::MovedHere && !item.is_edited() {
        vec![Mark { change: Change::Moved, text: bare(item), glued: false }]
    } else {
        item.marks.clone()
    }
}
