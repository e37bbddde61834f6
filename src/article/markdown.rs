//! Markdown to blocks, by a CommonMark parser. The one door to `pulldown_cmark`.
//!
//! In: the text of an article, and where its body begins. Out: the body as blocks: paragraphs, headings, items, quotations, rows of tables,
//! captions, code. Emphasis, links, entities, comments, tags, shortcodes and rules are mark-up. Lines set in by four blanks are no code:
//! papers set their paragraphs in. A number before a single line is no list: "3. Mai".

mod shortcodes;
mod tags;

use super::blocks::{BlockKind, Builder};
use super::lines::has_rare_ends;
use crate::span::Span;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
pub(super) use shortcodes::Shortcodes;
use std::borrow::Cow;
use std::ops::Range;
pub(super) use tags::known as known_tag;

/// Puts the body of a text, from `from` on, into `builder`. Linear, save where the parser is not.
pub(super) fn read<'t>(text: &'t str, from: usize, builder: &mut Builder<'t>) {
    let shortcodes = Shortcodes::of(text, from);
    let masked = with_known_ends(shortcodes.masked(text, from));
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let mut reader = Reader { text, masked: &masked, from, builder, shortcodes: &shortcodes, state: State::default() };
    for (event, range) in Parser::new_ext(&masked, options).into_offset_iter() {
        reader.take(event, range);
    }
    reader.builder.close();
}

/// The text with LF, alone or behind CR, for every other line end, byte for byte: the parser misses fences behind a lone CR.
fn with_known_ends(text: Cow<'_, str>) -> Cow<'_, str> {
    if !has_rare_ends(&text) {
        return text;
    }
    let mut known = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        match c {
            '\r' if letters.peek() != Some(&'\n') => known.push('\n'),
            '\u{b}' | '\u{c}' => known.push('\n'),
            '\u{85}' => known.push_str("\r\n"),
            '\u{2028}' | '\u{2029}' => known.push_str(" \r\n"),
            _ => known.push(c),
        }
    }
    known.into()
}

/// What an entity stands for: `&eacute;`, `&#39;`.
pub(super) fn entity(written: &str) -> Option<String> {
    match Parser::new(written).nth(1)? {
        Event::Text(shown) if *shown != *written => Some(shown.into_string()),
        _ => None,
    }
}

struct Reader<'r, 't> {
    text: &'t str,
    /// The body, where shortcodes are blotted out.
    masked: &'r str,
    /// Where the body begins in the text.
    from: usize,
    builder: &'r mut Builder<'t>,
    shortcodes: &'r Shortcodes,
    state: State,
}

/// Where in the nest of blocks the reader is.
#[derive(Debug, Default)]
struct State {
    quotes: usize,
    /// Open lists: the next number of a numbered one.
    lists: Vec<List>,
    /// Inside how many pictures.
    pictures: usize,
    /// Their descriptions, in the open block.
    descriptions: Vec<Span>,
    is_fenced: bool,
    cells: usize,
    /// The lines of raw mark-up that are open.
    raw: Option<Range<usize>>,
    tags: tags::Open,
}

#[derive(Debug, Default)]
struct List {
    is_numbered: bool,
    /// The number of its first item in the text as shown.
    first: Option<Span>,
    items: usize,
}

impl Reader<'_, '_> {
    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(shown) => self.show(&shown, range),
            Event::Code(_) => self.code(range),
            Event::Html(_) => match &mut self.state.raw {
                Some(raw) => raw.end = range.end,
                raw => *raw = Some(range),
            },
            Event::InlineHtml(_) if tags::is_break(&self.masked[range.clone()]) => self.builder.gap("\n"),
            Event::SoftBreak | Event::HardBreak if self.builder.is_open() => self.builder.gap("\n"),
            Event::Rule => self.builder.close(),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => self.open_here(),
            Tag::Heading { .. } => self.builder.open(BlockKind::Heading),
            Tag::BlockQuote(_) => {
                self.builder.close();
                self.state.quotes += 1;
            }
            Tag::CodeBlock(kind) => {
                self.state.is_fenced = matches!(kind, CodeBlockKind::Fenced(_));
                match self.state.is_fenced {
                    true => self.builder.open(BlockKind::Code),
                    false => self.open_here(),
                }
            }
            Tag::List(first) => {
                self.builder.close();
                self.state.lists.push(List { is_numbered: first.is_some(), ..List::default() });
            }
            Tag::Item => self.item(range),
            Tag::FootnoteDefinition(_) => self.builder.close(),
            Tag::TableHead | Tag::TableRow => {
                self.builder.open(BlockKind::TableRow);
                self.state.cells = 0;
            }
            Tag::TableCell => {
                if self.state.cells > 0 {
                    self.builder.gap("\t");
                }
                self.state.cells += 1;
            }
            Tag::Image { .. } => {
                self.ensure_open();
                self.state.pictures += 1;
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableHead | TagEnd::TableRow | TagEnd::FootnoteDefinition => self.close(),
            TagEnd::CodeBlock => {
                self.state.is_fenced = false;
                self.close();
            }
            TagEnd::BlockQuote(_) => {
                self.close();
                self.state.quotes = self.state.quotes.saturating_sub(1);
            }
            TagEnd::Item => self.close(),
            TagEnd::List(_) => {
                // One number alone is a word of its line.
                if let Some(List { first: Some(label), items: 1, .. }) = self.state.lists.pop() {
                    self.builder.unlabel(label);
                }
            }
            TagEnd::Image => self.state.pictures = self.state.pictures.saturating_sub(1),
            TagEnd::HtmlBlock => {
                if let Some(raw) = self.state.raw.take() {
                    let span = self.span(raw);
                    let kind = self.here();
                    tags::read(self.text, span, kind, self.builder, &mut self.state.tags);
                }
            }
            _ => {}
        }
    }

    fn item(&mut self, range: Range<usize>) {
        self.open_here();
        let Some(list) = self.state.lists.last_mut() else { return };
        list.items += 1;
        if !list.is_numbered {
            return;
        }
        let digits = self.masked[range.clone()].bytes().take_while(u8::is_ascii_digit).count();
        let mark = Span::new(self.from + range.start, self.from + range.start + digits + 1);
        let at = self.builder.here();
        self.builder.show(mark);
        self.builder.gap(" ");
        let label = Span::new(at, at + digits + 1);
        self.builder.label(label);
        list.first.get_or_insert(label);
    }

    /// The kind of prose at this place.
    fn here(&self) -> BlockKind {
        if self.state.quotes > 0 || self.state.tags.is_quoted() {
            BlockKind::Quotation
        } else if self.state.lists.is_empty() {
            BlockKind::Paragraph
        } else {
            BlockKind::ListItem
        }
    }

    /// Begins a block, unless nothing but the number of the item stands in the open one.
    fn open_here(&mut self) {
        if !self.builder.is_only_label() {
            self.builder.open(self.here());
        }
    }

    fn ensure_open(&mut self) {
        if !self.builder.is_open() {
            self.builder.open(self.here());
        }
    }

    /// Ends the open block. One that holds nothing but pictures is their caption.
    fn close(&mut self) {
        let descriptions = std::mem::take(&mut self.state.descriptions);
        if self.builder.is_open() && self.builder.is_blank() && !descriptions.is_empty() {
            self.builder.become_kind(BlockKind::Caption);
            for description in descriptions {
                self.builder.show(description);
                self.builder.gap(" ");
            }
        }
        if self.builder.began().is_some_and(|at| self.shortcodes.is_caption(at)) {
            self.builder.become_kind(BlockKind::Caption);
        }
        self.builder.close();
    }

    fn show(&mut self, shown: &str, range: Range<usize>) {
        let span = self.span(range.clone());
        if self.state.pictures > 0 {
            self.state.descriptions.push(span);
            return;
        }
        self.ensure_open();
        if shown != &self.masked[range.clone()] {
            self.builder.show_as(shown, span);
            return;
        }
        for piece in self.shortcodes.but(span) {
            self.builder.show(piece);
        }
    }

    /// What stands between the backticks.
    fn code(&mut self, range: Range<usize>) {
        let inside = &self.masked[range.clone()];
        let ticks = inside.bytes().take_while(|byte| *byte == b'`').count();
        if range.len() <= 2 * ticks || self.state.pictures > 0 {
            return;
        }
        self.ensure_open();
        // Backticks between letters are apostrophes of two words: "the county`s or the town`s".
        let stands_in_words = ticks == 1
            && self.masked[..range.start].ends_with(char::is_alphabetic)
            && self.masked[range.end..].starts_with(char::is_alphabetic);
        let ticks = if stands_in_words { 0 } else { ticks };
        self.builder.show(self.span(range.start + ticks..range.end - ticks));
    }

    /// The parser may cut a line end that is one character of the text.
    fn span(&self, range: Range<usize>) -> Span {
        let (mut start, mut end) = (self.from + range.start, self.from + range.end);
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        while !self.text.is_char_boundary(start) {
            start += 1;
        }
        Span::new(start.min(end), end)
    }
}
