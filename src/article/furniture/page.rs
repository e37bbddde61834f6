//! Furniture of pages: what a site puts before, between and behind the paragraphs of a story.
//!
//! In: the paragraphs of a text. Out: the role of each that is furniture of the page, by its shape and the short lists of the lexicon.
//! A paragraph is taken whole or left: what stands in one line with a story stays story. Headline, dateline, byline and the marks of
//! wires are looked for afterwards, in what is left.

use super::{caption, end_matter, fields, notices, promo, teasers};
use crate::article::Role;
use crate::article::layout::ends_sentence;
use crate::span::Span;

/// Where a story can be seen to have begun: the shortest paragraph of prose in bytes.
const MIN_PROSE_BYTES: usize = 60;

/// The role of each paragraph that is furniture of the page. Linear in the text.
pub(super) fn roles(text: &str, paragraphs: &[Span]) -> Vec<Option<Role>> {
    let lines: Vec<&str> = paragraphs.iter().map(|span| span.of(text)).collect();
    let mut roles: Vec<Option<Role>> = vec![None; lines.len()];
    let mut story = false;
    let mut goes_on = false;
    for (role, line) in roles.iter_mut().zip(&lines) {
        *role = one(line, story);
        // A label alone in its line: the caption is the next one.
        if goes_on && role.is_none() && line.len() <= caption::MAX_BYTES {
            *role = Some(Role::Caption);
        }
        goes_on = *role == Some(Role::Caption) && caption::is_label_alone(line);
        story |= role.is_none() && is_prose(line);
    }
    fields::mark(&lines, &mut roles);
    teasers::mark(&lines, &mut roles);
    end_matter::mark(&lines, &mut roles);
    roles
}

fn one(line: &str, below_story: bool) -> Option<Role> {
    if caption::is_caption(line) {
        Some(Role::Caption)
    } else if promo::is_promo(line, below_story) || notices::is_notice(line) {
        Some(Role::Promo)
    } else {
        promo::is_republished(line).then_some(Role::Note)
    }
}

/// Whether a paragraph is prose: long enough, with the mark of a sentence at its end.
pub(super) fn is_prose(line: &str) -> bool {
    line.len() >= MIN_PROSE_BYTES && ends_sentence(line)
}

/// A line without the marks that lists and headings begin with.
pub(super) fn bare(line: &str) -> &str {
    line.trim_matches(|c: char| c.is_whitespace() || "#*_-–—•·▶►▸→»›>|+=~:".contains(c))
}
