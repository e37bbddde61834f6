//! Raw tags inside Markdown and plain text.
//!
//! In: lines of raw mark-up. Out: the text between the tags, as blocks of a builder; comments, scripts and styles show nothing. This is
//! no reader of web pages: a tag that is not known to stand inside a line ends the block, and no more is made of it.

use super::entity;
use crate::article::blocks::{BlockKind, Builder};
use crate::span::Span;

/// Tags that stand inside a line. Source: phrasing content of the HTML standard, as newsrooms use it.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "ins", "kbd", "label", "mark", "q",
    "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
];
/// Tags that end a line or a block.
const BLOCK: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "iframe",
    "li",
    "link",
    "main",
    "meta",
    "nav",
    "ol",
    "p",
    "picture",
    "pre",
    "script",
    "section",
    "source",
    "style",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
    "video",
];

/// What the tags so far have opened.
#[derive(Debug, Default)]
pub(in crate::article) struct Open {
    quotes: usize,
    kind: Option<(BlockKind, String)>,
}

impl Open {
    /// Whether a block quotation is open.
    pub(in crate::article) fn is_quoted(&self) -> bool {
        self.quotes > 0
    }
}

/// A tag or comment.
#[derive(Debug, Clone, Copy)]
struct Tag<'t> {
    /// In small letters in almost every text; empty for comments.
    name: &'t str,
    closes: bool,
    length: usize,
}

/// Whether a tag ends a line.
pub(in crate::article) fn is_break(written: &str) -> bool {
    tag(written).is_some_and(|tag| tag.name.eq_ignore_ascii_case("br"))
}

/// The length of the tag or comment at the start of `text`, if its name is known, and whether it ends a line.
pub(in crate::article) fn known(text: &str) -> Option<(usize, bool)> {
    let tag = tag(text)?;
    let is = |names: &[&str]| names.iter().any(|name| name.eq_ignore_ascii_case(tag.name));
    let ends_line = is(BLOCK);
    (tag.name.is_empty() || is(INLINE) || ends_line).then_some((tag.length, ends_line))
}

/// Puts what stands between the tags of a stretch of text into `builder`; `kind` is that of prose there. Linear.
pub(in crate::article) fn read(text: &str, span: Span, kind: BlockKind, builder: &mut Builder<'_>, open: &mut Open) {
    let mut at = span.start as usize;
    let end = span.end as usize;
    while at < end {
        let next = text[at..end].find('<').map_or(end, |step| at + step);
        show(text, Span::new(at, next), kind, builder, open);
        at = next;
        if at == end {
            break;
        }
        let Some(tag) = tag(&text[at..end]) else {
            if text[at..end].starts_with("<!--") {
                break;
            }
            show(text, Span::new(at, at + 1), kind, builder, open);
            at += 1;
            continue;
        };
        at += tag.length;
        if tag.name.is_empty() || INLINE.iter().any(|name| name.eq_ignore_ascii_case(tag.name)) {
            continue;
        }
        if !tag.closes && ["script", "style"].iter().any(|name| name.eq_ignore_ascii_case(tag.name)) {
            at = end_of(&text[at..end], tag.name).map_or(end, |step| at + step);
            continue;
        }
        step(tag, builder, open);
    }
    builder.close();
}

/// What a tag that is no part of a line does.
fn step(tag: Tag<'_>, builder: &mut Builder<'_>, open: &mut Open) {
    let name = tag.name.to_ascii_lowercase();
    match name.as_str() {
        "br" if builder.is_open() => return builder.gap("\n"),
        "td" | "th" if builder.is_open() => return builder.gap("\t"),
        _ => builder.close(),
    }
    let kind = match name.as_str() {
        "figcaption" => BlockKind::Caption,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => BlockKind::Heading,
        "li" => BlockKind::ListItem,
        "tr" => BlockKind::TableRow,
        "pre" => BlockKind::Code,
        "blockquote" => {
            open.quotes = if tag.closes { open.quotes.saturating_sub(1) } else { open.quotes + 1 };
            return;
        }
        _ => return,
    };
    open.kind = (!tag.closes).then_some((kind, name));
}

/// Shows a stretch without tags; entities by what they stand for.
fn show(text: &str, span: Span, kind: BlockKind, builder: &mut Builder<'_>, open: &Open) {
    let inside = span.of(text);
    if inside.trim().is_empty() {
        if builder.is_open() && !inside.is_empty() {
            builder.gap(" ");
        }
        return;
    }
    if !builder.is_open() {
        let quoted = if open.is_quoted() { BlockKind::Quotation } else { kind };
        builder.open(open.kind.as_ref().map_or(quoted, |(kind, _)| *kind));
    }
    let mut at = span.start as usize;
    for (step, _) in inside.match_indices('&') {
        let from = span.start as usize + step;
        let length = text[from..span.end as usize].bytes().take(33).position(|byte| byte == b';').map_or(0, |end| end + 1);
        if from < at || length == 0 {
            continue;
        }
        if let Some(shown) = text.get(from..from + length).and_then(entity) {
            builder.show(Span::new(at, from));
            builder.show_as(&shown, Span::new(from, from + length));
            at = from + length;
        }
    }
    builder.show(Span::new(at, span.end as usize));
}

/// The tag or comment at the start of `text`.
fn tag(text: &str) -> Option<Tag<'_>> {
    if let Some(comment) = text.strip_prefix("<!--") {
        return comment.find("-->").map(|end| Tag { name: "", closes: true, length: end + 7 });
    }
    let inside = text.strip_prefix('<')?;
    let closes = inside.starts_with('/');
    let name = &inside[usize::from(closes)..];
    let name = &name[..name.bytes().take_while(u8::is_ascii_alphanumeric).count()];
    let before = 1 + usize::from(closes) + name.len();
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || text[before..].starts_with(|c: char| !c.is_whitespace() && !"/>".contains(c))
    {
        return None;
    }
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate().skip(before) {
        match (quote, byte) {
            (None, b'>') => return Some(Tag { name, closes, length: at + 1 }),
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'<') => return None,
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// Where the element of this name ends.
fn end_of(text: &str, name: &str) -> Option<usize> {
    text.match_indices("</").map(|(at, _)| at).find(|at| {
        let rest = &text.as_bytes()[at + 2..];
        rest.get(..name.len()).is_some_and(|here| here.eq_ignore_ascii_case(name.as_bytes()))
    })
}
