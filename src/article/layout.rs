//! Paragraphs of a text and the role of each part.
//!
//! In: an article: its text, its title, and its blocks, if its format states them. Out: [`Layout`]: paragraphs with their parts, the words
//! divided at line ends, and labels. Which lines make a paragraph `wrapping` decides. Words and sentences are not known here.

use super::blocks::{Block, BlockKind, Blocks};
use super::lines::{first_of, has_rare_ends, line_end};
use super::role::Role;
use super::wrapping::{self, Line};
use super::{Article, furniture, labels, plain};
use crate::span::Span;
use std::sync::Arc;

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
    /// In order of the text, never overlapping; everything outside them is white space or mark-up.
    pub paragraphs: Vec<Paragraph>,
    /// Whether the text was taken for hard-wrapped, so that single line ends are spaces.
    pub hard_wrapped: bool,
    /// Where a word is divided at a line end: the hyphen and the blanks behind it, in order. The word goes on behind each.
    pub divisions: Vec<Span>,
    /// Labels, in order: numbers of items and clauses, note marks, page numbers. What stands in them is no word.
    pub labels: Vec<Span>,
    /// The text without its mark-up, where it has any.
    pub(crate) shown: Option<Box<ShownLayout>>,
}

/// A text as its readers see it, and the layout of that text: spans of this layout are spans of [`Blocks::shown`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ShownLayout {
    pub(crate) blocks: Arc<Blocks>,
    pub(crate) layout: Layout,
    /// Its paragraphs that are quotations.
    pub(crate) quotations: Vec<Span>,
}

/// The layout of an article. Empty text gives no paragraphs. Where the article counts its furniture, all of it is story. Linear in the text.
pub fn layout(article: &Article) -> Layout {
    let mut layout = with_furniture(article);
    if article.counts_furniture {
        layout.count_furniture();
    }
    layout
}

impl Layout {
    fn count_furniture(&mut self) {
        self.paragraphs.iter_mut().flat_map(|paragraph| &mut paragraph.parts).for_each(|part| part.role = Role::Text);
        if let Some(shown) = &mut self.shown {
            shown.layout.count_furniture();
        }
    }
}

/// The layout of an article with its furniture apart, whether it is counted or not.
pub(super) fn with_furniture(article: &Article) -> Layout {
    debug_assert!(article.spooled.is_none(), "the text is in a spool: `whole` reads it");
    let text = &*article.text;
    let stated = article.blocks.clone().or_else(|| plain::blocks(text).map(Arc::new));
    let Some(blocks) = stated else { return of_lines(text, article.title.as_deref(), None).0 };
    let (shown, quotations) = of_lines(blocks.shown(), article.title.as_deref(), Some(&blocks));
    let mut from = 0;
    let paragraph = |paragraph: &Paragraph| {
        let span = blocks.outer_from(text, paragraph.span, from);
        from = span.end;
        let last = paragraph.parts.len() - 1;
        let part = |(at, part): (usize, &Part)| {
            let inner = blocks.original(part.span);
            let start = if at == 0 { span.start } else { inner.start };
            let end = if at == last { span.end } else { inner.end };
            Part { span: Span { start, end }, role: part.role }
        };
        Paragraph { span, parts: paragraph.parts.iter().enumerate().map(part).collect() }
    };
    let originals = |spans: &[Span]| spans.iter().map(|span| blocks.original(*span)).collect::<Vec<Span>>();
    let mut labels = originals(&shown.labels);
    labels.extend(blocks.marks(text));
    labels.sort_unstable();
    Layout {
        paragraphs: shown.paragraphs.iter().map(paragraph).collect(),
        hard_wrapped: shown.hard_wrapped,
        divisions: originals(&shown.divisions),
        labels,
        shown: Some(Box::new(ShownLayout { layout: shown, quotations, blocks })),
    }
}

/// The layout of a text by its lines, within its blocks if it has any; and its paragraphs that are quotations.
fn of_lines(text: &str, title: Option<&str>, blocks: Option<&Blocks>) -> (Layout, Vec<Span>) {
    let stated: Vec<Block> = blocks.map(|blocks| blocks.iter().copied().collect()).unwrap_or_default();
    let mut lines = lines(text);
    state(&mut lines, &stated);
    let wrapping = wrapping::wrapping(text, &lines);
    let spans = wrapping::paragraphs(text, &lines, wrapping);
    let divisions = wrapping::divisions(text, &lines, &spans, wrapping);
    let kinds = kinds(&spans, &stated);
    let own = blocks.map_or(&[][..], Blocks::labels);
    let labels = labels::labels(text, &spans, own);
    let roles = furniture::roles(text, &spans, &kinds, title);
    let quotations = spans.iter().zip(&kinds).filter(|(_, kind)| **kind == BlockKind::Quotation).map(|(span, _)| *span).collect();
    let paragraphs = spans.iter().zip(roles).map(|(span, parts)| Paragraph { span: *span, parts }).collect();
    (Layout { paragraphs, hard_wrapped: wrapping.is_some(), divisions, labels, shown: None }, quotations)
}

/// Tells each line which block it stands in.
fn state(lines: &mut [Line], blocks: &[Block]) {
    let mut at = 0;
    for line in lines.iter_mut().filter(|line| !line.span.is_empty()) {
        while blocks.get(at).is_some_and(|block| block.shown.end <= line.span.start) {
            at += 1;
        }
        line.block = blocks.get(at).map(|block| (at, block.kind));
    }
}

/// The kind of the block that each paragraph stands in; nothing for a text without blocks.
fn kinds(paragraphs: &[Span], blocks: &[Block]) -> Vec<BlockKind> {
    let mut at = 0;
    let kind = |paragraph: &Span| {
        while blocks.get(at).is_some_and(|block| block.shown.end <= paragraph.start) {
            at += 1;
        }
        blocks.get(at).map_or(BlockKind::Paragraph, |block| block.kind)
    };
    if blocks.is_empty() { vec![BlockKind::Paragraph; paragraphs.len()] } else { paragraphs.iter().map(kind).collect() }
}

/// The lines, blank ones as empty spans, without their line ends.
fn lines(text: &str) -> Vec<Line> {
    let bytes = text.as_bytes();
    let mut lines = Vec::with_capacity(bytes.len() / 200 + 2);
    let (mut start, mut at) = (0, 0);
    if !has_rare_ends(text) {
        while let Some(length) = first_of(&bytes[start..], b'\n') {
            let end = start + length - usize::from(length > 0 && bytes[start + length - 1] == b'\r');
            lines.push(Line::new(text, start, trimmed(text, Span::new(start, end)).unwrap_or(Span::new(end, end))));
            start += length + 1;
        }
        at = bytes.len();
    }
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

fn trimmed(text: &str, span: Span) -> Option<Span> {
    let inner = span.of(text);
    let left = inner.len() - inner.trim_start().len();
    let kept = inner.trim().len();
    (kept > 0).then(|| Span::new(span.start as usize + left, span.start as usize + left + kept))
}

/// Whether a line ends like a sentence: a full stop, question or exclamation mark, perhaps behind closing quotes or brackets.
pub(crate) fn ends_sentence(line: &str) -> bool {
    match line.as_bytes().last() {
        Some(b'.' | b'!' | b'?' | b':' | b';') => return true,
        Some(last) if last.is_ascii_alphanumeric() || *last == b',' => return false,
        _ => {}
    }
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

    /// Lines of common ends are found as those of rare ones are: the same text with a rare end behind it has the same and one more.
    #[test]
    fn lines_are_the_same_by_both_ways() {
        for text in ["", "\n", "One.\r\n\r\n  Two. \n\tThree.", "One\n\n\nTwo\r\n", " \r\n", "no end", "£9\n“x” — y\n"] {
            let spans = |text: &str| lines(text).iter().map(|line| (line.span, line.indent, line.columns)).collect::<Vec<_>>();
            let mut slow = spans(&format!("{text}\u{c}"));
            slow.pop();
            assert_eq!(spans(text), slow, "{text:?}");
        }
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
    fn front_matter_is_fields() {
        let text = "---\ntitle: Talks\ndraft: true\ntags:\n- peace\n---\nThe talks stalled.\n";
        let layout = layout(&Article::new("x", text));
        let shown = |at: usize| (layout.paragraphs[at].parts[0].span.of(text), layout.paragraphs[at].parts[0].role);
        assert_eq!(shown(0), ("Talks", Role::Headline));
        assert_eq!(shown(1), ("draft: true", Role::Field));
        assert_eq!(shown(2), ("tags:\n- peace", Role::Field));
        assert_eq!(shown(3), ("The talks stalled.", Role::Text));
    }
}
