//! Pages and fragments of HTML.
//!
//! In: the decoded text of a page. Out: an article: its main text in blocks, headline, date, language and publisher from its head. A fragment, which
//! has no body, is story from end to end. What stands round the story is left out; what the story has beside its prose keeps its kind: headings, items
//! of lists, quotations, rows, captions.

mod main_text;
mod tree;

use crate::article::{Article, BlockKind};
use encoding_rs::Encoding;
use tree::{Head, Tree};

/// Bytes at the start in which a page states its encoding.
const HEAD: usize = 2048;

/// The encoding that a page states in its `meta`.
pub(super) fn stated_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    let label = head.split("charset=").nth(1)?.trim_start_matches(['"', '\'', ' ']);
    let end = label.find(|c: char| !c.is_ascii_alphanumeric() && !"-_:.".contains(c)).unwrap_or(label.len());
    Encoding::for_label(&label.as_bytes()[..end])
}

/// The article of a page.
pub(super) fn article(id: String, text: &str) -> Article {
    let tree = tree::parse(text);
    let is_page = tree.nodes.iter().any(|node| node.name == "body" || node.name == "html");
    let story = if is_page { main_text::main_text(&tree) } else { (0..tree.units.len()).collect() };
    let blocks = story.into_iter().map(|at| (kind(&tree, at), tree.units[at].text.clone()));
    Article {
        title: title(&tree.head),
        date: meta(&tree.head, &["article:published_time", "datepublished", "date", "dc.date", "dcterms.created"]),
        source: meta(&tree.head, &["og:site_name"]),
        lang: tree.head.lang.as_deref().map(str::trim).filter(|lang| !lang.is_empty()).map(String::from),
        is_extracted: true,
        ..Article::of_blocks(id, blocks)
    }
}

/// `og:title` and its like; else the title of the page without the name of its site.
fn title(head: &Head) -> Option<String> {
    let stated = meta(head, &["og:title", "twitter:title", "headline"]);
    let of_page = || {
        let title = head.title.as_deref()?.split_whitespace().collect::<Vec<_>>().join(" ");
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
