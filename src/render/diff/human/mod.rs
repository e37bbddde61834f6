//! A diff on a terminal.
//!
//! In: a diff and how it is to be shown. Out: lines no wider than the terminal. The gutter and the marks `[-gone-] {+new+} {>moved<}`
//! carry the meaning; colour only adds. Furniture is named apart and never shown as added text.

mod inline;
mod page;
mod side;

pub(in crate::render::diff) use page::Page;
pub use side::{MIN_SIDE_WIDTH, fits_side_by_side};

use super::picture::{Beside, Edit, Move, Picture, Run};
use super::{DiffView, View};
use crate::pipeline::Diff;
use crate::render::Ink;
use crate::wording::numbers::count;
use crate::wording::numbers::hidden_words;

/// The diff in plain words, as the view asks. The side view needs [`MIN_SIDE_WIDTH`] columns and falls back to the inline one.
pub fn diff_human(diff: &Diff, view: DiffView) -> String {
    let mut page = Page::new(&view);
    draw(diff, &view, &mut page);
    page.finish()
}

/// Draws a diff on a page that may hold others.
pub(in crate::render::diff) fn draw(diff: &Diff, view: &DiffView, page: &mut Page) {
    let picture = Picture::of(diff, view);
    page.strong(&picture.summary.verdict(&picture.names));
    page.prose(&picture.summary.details());
    page.inked(Ink::Warning, &picture.summary.warnings());
    picture.notes.iter().for_each(|note| page.prose(note));
    for (name, prepared) in [(&picture.names.a, &diff.old), (&picture.names.b, &diff.new)] {
        hidden_words(name, prepared.hidden_words).iter().for_each(|said| page.prose(said));
    }
    beside(&picture.beside, page);
    match view.view {
        View::Summary => {}
        View::Inline => inline::draw(diff, view, page),
        View::Side if fits_side_by_side(diff, view.width) => side::draw(diff, view, page),
        View::Side => inline::draw(diff, view, page),
        View::Adds => {
            runs(&format!("Added in {}", picture.names.b), "+", Ink::Added, &picture.additions, page);
            edits("Edited", &picture.edits, page);
            moves(&picture.moves, page);
            runs(&format!("Only in {}", picture.names.a), "-", Ink::Removed, &picture.removals, page);
            edits("Other typography", &picture.typographic, page);
        }
    }
    if !picture.coarse.is_empty() {
        page.heading("Coarse");
        picture.coarse.iter().for_each(|line| page.prose(line));
    }
}

fn beside(changes: &[Beside], page: &mut Page) {
    if changes.is_empty() {
        return;
    }
    page.heading("Beside the story");
    for change in changes {
        let role = change.role;
        page.flags(&change.flags);
        let (old, new) = match &change.marks {
            Some((old, new)) => (Some(page.marked(old)), Some(page.marked(new))),
            None => (change.old.clone(), change.new.clone()),
        };
        match (old, new) {
            (Some(old), Some(new)) => {
                page.hanging(&format!("  {role} was: "), &old);
                page.hanging(&format!("  {role} now: "), &new);
            }
            (None, Some(new)) => page.hanging(&format!("  new {role}: "), &new),
            (Some(old), None) => page.hanging(&format!("  {role} gone: "), &old),
            (None, None) => {}
        }
    }
}

/// Runs of sentences that only one side has, a block each, the sign before every line.
fn runs(heading: &str, sign: &str, ink: Ink, runs: &[Run], page: &mut Page) {
    if runs.is_empty() {
        return;
    }
    page.heading(heading);
    for (number, run) in runs.iter().enumerate() {
        if number > 0 {
            page.blank();
        }
        let repeats = run.repeats.as_deref().map_or(String::new(), |said| format!("; {said}"));
        page.faint(&format!("{}: {}, {}{repeats}", run.place, count(run.sentences, "sentence"), count(run.words, "word")));
        for (paragraph, text) in run.paragraphs.iter().enumerate() {
            if paragraph > 0 {
                page.signed(sign, Some(ink), "");
            }
            page.signed(sign, Some(ink), text);
        }
    }
}

/// Edited sentences, the old one above the new one.
fn edits(heading: &str, edits: &[Edit], page: &mut Page) {
    if edits.is_empty() {
        return;
    }
    page.heading(&format!("{heading}: {}", page.legend(edits.iter().flat_map(|edit| edit.old.iter().chain(&edit.new)))));
    for (number, edit) in edits.iter().enumerate() {
        if number > 0 {
            page.blank();
        }
        let place = std::iter::once(&edit.place).chain(&edit.remarks).cloned().collect::<Vec<_>>().join(", ");
        page.faint(&place);
        page.flags(&edit.flags);
        let (old, new) = (page.marked(&edit.old), page.marked(&edit.new));
        page.signed("old", None, &old);
        page.signed("new", None, &new);
    }
}

/// Sentences that stand elsewhere.
fn moves(moves: &[Move], page: &mut Page) {
    if moves.is_empty() {
        return;
    }
    page.heading("Moved");
    for (number, moved) in moves.iter().enumerate() {
        if number > 0 {
            page.blank();
        }
        let edited = if moved.edited { ", edited as well (see above)" } else { "" };
        page.faint(&format!("from {} to {}{edited}", moved.from, moved.to));
        page.signed(">", Some(Ink::Moved), &moved.text);
    }
}
