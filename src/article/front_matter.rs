//! Front matter of Markdown and text files: a YAML block between `---` lines or a TOML block between `+++` lines.
//!
//! In: the text of an article. Out: where the block ends, the few plain values we use, and its fields as blocks: the title as headline, each
//! other field by itself. Only top-level `key: value` and `key = "value"` lines are read; what is nested belongs to the field above it.

use super::blocks::{BlockKind, Builder};
use super::lines::lines;
use super::role::Role;
use crate::span::Span;

/// What the front matter of a text says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct FrontMatter {
    /// Byte after the closing line.
    pub(crate) end: usize,
    pub(crate) title: Option<String>,
    pub(crate) date: Option<String>,
    pub(crate) source: Option<String>,
    pub(crate) lang: Option<String>,
    pub(crate) slug: Option<String>,
}

/// The front matter at the start of `text`, if there is a whole block with at least one key. Linear in its length.
pub(crate) fn read(text: &str) -> Option<FrontMatter> {
    if !text.starts_with("---") && !text.starts_with("+++") {
        return None;
    }
    let mut lines = lines(text);
    let first = lines.next()?;
    let (fence, separator) = match first.trim_end() {
        "---" => ("---", ':'),
        "+++" => ("+++", '='),
        _ => return None,
    };
    let mut matter = FrontMatter { end: first.len(), ..FrontMatter::default() };
    let mut keys = 0;
    for line in lines {
        matter.end += line.len();
        let bare = line.trim_end();
        if bare == fence {
            return (keys > 0).then_some(matter);
        }
        if bare.is_empty() || bare.starts_with([' ', '\t', '#', '-']) {
            continue;
        }
        // A line that is no key means that the block is a rule followed by prose, not metadata.
        let (key, value) = bare.split_once(separator)?;
        if key.trim().is_empty() || key.trim().contains(' ') {
            return None;
        }
        keys += 1;
        let value = Some(unquoted(value.trim()).to_string()).filter(|value| !value.is_empty());
        match key.trim().to_ascii_lowercase().as_str() {
            key if is_title(key) => matter.title = value,
            "date" | "published" => matter.date = value,
            "source" | "agency" | "publisher" => matter.source = value,
            "lang" | "language" => matter.lang = value,
            "slug" | "slugline" => matter.slug = value,
            _ => {}
        }
    }
    None
}

/// Puts the fields of the front matter that ends at byte `end` into `builder`; its fences and comments show nothing.
pub(super) fn show(text: &str, end: usize, builder: &mut Builder<'_>) {
    let separator = if text.starts_with('+') { '=' } else { ':' };
    let mut at = 0;
    for line in lines(&text[..end]) {
        let start = at;
        at += line.len();
        let bare = line.trim_end();
        if start == 0 || at == end || bare.is_empty() || bare.starts_with('#') {
            continue;
        }
        if bare.starts_with([' ', '\t', '-']) {
            builder.gap("\n");
            let inside = bare.trim_start();
            builder.show(Span::new(start + bare.len() - inside.len(), start + bare.len()));
            continue;
        }
        let (key, value) = bare.split_once(separator).unwrap_or(("", bare));
        if !is_title(key) {
            builder.open(BlockKind::Furniture(Role::Field));
            builder.show(Span::new(start, start + bare.len()));
            continue;
        }
        builder.open(BlockKind::Furniture(Role::Headline));
        let value = value.trim();
        let inner = unquoted(value);
        let from = start + bare.len() - value.len() + (value.len() - inner.len()) / 2;
        // `|` and `>` say that the value stands in the lines below.
        if inner.contains(char::is_alphanumeric) {
            builder.show(Span::new(from, from + inner.len()));
        }
    }
    builder.close();
}

fn is_title(key: &str) -> bool {
    matches!(key.trim().to_ascii_lowercase().as_str(), "title" | "headline")
}

fn unquoted(value: &str) -> &str {
    for quote in ['"', '\''] {
        if value.len() >= 2 && value.starts_with(quote) && value.ends_with(quote) {
            return &value[1..value.len() - 1];
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_and_toml() {
        let yaml = read("---\ntitle: 'A: b'\ntags:\n  - x\n- y\n---\nText").expect("yaml");
        assert_eq!((yaml.title.as_deref(), yaml.end), (Some("A: b"), 38));
        let toml = read("+++\ntitle = \"A\"\ndate = 2016-08-26\r\n+++\r\nText").expect("toml");
        assert_eq!((toml.title.as_deref(), toml.date.as_deref()), (Some("A"), Some("2016-08-26")));
    }

    #[test]
    fn a_rule_and_prose_is_no_front_matter() {
        assert_eq!(read("---\nThe talks stalled.\n---\n"), None);
        assert_eq!(read("---\ntitle: never closed\n"), None);
        assert_eq!(read("---\n---\n"), None);
        assert_eq!(read("Text\n---\na: b\n---\n"), None);
    }
}
