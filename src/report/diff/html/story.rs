//! The whole of the new version with its changes in place.
//!
//! In: a diff. Out: paragraphs with a sign and number in the margin, links from each change to the next, links between both ends
//! of a move; unchanged stretches fold away but stay in the page.

use super::text::{Lang, marked, said};
use crate::align::Change;
use crate::pipeline::Diff;
use crate::report::diff::DiffView;
use crate::report::diff::flow::{Fold, Item, ItemKind, Paragraph, flow, folded};
use crate::report::words::count;
use maud::{Markup, html};
use std::collections::HashSet;

/// The section.
pub(super) fn story(diff: &Diff<'_>, view: &DiffView) -> Markup {
    let paragraphs = flow(diff, view);
    let mut writer =
        Writer { changed: changed(&paragraphs), met: HashSet::new(), at: 0, langs: (Lang::of(&diff.old), Lang::of(&diff.new)) };
    html! {
        section.story id="story" {
            h2 { "The new version, changes in place" }
            p.legend { ins { "new words" } " " del { "gone" } " " span.moved { "moved" } }
            @for part in folded(&paragraphs, view.context) {
                @match part {
                    Fold::Shown(paragraph) => (writer.paragraph(paragraph)),
                    Fold::Folded(parts) => {
                        details {
                            summary { (count(parts.len(), "unchanged paragraph")) ", " (count(parts.iter().map(|part| part.words().0).sum(), "word")) }
                            @for paragraph in parts { (writer.paragraph(paragraph)) }
                        }
                    },
                }
            }
        }
    }
}

fn changed(paragraphs: &[Paragraph]) -> Vec<usize> {
    paragraphs.iter().enumerate().filter(|(_, paragraph)| paragraph.is_changed()).map(|(at, _)| at).collect()
}

/// Writes paragraphs one after the other and knows which one is next.
struct Writer<'l> {
    /// Numbers of the paragraphs that changed.
    changed: Vec<usize>,
    /// Ends of moves and edits that have their anchor.
    met: HashSet<(usize, ItemKind)>,
    at: usize,
    langs: (Option<&'l str>, Option<&'l str>),
}

impl Writer<'_> {
    fn paragraph(&mut self, paragraph: &Paragraph) -> Markup {
        let at = self.at;
        self.at += 1;
        let place = self.changed.binary_search(&at);
        let (class, word) = class(paragraph);
        let before = place.ok().and_then(|place| place.checked_sub(1)).and_then(|place| self.changed.get(place));
        let after = place.ok().and_then(|place| self.changed.get(place + 1));
        let lang = if class == "gone" { self.langs.0 } else { self.langs.1 };
        let mut flags: Vec<&str> = Vec::new();
        for flag in paragraph.items.iter().flat_map(|item| &item.flags) {
            if !flags.contains(flag) {
                flags.push(flag);
            }
        }
        html! {
            div class={ "para " (class) } id={ "story-" (at) } {
                div.margin {
                    @if let Some(number) = paragraph.number { span.number { (said("paragraph")) (number) } }
                    @if !word.is_empty() { span.sign { (word) } }
                    @if place.is_ok() {
                        span.steps {
                            @if let Some(before) = before { a href={ "#story-" (before) } aria-label="previous change" { "↑" } }
                            @if let Some(after) = after { a href={ "#story-" (after) } aria-label="next change" { "↓" } }
                        }
                    }
                }
                div {
                    @if !flags.is_empty() { p.flags { @for flag in &flags { span.flag { (flag) } " " } } }
                    p.text id=[paragraph.layout.map(|layout| format!("paragraph-{layout}"))] dir="auto" lang=[lang] {
                        @for (place, item) in paragraph.items.iter().enumerate() {
                            @if place > 0 && !item.is_glued() { " " }
                            (self.item(item))
                        }
                    }
                }
            }
        }
    }

    fn item(&mut self, item: &Item) -> Markup {
        let is_new = item.group.is_some_and(|group| self.met.insert((group, item.kind)));
        let group = item.group.unwrap_or(0);
        let is_whole = item.kind == ItemKind::MovedHere && item.marks.iter().all(|mark| mark.change == Change::Same);
        html! {
            @match item.kind {
                ItemKind::MovedAway => {
                    span.remark dir="ltr" id=[is_new.then(|| format!("from-{group}"))] {
                        "(" a href={ "#to-" (group) } { (item.remark.as_deref().unwrap_or("moved")) } ")"
                    }
                },
                ItemKind::MovedHere => {
                    span id=[is_new.then(|| format!("to-{group}"))] {
                        @if let Some(remark) = &item.remark { span.remark dir="ltr" { "(" a href={ "#from-" (group) } { (remark) } ") " } }
                        @if is_whole { span.moved { (said("moved:")) (marked(&item.marks)) (said("end")) } } @else { (marked(&item.marks)) }
                    }
                },
                _ => {
                    @if let Some(remark) = &item.remark { span.remark dir="ltr" { "(" (remark) ") " } }
                    @if is_new { span id={ "to-" (group) } { (marked(&item.marks)) } } @else { (marked(&item.marks)) }
                },
            }
        }
    }
}

/// The class of a paragraph and its word in the margin.
fn class(paragraph: &Paragraph) -> (&'static str, &'static str) {
    if paragraph.is_furniture() {
        ("beside", "")
    } else if paragraph.is_all(ItemKind::Added) {
        ("added", "added")
    } else if paragraph.items.iter().all(|item| item.is_furniture || item.kind == ItemKind::Added) {
        ("added mixed", "added")
    } else if paragraph.is_all(ItemKind::Removed) {
        ("gone", "gone")
    } else if paragraph.items.iter().all(|item| matches!(item.kind, ItemKind::MovedAway | ItemKind::MovedHere)) {
        ("shift", "moved")
    } else if paragraph.is_changed() {
        ("edit", "changed")
    } else {
        ("", "")
    }
}
