//! Shortcodes: commands of publishing systems inside a text.
//!
//! In: a text. Out: where its shortcodes stand, `{{< figure ... >}}`, `{% include ... %}`, `[gallery ids="1"]`, and what stands between
//! `[caption ...]` and `[/caption]`. One in square brackets has a quoted value behind `=`, or a slash before its name, or its name with a
//! slash stands further on: "[sic]" is none.

use crate::article::lines::holds_any;
use crate::span::Span;
use std::collections::HashMap;

/// The longest shortcode in bytes: what goes on for longer was never closed.
const MAX_BYTES: usize = 4000;
/// What a shortcode is blotted out with: one byte, of no meaning in Markdown.
const BLOT: char = '\u{1}';

/// The shortcodes of a text in order, and the captions between them.
#[derive(Debug, Default)]
pub(in crate::article) struct Shortcodes {
    found: Vec<Span>,
    captions: Vec<Span>,
}

impl Shortcodes {
    /// Those from byte `from` on. Linear.
    pub(in crate::article) fn of(text: &str, from: usize) -> Shortcodes {
        let mut found = Shortcodes::default();
        let may_be = holds_any(&text[from..], |byte| matches!(byte, b'{' | b'=' | b'['));
        if !may_be || !["{{", "{%", "=", "[/"].iter().any(|mark| text[from..].contains(mark)) {
            return found;
        }
        let mut closings = Closings::of(text, from);
        let mut caption = None;
        let mut at = from;
        while let Some(step) = text[at..].find(['{', '[']) {
            at += step;
            let Some((length, name)) = closings.shortcode(text, at) else {
                at += 1;
                continue;
            };
            let span = Span::new(at, at + length);
            match name {
                "caption" => caption = Some(span.end as usize),
                "/caption" => found.captions.extend(caption.take().map(|from| Span::new(from, at))),
                _ => {}
            }
            found.found.push(span);
            at += length;
        }
        found
    }

    /// The text from `from` on with every shortcode blotted out, byte for byte.
    pub(in crate::article) fn masked<'t>(&self, text: &'t str, from: usize) -> std::borrow::Cow<'t, str> {
        if self.found.is_empty() {
            return text[from..].into();
        }
        let mut masked = String::with_capacity(text.len() - from);
        let mut at = from;
        for span in &self.found {
            masked.push_str(&text[at..span.start as usize]);
            masked.extend(span.of(text).bytes().map(|byte| if byte == b'\n' || byte == b'\r' { byte as char } else { BLOT }));
            at = span.end as usize;
        }
        masked.push_str(&text[at..]);
        masked.into()
    }

    /// The pieces of a stretch of text that stand in no shortcode.
    pub(in crate::article) fn but(&self, span: Span) -> impl Iterator<Item = Span> + use<> {
        let first = self.found.partition_point(|found| found.end <= span.start);
        let inside: Vec<Span> = self.found[first..].iter().copied().take_while(|found| found.start < span.end).collect();
        let starts = std::iter::once(span.start).chain(inside.clone().into_iter().map(|found| found.end));
        let ends = inside.into_iter().map(|found| found.start).chain([span.end]);
        starts.zip(ends).filter(|(start, end)| start < end).map(|(start, end)| Span { start, end })
    }

    /// Whether a place stands in the caption of a picture.
    pub(in crate::article) fn is_caption(&self, at: u32) -> bool {
        let next = self.captions.partition_point(|caption| caption.end <= at);
        self.captions.get(next).is_some_and(|caption| caption.holds(at))
    }

    /// All of them, in order.
    pub(in crate::article) fn found(&self) -> &[Span] {
        &self.found
    }
}

/// How shortcodes in braces are written.
const BRACES: [(&str, &str); 4] = [("{{<", ">}}"), ("{{%", "%}}"), ("{{", "}}"), ("{%", "%}")];

/// What closes shortcodes, and where.
struct Closings<'t> {
    /// The next place of each closing of [`BRACES`], as far as it is known.
    next: [Option<usize>; 4],
    /// By name, the last place of `[/name]`.
    names: HashMap<&'t str, usize>,
}

impl<'t> Closings<'t> {
    fn of(text: &'t str, from: usize) -> Closings<'t> {
        let mut names = HashMap::new();
        for (at, _) in text[from..].match_indices("[/") {
            let inside = &text[from + at + 2..];
            let name = &inside[..name_length(inside)];
            if inside[name.len()..].starts_with(']') {
                names.insert(name, from + at);
            }
        }
        Closings { next: [Some(from); 4], names }
    }

    /// The length and the name of the shortcode at a place of the text.
    fn shortcode(&mut self, text: &'t str, at: usize) -> Option<(usize, &'t str)> {
        let here = &text[at..];
        for (number, (open, close)) in BRACES.iter().enumerate() {
            if !here.starts_with(open) {
                continue;
            }
            let next = &mut self.next[number];
            if next.is_some_and(|next| next < at + open.len()) {
                *next = text[at + open.len()..].find(close).map(|step| at + open.len() + step);
            }
            let end = (*next)? + close.len();
            return (end - at <= MAX_BYTES).then_some((end - at, ""));
        }
        let inside = here.strip_prefix('[')?;
        let slash = usize::from(inside.starts_with('/'));
        let letters = name_length(&inside[slash..]);
        let name = &inside[..slash + letters];
        let rest = &inside[name.len()..];
        let end = rest.bytes().position(|byte| matches!(byte, b'[' | b']' | b'\n' | b'\r'))?;
        if letters < 2 || rest.as_bytes()[end] != b']' {
            return None;
        }
        let is_closing = slash == 1 && end == 0;
        let has_value = rest.starts_with(' ') && rest[..end].contains("=\"");
        let is_paired = || slash == 0 && end == 0 && self.names.get(name).is_some_and(|closing| *closing > at);
        (is_closing || has_value || is_paired()).then_some((1 + name.len() + end + 1, name))
    }
}

/// Bytes of the name of a shortcode.
fn name_length(text: &str) -> usize {
    text.bytes().take_while(|byte| byte.is_ascii_lowercase() || matches!(byte, b'_' | b'-')).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(text: &str) -> String {
        Shortcodes::of(text, 0).but(Span::new(0, text.len())).map(|span| span.of(text)).collect()
    }

    #[test]
    fn commands_are_no_text() {
        assert_eq!(left("a {{< figure src=\"x\" >}} b {% include y.html %} c"), "a  b  c");
        assert_eq!(left("[gallery ids=\"1,2\"] a [embed]x[/embed]"), " a x");
        for text in ["He said [sic] {no} [1] and [he] left.", "{{ never closed", "[note] [/note"] {
            assert_eq!(left(text), text);
        }
    }

    #[test]
    fn what_stands_in_a_caption_is_known() {
        let text = "[caption id=\"a\" width=\"3\"]The quay.[/caption] It rained.";
        let found = Shortcodes::of(text, 0);
        assert_eq!(left(text), "The quay. It rained.");
        assert!(found.is_caption(text.find("The").expect("there") as u32));
        assert!(!found.is_caption(text.find("It").expect("there") as u32));
    }
}
