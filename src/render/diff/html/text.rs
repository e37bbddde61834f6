//! Marked text in HTML.
//!
//! In: pieces of sentences. Out: `ins`, `del` and the like, with words for those who do not see the marks.

use crate::align::Change;
use crate::render::diff::marks::Mark;
use crate::render::diff::sign_legend;
use crate::render::page::lang;
pub(super) use crate::render::page::said;
use crate::text::Prepared;
use maud::{Markup, html};

/// The language of an article, for hyphenation and for voices.
pub(in crate::render::diff) struct Lang;

impl Lang {
    /// The tag as given, if it has the shape of one.
    pub(in crate::render::diff) fn of(prepared: &Prepared) -> Option<&str> {
        lang(&prepared.article)
    }
}

/// The marks, and those of the signs that are used, as a legend.
pub(super) fn legend(used: Vec<&str>) -> Markup {
    let signs = sign_legend(&used, str::to_string);
    html! {
        p.legend {
            ins { "new words" } " " del { "gone" } " " span.moved { "moved" }
            @if !signs.is_empty() { span.apart { (signs) } }
        }
    }
}

/// Pieces as one text.
pub(super) fn marked(marks: &[Mark]) -> Markup {
    html! {
        @for (at, mark) in marks.iter().enumerate() {
            @if at > 0 && !mark.glued { " " }
            @match mark.change {
                Change::Same => (mark.text),
                Change::Added => ins { (said("added:")) (mark.text) (said("end")) },
                Change::Removed => del { (said("removed:")) (mark.text) (said("end")) },
                Change::Moved => span.moved { (said("moved:")) (mark.text) (said("end")) },
                Change::Typographic => span.typography { (said("typography:")) (mark.text) (said("end")) },
            }
        }
    }
}

/// Pieces as one text, for a place that has said what became of all of them: without the words for those who do not see the marks.
pub(super) fn told(marks: &[Mark]) -> Markup {
    html! {
        @for (at, mark) in marks.iter().enumerate() {
            @if at > 0 && !mark.glued { " " }
            @match mark.change {
                Change::Added => ins { (mark.text) },
                Change::Removed => del { (mark.text) },
                _ => (marked(std::slice::from_ref(mark))),
            }
        }
    }
}
