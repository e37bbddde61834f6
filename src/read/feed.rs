//! RSS of any version, Atom, and exports of WordPress.
//!
//! In: XML whose root says that it is a feed. Out: an article for each item. What an item has beside a description is its text; a description alone is
//! often but a teaser, and that is said. Pages of settings, menus and pictures of an export are left out.

use super::failure::Failure;
use super::formats::InputFormat;
use super::html;
use super::other_xml::root_name;
use super::reader::Reader;
use super::reading::{About, Found, Reading};
use super::source::Source;
use super::wordpress;
use super::xml::{self, Element};
use crate::article::Place;

/// Feeds.
pub(super) struct Feed;

impl Reader for Feed {
    fn formats(&self) -> &'static [InputFormat] {
        &[InputFormat::Rss, InputFormat::Atom, InputFormat::Wordpress]
    }

    fn recognises(&self, source: &Source<'_>) -> bool {
        source.head().starts_with('<') && root_name(source.head()).is_some_and(|root| ["rss", "RDF", "feed", "entry"].contains(&root))
    }

    fn read(&self, source: &Source<'_>, into: &mut Reading) -> Result<(), Failure> {
        let xml = xml::parse(source.decoded_or_failure()?);
        let root = xml.root().ok_or_else(|| Failure::broken("not XML: save it again where it comes from"))?;
        let n_before = into.items.len();
        let format = match root.local() {
            "feed" | "entry" => InputFormat::Atom,
            _ if wordpress::is_export(root) => InputFormat::Wordpress,
            _ => InputFormat::Rss,
        };
        let channel = root.child("channel").unwrap_or(root);
        let about_feed = (channel.text_of("title"), channel.text_of("language").or(root.attribute("lang").map(String::from)));
        let items: Vec<Element<'_>> = match (format, root.local()) {
            (_, "entry") => vec![root],
            (InputFormat::Atom, _) => root.all("entry").collect(),
            // Items of RSS 1.0 stand beside the channel.
            _ => channel.all("item").chain(root.all("item").filter(|_| root.local() == "RDF")).collect(),
        };
        for (item, number) in items.into_iter().zip(1..) {
            if let Some(kind) = wordpress::other_kind(item) {
                into.left_out.push(kind);
                continue;
            }
            let id = ["guid", "id", "link"].iter().find_map(|name| item.text_of(name)).or(item.attribute("about").map(String::from));
            let mut found = if format == InputFormat::Atom { entry(item) } else { rss_item(item, format) };
            found.source = found.source.or(about_feed.0.as_deref().map(html::line));
            found.lang = found.lang.or(about_feed.1.clone());
            found.about.story_id = id.clone();
            let mut found = found.one_of(source, id.as_deref(), number, format);
            found.article.place = Some(Place { file: source.file.into(), line: item.line(), ..Place::default() });
            into.items.push(found);
        }
        for item in &mut into.items[n_before..] {
            item.encoding = source.encoding();
            item.notes.extend(source.notes());
        }
        if into.items.len() == n_before {
            return Err(Failure::no_articles(xml.broken.unwrap_or_else(|| String::from("a feed without an item that is an article"))));
        }
        if let Some(item) = into.items.last_mut() {
            item.notes.extend(xml.broken);
        }
        Ok(())
    }
}

fn rss_item(item: Element<'_>, format: InputFormat) -> Found {
    let description = item.text_of("description");
    let body = ["content:encoded", "body", "content"].iter().find_map(|name| item.text_of(name));
    let mut notes = Vec::new();
    let blocks = match (&body, &description) {
        (Some(body), _) if format == InputFormat::Wordpress => wordpress::blocks(body),
        (Some(body), _) => html::blocks(body),
        (None, Some(description)) => {
            notes.push("the feed gives a description, which is often but the beginning of the story".into());
            html::blocks(description)
        }
        (None, None) => Vec::new(),
    };
    if format == InputFormat::Wordpress {
        notes.extend(wordpress::status(item));
    }
    let date = ["pubDate", "dc:date", "date", "published"].iter().find_map(|name| item.text_of(name));
    let slug = item.text_of("wp:post_name");
    Found {
        title: item.text_of("title").map(|title| html::line(&title)),
        date,
        source: item.text_of("source"),
        lang: item.text_of("dc:language"),
        about: About {
            byline: item.text_of("dc:creator").or(item.text_of("author")).map(|author| html::line(&author)),
            updated: item.text_of("dcterms:modified").or(item.text_of("wp:post_modified")),
            slug,
            ..About::default()
        },
        blocks,
        lines: Vec::new(),
        notes,
    }
}

fn entry(entry: Element<'_>) -> Found {
    let mut notes = Vec::new();
    let content =
        entry.all("content").find(|content| content.attribute("src").is_none()).filter(|content| !content.text().trim().is_empty());
    if content.is_none() && entry.child("summary").is_some() {
        notes.push("the feed gives a summary, which is often but the beginning of the story".into());
    }
    let blocks = content.or(entry.child("summary")).map(text_construct).unwrap_or_default();
    let title = entry.child("title").map(|title| text_construct(title).into_iter().map(|(_, text)| text).collect::<Vec<_>>().join(" "));
    let authors: Vec<String> = entry.all("author").filter_map(|author| author.text_of("name")).collect();
    Found {
        title,
        date: entry.text_of("published").or(entry.text_of("updated")).or(entry.text_of("issued")),
        source: entry.child("source").and_then(|source| source.text_of("title")),
        lang: entry.attribute("lang").map(String::from),
        about: About {
            byline: Some(authors.join(", ")).filter(|authors| !authors.is_empty()),
            updated: entry.text_of("updated"),
            ..About::default()
        },
        blocks,
        lines: Vec::new(),
        notes,
    }
}

/// What Atom calls a text construct: plain text, escaped HTML or XHTML.
fn text_construct(element: Element<'_>) -> Vec<(crate::article::BlockKind, String)> {
    match element.attribute("type").unwrap_or("text") {
        "xhtml" | "application/xhtml+xml" => html::fragment(&element.inner_html()),
        "html" | "text/html" => html::blocks(&element.text()),
        _ if element.children().next().is_some() => html::fragment(&element.inner_html()),
        _ => html::blocks(&element.text()),
    }
}
