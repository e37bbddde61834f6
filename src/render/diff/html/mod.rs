//! A diff as one HTML file that needs nothing else: no script, no font, no picture from elsewhere.
//!
//! In: a diff. Out: a page that reads on a screen, on paper, without colour, by ear and by keyboard, light and dark, in both
//! directions of writing. `maud` makes it because it escapes every text unless told otherwise; the one exception is the style
//! sheet, which is ours. The content security policy of the page is a second wall.

mod map;
mod sections;
mod shell;
mod side;
mod story;
mod text;

pub(in crate::render::diff) use sections::{beside, edits, runs};
pub(in crate::render::diff) use shell::page;
pub(in crate::render::diff) use text::Lang;

use super::flow::flow;
use super::picture::Picture;
use super::{DiffView, View};
use crate::pipeline::Diff;
use crate::text::Prepared;
use crate::wording::names::Titled;
pub(in crate::render::diff) use crate::wording::names::headline;
use crate::wording::numbers::hidden_words;
use maud::{Markup, html};

/// The diff as a page, as the view asks; what is added also gets the whole story below, changes in place.
pub fn diff_html(diff: &Diff, view: DiffView) -> String {
    let names = super::picture::names(diff);
    let title = format!("{} compared with {}", names.b, names.a);
    page(&title, &html! { (header(diff, &view)) main { (body(diff, &view)) } })
}

/// Source and time of a version, where they are known.
fn about(version: &Prepared) -> Markup {
    let about = Titled::of(version).about();
    html! { @if !about.is_empty() { " (" bdi { (about) } ")" } }
}

/// What the page says at once: verdict, figures, what to look at, where the new text stands.
fn header(diff: &Diff, view: &DiffView) -> Markup {
    let picture = Picture::of(diff, view);
    let summary = &picture.summary;
    let paragraphs = flow(diff, &DiffView { words: false, ..*view });
    let has_story = matches!(view.view, View::Adds | View::Inline) && !view.words;
    html! {
        header {
            p.eyebrow { "What the new version adds" }
            h1 dir="auto" lang=[Lang::of(&diff.new)] { (headline(&diff.new).unwrap_or_else(|| picture.names.b.clone())) }
            p.versions { "New: " bdi { (picture.names.b) } (about(&diff.new)) span.apart { "Old: " bdi { (picture.names.a) } (about(&diff.old)) } }
            p.verdict { (summary.verdict(&picture.names)) }
            @if !summary.details().is_empty() { p.details { (summary.details()) } }
            @for note in &picture.notes { p.details { (note) } }
            @for (name, prepared) in [(&picture.names.a, &diff.old), (&picture.names.b, &diff.new)] {
                @if let Some(said) = hidden_words(name, prepared.hidden_words) { p.details { (said) } }
            }
            (sections::warnings(&picture, view.view))
            (map::map(&paragraphs, has_story))
            (sections::contents(&picture, view.view))
        }
    }
}

fn body(diff: &Diff, view: &DiffView) -> Markup {
    let picture = Picture::of(diff, view);
    html! {
        (beside(&picture.beside, false))
        @match view.view {
            View::Summary => {}
            View::Inline => (story::story(diff, view, &[])),
            View::Side => (side::side(diff, view, &picture)),
            View::Adds => {
                (sections::sections(diff, &picture))
                (story::story(diff, &DiffView { context: None, ..*view }, &picture.additions))
            }
        }
        @if !picture.coarse.is_empty() {
            section { @for line in &picture.coarse { p { (line) } } }
        }
    }
}
