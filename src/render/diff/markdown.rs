//! A diff as Markdown, for pasting into an issue or a mail.
//!
//! In: a diff. Out: headings, quotes and lists; **bold** is new, ~~struck~~ is gone, *>slanted<* moved. Text of articles is escaped by
//! `report::markdown`: it makes no link, image, mention, heading or markup of its own.

use super::flow::{Fold, Item, ItemKind, Paragraph, flow, folded};
use super::marks::Mark;
use super::picture::{Beside, Edit, Move, Picture, Run};
use super::rows::{Line, Row, RowKind, rows};
use super::{DiffView, View, sign_legend};
use crate::align::Change;
use crate::pipeline::Diff;
use crate::render::markdown::{escape, escape_inside};
use crate::wording::numbers::{count, hidden_words};

/// The diff as Markdown (CommonMark with strikethrough), as the view asks; the side view is a table.
pub fn diff_markdown(diff: &Diff, view: DiffView) -> String {
    let mut out = String::new();
    draw(diff, &view, &mut out);
    out
}

/// Draws a diff below others.
pub(in crate::render::diff) fn draw(diff: &Diff, view: &DiffView, out: &mut String) {
    let picture = Picture::of(diff, view);
    paragraph(&format!("**{}**", escape(&picture.summary.verdict(&picture.names))), out);
    paragraph(&escape(&picture.summary.details()), out);
    paragraph(&escape(&picture.summary.warnings()), out);
    picture.notes.iter().for_each(|note| paragraph(&escape(note), out));
    for (name, prepared) in [(&picture.names.a, &diff.old), (&picture.names.b, &diff.new)] {
        hidden_words(name, prepared.hidden_words).iter().for_each(|said| paragraph(&escape(said), out));
    }
    beside(&picture.beside, out);
    match view.view {
        View::Summary => {}
        View::Inline => inline(diff, view, out),
        View::Side => side(diff, view, &picture, out),
        View::Adds => {
            runs(&format!("Added in {}", picture.names.b), &picture.additions, out);
            edits("Edited", &picture.edits, out);
            moves(&picture.moves, out);
            runs(&format!("Only in {}", picture.names.a), &picture.removals, out);
            edits("Other typography", &picture.typographic, out);
        }
    }
    picture.coarse.iter().for_each(|line| paragraph(line, out));
}

fn paragraph(text: &str, out: &mut String) {
    if !text.is_empty() {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(text);
        out.push('\n');
    }
}

pub(in crate::render::diff) fn heading(text: &str, out: &mut String) {
    paragraph(&format!("### {}", escape(text)), out);
}

fn beside(changes: &[Beside], out: &mut String) {
    if changes.is_empty() {
        return;
    }
    heading("Beside the story", out);
    let mut list = String::new();
    for change in changes {
        let (old, new) = match &change.marks {
            Some((old, new)) => (Some(marked(old)), Some(marked(new))),
            None => (change.old.as_deref().map(escape), change.new.as_deref().map(escape)),
        };
        let role = change.role;
        let flags = if change.flags.is_empty() { String::new() } else { format!(" **({})**", change.flags.join("; ")) };
        match (old, new) {
            (Some(old), Some(new)) => list.push_str(&format!("- {role} was: {old}\n- {role} now: {new}{flags}\n")),
            (None, Some(new)) => list.push_str(&format!("- new {role}: {new}\n")),
            (Some(old), None) => list.push_str(&format!("- {role} gone: {old}\n")),
            (None, None) => {}
        }
    }
    paragraph(list.trim_end(), out);
}

pub(in crate::render::diff) fn runs(title: &str, runs: &[Run], out: &mut String) {
    if runs.is_empty() {
        return;
    }
    heading(title, out);
    for run in runs {
        let repeats = run.repeats.as_deref().map_or(String::new(), |said| format!("; {said}"));
        paragraph(&format!("*{}: {}, {}{repeats}*", run.place, count(run.sentences, "sentence"), count(run.words, "word")), out);
        let quote: Vec<String> = run.paragraphs.iter().map(|text| format!("> {}", escape(text))).collect();
        paragraph(&quote.join("\n>\n"), out);
    }
}

fn edits(title: &str, edits: &[Edit], out: &mut String) {
    if edits.is_empty() {
        return;
    }
    heading(title, out);
    for edit in edits {
        let place = std::iter::once(&edit.place).chain(&edit.remarks).cloned().collect::<Vec<_>>().join(", ");
        let flags = if edit.flags.is_empty() { String::new() } else { format!(" **{}**", edit.flags.join("; ")) };
        paragraph(&format!("*{place}*{flags}"), out);
        paragraph(&format!("- old: {}\n- new: {}", marked(&edit.old), marked(&edit.new)), out);
    }
}

fn moves(moves: &[Move], out: &mut String) {
    if moves.is_empty() {
        return;
    }
    heading("Moved", out);
    for moved in moves {
        let edited = if moved.edited { ", edited as well (see above)" } else { "" };
        paragraph(&format!("*from {} to {}{edited}*", moved.from, moved.to), out);
        paragraph(&format!("> {}", escape(&moved.text)), out);
    }
}

fn inline(diff: &Diff, view: &DiffView, out: &mut String) {
    heading("The new version, changes in place", out);
    let paragraphs = flow(diff, view);
    let parts = folded(&paragraphs, view.context);
    let shown_parts = || parts.iter().filter_map(|part| if let Fold::Shown(part) = part { Some(*part) } else { None });
    let marks: Vec<Mark> = shown_parts().flat_map(|part| &part.items).flat_map(pieces).collect();
    legend(marks.iter(), &shown_parts().filter_map(Paragraph::sign).collect::<Vec<_>>(), out);
    for part in &parts {
        match part {
            Fold::Shown(part) => shown(part, out),
            Fold::Folded(parts) => {
                let words = parts.iter().map(|part| part.words().0).sum();
                paragraph(&format!("*{}, {}*", count(parts.len(), "unchanged paragraph"), count(words, "word")), out);
            }
        }
    }
}

/// The pieces of an item; a moved sentence that was not edited is marked as a whole.
fn pieces(item: &Item) -> Vec<Mark> {
    let is_moved = item.kind == ItemKind::MovedHere && item.marks.iter().all(|mark| mark.change == Change::Same);
    let change = |mark: &Mark| if is_moved { Change::Moved } else { mark.change };
    item.marks.iter().map(|mark| Mark { change: change(mark), ..mark.clone() }).collect()
}

/// The marks and signs that are used.
fn legend<'m>(marks: impl Iterator<Item = &'m Mark> + Clone, signs: &[&str], out: &mut String) {
    let told = [(Change::Added, "new"), (Change::Removed, "gone"), (Change::Moved, "moved"), (Change::Typographic, "typography")];
    let used = told.into_iter().filter(|(change, _)| marks.clone().any(|mark| mark.change == *change));
    let shown = used.map(|(change, word)| marked(&[Mark { change, text: word.to_string(), glued: false }]));
    let mut parts: Vec<String> = vec![shown.collect::<Vec<_>>().join(" ")];
    parts.push(sign_legend(signs, |sign| format!("`{sign}`")));
    parts.retain(|part| !part.is_empty());
    paragraph(&parts.join("; "), out);
}

fn shown(part: &Paragraph, out: &mut String) {
    // As code, so that no sign is a list or a quote.
    let mut text = part.sign().map_or(String::new(), |sign| format!("`{sign}`"));
    for item in &part.items {
        let mut flags = item.flags.join("; ");
        if !flags.is_empty() {
            flags = format!(" **({flags})**");
        }
        let remark = item.remark.as_deref().map_or(String::new(), |remark| format!("({}) ", escape(remark)));
        let marks = pieces(item);
        if !text.is_empty() && !item.is_glued() {
            text.push(' ');
        }
        text.push_str(&format!("{remark}{}{flags}", marked(&marks)));
    }
    paragraph(text.trim_end(), out);
}

fn side(diff: &Diff, view: &DiffView, picture: &Picture, out: &mut String) {
    let lines = rows(diff, view);
    heading("Both versions", out);
    let rows = || lines.iter().filter_map(|line| if let Line::Row(row) = line { Some(row) } else { None });
    let signs: Vec<&str> = rows().filter_map(|row| row.kind.sign()).collect();
    legend(rows().flat_map(|row| row.old.iter().chain(&row.new)), &signs, out);
    let mut table = format!("| {} | | {} |\n| --- | --- | --- |\n", escape(&picture.names.a), escape(&picture.names.b));
    for line in lines {
        match line {
            Line::Break => {}
            Line::Folded { paragraphs, words } => {
                table.push_str(&format!("| *{}, {}* | | |\n", count(paragraphs, "unchanged paragraph"), count(words, "word")));
            }
            Line::Row(row) => table.push_str(&table_row(&row)),
        }
    }
    paragraph(table.trim_end(), out);
}

fn table_row(row: &Row) -> String {
    let notes: Vec<String> = row
        .remark
        .iter()
        .map(|remark| format!("({}) ", escape(remark)))
        .chain(row.flags.iter().map(|flag| format!("**({flag})** ")))
        .collect();
    let (left, right) = (marked(&row.old), marked(&row.new));
    if row.kind == RowKind::MovedAway {
        format!("| {} | `>` | |\n", notes.concat().trim_end())
    } else {
        let sign = row.kind.sign().map_or(String::new(), |sign| format!("`{sign}` "));
        format!("| {left} | {sign}| {}{right} |\n", notes.concat())
    }
}

/// Pieces as one text. A zero-width space (written as an entity) keeps a delimiter apart from a letter or delimiter that it would
/// otherwise belong to (CommonMark, left- and right-flanking delimiter runs).
pub(in crate::render::diff) fn marked(marks: &[Mark]) -> String {
    let mut out = String::new();
    for (at, mark) in marks.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| marks.get(before));
        if !out.is_empty() && !mark.glued {
            out.push(' ');
        }
        let text = if out.is_empty() { escape(&mark.text) } else { escape_inside(&mark.text) };
        let delimiter = delimiter(mark.change);
        if delimiter.is_empty() {
            out.push_str(&text);
            continue;
        }
        // The same sign of a move as on a terminal.
        let is_moved = mark.change == Change::Moved;
        let text = if is_moved { format!("&gt;{text}&lt;") } else { text };
        let opens_with_mark = is_moved || !mark.text.starts_with(char::is_alphanumeric);
        let ends_in_mark = |text: &str| is_moved || !text.ends_with(char::is_alphanumeric);
        if mark.glued && before.is_some_and(|before| !delimiter_of(before).is_empty() || opens_with_mark) {
            out.push_str(NOTHING);
        }
        out.push_str(&format!("{delimiter}{text}{delimiter}"));
        let next = marks.get(at + 1);
        if next.is_some_and(|next| next.glued && delimiter_of(next).is_empty()) && ends_in_mark(&mark.text) {
            out.push_str(NOTHING);
        }
    }
    out
}

/// A zero-width space.
const NOTHING: &str = "&#8203;";

fn delimiter_of(mark: &Mark) -> &'static str {
    delimiter(mark.change)
}

fn delimiter(change: Change) -> &'static str {
    match change {
        Change::Same => "",
        Change::Added => "**",
        Change::Removed => "~~",
        Change::Moved | Change::Typographic => "*",
    }
}
