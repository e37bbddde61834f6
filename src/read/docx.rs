//! Word documents (Office Open XML).
//!
//! In: the parts of a document. Out: an article: paragraphs, headings, items of lists, quotations, captions and rows in order; text boxes behind the
//! paragraph that holds them; footnotes and endnotes at the end, as paragraphs, because they are as much the author's words as the rest. Tracked changes
//! are read in the state that the user asks for. Comments, headers, footers, fields' instructions, hidden text and tables of contents are left out.

mod styles;

use super::failure::Failure;
use super::formats::InputFormat;
use super::options::Tracked;
use super::package::{Holds, MAX_ELEMENTS, Package, is_zip};
use super::reader::Reader;
use super::reading::{Found, Reading};
use super::source::Source;
use super::story::{Story, left_out};
use super::symbols::symbol;
use super::xml::{self, Element, Piece, Xml};
use std::collections::HashMap;
use styles::Styles;

/// Where the document stands if nothing says otherwise.
const MAIN: &str = "word/document.xml";

/// Word documents.
pub(super) struct Docx;

impl Reader for Docx {
    fn formats(&self) -> &'static [InputFormat] {
        &[InputFormat::Docx]
    }

    fn recognises(&self, source: &Source<'_>) -> bool {
        is_zip(source.bytes) && Package::open(source).is_ok_and(|mut package| package.holds(&source.budget) == Holds::Docx)
    }

    fn read(&self, source: &Source<'_>, into: &mut Reading) -> Result<(), Failure> {
        let mut parts = Parts { package: Package::open(source)?, source, folder: String::new() };
        into.items.push(parts.document()?.alone(source, InputFormat::Docx));
        Ok(())
    }
}

/// The parts of a document.
struct Parts<'s, 'b> {
    package: Package<'b>,
    source: &'s Source<'b>,
    /// The folder of the main part.
    folder: String,
}

impl Parts<'_, '_> {
    fn part(&mut self, name: &str) -> Result<Option<Xml>, Failure> {
        Ok(self.package.part(name, &self.source.budget)?.map(|text| xml::parse_within(&text, MAX_ELEMENTS)))
    }

    /// A part beside the main one, by the kind of its relation.
    fn beside(&mut self, relations: Option<&Xml>, kind: &str) -> Result<Option<Xml>, Failure> {
        let stated = relations.and_then(Xml::root).and_then(|root| {
            let is_kind = |one: &Element<'_>| one.attribute("Type").is_some_and(|stated| stated.rsplit('/').next() == Some(kind));
            root.children().find(is_kind).and_then(|one| one.attribute("Target"))
        });
        let name = match stated {
            Some(target) if target.starts_with('/') => target.trim_start_matches('/').to_string(),
            Some(target) => format!("{}{target}", self.folder),
            None => format!("{}{kind}.xml", self.folder),
        };
        self.part(&name)
    }

    fn document(&mut self) -> Result<Found, Failure> {
        let relations = self.part("_rels/.rels")?;
        let main = self.main_part(relations.as_ref());
        let (folder, file) = main.rsplit_once('/').map_or(("", main.as_str()), |(folder, file)| (folder, file));
        self.folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let missing = || Failure::broken("a Word document without its text: open it in Word and save it again");
        let document = self.part(&main)?.ok_or_else(missing)?;
        let own = self.part(&format!("{}_rels/{file}.rels", self.folder))?;
        let styles = self.beside(own.as_ref(), "styles")?;
        let (footnotes, endnotes) = (self.beside(own.as_ref(), "footnotes")?, self.beside(own.as_ref(), "endnotes")?);
        let comments = self.beside(own.as_ref(), "comments")?;
        let styles = styles.as_ref().map(Styles::of).unwrap_or_default();
        let mut walk = Walk {
            styles: &styles,
            is_final: self.source.options.tracked == Tracked::Final,
            footnotes: notes_by_id(footnotes.as_ref()),
            endnotes: notes_by_id(endnotes.as_ref()),
            in_note: false,
        };
        let mut story = Story::default();
        if let Some(body) = document.root().and_then(|root| root.child("body")) {
            walk.blocks(body, &mut story);
        }
        let mut found = story.finish()?;
        let n_comments = comments.as_ref().and_then(Xml::root).map_or(0, |root| root.all("comment").count());
        found.notes.extend(document.broken.clone().into_iter().chain(left_out(n_comments, "comment")));
        found.lang = styles.lang().map(String::from);
        if let Some(about) = self.part("docProps/core.xml")?.as_ref().and_then(Xml::root) {
            found.title = about.text_of("title").or(found.title);
            found.date = about.text_of("created");
            found.lang = about.text_of("language").or(found.lang);
            found.about.byline = about.text_of("creator");
            found.about.updated = about.text_of("modified");
        }
        Ok(found)
    }

    /// The name of the part that holds the text.
    fn main_part(&self, relations: Option<&Xml>) -> String {
        let is_main = |one: &Element<'_>| one.attribute("Type").is_some_and(|kind| kind.ends_with("/officeDocument"));
        let stated = relations.and_then(Xml::root).and_then(|root| root.children().find(is_main)).and_then(|one| one.attribute("Target"));
        stated.map_or(MAIN.to_string(), |target| target.trim_start_matches('/').to_string())
    }
}

/// Notes by their ids, without the lines between text and notes.
fn notes_by_id(part: Option<&Xml>) -> HashMap<&str, Element<'_>> {
    let notes = part.and_then(Xml::root).into_iter().flat_map(|root| root.children().collect::<Vec<_>>());
    let is_note = |note: &Element<'_>| note.attribute("type").is_none_or(|kind| kind == "normal");
    notes.filter(is_note).filter_map(|note| Some((note.attribute("id")?, note))).collect()
}

/// A walk through a document.
struct Walk<'x> {
    styles: &'x Styles,
    is_final: bool,
    footnotes: HashMap<&'x str, Element<'x>>,
    endnotes: HashMap<&'x str, Element<'x>>,
    /// Whether the walk is in a note, whose own notes are not followed.
    in_note: bool,
}

impl<'x> Walk<'x> {
    /// Whether what a change holds is read: an insertion in the final state, a deletion in the original.
    fn is_read(&self, change: &str) -> bool {
        match change {
            "ins" | "moveTo" => self.is_final,
            "del" | "moveFrom" => !self.is_final,
            _ => true,
        }
    }

    /// Whether a mark of a paragraph or row is there in the state that is read.
    fn is_there(&self, properties: Option<Element<'x>>) -> bool {
        properties.is_none_or(|properties| properties.children().all(|change| self.is_read(change.local())))
    }

    /// Paragraphs, tables, and what holds them.
    fn blocks(&mut self, around: Element<'x>, story: &mut Story) {
        for element in around.children() {
            match element.local() {
                "p" => self.paragraph(element, story),
                "tbl" => self.table(element, story),
                "sdt" if is_contents(element) => {}
                "sectPr" | "sdtPr" | "sdtEndPr" | "tcPr" => {}
                name if !self.is_read(name) => {}
                _ => self.blocks(element, story),
            }
        }
    }

    fn paragraph(&mut self, paragraph: Element<'x>, story: &mut Story) {
        let properties = paragraph.child("pPr");
        self.inline(paragraph, story);
        // A paragraph whose end is deleted, or not yet inserted, goes on in the next one.
        if self.is_there(properties.and_then(|properties| properties.child("rPr"))) {
            story.end(self.styles.style(properties));
        }
    }

    /// Runs of text, and what holds them.
    fn inline(&mut self, around: Element<'x>, story: &mut Story) {
        for element in around.children() {
            match element.local() {
                "pPr" | "rPr" | "sdtPr" | "sdtEndPr" | "instrText" | "delInstrText" | "rt" | "rubyPr" | "ctrlPr" | "fldData" | "ffData" => {
                }
                "r" if element.child("rPr").is_some_and(is_hidden) => {}
                "t" | "delText" => self.text(element, story),
                "tab" | "ptab" => story.text("\t"),
                "br" if element.attribute("type").is_none_or(|kind| kind == "textWrapping") => story.text("\n"),
                "cr" => story.text("\n"),
                "noBreakHyphen" => story.text("\u{2011}"),
                "sym" => story.text(&sign(element)),
                "footnoteReference" => self.note(element, false, story),
                "endnoteReference" => self.note(element, true, story),
                "AlternateContent" => {
                    if let Some(chosen) = element.child("Choice").or(element.child("Fallback")) {
                        self.inline(chosen, story);
                    }
                }
                "txbxContent" => {
                    let mut inside = Story::default();
                    self.blocks(element, &mut inside);
                    story.text_box(inside);
                }
                name if !self.is_read(name) => {}
                _ => self.inline(element, story),
            }
        }
    }

    fn text(&self, element: Element<'x>, story: &mut Story) {
        for piece in element.pieces() {
            if let Piece::Text(text) = piece {
                story.text(text);
            }
        }
    }

    fn note(&mut self, reference: Element<'x>, is_endnote: bool, story: &mut Story) {
        let notes = if is_endnote { &self.endnotes } else { &self.footnotes };
        let Some(note) = reference.attribute("id").and_then(|id| notes.get(id).copied()).filter(|_| !self.in_note) else { return };
        let mut inside = Story::default();
        self.in_note = true;
        self.blocks(note, &mut inside);
        self.in_note = false;
        story.note(inside);
    }

    fn table(&mut self, table: Element<'x>, story: &mut Story) {
        for row in held(table, "tr") {
            if !self.is_there(row.child("trPr")) {
                continue;
            }
            let mut cells = Vec::new();
            for cell in held(row, "tc") {
                let mut inside = Story::default();
                self.blocks(cell, &mut inside);
                cells.push(inside);
            }
            story.row(cells);
        }
    }
}

/// The elements of a name inside another, however they are held.
fn held<'x>(around: Element<'x>, name: &str) -> Vec<Element<'x>> {
    let mut found = Vec::new();
    for element in around.children() {
        match element.local() {
            own if own == name => found.push(element),
            "sdt" | "sdtContent" | "customXml" | "ins" | "del" | "moveFrom" | "moveTo" => found.extend(held(element, name)),
            _ => {}
        }
    }
    found
}

/// Whether text is hidden.
fn is_hidden(properties: Element<'_>) -> bool {
    properties.child("vanish").is_some_and(|hidden| hidden.attribute("val").is_none_or(|value| !matches!(value, "0" | "false" | "off")))
}

/// Whether a part of a document is its table of contents.
fn is_contents(part: Element<'_>) -> bool {
    let gallery = part.child("sdtPr").and_then(|about| about.child("docPartObj")).and_then(|about| about.child("docPartGallery"));
    gallery.and_then(|gallery| gallery.attribute("val")).is_some_and(|gallery| gallery == "Table of Contents")
}

/// A sign of a font of signs.
fn sign(element: Element<'_>) -> String {
    let code = element.attribute("char").and_then(|code| u32::from_str_radix(code, 16).ok()).unwrap_or_default();
    symbol(code, element.attribute("font").unwrap_or_default()).map(String::from).unwrap_or_default()
}
