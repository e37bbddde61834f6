//! OpenDocument texts, packed (`.odt`) or as one file of XML (`.fodt`).
//!
//! In: the parts of a document. Out: an article, as for Word documents. What is deleted the format keeps apart from the text or
//! between marks in it: it is left out, and read in its place where the original state is asked for. Annotations, tables of contents, headers, footers and hidden text are left out.

use super::failure::Failure;
use super::formats::InputFormat;
use super::options::Tracked;
use super::other_xml::root_name;
use super::package::{Holds, MAX_ELEMENTS, Package, is_zip};
use super::reader::Reader;
use super::reading::{Found, Reading};
use super::source::Source;
use super::story::{Story, Style, left_out};
use super::xml::{self, Element, Piece, Xml};
use std::collections::{HashMap, HashSet};

/// Styles that are based on each other, at most.
const MAX_CHAIN: usize = 16;
/// Blanks that one element stands for, at most.
const MAX_BLANKS: usize = 100;

/// Texts of OpenDocument.
pub(super) struct Odt;

impl Reader for Odt {
    fn formats(&self) -> &'static [InputFormat] {
        &[InputFormat::Odt]
    }

    fn recognises(&self, source: &Source<'_>) -> bool {
        let is_packed = is_zip(source.bytes);
        is_packed && Package::open(source).is_ok_and(|mut package| package.holds(&source.budget) == Holds::Odt)
            || !is_packed && is_flat(source)
    }

    fn read(&self, source: &Source<'_>, into: &mut Reading) -> Result<(), Failure> {
        let found = if is_zip(source.bytes) { packed(source)? } else { flat(source)? };
        into.items.push(found.alone(source, InputFormat::Odt));
        Ok(())
    }
}

/// Whether a source is one file of XML that holds a whole document.
fn is_flat(source: &Source<'_>) -> bool {
    source.head().starts_with('<') && root_name(source.head()).is_some_and(|name| name == "document") && {
        let head: String = source.head().chars().take(2000).collect();
        head.contains("opendocument")
    }
}

fn flat(source: &Source<'_>) -> Result<Found, Failure> {
    let document = xml::parse_within(source.decoded_or_failure()?, MAX_ELEMENTS);
    found(source, &document, Some(&document), Some(&document))
}

fn packed(source: &Source<'_>) -> Result<Found, Failure> {
    let mut package = Package::open(source)?;
    let mut part = |name: &str| package.part(name, &source.budget);
    if part("META-INF/manifest.xml")?.is_some_and(|manifest| manifest.contains("encryption-data")) {
        return Err(Failure::broken("encrypted: open it with its password and save it without one"));
    }
    let missing = || Failure::broken("an OpenDocument text without its text: open it and save it again");
    let content = xml::parse_within(&part("content.xml")?.ok_or_else(missing)?, MAX_ELEMENTS);
    let meta = part("meta.xml")?.map(|text| xml::parse_within(&text, MAX_ELEMENTS));
    let styles = part("styles.xml")?.map(|text| xml::parse_within(&text, MAX_ELEMENTS));
    found(source, &content, styles.as_ref(), meta.as_ref())
}

fn found(source: &Source<'_>, content: &Xml, styles: Option<&Xml>, meta: Option<&Xml>) -> Result<Found, Failure> {
    let mut walk = Walk {
        styles: styles_of([styles, Some(content)].into_iter().flatten()),
        is_original: source.options.tracked == Tracked::Original,
        changes: HashMap::new(),
        unread: HashSet::new(),
        n_annotations: 0,
        in_note: false,
    };
    let mut story = Story::default();
    let text = content.root().and_then(|root| root.child("body")).and_then(|body| body.child("text"));
    if let Some(text) = text {
        walk.changes = changes(text);
        walk.blocks(text, false, &mut story);
    }
    let mut found = story.finish()?;
    found.notes.extend(content.broken.clone().into_iter().chain(left_out(walk.n_annotations, "comment")));
    if let Some(about) = meta.and_then(Xml::root).and_then(|root| root.child("meta")) {
        found.title = about.text_of("title").or(found.title);
        found.date = about.text_of("creation-date");
        found.lang = about.text_of("language");
        found.about.byline = about.text_of("initial-creator").or(about.text_of("creator"));
        found.about.updated = about.text_of("dc:date");
    }
    Ok(found)
}

/// What the styles of paragraphs are, by their names.
fn styles_of<'x>(parts: impl Iterator<Item = &'x Xml>) -> HashMap<&'x str, Style> {
    let mut stated: HashMap<&str, Element<'x>> = HashMap::new();
    for root in parts.filter_map(Xml::root) {
        for styles in root.children().filter(|child| matches!(child.local(), "styles" | "automatic-styles")) {
            stated.extend(styles.all("style").filter_map(|style| Some((style.attribute("name")?, style))));
        }
    }
    let style = |name: &&'x str| {
        let mut name = *name;
        for _ in 0..MAX_CHAIN {
            if let Some(style) = by_name(name) {
                return Some(style);
            }
            name = stated.get(name)?.attribute("parent-style-name")?;
        }
        None
    };
    // A style that no other describes, like `Title`, tells by its name alone.
    stated.keys().filter_map(|name| Some((*name, style(name)?))).collect()
}

/// Names of styles show a blank as `_20_`.
fn by_name(name: &str) -> Option<Style> {
    Style::of_name(&name.replace("_20_", " ")).filter(|style| !matches!(style, Style::ListItem))
}

/// Changes that are tracked, by their ids.
fn changes(text: Element<'_>) -> HashMap<&str, Element<'_>> {
    let regions = text.child("tracked-changes").into_iter().flat_map(|changes| changes.all("changed-region").collect::<Vec<_>>());
    regions.filter_map(|region| Some((region.attribute("id")?, region.children().next()?))).collect()
}

struct Walk<'x> {
    styles: HashMap<&'x str, Style>,
    is_original: bool,
    changes: HashMap<&'x str, Element<'x>>,
    /// Changes that are open and not there in the state that is read.
    unread: HashSet<&'x str>,
    n_annotations: usize,
    in_note: bool,
}

impl<'x> Walk<'x> {
    fn is_read(&self) -> bool {
        self.unread.is_empty()
    }

    /// Paragraphs, lists, tables, and what holds them.
    fn blocks(&mut self, around: Element<'x>, is_in_list: bool, story: &mut Story) {
        for element in around.children() {
            match element.local() {
                "p" | "h" => {
                    self.inline(element, story);
                    // The end of a paragraph in a change is changed, too.
                    if self.is_read() {
                        story.end(self.style(element, is_in_list));
                    }
                }
                "list" => self.blocks(element, true, story),
                "table" => self.table(element, story),
                "tracked-changes" | "annotation" | "forms" | "sequence-decls" | "variable-decls" | "user-field-decls"
                | "table-of-content" => {}
                "illustration-index" | "table-index" | "object-index" | "user-index" | "alphabetical-index" => {}
                "change-start" | "change-end" | "change" => self.change(element, story),
                "frame" | "custom-shape" | "rect" => self.inside(element, story),
                _ => self.blocks(element, is_in_list, story),
            }
        }
    }

    fn style(&self, paragraph: Element<'x>, is_in_list: bool) -> Style {
        let named = paragraph.attribute("style-name");
        let style = named.and_then(|name| self.styles.get(name).copied().or_else(|| by_name(name)));
        if paragraph.local() == "h" && style != Some(Style::Title) {
            return Style::Heading(paragraph.attribute("outline-level").and_then(|level| level.parse().ok()).unwrap_or(1));
        }
        style.unwrap_or(if is_in_list { Style::ListItem } else { Style::Plain })
    }

    /// Text, and what stands in it.
    fn inline(&mut self, around: Element<'x>, story: &mut Story) {
        for piece in around.pieces() {
            let element = match piece {
                Piece::Text(text) => {
                    self.text(text, story);
                    continue;
                }
                Piece::Element(element) => element,
            };
            match element.local() {
                "s" => {
                    let n = element.attribute("c").and_then(|n| n.parse().ok()).unwrap_or(1_usize);
                    self.sign(&" ".repeat(n.min(MAX_BLANKS)), story);
                }
                "tab" => self.sign("\t", story),
                "line-break" => self.sign("\n", story),
                "annotation" => self.n_annotations += 1,
                "annotation-end" | "soft-page-break" | "hidden-text" | "hidden-paragraph" | "script" | "ruby-text" | "note-citation" => {}
                "note" => self.note(element, story),
                "change-start" | "change-end" | "change" => self.change(element, story),
                "frame" | "custom-shape" | "rect" => self.inside(element, story),
                _ => self.inline(element, story),
            }
        }
    }

    /// White space is one blank, and none at the beginning of a paragraph.
    fn text(&self, text: &str, story: &mut Story) {
        if !self.is_read() {
            return;
        }
        for (at, word) in text.split([' ', '\t', '\n', '\r']).enumerate() {
            let is_blank = story.open().is_empty() || story.open().ends_with([' ', '\t', '\n']);
            if at > 0 && !is_blank {
                story.text(" ");
            }
            story.text(word);
        }
    }

    fn sign(&self, sign: &str, story: &mut Story) {
        if self.is_read() {
            story.text(sign);
        }
    }

    fn note(&mut self, note: Element<'x>, story: &mut Story) {
        let Some(body) = note.child("note-body").filter(|_| !self.in_note && self.is_read()) else { return };
        let mut inside = Story::default();
        self.in_note = true;
        self.blocks(body, false, &mut inside);
        self.in_note = false;
        story.note(inside);
    }

    /// A text box; of a picture there is nothing to read.
    fn inside(&mut self, frame: Element<'x>, story: &mut Story) {
        let mut inside = Story::default();
        for part in frame.children().filter(|part| matches!(part.local(), "text-box" | "p" | "list")) {
            if part.local() == "text-box" {
                self.blocks(part, false, &mut inside);
            } else {
                self.inline(part, &mut inside);
                inside.end(Style::Plain);
            }
        }
        if self.is_read() {
            story.text_box(inside);
        }
    }

    fn change(&mut self, mark: Element<'x>, story: &mut Story) {
        let Some(id) = mark.attribute("change-id") else { return };
        let Some(change) = self.changes.get(id).copied() else { return };
        match (mark.local(), change.local()) {
            // What is deleted may also stand in its place, between two marks.
            ("change-start", kind) if kind == if self.is_original { "insertion" } else { "deletion" } => {
                self.unread.insert(id);
            }
            ("change-end", _) => {
                self.unread.remove(id);
            }
            ("change", "deletion") if self.is_original && self.is_read() => self.deletion(change, story),
            _ => {}
        }
    }

    /// Puts back what was deleted; its first and last paragraph go on in those around it.
    fn deletion(&mut self, deletion: Element<'x>, story: &mut Story) {
        let paragraphs: Vec<Element<'x>> = deletion.children().filter(|child| child.local() != "change-info").collect();
        for (at, paragraph) in paragraphs.iter().enumerate() {
            match paragraph.local() {
                "p" | "h" => self.inline(*paragraph, story),
                "table" => self.table(*paragraph, story),
                _ => self.blocks(*paragraph, true, story),
            }
            if at + 1 < paragraphs.len() {
                story.end(self.style(*paragraph, false));
            }
        }
    }

    fn table(&mut self, table: Element<'x>, story: &mut Story) {
        for row in rows(table) {
            let mut cells = Vec::new();
            for cell in row.all("table-cell") {
                let mut inside = Story::default();
                self.blocks(cell, false, &mut inside);
                cells.push(inside);
            }
            if self.is_read() {
                story.row(cells);
            }
        }
    }
}

/// The rows of a table, however they are grouped.
fn rows(around: Element<'_>) -> Vec<Element<'_>> {
    let mut found = Vec::new();
    for element in around.children() {
        match element.local() {
            "table-row" => found.push(element),
            "table-header-rows" | "table-rows" | "table-row-group" => found.extend(rows(element)),
            _ => {}
        }
    }
    found
}
