//! The text of one version as a Word document has it: paragraphs without mark-up, each ended by a line feed.
//!
//! In: a prepared article. Out: [`Flat`], and where a stretch of the article stands in it. White space is single; a tab between cells stays one.

use crate::article::{BlockKind, Role};
use crate::span::Span;
use crate::text::Prepared;
use std::ops::Range;

/// What ends a paragraph.
pub(super) const END: char = '\n';

/// The text of a version.
pub(super) struct Flat {
    /// The paragraphs, parted by [`END`].
    pub(super) text: String,
    /// Where each of its bytes comes from in the article.
    from: Vec<u32>,
    /// The style of each paragraph; none for plain ones.
    pub(super) styles: Vec<Option<&'static str>>,
}

impl Flat {
    pub(super) fn of(prepared: &Prepared) -> Flat {
        let mut flat = Flat { text: String::new(), from: Vec::new(), styles: Vec::new() };
        let article = &prepared.article;
        let blocks = article.blocks.as_deref();
        let mut shown: Box<dyn Iterator<Item = (u32, char)> + '_> = match blocks {
            Some(blocks) => Box::new(blocks.letters()),
            None => Box::new(article.text.char_indices().map(|(at, letter)| (at as u32, letter))),
        };
        let mut next = shown.next();
        let mut block_kinds = blocks.into_iter().flat_map(|blocks| blocks.iter()).peekable();
        for paragraph in &prepared.layout.paragraphs {
            let span = paragraph.span;
            while next.is_some_and(|(at, _)| at < span.start) {
                next = shown.next();
            }
            if !flat.styles.is_empty() {
                flat.push(span.start, END);
            }
            let mut blank: Option<char> = None;
            let begun = flat.text.len();
            while let Some((at, letter)) = next.filter(|(at, _)| *at < span.end) {
                next = shown.next();
                if letter.is_whitespace() {
                    blank = if letter == '\t' || blank == Some('\t') { Some('\t') } else { Some(' ') };
                    continue;
                }
                if let Some(blank) = blank.take().filter(|_| flat.text.len() > begun) {
                    flat.push(at, blank);
                }
                flat.push(at, letter);
            }
            while block_kinds.peek().is_some_and(|block| block.span.end <= span.start) {
                block_kinds.next();
            }
            let kind = block_kinds.peek().filter(|block| block.span.overlap(span) > 0).map(|block| block.kind);
            flat.styles.push(style(paragraph.parts.first().map(|part| part.role), kind));
        }
        flat
    }

    fn push(&mut self, at: u32, letter: char) {
        // What no document of XML may hold is left out.
        if letter.is_control() && !matches!(letter, '\t' | END) || matches!(letter, '\u{fffe}' | '\u{ffff}') {
            return;
        }
        self.text.push(letter);
        self.from.resize(self.text.len(), at);
    }

    /// Where a stretch of the article stands, without blanks at its ends.
    pub(super) fn place(&self, span: Span) -> Range<usize> {
        let start = self.from.partition_point(|at| *at < span.start);
        let end = self.from.partition_point(|at| *at < span.end).max(start);
        let inside = &self.text[start..end];
        let start = start + inside.len() - inside.trim_start().len();
        start..start + inside.trim().len()
    }
}

fn style(role: Option<Role>, kind: Option<BlockKind>) -> Option<&'static str> {
    match (role, kind) {
        (Some(Role::Headline), _) => Some("Heading1"),
        (_, Some(BlockKind::Heading)) => Some("Heading2"),
        (_, Some(BlockKind::Quotation)) => Some("Quote"),
        (_, Some(BlockKind::ListItem)) => Some("ListBullet"),
        (_, Some(BlockKind::Caption)) => Some("Caption"),
        _ => None,
    }
}
