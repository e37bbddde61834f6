//! Which paragraphs, and which beginnings and ends of paragraphs, are furniture.
//!
//! In: the paragraphs of a text. Out: the parts of each with their roles. Rules read the shape of a line and the short lists of the
//! lexicon; they never delete and, in doubt, call a part story text. Furniture of pages is looked for everywhere, that of wires in the
//! first and the last six paragraphs that are left. Subheads, and links that no label opens, have no safe shape: they stay story text.
//!
//! Measured by reading what they mark in 28,000 articles of seven sources: see the constants' docs and the tests.

mod caption;
mod credit;
mod dateline;
mod desk_words;
mod end_matter;
mod fields;
mod lines;
mod notices;
mod page;
mod promo;
mod teasers;
mod wire_marker;

#[cfg(test)]
mod tests;

use super::blocks::BlockKind;
use super::layout::{Part, ends_sentence};
use super::role::Role;
use crate::span::Span;
use dateline::Strength;

/// How many paragraphs from the start may be furniture. Wire copy has up to five before the story: slug, headline, note, byline, dateline.
const HEAD: usize = 6;

/// How many paragraphs from the end may be furniture: credits, contact block, rights, end sign.
const TAIL: usize = 6;

/// The longest headline in characters: agency headlines of 1987 have up to 90, web headlines rarely over 100; first sentences
/// that lost their full stop have 100-150.
const MAX_HEADLINE_CHARS: usize = 110;

/// The parts of each paragraph; `kinds` are those of the blocks they stand in. Linear in the number of paragraphs; of each, a bounded
/// piece is read.
pub(super) fn roles(text: &str, paragraphs: &[Span], kinds: &[BlockKind], title: Option<&str>) -> Vec<Vec<Part>> {
    let mut page = page::roles(text, paragraphs);
    for (role, kind) in page.iter_mut().zip(kinds) {
        *role = kind.role().or(*role);
    }
    // Headline and story, dateline and tail are looked for in what the page leaves.
    let places: Vec<usize> = (0..paragraphs.len()).filter(|at| page[*at].is_none()).collect();
    let left: Vec<Span> = places.iter().map(|at| paragraphs[*at]).collect();
    let mut marked: Vec<Vec<Part>> = left.iter().map(|span| vec![Part { span: *span, role: Role::Text }]).collect();
    mark_tail(text, &left, &mut marked);
    let left_kinds: Vec<BlockKind> = places.iter().map(|at| kinds[*at]).collect();
    mark_head(text, &left, &left_kinds, title, &mut marked);
    let whole = paragraphs.iter().zip(&page).map(|(span, role)| vec![Part { span: *span, role: role.unwrap_or(Role::Text) }]);
    let mut parts: Vec<Vec<Part>> = whole.collect();
    for (place, marked) in places.into_iter().zip(marked) {
        parts[place] = marked;
    }
    keep_a_story(text, paragraphs, &mut parts);
    parts
}

/// From the end upwards.
fn mark_tail(text: &str, paragraphs: &[Span], parts: &mut [Vec<Part>]) {
    let from = paragraphs.len().saturating_sub(TAIL);
    let mut last = true;
    for at in (from..paragraphs.len()).rev() {
        let line = paragraphs[at].of(text);
        let role = if at == 0 {
            None
        } else if credit::is_credit(line) || (last && credit::is_last_line(line)) {
            Some(Role::Credit)
        } else if last && (lines::is_slug(line) || lines::is_initials(line)) {
            Some(Role::Slug)
        } else {
            lines::is_note(line).then_some(Role::Note)
        };
        if let Some(role) = role {
            parts[at][0].role = role;
            continue;
        }
        let blank = !line.contains(char::is_alphanumeric);
        if last
            && !blank
            && let Some(start) = credit::closing_credit(line)
        {
            parts[at] = split(text, paragraphs[at], start, Role::Text, Role::Credit);
        } else if last
            && !blank
            && let Some(start) = promo::closing_button(line)
        {
            parts[at] = split(text, paragraphs[at], start, Role::Text, Role::Promo);
        }
        last &= blank;
    }
}

/// From the start downwards: slugs, notes and bylines in any order, one headline, one dateline, then the story.
fn mark_head(text: &str, paragraphs: &[Span], kinds: &[BlockKind], title: Option<&str>, parts: &mut [Vec<Part>]) {
    let head = paragraphs.len().min(HEAD);
    let (mut headline, mut dateline, mut story, mut byline) = (false, false, 0, false);
    for at in 0..head {
        if parts[at][0].role != Role::Text || parts[at].len() > 1 && at > 0 {
            continue;
        }
        let line = paragraphs[at].of(text);
        let above = headline || story > 0;
        let role = if let Some(role) = line_role(line, above, story == 0) {
            Some(role)
        } else if byline && lines::is_job_title(line) {
            Some(Role::Byline)
        } else if !dateline && dateline::is_dateline_line(line) {
            Some(Role::Dateline)
        } else {
            (!headline && story == 0 && is_headline(text, &paragraphs[at..], kinds[at], title)).then_some(Role::Headline)
        };
        byline = role == Some(Role::Byline);
        headline |= role == Some(Role::Headline);
        dateline |= role == Some(Role::Dateline);
        if let Some(role) = role {
            parts[at][0].role = role;
            if role == Role::Headline
                && let Some(end) = wire_marker::wire_marker(line)
            {
                parts[at] = split(text, paragraphs[at], end, Role::Note, Role::Headline);
            }
        } else {
            dateline |= mark_opening(text, paragraphs, at, story, dateline, parts);
            story += 1;
        }
    }
}

/// A line that is furniture by itself; tags and slugs only before the story.
fn line_role(line: &str, above: bool, before_story: bool) -> Option<Role> {
    if lines::is_note(line) || (before_story && lines::is_update_tag(line)) {
        Some(Role::Note)
    } else if lines::is_byline(line, above) {
        Some(Role::Byline)
    } else {
        (before_story && lines::is_slug(line)).then_some(Role::Slug)
    }
}

/// Marks note and dateline before the first sentence of a paragraph; whether there was a dateline.
fn mark_opening(text: &str, paragraphs: &[Span], at: usize, story: usize, dated: bool, parts: &mut [Vec<Part>]) -> bool {
    let mut span = paragraphs[at];
    if story == 0
        && let Some(end) = lines::bracket_note(span.of(text))
    {
        split_front(text, &mut parts[at], end, Role::Note);
        span = parts[at].iter().find(|part| part.role == Role::Text).map_or(span, |part| part.span);
    }
    let wanted = if story == 0 { Strength::Weak } else { Strength::Strong };
    let Some((end, strength)) = dateline::dateline(span.of(text)).filter(|_| !dated && story < 3) else { return false };
    let list = || {
        paragraphs[at + 1..]
            .iter()
            .take(4)
            .any(|other| dateline::dateline(other.of(text)).is_some_and(|(_, strength)| strength == Strength::Weak))
    };
    if strength == Strength::Weak && (wanted == Strength::Strong || list()) {
        return false;
    }
    split_front(text, &mut parts[at], end, Role::Dateline);
    true
}

/// Cuts `length` bytes off the first story part and gives them a role.
fn split_front(text: &str, parts: &mut Vec<Part>, length: usize, role: Role) {
    let Some(place) = parts.iter().position(|part| part.role == Role::Text) else { return };
    let new = split(text, parts[place].span, length, role, Role::Text);
    parts.splice(place..=place, new);
}

/// The nearest place at or before `at` that cuts no character.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Two trimmed parts of a span, or one if nothing is left for the second.
fn split(text: &str, span: Span, at: usize, front: Role, back: Role) -> Vec<Part> {
    let (start, end) = (span.start as usize, span.end as usize);
    let (before, after) = span.of(text).split_at(at);
    let first = Part { span: Span::new(start, start + before.trim_end().len()), role: front };
    let rest = after.trim_start();
    if rest.is_empty() { vec![first] } else { vec![first, Part { span: Span::new(end - rest.len(), end), role: back }] }
}

/// The headline: the title the format names, a Markdown heading, or a short first line without a full stop and with a story below.
fn is_headline(text: &str, paragraphs: &[Span], kind: BlockKind, title: Option<&str>) -> bool {
    let line = paragraphs[0].of(text);
    let below = &paragraphs[1..];
    let Some(next) = below.iter().map(|span| span.of(text)).find(|line| !lines::is_note(line) && line.contains(char::is_alphanumeric))
    else {
        return false;
    };
    match kind {
        BlockKind::Heading => return line.len() <= 400,
        BlockKind::Paragraph => {}
        _ => return false,
    }
    if let Some(heading) = line.strip_prefix('#') {
        let heading = heading.trim_start_matches('#');
        return heading.starts_with(' ') && line.len() <= 400;
    }
    if line.len() > MAX_HEADLINE_CHARS * 4 || line.chars().count() > MAX_HEADLINE_CHARS {
        return false;
    }
    if title.is_some_and(|title| is_same_title(line, title)) {
        return true;
    }
    if title.is_some() || dateline::dateline(line).is_some() || !looks_like_headline(line) {
        return false;
    }
    // A byline or a dateline below settles it, whatever the line ends with.
    let framed = lines::is_byline(next, true)
        || dateline::is_dateline_line(next)
        || dateline::dateline(next).is_some_and(|(_, strength)| strength == Strength::Strong);
    if framed {
        return true;
    }
    let prose = has_prose(below.iter().map(|span| span.of(text)));
    let goes_on = next.chars().next().is_some_and(char::is_lowercase);
    !ends_sentence(line) && prose && !goes_on && next.len() * 2 > line.len()
}

/// Whether the story follows at once, or behind one or two lines of a deck; rows of a table in between make it a table.
fn has_prose<'a>(below: impl Iterator<Item = &'a str>) -> bool {
    for line in below.take(3) {
        if ends_sentence(line) && line.len() >= 30 {
            return true;
        }
        if !lines::is_note(line) && !looks_like_headline(line) {
            return false;
        }
    }
    false
}

/// The same letters and digits, whatever the marks and the case.
fn is_same_title(line: &str, title: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    line == title.trim() || (line.len() <= title.len() * 2 && title.len() <= line.len() * 2 && letters(line) == letters(title))
}

/// Not a row of a table, an item of a list, a piece of a broken line.
fn looks_like_headline(line: &str) -> bool {
    let first = line.chars().next();
    let broken = line.ends_with([',', '-', '–', '—', '(', '&', '/'])
        || first.is_some_and(|c| c.is_lowercase() && !line.starts_with("al-") && !line.chars().nth(1).is_some_and(char::is_uppercase));
    let listed = line.starts_with(['*', '•', '-', '–', '+', '|', '>', '(']) || line.contains('\t') || line.contains("   ");
    let figures = line.chars().filter(|c| c.is_numeric()).count();
    let letters = line.chars().filter(|c| c.is_alphabetic()).count();
    !broken && !listed && letters >= 3 && figures * 4 < letters
}

/// An article of nothing but furniture has its longest lines as its story: a headline alone is a brief.
fn keep_a_story(text: &str, paragraphs: &[Span], parts: &mut [Vec<Part>]) {
    let has_story = |parts: &[Vec<Part>]| {
        parts.iter().flatten().any(|part| !part.role.is_furniture() && part.span.of(text).contains(char::is_alphanumeric))
    };
    if has_story(parts) {
        return;
    }
    for part in parts.iter_mut().flatten().filter(|part| part.role == Role::Headline) {
        part.role = Role::Text;
    }
    if !has_story(parts) {
        for (part, span) in parts.iter_mut().zip(paragraphs) {
            *part = vec![Part { span: *span, role: Role::Text }];
        }
    }
}
