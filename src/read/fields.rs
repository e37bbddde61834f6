//! Which field of a record is what of an article.
//!
//! In: `text=body.html,id=guid`, as a user types it, and a way to look up a field. Out: the article that the record holds. Where the user says nothing,
//! the usual names are tried in their order, and what was taken for the text is said unless it is called `text`. A text with tags becomes blocks.

use super::html;
use super::reading::{About, Found};
use std::fmt;
use std::str::FromStr;

/// What a field may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Id,
    Text,
    Title,
    Date,
    Source,
    Lang,
    Byline,
    Slug,
    Version,
    Updated,
    Note,
    Place,
}

/// The parts, how users call them, and the usual names of fields that hold them, tried in order.
const PARTS: &[(Part, &str, &[&str])] = &[
    (Part::Id, "id", &["id", "_id", "guid", "uuid", "uri", "urn", "article_id", "url", "link"]),
    (
        Part::Text,
        "text",
        &[
            "text",
            "body",
            "content",
            "article",
            "body_text",
            "body_html",
            "content_text",
            "content_html",
            "article_html",
            "articleBody",
            "story",
        ],
    ),
    (Part::Title, "title", &["title", "headline", "heading"]),
    (
        Part::Date,
        "date",
        &[
            "date",
            "published",
            "date_published",
            "published_at",
            "datePublished",
            "pubDate",
            "publish_date",
            "versioncreated",
            "created_at",
            "timestamp",
        ],
    ),
    (Part::Source, "source", &["source", "provider", "publisher", "site", "publication", "outlet"]),
    (Part::Lang, "lang", &["lang", "language"]),
    (Part::Byline, "byline", &["byline", "author", "authors", "creator"]),
    (Part::Slug, "slug", &["slug", "slugline"]),
    (Part::Version, "version", &["version", "revision"]),
    (Part::Updated, "updated", &["updated", "modified", "date_modified", "updated_at", "dateModified"]),
    (Part::Note, "note", &["ednote", "ednotes", "editors_note", "editor_note"]),
    (Part::Place, "place", &["located", "dateline", "location"]),
];

/// Whether fields of this name usually hold the text.
#[cfg(feature = "data")]
pub(super) fn is_text_name(name: &str) -> bool {
    PARTS.iter().any(|(part, _, names)| *part == Part::Text && names.iter().any(|known| known.eq_ignore_ascii_case(name)))
}

/// Which field is what, as a user says.
///
/// ```
/// use copydesk::read::FieldMap;
/// let map: FieldMap = "text=body.html,id=guid".parse().expect("a map");
/// assert_eq!(map.to_string(), "text=body.html,id=guid");
/// assert!("body".parse::<FieldMap>().is_err());
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldMap {
    said: Vec<(Part, String)>,
}

impl FromStr for FieldMap {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut said = Vec::new();
        for pair in text.split(',').map(str::trim).filter(|pair| !pair.is_empty()) {
            let (name, path) =
                pair.split_once('=').ok_or_else(|| format!("`{pair}` is no pair: say what is what, as in text=body.html,id=guid"))?;
            let part = PARTS.iter().find(|(_, known, _)| *known == name.trim()).map(|(part, _, _)| *part);
            let part = part.ok_or_else(|| {
                let known: Vec<&str> = PARTS.iter().map(|(_, name, _)| *name).collect();
                format!("no part `{}` of an article: known are {}", name.trim(), known.join(", "))
            })?;
            if path.trim().is_empty() {
                return Err(format!("`{pair}` names no field"));
            }
            said.push((part, path.trim().to_string()));
        }
        Ok(FieldMap { said })
    }
}

impl fmt::Display for FieldMap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (part, path)) in self.said.iter().enumerate() {
            let name = PARTS.iter().find(|(known, _, _)| known == part).map_or("", |(_, name, _)| name);
            write!(f, "{}{name}={path}", if at > 0 { "," } else { "" })?;
        }
        Ok(())
    }
}

/// An article and its own id.
#[derive(Debug)]
pub(super) struct Record {
    pub(super) id: Option<String>,
    pub(super) found: Found,
}

impl FieldMap {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.said.is_empty()
    }

    /// The article of a record; nothing where it has no text. `field` looks up a field by its path.
    pub(super) fn record(&self, field: impl Fn(&str) -> Option<String>) -> Option<Record> {
        let get = |part: Part| self.value(part, &field);
        let (name, text) = get(Part::Text)?;
        let value = |part: Part| get(part).map(|(_, value)| value);
        let mut notes = Vec::new();
        if name != "text" && self.said.iter().all(|(part, _)| *part != Part::Text) {
            notes.push(format!("the text is taken from `{name}`"));
        }
        let id = value(Part::Id);
        let found = Found {
            title: value(Part::Title).map(|title| html::line(&title)),
            date: value(Part::Date),
            source: value(Part::Source),
            lang: value(Part::Lang),
            about: About {
                story_id: id.clone(),
                version: value(Part::Version),
                byline: value(Part::Byline).map(|byline| html::line(&byline)),
                place: value(Part::Place),
                updated: value(Part::Updated),
                slug: value(Part::Slug),
                editors_note: value(Part::Note).map(|note| html::line(&note)),
            },
            blocks: html::blocks(&text),
            lines: Vec::new(),
            notes,
        };
        Some(Record { id, found })
    }

    /// The field that holds a part, and what it holds. The first that is not blank; a text may be blank where no other is there.
    fn value(&self, part: Part, field: impl Fn(&str) -> Option<String>) -> Option<(&str, String)> {
        let said: Vec<&str> = self.said.iter().filter(|(known, _)| *known == part).map(|(_, path)| path.as_str()).collect();
        let usual = PARTS.iter().find(|(known, _, _)| *known == part).map_or(&[][..], |(_, _, names)| names);
        let names = if said.is_empty() { usual.to_vec() } else { said };
        let mut found: Vec<(&str, String)> = names.into_iter().filter_map(|name| Some((name, field(name)?))).collect();
        let at = found.iter().position(|(_, value)| !value.trim().is_empty()).or((part == Part::Text && !found.is_empty()).then_some(0))?;
        Some(found.swap_remove(at))
    }
}
