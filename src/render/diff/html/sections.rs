//! The parts of the page: what stands beside the story, what is added, edited, moved, gone.
//!
//! In: the picture of a diff. Out: sections whose changes are linked to each other and to their place in the whole story.

use super::text::{Lang, marked, said};
use crate::pipeline::Diff;
use crate::render::diff::picture::{Beside, Edit, Move, Picture, Run};
use crate::render::diff::{View, flag_words};
use crate::wording::numbers::count;
use maud::{Markup, html};

/// The links at the top of the page.
pub(super) fn contents(picture: &Picture, view: View) -> Markup {
    let mut links: Vec<(&str, String)> = Vec::new();
    if view == View::Adds {
        let told = [
            ("#added", "Added", picture.additions.len()),
            ("#edited", "Edited", picture.edits.len()),
            ("#moved", "Moved", picture.moves.len()),
            ("#gone", "Only in the old version", picture.removals.len()),
        ];
        links.extend(told.into_iter().filter(|(_, _, n)| *n > 0).map(|(to, name, n)| (to, format!("{name} ({n})"))));
        links.push(("#story", String::from("The whole story")));
    }
    html! {
        @if links.len() > 1 {
            nav.contents aria-label="Contents" { ul { @for (to, name) in &links { li { a href=(to) { (name) } } } } }
        }
    }
}

/// What an editor must look at, with links where the view has a place for them.
pub(super) fn warnings(picture: &Picture, view: View) -> Markup {
    let counts: Vec<_> = picture.summary.flags.all().into_iter().filter(|(_, n)| *n > 0).collect();
    html! {
        @if !counts.is_empty() {
            section.warnings aria-label="Look at" {
                h2 { "Look at" }
                ul {
                    @for (flag, n) in &counts {
                        @let words = flag_words(*flag);
                        li {
                            span.flag { (words) } " "
                            @let edits: Vec<&Edit> = picture.edits.iter().filter(|edit| edit.flags.contains(&words)).collect();
                            @if view == View::Summary || edits.is_empty() { "in " (count(*n, "sentence")) } @else {
                                @for (at, edit) in edits.iter().enumerate() {
                                    @if at > 0 { ", " }
                                    a href={ (if view == View::Adds { "#edit-" } else { "#to-" }) (edit.group) } { (edit.short_place) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Furniture that changed, came or went; as a part of a section if it is not one of its own.
pub(in crate::render::diff) fn beside(changes: &[Beside], is_part: bool) -> Markup {
    let list = html! {
        dl {
            @for change in changes {
                @let role = change.role;
                @match (&change.old, &change.new) {
                    (Some(old), Some(new)) => {
                        dt { (role) " was" }
                        dd dir="auto" { @if let Some((old, _)) = &change.marks { (marked(old)) } @else { (old) } }
                        dt { (role) " now" }
                        dd dir="auto" {
                            @if !change.flags.is_empty() { p.flags { @for flag in &change.flags { span.flag { (flag) } " " } } }
                            @if let Some((_, new)) = &change.marks { (marked(new)) } @else { (new) } }
                    },
                    (None, Some(new)) => { dt { "new " (role) } dd dir="auto" { (new) } },
                    (Some(old), None) => { dt { (role) " gone" } dd dir="auto" { (old) } },
                    (None, None) => {},
                }
            }
        }
    };
    html! {
        @if !changes.is_empty() {
            @if is_part { h3.part { "Beside the story" } div.beside { (list) } }
            @else { section.beside { h2 { "Beside the story" } (list) } }
        }
    }
}

/// Numbers the changes of a page, so that each can link to the one before and the one behind it.
struct Counter {
    next: usize,
    total: usize,
}

/// All sections of the adds view.
pub(super) fn sections(diff: &Diff, picture: &Picture) -> Markup {
    let total = picture.additions.len() + picture.edits.len() + picture.moves.len() + picture.removals.len() + picture.typographic.len();
    let mut counter = Counter { next: 1, total };
    let (old, new) = (Lang::of(&diff.old), Lang::of(&diff.new));
    html! {
        (run_section("added", &html! { "Added in " bdi { (picture.names.b) } }, "added", &picture.additions, new, &mut counter))
        (edit_section("edited", "Edited", &picture.edits, (old, new), &mut counter))
        (move_section(&picture.moves, new, &mut counter))
        (run_section("gone", &html! { "Only in " bdi { (picture.names.a) } }, "gone", &picture.removals, old, &mut counter))
        (edit_section("typography", "Other typography", &picture.typographic, (old, new), &mut counter))
    }
}

fn run_section(id: &str, title: &Markup, class: &str, all: &[Run], lang: Option<&str>, counter: &mut Counter) -> Markup {
    html! {
        @if !all.is_empty() {
            section id=(id) {
                h2 { (title) }
                @for run in all {
                    @let links = counter.links((class == "added").then(|| format!("#paragraph-{}", run.first)).as_deref());
                    article class={ "change " (class) } id=(links.id) { (run_content(run, class, lang, &links.nav)) }
                }
            }
        }
    }
}

/// Runs without links, for pages that hold several diffs.
pub(in crate::render::diff) fn runs(all: &[Run], class: &str, lang: Option<&str>) -> Markup {
    html! { @for run in all { article class={ "change " (class) } { (run_content(run, class, lang, &html! {})) } } }
}

fn run_content(run: &Run, class: &str, lang: Option<&str>, nav: &Markup) -> Markup {
    html! {
        div.head { h3 {
                (run.place) span.apart { (count(run.sentences, "sentence")) ", " (count(run.words, "word")) }
                @if let Some(repeats) = &run.repeats { span.apart { (repeats) } }
            } (nav) }
        div.text lang=[lang] {
            @for (at, text) in run.paragraphs.iter().enumerate() {
                // Said once: before the first paragraph and behind the last.
                @let (first, last) = (at == 0, at + 1 == run.paragraphs.len());
                @if class == "added" { p dir="auto" { ins { @if first { (said("added:")) } (text) @if last { (said("end")) } } } }
                @else { p dir="auto" { del { @if first { (said("removed:")) } (text) @if last { (said("end")) } } } }
            }
        }
    }
}

fn edit_section(id: &str, title: &str, edits: &[Edit], lang: (Option<&str>, Option<&str>), counter: &mut Counter) -> Markup {
    html! {
        @if !edits.is_empty() {
            section id=(id) {
                h2 { (title) }
                @for edit in edits {
                    @let links = counter.links(Some(&format!("#to-{}", edit.group)));
                    article.change.edit id=(links.id) { (edit_content(edit, true, lang, &links.nav)) }
                }
            }
        }
    }
}

/// Edited sentences without links, folded, for pages that hold several diffs.
pub(in crate::render::diff) fn edits(all: &[Edit], lang: (Option<&str>, Option<&str>)) -> Markup {
    html! {
        @if !all.is_empty() {
            details open {
                summary { (count(all.len(), "edited sentence")) }
                @for edit in all { article.change.edit { (edit_content(edit, false, lang, &html! {})) } }
            }
        }
    }
}

fn edit_content(edit: &Edit, has_id: bool, lang: (Option<&str>, Option<&str>), nav: &Markup) -> Markup {
    html! {
        div.head {
            h3 id=[has_id.then(|| format!("edit-{}", edit.group))] {
                (edit.place)
                @for remark in &edit.remarks { span.apart { (remark) } }
            }
            (nav)
        }
        @if !edit.flags.is_empty() { p.flags { @for flag in &edit.flags { span.flag { (flag) } " " } } }
        div.pair {
            div.old { h4 { "old" } p.text dir="auto" lang=[lang.0] { (marked(&edit.old)) } }
            div.new { h4 { "new" } p.text dir="auto" lang=[lang.1] { (marked(&edit.new)) } }
        }
    }
}

fn move_section(moves: &[Move], lang: Option<&str>, counter: &mut Counter) -> Markup {
    html! {
        @if !moves.is_empty() {
            section id="moved" {
                h2 { "Moved" }
                @for one in moves {
                    @let links = counter.links(None);
                    article.change.shift id=(links.id) {
                        div.head {
                            h3 {
                            "from " a href={ "#from-" (one.group) } { (one.from) } " to " a href={ "#to-" (one.group) } { (one.to) }
                            @if one.edited { span.apart { a href={ "#edit-" (one.group) } { "edited as well" } } }
                            }
                            (links.nav)
                        }
                        div.text lang=[lang] { p dir="auto" { (said("moved:")) (one.text) (said("end")) } }
                    }
                }
            }
        }
    }
}

struct Links {
    id: String,
    nav: Markup,
}

impl Counter {
    fn links(&mut self, story: Option<&str>) -> Links {
        let (number, total) = (self.next, self.total);
        self.next += 1;
        let nav = html! {
            nav.steps aria-label={ "Change " (number) " of " (total) } {
                @if number > 1 { a href={ "#change-" (number - 1) } rel="prev" { "previous" } }
                span { (number) " of " (total) }
                @if number < total { a href={ "#change-" (number + 1) } rel="next" { "next" } }
                @if let Some(story) = story { a.apart href=(story) { "in the story" } }
            }
        };
        Links { id: format!("change-{number}"), nav }
    }
}
