//! A document put together paragraph by paragraph, as readers of office formats meet its text.
//!
//! In: pieces of text, ends of paragraphs, and what each paragraph is. Out: the blocks in order, notes at their end. What a format means by its marks
//! its reader says.

use super::failure::Failure;
use super::reading::Found;
use crate::article::BlockKind;

/// A row where a cell has more words, or more than one paragraph, is layout: its cells are paragraphs.
const LONG_CELL: usize = 60;

/// What is put together.
#[derive(Debug, Default)]
pub(super) struct Story {
    blocks: Vec<(BlockKind, String)>,
    /// Footnotes and endnotes, in the order in which they are met.
    notes: Vec<(BlockKind, String)>,
    /// Text boxes of the open paragraph; they stand behind it.
    boxes: Vec<(BlockKind, String)>,
    open: String,
    /// The first title, and the first heading of the first level.
    title: Option<String>,
    heading: Option<String>,
}

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    Title,
    /// A heading and its level, from 1.
    Heading(u8),
    Quotation,
    Caption,
    ListItem,
    /// A line of a table of contents or an index, which says nothing of its own.
    Contents,
}

impl Style {
    fn kind(self) -> BlockKind {
        match self {
            Style::Plain | Style::Contents => BlockKind::Paragraph,
            Style::Title | Style::Heading(_) => BlockKind::Heading,
            Style::Quotation => BlockKind::Quotation,
            Style::Caption => BlockKind::Caption,
            Style::ListItem => BlockKind::ListItem,
        }
    }

    /// What the name of a style says, as programs name them in every language: `heading 1`, `Heading1`, `List Bullet`.
    pub(super) fn of_name(name: &str) -> Option<Style> {
        let plain: String = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        let level = |digits: &str| digits.parse::<u8>().ok().filter(|level| (1..=9).contains(level));
        match plain.as_str() {
            "title" => Some(Style::Title),
            "subtitle" | "heading" => Some(Style::Heading(2)),
            "quote" | "quotations" | "quotation" | "intensequote" | "blocktext" | "blockquote" | "blockquotation" => Some(Style::Quotation),
            "caption" | "illustration" | "figure" => Some(Style::Caption),
            "tableofcontents" | "contentsheading" | "tocheading" | "indexheading" => Some(Style::Contents),
            _ => {
                let numbered = plain.strip_prefix("heading").and_then(level).map(Style::Heading);
                let contents = || plain.strip_prefix("toc").or(plain.strip_prefix("contents")).and_then(level).map(|_| Style::Contents);
                let is_list = ["listbullet", "listnumber", "numbering"].iter().any(|start| plain.starts_with(start));
                numbered.or_else(contents).or(is_list.then_some(Style::ListItem))
            }
        }
    }
}

impl Story {
    /// Adds to the open paragraph.
    pub(super) fn text(&mut self, text: &str) {
        self.open.push_str(text);
    }

    /// The open paragraph so far.
    pub(super) fn open(&self) -> &str {
        &self.open
    }

    /// Ends the open paragraph.
    pub(super) fn end(&mut self, style: Style) {
        let text = std::mem::take(&mut self.open);
        let is_shown = style != Style::Contents && !text.trim().is_empty();
        if is_shown {
            let own = match style {
                Style::Title => Some(&mut self.title),
                Style::Heading(1) => Some(&mut self.heading),
                _ => None,
            };
            if let Some(own) = own.filter(|own| own.is_none()) {
                *own = Some(text.clone());
            }
            self.blocks.push((style.kind(), text));
        }
        self.blocks.append(&mut self.boxes);
    }

    /// Ends a row of a table; each cell is a story of its own.
    pub(super) fn row(&mut self, cells: Vec<Story>) {
        let cells: Vec<Vec<(BlockKind, String)>> = cells.into_iter().map(|cell| self.taken(cell)).collect();
        let is_long = |cell: &Vec<(BlockKind, String)>| {
            cell.len() > 2 || cell.iter().map(|(_, text)| text.split_whitespace().count()).sum::<usize>() > LONG_CELL
        };
        if cells.len() == 1 || cells.iter().any(is_long) {
            self.blocks.extend(cells.into_iter().flatten());
            return;
        }
        let text = |cell: &Vec<(BlockKind, String)>| {
            let lines = cell.iter().flat_map(|(_, text)| text.split_whitespace());
            lines.collect::<Vec<_>>().join(" ")
        };
        let row = cells.iter().map(text).collect::<Vec<_>>().join("\t");
        if !row.trim().is_empty() {
            self.blocks.push((BlockKind::TableRow, row));
        }
    }

    /// Adds a note; it stands at the end.
    pub(super) fn note(&mut self, note: Story) {
        let blocks = self.taken(note);
        self.notes.extend(blocks);
    }

    /// Adds a text box; it stands behind the paragraph that holds it.
    pub(super) fn text_box(&mut self, inside: Story) {
        let blocks = self.taken(inside);
        self.boxes.extend(blocks);
    }

    /// The blocks of another story; its notes come here.
    fn taken(&mut self, mut other: Story) -> Vec<(BlockKind, String)> {
        other.end(Style::Plain);
        self.notes.append(&mut other.notes);
        self.title = self.title.take().or(other.title);
        self.heading = self.heading.take().or(other.heading);
        other.blocks
    }

    /// The article; an error where there is no text.
    pub(super) fn finish(mut self) -> Result<Found, Failure> {
        self.end(Style::Plain);
        self.blocks.append(&mut self.notes);
        if self.blocks.is_empty() {
            return Err(Failure::no_articles("a document without text: leave it out, or save its text if it is in a picture"));
        }
        Ok(Found { title: self.title.or(self.heading), blocks: self.blocks, ..Found::default() })
    }
}

/// `2 comments left out`.
pub(super) fn left_out(n: usize, what: &str) -> Option<String> {
    (n > 0).then(|| format!("{n} {what}{} left out", if n == 1 { "" } else { "s" }))
}
