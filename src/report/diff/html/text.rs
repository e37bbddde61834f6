//! Marked text in HTML.
//!
//! In: pieces of sentences. Out: `ins`, `del` and the like, with words for those who do not see the marks.

use crate::align::Change;
use crate::report::diff::marks::Mark;
use crate::text::Prepared;
use maud::{Markup, html};

/// The language of an article, for hyphenation and for voices.
pub(in crate::report::diff) struct Lang;

impl Lang {
    /// The tag as given, if it has the shape of one.
    pub(in crate::report::diff) fn of<'p>(prepared: &Prepared<'p>) -> Option<&'p str> {
        let lang = prepared.article.lang.as_deref()?;
        let fits = (2..=35).contains(&lang.len()) && lang.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        fits.then_some(lang)
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

/// Words that are heard and not seen. Their own direction keeps them from deciding the direction of the text around them.
pub(super) fn said(words: &str) -> Markup {
    html! { span.said dir="ltr" { " (" (words) ") " } }
}
