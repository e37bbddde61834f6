//! Which paragraphs, and which beginnings of paragraphs, are furniture.
//!
//! In: the paragraphs of a text. Out: the parts of each with their roles. Rules read the shape of a line and a short list of
//! desk words; they never delete and, in doubt, call a part story text.

use super::layout::{Part, Role, ends_sentence};
use crate::span::Span;

/// The parts of each paragraph. Linear in the text.
pub(super) fn roles(text: &str, paragraphs: &[Span], title: Option<&str>) -> Vec<Vec<Part>> {
    let mut roles: Vec<Vec<Part>> = paragraphs.iter().map(|span| vec![Part { span: *span, role: Role::Text }]).collect();
    if let (Some(first), true) = (paragraphs.first(), paragraphs.len() > 1) {
        let line = first.of(text);
        let is_title = title.is_some_and(|title| title.trim() == line);
        if is_title || (line.len() <= 160 && !ends_sentence(line)) {
            roles[0][0].role = Role::Headline;
        }
    }
    roles
}
