//! Quotations that are not as in their sources, at the top of a copy.
//!
//! In: a copy. Out: a list: what happened, the quotation and the words of the source, changed words marked on both sides, each with a link
//! to its place in the text.

use super::Numbered;
use crate::render::page::{lang, said};
use crate::wording::draft::sentence;
use crate::wording::quotation::{Piece, counts, told, wrong};
use maud::{Markup, html};

/// Quotations that are listed at most.
const MAX_LISTED: usize = 50;

/// The id of a marked quotation in the text of the copy, by the byte it begins at.
pub(super) fn place(copy: usize, start: u32) -> String {
    format!("copy-{copy}-quotation-{start}")
}

/// The list; nothing where all quotations are as in their sources.
pub(super) fn quotations(numbered: &Numbered<'_>) -> Markup {
    let copy = numbered.copy;
    let wrong = wrong(copy);
    html! {
        @if !wrong.is_empty() {
            ul.quotations {
                @for quotation in wrong.iter().take(MAX_LISTED) {
                    @let told = told(quotation, &copy.article);
                    li {
                        a.flag href={ "#" (place(numbered.number, quotation.span.start)) } { (sentence(told.what).trim_end_matches('.')) } " "
                        q lang=[lang(&copy.article)] { (pieces(&told.draft, true)) }
                        span.link { " " (told.link) }
                        @if !told.source.is_empty() { " " q lang=[lang(&copy.article)] { (pieces(&told.source, false)) } }
                    }
                }
            }
            @if wrong.len() > MAX_LISTED { p.cut { "and " (wrong.len() - MAX_LISTED) " more" } }
        }
    }
}

/// How many quotations are what.
pub(super) fn told_counts(numbered: &Numbered<'_>) -> Option<String> {
    counts(&numbered.copy.quotations)
}

fn pieces(pieces: &[Piece], is_draft: bool) -> Markup {
    html! {
        @for (at, piece) in pieces.iter().enumerate() {
            @if at > 0 && !piece.is_glued { " " }
            @if !piece.is_changed { (piece.text) }
            @else if is_draft { ins { (said("only here:")) (piece.text) (said("end")) } }
            @else { del { (said("only in the source:")) (piece.text) (said("end")) } }
        }
    }
}
