//! Paragraphs of a text and the role of each part.
//!
//! In: the text of an article and its title, if known. Out: [`Layout`]: paragraphs with their parts, and the words divided at line
//! ends. Which lines make a paragraph `wrapping` decides. Words and sentences are not known here.

use super::wrapping::{self, Line};
use super::{Article, front_matter, furniture, labels};
use crate::span::Span;

/// What a part of an article is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The story itself: the only role that counts in words, shares and relations.
    Text,
    /// The headline line.
    Headline,
    /// Place, date and agency before the first sentence: `GENEVA (Northwire) -`.
    Dateline,
    /// Who wrote it.
    Byline,
    /// Notes to editors, update notes, front matter.
    Note,
    /// Agency tail, credits, copyright line, sign-off.
    Credit,
    /// The desk's key for a story.
    Slug,
    /// `KEY: value`, as databases put it at the head or tail.
    Field,
    /// What stands under a picture, with its credit.
    Caption,
    /// What a page says for itself: buttons, newsletters, offers, notices, teasers of other stories.
    Promo,
}

impl Role {
    /// Whether a part of this role is shown and diffed but counted in no share.
    pub fn is_furniture(self) -> bool {
        self != Role::Text
    }
}

/// A stretch of a paragraph that has one role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Where it stands; trimmed of white space.
    pub span: Span,
    /// What it is for.
    pub role: Role,
}

/// A paragraph: never empty, trimmed of white space, holding one or more parts that follow each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Where it stands.
    pub span: Span,
    /// Its parts in order, usually one; a dateline before the first sentence is a part of its own.
    pub parts: Vec<Part>,
}

/// The paragraphs of a text in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layout {
    /// In order of the text, never overlapping; everything outside them is white space.
    pub paragraphs: Vec<Paragraph>,
    /// Whether the text was taken for hard-wrapped, so that single line ends are spaces.
    pub hard_wrapped: bool,
    /// Where a word is divided at a line end: the hyphen and the blanks behind it, in order. The word goes on behind each.
    pub divisions: Vec<Span>,
    /// Labels, in order: numbers of items and clauses, note marks, page numbers. What stands in them is no word.
    pub labels: Vec<Span>,
}

/// The layout of an article. Empty text gives no paragraphs. Linear in the text.
pub fn layout(article: &Article) -> Layout {
    let text = &article.text;
    let matter = front_matter::read(text).map_or(0, |matter| matter.end);
    let lines = lines(text, matter);
    let wrapping = wrapping::wrapping(text, &lines);
    let mut spans = Vec::new();
    if matter > 0 {
        spans.extend(trimmed(text, Span::new(0, matter)));
    }
    let body_from = spans.len();
    spans.extend(wrapping::paragraphs(text, &lines, wrapping));
    let divisions = wrapping::divisions(text, &lines, &spans[body_from..], wrapping);
    let labels = labels::labels(text, &spans[body_from..]);
    let roles = furniture::roles(text, &spans[body_from..], article.title.as_deref());
    let mut paragraphs: Vec<Paragraph> =
        spans[..body_from].iter().map(|span| Paragraph { span: *span, parts: vec![Part { span: *span, role: Role::Note }] }).collect();
    paragraphs.extend(spans[body_from..].iter().zip(roles).map(|(span, parts)| Paragraph { span: *span, parts }));
    Layout { paragraphs, hard_wrapped: wrapping.is_some(), divisions, labels }
}

/// Lines from byte `from` on, blank ones as empty spans, without their line ends.
fn lines(text: &str, from: usize) -> Vec<Line> {
    let bytes = text.as_bytes();
    let mut lines = Vec::with_capacity(bytes.len() / 200 + 2);
    let (mut start, mut at) = (from, from);
    while at < bytes.len() {
        let width = line_end(&bytes[at..]);
        if width > 0 {
            lines.push(Line::new(text, start, trimmed(text, Span::new(start, at)).unwrap_or(Span::new(at, at))));
            start = at + width;
        }
        at += width.max(1);
    }
    let last = trimmed(text, Span::new(start, text.len())).unwrap_or(Span::new(text.len(), text.len()));
    lines.push(Line::new(text, start, last));
    lines
}

/// How many bytes the line end at the start of `bytes` takes, 0 if there is none: CR, LF, both, VT, FF, U+0085, U+2028, U+2029.
fn line_end(bytes: &[u8]) -> usize {
    match bytes[0] {
        0x20..=0x7f => 0,
        b'\r' if bytes.get(1) == Some(&b'\n') => 2,
        b'\n' | b'\r' | 0x0b | 0x0c => 1,
        0xc2 if bytes.get(1) == Some(&0x85) => 2,
        0xe2 if bytes.len() > 2 && bytes[1] == 0x80 && matches!(bytes[2], 0xa8 | 0xa9) => 3,
        _ => 0,
    }
}

fn trimmed(text: &str, span: Span) -> Option<Span> {
    let inner = span.of(text);
    let left = inner.len() - inner.trim_start().len();
    let kept = inner.trim().len();
    (kept > 0).then(|| Span::new(span.start as usize + left, span.start as usize + left + kept))
}

/// Whether a line ends like a sentence: a full stop, question or exclamation mark, perhaps behind closing quotes or brackets.
pub(crate) fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(|c: char| c.is_whitespace() || "\"'”’»«›)]}）」』“*_".contains(c))
        .ends_with(['.', '!', '?', '…', ':', ';', '。', '！', '？', '؟', '۔', '।', '՞', '።'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraphs(text: &str) -> Vec<String> {
        layout(&Article::new("x", text)).paragraphs.iter().map(|paragraph| paragraph.span.of(text).to_string()).collect()
    }

    #[test]
    fn a_line_end_ends_a_paragraph() {
        assert_eq!(paragraphs("One.\nTwo.\r\n\r\n  Three. \n"), ["One.", "Two.", "Three."]);
        assert!(paragraphs(" \n\n").is_empty());
    }

    #[test]
    fn hard_wrapped_lines_are_joined() {
        let text = "The talks that were to end the war ran aground late on Friday when\n\
                    the two delegations, who had met for ten hours in the same hotel, left\n\
                    without a date for another round.\n\nA spokesman for the mediator said that both sides had been told to\nthink again.\n";
        assert_eq!(paragraphs(text).len(), 2);
        assert!(layout(&Article::new("x", text)).hard_wrapped);
    }

    #[test]
    fn a_short_line_of_hard_wrapped_text_ends_its_paragraph() {
        let text = "Talks by the lake end without a word\nBy Jane Smith\n    The two delegations left the hotel by the lake without saying\na word after a night of talks, a mediator said, and nobody\nwould tell when they are to meet again. The hotel, which has seen\nmany such nights, sent its guards home at dawn on Saturday.";
        assert_eq!(paragraphs(text).len(), 3);
        assert_eq!(paragraphs("The two delegations left the hotel by the lake without\nsaying a word.").len(), 1);
    }

    #[test]
    fn front_matter_is_a_note() {
        let text = "---\ntitle: Talks\n---\nThe talks stalled.\n";
        let layout = layout(&Article::new("x", text));
        assert_eq!(layout.paragraphs[0].parts[0].role, Role::Note);
        assert_eq!(layout.paragraphs[1].parts[0].role, Role::Text);
    }
}
