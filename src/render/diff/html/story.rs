//! The whole of the new version with its changes in place.
//!
//! In: a diff. Out: paragraphs with a sign and number in the margin, links from each run of changed paragraphs to the next, links
//! between both ends of a move; neighbouring paragraphs that are gone are one block; unchanged stretches fold away but stay in the page.
//! What the margin says of a whole paragraph is not said again in it.

use super::map;
use super::text::{Lang, legend, marked, said, told};
use crate::align::Change;
use crate::pipeline::Diff;
use crate::render::diff::DiffView;
use crate::render::diff::flow::{Fold, Item, ItemKind, Paragraph, flow, folded};
use crate::render::diff::picture::Run;
use crate::wording::numbers::count;
use maud::{Markup, html};
use std::collections::HashSet;

/// The section. `added` are the runs of the page that link here.
pub(super) fn story(diff: &Diff, view: &DiffView, added: &[Run]) -> Markup {
    let paragraphs = flow(diff, view);
    let mut writer = Writer {
        starts: starts(&paragraphs),
        has_map: map::is_drawn(&paragraphs),
        linked: added.iter().map(|run| run.first).collect(),
        met: HashSet::new(),
        at: 0,
        langs: (Lang::of(&diff.old), Lang::of(&diff.new)),
    };
    let gone = |part: &Fold<'_>| matches!(part, Fold::Shown(paragraph) if paragraph.is_all(ItemKind::Removed));
    html! {
        section.story id="story" {
            h2 { "The new version, changes in place" }
            (legend(paragraphs.iter().filter_map(|paragraph| sign(class(paragraph).0)).collect()))
            @for parts in folded(&paragraphs, view.context).chunk_by(|a, b| gone(a) && gone(b)) {
                @match parts {
                    [Fold::Folded(parts), ..] => {
                        details {
                            summary { (count(parts.len(), "unchanged paragraph")) ", " (count(parts.iter().map(|part| part.words().0).sum(), "word")) }
                            @for paragraph in *parts { (writer.block(paragraph, &[])) }
                        }
                    },
                    [Fold::Shown(first), more @ ..] => (writer.block(first, more)),
                    [] => {},
                }
            }
        }
    }
}

/// Where runs of changed paragraphs begin.
fn starts(paragraphs: &[Paragraph]) -> Vec<usize> {
    let is_changed = |at: usize| paragraphs.get(at).is_some_and(Paragraph::is_changed);
    (0..paragraphs.len()).filter(|at| is_changed(*at) && !at.checked_sub(1).is_some_and(is_changed)).collect()
}

/// Writes paragraphs one after the other and knows which one is next.
struct Writer<'l> {
    /// Numbers of the paragraphs with which runs of changed ones begin.
    starts: Vec<usize>,
    /// Whether the strip at the top links to every paragraph.
    has_map: bool,
    /// Paragraphs of the layout that sections link to.
    linked: HashSet<u32>,
    /// Ends of moves and edits that have their anchor.
    met: HashSet<(usize, ItemKind)>,
    at: usize,
    langs: (Option<&'l str>, Option<&'l str>),
}

impl Writer<'_> {
    /// A paragraph, and those that are gone with it.
    fn block(&mut self, paragraph: &Paragraph, more: &[Fold<'_>]) -> Markup {
        let at = self.at;
        self.at += 1 + more.len();
        let place = self.starts.binary_search(&at).ok();
        let (class, word) = class(paragraph);
        let before = place.and_then(|place| place.checked_sub(1)).and_then(|place| self.starts.get(place)).copied();
        let after = place.and_then(|place| self.starts.get(place + 1)).copied();
        let lang = if class == "gone" { self.langs.0 } else { self.langs.1 };
        let mut flags: Vec<&str> = Vec::new();
        for flag in paragraph.items.iter().flat_map(|item| &item.flags) {
            if !flags.contains(flag) {
                flags.push(flag);
            }
        }
        let linked = paragraph.layout.filter(|layout| self.linked.contains(layout));
        let more = more.iter().filter_map(|part| if let Fold::Shown(paragraph) = part { Some(paragraph) } else { None });
        html! {
            div class={ "para" @if !class.is_empty() { " " (class) } } id=[(self.has_map || place.is_some()).then(|| format!("story-{at}"))] {
                div.margin {
                    @if let Some(number) = paragraph.number { span.number { span.said { "paragraph " } (number) } }
                    @if !word.is_empty() { span.sign { @if let Some(sign) = sign(class) { span aria-hidden="true" { (sign) " " } } (word) } }
                    @if before.is_some() || after.is_some() {
                        span.steps {
                            @if let Some(before) = before { a href={ "#story-" (before) } aria-label="previous change" { "↑" } }
                            @if let Some(after) = after { a href={ "#story-" (after) } aria-label="next change" { "↓" } }
                        }
                    }
                }
                div {
                    @if !flags.is_empty() { p.flags { @for flag in &flags { span.flag { (flag) } " " } } }
                    p.text id=[linked.map(|layout| format!("paragraph-{layout}"))] dir="auto" lang=[lang] { (self.items(paragraph, class)) }
                    @for paragraph in more { p.text dir="auto" lang=[lang] { (self.items(paragraph, class)) } }
                }
            }
        }
    }

    fn items(&mut self, paragraph: &Paragraph, class: &str) -> Markup {
        let is_told = matches!(class, "added" | "gone");
        html! {
            @for (place, item) in paragraph.items.iter().enumerate() {
                @if place > 0 && !item.is_glued() { " " }
                @if is_told && item.remark.is_none() { (told(&item.marks)) } @else { (self.item(item)) }
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

/// The sign of a class of paragraphs in the margin.
fn sign(class: &str) -> Option<&'static str> {
    match class {
        "added" | "added mixed" => Some("+"),
        "gone" => Some("-"),
        "shift" => Some(">"),
        "edit" => Some("~"),
        _ => None,
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
