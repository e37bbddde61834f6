//! Pages and fragments of HTML.
//!
//! In: the decoded text of a page. Out: an article: its main text in blocks, headline, date, language and publisher from its head. A fragment, which
//! has no body, is story from end to end. What stands round the story is left out; what the story has beside its prose keeps its kind: headings, items
//! of lists, quotations, rows, captions.

mod json_ld;
mod main_text;
mod tree;

use super::failure::Failure;
use super::formats::InputFormat;
use super::reader::Reader;
use super::reading::{About, Found, Reading, one_line};
use super::source::Source;
use crate::article::BlockKind;
use main_text::Body;
use tree::{Head, Tree};

/// Pages and fragments.
pub(super) struct Html;

impl Reader for Html {
    fn formats(&self) -> &'static [InputFormat] {
        &[InputFormat::Html]
    }

    fn recognises(&self, source: &Source<'_>) -> bool {
        begins_page(source.head())
            || source.is_named(&["html", "htm", "xhtml"])
            || !source.is_called_markdown() && begins_fragment(source.head())
    }

    fn read(&self, source: &Source<'_>, into: &mut Reading) -> Result<(), Failure> {
        let mut item = page(source.decoded_or_failure()?).alone(source, InputFormat::Html);
        item.encoding = source.encoding();
        item.notes.splice(0..0, source.notes());
        into.items.push(item);
        Ok(())
    }
}

/// `<!doctype html`, `<html`, `<head`, `<body`, behind comments and a declaration.
fn begins_page(text: &str) -> bool {
    let mut rest = text;
    while let Some(after) = rest.strip_prefix("<!--").or(rest.strip_prefix("<?")) {
        let end = if rest.starts_with("<!--") { "-->" } else { ">" };
        let Some((_, behind)) = after.split_once(end) else { return false };
        rest = behind.trim_start();
    }
    ["<!doctype html", "<html", "<head>", "<body"].iter().any(|wanted| starts(rest, wanted))
}

/// Whether a text is a piece of a page: it begins with a block, and has another tag that ends one.
pub(super) fn begins_fragment(text: &str) -> bool {
    const BLOCKS: &[&str] = &[
        "<p>",
        "<p ",
        "<div>",
        "<div ",
        "<h1",
        "<h2",
        "<h3",
        "<h4",
        "<ul>",
        "<ul ",
        "<ol",
        "<blockquote",
        "<article",
        "<section",
        "<figure",
        "<table",
    ];
    let text = text.trim_start();
    text.starts_with('<') && BLOCKS.iter().any(|block| starts(text, block)) && text.contains("</")
}

fn starts(text: &str, wanted: &str) -> bool {
    text.get(..wanted.len()).is_some_and(|start| start.eq_ignore_ascii_case(wanted))
}

/// A text on one line, its tags and entities read.
pub(super) fn line(text: &str) -> String {
    if !text.contains(['<', '&']) {
        return one_line(text);
    }
    let units = tree::parse(text).units;
    units.iter().map(|unit| one_line(&unit.text)).collect::<Vec<_>>().join(" ")
}

/// The blocks of a text that may be HTML: a fragment if it has tags, else lines with entities.
pub(super) fn blocks(text: &str) -> Vec<(BlockKind, String)> {
    if has_tags(text) {
        return fragment(text);
    }
    let text = if text.contains('&') { text.lines().map(line).collect::<Vec<_>>().join("\n") } else { text.to_string() };
    vec![(BlockKind::Paragraph, text)]
}

/// Letters of a byline at most; longer ones tell a life.
const MAX_BYLINE: usize = 80;
/// Bytes of a tag at most, of those that prove a text to be HTML.
const MAX_TAG: usize = 1000;

/// Whether a text has tags as pages have them.
pub(super) fn has_tags(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| {
        let inside = &text[at + 1..];
        let name = inside.strip_prefix('/').unwrap_or(inside);
        let length = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
        let is_known = tree::is_element(&name[..length]);
        let behind = &name.as_bytes()[length..];
        is_known && matches!(behind.first(), Some(b'>' | b' ' | b'/' | b'\n')) && behind.iter().take(MAX_TAG).any(|byte| *byte == b'>')
    })
}

/// The blocks of a piece of HTML that is a story from end to end.
pub(super) fn fragment(text: &str) -> Vec<(BlockKind, String)> {
    let tree = tree::parse(text);
    (0..tree.units.len()).map(|at| (kind(&tree, at), tree.units[at].text.clone())).collect()
}

/// The article of a page.
fn page(text: &str) -> Found {
    let tree = tree::parse(text);
    let is_page = tree.nodes.iter().any(|node| node.name == "body" || node.name == "html");
    let story = if is_page { main_text::main_text(&tree) } else { (0..tree.units.len()).collect() };
    let stated = json_ld::stated(&tree.head.json_ld).unwrap_or_default();
    let mut notes = Vec::new();
    let body = stated.body.as_deref().map(blocks).unwrap_or_default();
    let said: Vec<&str> = body.iter().map(|(_, text)| text.as_str()).collect();
    let units = match main_text::against(&tree, &story, &said.join(" ")) {
        Body::Unknown => story,
        Body::Units(units) => units,
        Body::Whole => {
            notes.push("the text is the one that the page states as data; what it shows is shorter".into());
            Vec::new()
        }
    };
    let lines = units.iter().map(|at| tree.units[*at].line).collect();
    let shown: Vec<_> = units.into_iter().map(|at| (kind(&tree, at), tree.units[at].text.clone())).collect();
    let blocks = if notes.is_empty() { shown } else { body };
    let lang = tree.head.lang.as_deref().map(str::trim).filter(|lang| !lang.is_empty()).map(String::from);
    Found {
        title: title(&tree.head).or(stated.headline.as_deref().map(line)),
        date: meta(&tree.head, &["article:published_time", "datepublished", "date", "dc.date", "dcterms.created"]).or(stated.published),
        source: meta(&tree.head, &["og:site_name"]).or(stated.publisher),
        lang: lang.or(stated.lang),
        about: About {
            story_id: stated.id.or(tree.head.canonical.clone()),
            byline: stated
                .author
                .or_else(|| meta(&tree.head, &["author", "article:author", "dc.creator"]))
                .filter(|author| !author.starts_with("http"))
                .or_else(|| byline(&tree)),
            updated: meta(&tree.head, &["article:modified_time", "og:updated_time"]).or(stated.modified),
            ..About::default()
        },
        blocks,
        lines,
        notes,
    }
}

/// The line that the page calls its byline.
fn byline(tree: &Tree) -> Option<String> {
    let is_byline = |unit: &&tree::Unit| {
        let mut hints = main_text::above(tree, unit.node).take(2).map(|node| tree.nodes[node].hint.as_str());
        hints.any(|hint| hint.split_whitespace().any(|name| ["byline", "article-byline", "author", "author-name"].contains(&name)))
    };
    tree.units.iter().find(is_byline).map(|unit| line(&unit.text)).filter(|text| text.chars().count() <= MAX_BYLINE)
}

/// `og:title` and its like; else the title of the page without the name of its site.
fn title(head: &Head) -> Option<String> {
    let stated = meta(head, &["og:title", "twitter:title", "headline"]);
    let of_page = || {
        let title = one_line(head.title.as_deref()?);
        let whole = title.rsplit_once(" | ").or(title.rsplit_once(" - ")).map_or(title.as_str(), |(front, _)| front);
        Some(whole.to_string()).filter(|title| !title.is_empty())
    };
    stated.or_else(of_page)
}

fn meta(head: &Head, keys: &[&str]) -> Option<String> {
    let value = |key: &&str| head.meta.iter().find(|(name, content)| name == key && !content.trim().is_empty());
    keys.iter().find_map(value).map(|(_, content)| content.trim().to_string())
}

/// What a piece of text is, by the elements around it.
fn kind(tree: &Tree, unit: usize) -> BlockKind {
    for node in main_text::above(tree, tree.units[unit].node).take(4) {
        match tree.nodes[node].name.as_str() {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => return BlockKind::Heading,
            "li" | "dt" | "dd" => return BlockKind::ListItem,
            "blockquote" => return BlockKind::Quotation,
            "figcaption" => return BlockKind::Caption,
            "td" | "th" | "tr" => return BlockKind::TableRow,
            _ => {}
        }
    }
    BlockKind::Paragraph
}
