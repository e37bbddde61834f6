//! Paragraphs of a text and the role of each part.
//!
//! In: the text of an article and its title, if known. Out: [`Layout`]: paragraphs with their parts. A line end ends a
//! paragraph unless the text is hard-wrapped. Words and sentences are not known here.

use super::{Article, front_matter, furniture};
use crate::span::Span;
use serde::Serialize;

/// What a part of an article is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
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
}

/// The layout of an article. Empty text gives no paragraphs. Linear in the text.
pub fn layout(article: &Article) -> Layout {
    let text = &article.text;
    let matter = front_matter::read(text).map_or(0, |matter| matter.end);
    let lines = lines(text, matter);
    let hard_wrapped = is_hard_wrapped(text, &lines);
    let mut spans = Vec::new();
    if matter > 0 {
        spans.extend(trimmed(text, Span::new(0, matter)));
    }
    let body_from = spans.len();
    join_lines(text, &lines, hard_wrapped, &mut spans);
    let roles = furniture::roles(text, &spans[body_from..], article.title.as_deref());
    let mut paragraphs: Vec<Paragraph> =
        spans[..body_from].iter().map(|span| Paragraph { span: *span, parts: vec![Part { span: *span, role: Role::Note }] }).collect();
    paragraphs.extend(spans[body_from..].iter().zip(roles).map(|(span, parts)| Paragraph { span: *span, parts }));
    Layout { paragraphs, hard_wrapped }
}

/// Lines from byte `from` on, blank ones as empty spans, without their line ends.
fn lines(text: &str, from: usize) -> Vec<Span> {
    let bytes = text.as_bytes();
    let mut lines = Vec::with_capacity(bytes.len() / 200 + 2);
    let (mut start, mut at) = (from, from);
    while at < bytes.len() {
        let width = line_end(&bytes[at..]);
        if width > 0 {
            lines.push(trimmed(text, Span::new(start, at)).unwrap_or(Span::new(at, at)));
            start = at + width;
        }
        at += width.max(1);
    }
    lines.push(trimmed(text, Span::new(start, text.len())).unwrap_or(Span::new(text.len(), text.len())));
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

/// Most lines of 50-80 columns, the next line going on with the sentence (the contract's rule).
fn is_hard_wrapped(text: &str, lines: &[Span]) -> bool {
    let (mut follow, mut going_on, mut full, mut small) = (0_usize, 0_usize, 0_usize, 0_usize);
    for pair in lines.windows(2) {
        if pair[0].is_empty() || pair[1].is_empty() {
            continue;
        }
        let line = pair[0].of(text);
        let columns = line.chars().count();
        follow += 1;
        full += usize::from((45..=84).contains(&columns));
        going_on += usize::from(columns <= 84 && !ends_sentence(line));
        small += usize::from(pair[1].of(text).starts_with(char::is_lowercase));
    }
    // A single line end is a wrap only if the next line begins small.
    (follow >= 2 || small == follow) && full * 2 > follow && going_on * 2 > follow
}

/// Whether a line of hard-wrapped text ends its paragraph by itself: the next word would have fitted, with room to spare.
fn breaks_early(text: &str, line: Span, next: Span, width: usize) -> bool {
    const SPARE: usize = 8;
    let word = next.of(text).split_whitespace().next().unwrap_or("");
    !word.starts_with(char::is_lowercase) && line.of(text).chars().count() + 1 + word.chars().count() + SPARE <= width
}

/// Whether a line ends like a sentence: a full stop, question or exclamation mark, perhaps behind closing quotes or brackets.
pub(crate) fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(|c: char| c.is_whitespace() || "\"'”’»«›)]}）」』“*_".contains(c))
        .ends_with(['.', '!', '?', '…', ':', ';', '。', '！', '？', '؟', '۔', '।', '՞', '።'])
}

fn join_lines(text: &str, lines: &[Span], hard_wrapped: bool, paragraphs: &mut Vec<Span>) {
    let mut open: Option<Span> = None;
    let mut last = Span::default();
    let width = if hard_wrapped {
        lines.iter().map(|line| line.of(text).chars().count()).filter(|columns| *columns <= 84).max().unwrap_or(0)
    } else {
        0
    };
    for line in lines {
        let before = &text[..line.start as usize];
        let indented = before.ends_with('\t') || before.ends_with("   ");
        match open {
            _ if line.is_empty() => paragraphs.extend(open.take()),
            Some(paragraph) if hard_wrapped && !indented && !breaks_early(text, last, *line, width) => open = Some(paragraph.cover(*line)),
            _ => {
                paragraphs.extend(open.take());
                open = Some(*line);
            }
        }
        last = *line;
    }
    paragraphs.extend(open);
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
