//! What was understood of a file.
//!
//! In: what was read of it. Out: [`Understood`]: each article with its words counted and its parts by their roles. Nothing is compared.

use crate::article::Role;
use crate::error::Error;
use crate::lexicon::{List, list};
use crate::read::{InputFormat, Item, Reading, one_line};
use crate::span::Span;
use crate::text::Prepared;
use std::collections::BTreeMap;

/// A file, understood.
#[derive(Debug, Clone)]
pub struct Understood {
    /// Its articles, in order.
    pub articles: Vec<UnderstoodArticle>,
    /// What of it could not be read.
    pub errors: Vec<Error>,
    /// Members that are no articles, by the ending of their names, and how many of each.
    pub left_out: BTreeMap<String, usize>,
}

/// An article, understood.
#[derive(Debug, Clone)]
pub struct UnderstoodArticle {
    /// The article, and what its format says.
    pub item: Item,
    /// Its text, read: paragraphs, roles, words.
    pub prepared: Prepared,
}

/// Reads the words of all articles. Linear in their texts.
pub fn understand(reading: Reading) -> Understood {
    let mut left_out = BTreeMap::new();
    for kind in reading.left_out {
        *left_out.entry(kind).or_default() += 1;
    }
    let articles = reading.items.into_iter().map(|item| UnderstoodArticle { prepared: Prepared::new(&item.article), item }).collect();
    Understood { articles, errors: reading.errors, left_out }
}

impl UnderstoodArticle {
    /// The headline: as its format states it, else the line of the text that is one.
    pub fn headline(&self) -> Option<String> {
        self.item.article.title.clone().or_else(|| self.first(Role::Headline))
    }

    /// Who wrote it, without the `By` before the names: as its format states it, else the line of the text that says so.
    pub fn byline(&self) -> Option<String> {
        let stated = self.item.about.byline.as_deref().map(|byline| byline.strip_prefix("By ").unwrap_or(byline).trim().to_string());
        let line = self.first(Role::Byline).map(|line| {
            let end = list(List::ByWords).opening(&line).or_else(|| list(List::Bylines).opening(&line)).unwrap_or(0);
            let names = line[end..].trim_start_matches(|c: char| c == ':' || c.is_whitespace());
            if names.is_empty() { line.clone() } else { names.to_string() }
        });
        // Who sends a message need not have written what is in it.
        if self.item.format == InputFormat::Email { line.or(stated) } else { stated.or(line) }
    }

    /// Place, date and agency before the first sentence.
    pub fn dateline(&self) -> Option<String> {
        self.first(Role::Dateline).or_else(|| self.item.about.place.clone())
    }

    /// What the desk is told: as its format states it, else what the text has of it.
    pub fn editors_note(&self) -> Option<String> {
        let notes = self.parts().filter(|(_, role)| *role == Role::Note).map(|(span, _)| self.shown(span));
        let notes: Vec<String> = notes.collect();
        self.item.about.editors_note.clone().or((!notes.is_empty()).then(|| notes.join(" ")))
    }

    /// The parts of its text in order, each with its role.
    pub fn parts(&self) -> impl Iterator<Item = (Span, Role)> + '_ {
        self.prepared.layout.paragraphs.iter().flat_map(|paragraph| paragraph.parts.iter().map(|part| (part.span, part.role)))
    }

    fn first(&self, role: Role) -> Option<String> {
        self.parts().find(|(_, found)| *found == role).map(|(span, _)| self.shown(span))
    }

    /// What a part shows, on one line and without marks.
    fn shown(&self, span: Span) -> String {
        let article = &self.item.article;
        one_line(article.blocks.as_ref().map_or(span.of(&article.text), |blocks| blocks.shown_in(span)))
    }
}
