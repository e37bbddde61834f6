//! Blocks of plain text, where its shape tells of any: front matter, lines quoted with `>`, comments, tags and shortcodes, page breaks.
//!
//! In: a text. Out: its blocks, or nothing for text of bare lines, which is nearly all text. What is read here is mark-up whatever
//! program wrote it; signs of Markdown in plain text stay as they are.

use super::blocks::{BlockKind, Blocks, Builder};
use super::front_matter;
use super::lines::{holds_any, is_line_end, lines};
use super::markdown::{self, Shortcodes};
use super::pages;
use crate::span::Span;

/// The blocks of plain text, if its shape tells of any. Linear.
pub(super) fn blocks(text: &str) -> Option<Blocks> {
    if has_no_marks(text) && !pages::may_have_heads(text, false) { None } else { told_blocks(text) }
}

fn told_blocks(text: &str) -> Option<Blocks> {
    let matter = front_matter::read(text).map_or(0, |matter| matter.end);
    let has_marks = holds_any(text, |byte| matches!(byte, b'>' | b'<'));
    let is_quoted = has_marks && lines(text).any(|line| line.starts_with('>') || line.starts_with(" >"));
    let shortcodes = Shortcodes::of(text, matter);
    let hidden = hidden(text, matter, &shortcodes, has_marks);
    let pages = pages::lines(text, matter);
    if matter == 0 && !is_quoted && hidden.is_empty() && pages.is_empty() {
        return None;
    }
    let mut builder = Builder::new(text);
    if matter > 0 {
        front_matter::show(text, matter, &mut builder);
    }
    let mut body = Body { text, shortcodes: &shortcodes, hidden: &hidden, pages: &pages, at: 0, builder: &mut builder };
    body.read(matter);
    Some(builder.finish())
}

/// Whether nothing stands in a text by which blocks are told, but perhaps lines that are heads of pages; nor a byte that may be part of a rare line end. Nearly
/// free, and true of most texts.
fn has_no_marks(text: &str) -> bool {
    let may_be_mark = |byte: u8| matches!(byte, b'<' | b'>' | b'{' | b'=' | b'[' | b'\r' | 0x0b | 0x0c | 0x85 | 0xa8 | 0xa9);
    !text.starts_with("---") && !text.starts_with("+++") && !holds_any(text, may_be_mark)
}

/// Whether a text is bare lines: its shape tells of no blocks. Linear.
pub(crate) fn has_bare_lines(text: &str) -> bool {
    blocks(text).is_none()
}

/// The blocks of a text in Markdown. Linear.
pub(super) fn markdown_blocks(text: &str) -> Blocks {
    let matter = front_matter::read(text).map_or(0, |matter| matter.end);
    let mut builder = Builder::new(text);
    if matter > 0 {
        front_matter::show(text, matter, &mut builder);
    }
    markdown::read(text, matter, &mut builder);
    builder.finish()
}

/// A stretch that shows nothing.
#[derive(Debug, Clone, Copy)]
struct Hidden {
    span: Span,
    /// Whether a line ends there.
    ends_line: bool,
}

/// Comments, tags of known names and shortcodes, in order, none over another.
fn hidden(text: &str, from: usize, shortcodes: &Shortcodes, has_marks: bool) -> Vec<Hidden> {
    let mut found: Vec<Hidden> = shortcodes.found().iter().map(|span| Hidden { span: *span, ends_line: false }).collect();
    let (mut at, mut is_open) = (from, false);
    while has_marks && let Some(step) = text[at..].find('<') {
        at += step;
        let is_comment = text[at..].starts_with("<!--");
        if is_open && is_comment {
            at += 1;
            continue;
        }
        match markdown::known_tag(&text[at..]) {
            Some((length, ends_line)) => {
                found.push(Hidden { span: Span::new(at, at + length), ends_line });
                at += length;
            }
            None => {
                // A comment that is never closed is none, and so are those behind it.
                is_open |= is_comment;
                at += 1;
            }
        }
    }
    found.sort_unstable_by_key(|hidden| hidden.span);
    found.dedup_by(|next, hidden| next.span.start < hidden.span.end);
    found
}

struct Body<'b, 't> {
    text: &'t str,
    shortcodes: &'b Shortcodes,
    hidden: &'b [Hidden],
    pages: &'b [Span],
    /// How many of `hidden` end before the line being read.
    at: usize,
    builder: &'b mut Builder<'t>,
}

impl Body<'_, '_> {
    fn read(&mut self, from: usize) {
        let mut start = from;
        let mut pages = self.pages.iter().copied().peekable();
        for line in lines(&self.text[from..]) {
            while pages.next_if(|page| page.end as usize <= start).is_some() {}
            if pages.peek().is_some_and(|page| page.holds(start as u32)) {
                start += line.len();
                continue;
            }
            let marks = quote_marks(line);
            let kind = if marks > 0 {
                BlockKind::Quotation
            } else if self.shortcodes.is_caption(self.first_shown(start)) {
                BlockKind::Caption
            } else {
                BlockKind::Paragraph
            };
            if self.builder.kind() != Some(kind) {
                self.builder.open(kind);
            }
            self.show(Span::new(start + marks, start + line.len()));
            start += line.len();
        }
        self.builder.close();
    }

    /// The first byte from `start` on that is not hidden.
    fn first_shown(&mut self, start: usize) -> u32 {
        let mut first = start as u32;
        while self.hidden.get(self.at).is_some_and(|hidden| hidden.span.end <= first) {
            self.at += 1;
        }
        for hidden in &self.hidden[self.at..] {
            if hidden.span.start > first {
                break;
            }
            first = hidden.span.end.max(first);
        }
        first
    }

    /// Shows a line without what is hidden; a line of nothing else leaves a blank one.
    fn show(&mut self, line: Span) {
        let mut from = line.start;
        for hidden in self.hidden[self.at..].iter().take_while(|hidden| hidden.span.start < line.end) {
            if from < hidden.span.start {
                self.builder.show(Span { start: from, end: hidden.span.start });
            }
            if hidden.ends_line {
                self.builder.gap("\n");
            }
            from = hidden.span.end.min(line.end).max(from);
        }
        self.builder.show(Span { start: from, end: line.end });
    }
}

/// Bytes of the marks before a quoted line: `> `, `>> `.
fn quote_marks(line: &str) -> usize {
    let mut marks = 0;
    loop {
        let rest = &line[marks..];
        let inside = rest.trim_start_matches(' ');
        let blanks = rest.len() - inside.len();
        match inside.strip_prefix('>') {
            Some(behind)
                if blanks <= 3
                    && (marks > 0
                        || behind.starts_with(|c| matches!(c, ' ' | '>') || is_line_end(c))
                        || behind.starts_with(char::is_alphabetic)) =>
            {
                marks += blanks + 1;
            }
            _ => break,
        }
    }
    if line[marks..].starts_with(' ') && marks > 0 { marks + 1 } else { marks }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// The twin: blocks are looked for in any case.
        #[test]
        fn text_without_marks_has_no_blocks(text in "(---\n|a: b\n|> |<!-- |-->|<b>|\\{\\{x\\}\\}|\\[/x\\]|7|The lock was shut when the|keeper came,|\n|\n\n|\r|\u{c}|\u{2028}|é ){0,12}") {
            prop_assert_eq!(blocks(&text), told_blocks(&text));
        }
    }

    #[test]
    fn most_text_has_no_marks() {
        assert!(has_no_marks("The lock was shut “for good” – on Monday.\n\nThe keeper came."));
        for other in
            ["> Not yet", "a <b>c</b>", "{{< x >}}", "a = b", "[x]", "a\r\nb", "a\u{c}b", "---\na: b\n---\n", "a\u{2028}b", "a\u{85}b"]
        {
            assert!(!has_no_marks(other), "{other}");
        }
    }
}
