//! The page of a diff: the shared frame with the styles of changes.
//!
//! In: a title and the content. Out: a whole HTML document.

use maud::Markup;

/// Ours, and never from a text.
const STYLE: &str = include_str!("style.css");

/// A whole page.
pub(in crate::render::diff) fn page(title: &str, content: &Markup) -> String {
    crate::render::page::page(title, STYLE, content)
}
