//! What was read: articles, and what is to be said about them.
//!
//! In: what the readers of formats found. Out: [`Reading`]. Nothing is decided here.

use super::formats::InputFormat;
use super::source::Source;
use crate::article::{Article, BlockKind};
use crate::error::Error;
use std::sync::Arc;

/// Bytes between two blocks of a text.
const PARTED: usize = "\n\n".len();

/// All that one file holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// Its articles, in the order of the file.
    pub items: Vec<Item>,
    /// What of it could not be read: members of an archive, rows.
    pub errors: Vec<Error>,
    /// Members of an archive that are no articles, by the ending of their names, or `others`.
    pub left_out: Vec<String>,
}

impl Reading {
    /// Adds rows that were read elsewhere.
    pub fn add_rows(&mut self, rows: Vec<Article>) {
        let item =
            |article| Item { article, about: About::default(), format: InputFormat::Jsonl, encoding: Some("UTF-8"), notes: Vec::new() };
        self.items.extend(rows.into_iter().map(item));
    }
}

/// An article and how it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The article.
    pub article: Article,
    /// What its format says about it beyond its text.
    pub about: About,
    /// The format in which its text stood.
    pub format: InputFormat,
    /// The encoding of its text, if it was text.
    pub encoding: Option<&'static str>,
    /// What was guessed, repaired or left out, each as `read as windows-1252`, without the name of the file.
    pub notes: Vec<String>,
}

/// What a format says about an article, as given. None of it changes a relation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct About {
    /// The id under which its publisher keeps the story.
    pub story_id: Option<String>,
    /// Its number or mark among the versions of the story.
    pub version: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// Where it was written.
    pub place: Option<String>,
    /// When it was last changed.
    pub updated: Option<String>,
    /// The desk's key for the story.
    pub slug: Option<String>,
    /// What the desk is told beside the story.
    pub editors_note: Option<String>,
}

/// An article as a reader of a format finds it, before it has its id.
#[derive(Debug, Clone, Default)]
pub(super) struct Found {
    pub(super) title: Option<String>,
    pub(super) date: Option<String>,
    pub(super) source: Option<String>,
    pub(super) lang: Option<String>,
    pub(super) about: About,
    pub(super) blocks: Vec<(BlockKind, String)>,
    /// The lines of the file on which the blocks begin, where they are known.
    pub(super) lines: Vec<u32>,
    pub(super) notes: Vec<String>,
}

impl Found {
    /// The only article of a file or member.
    pub(super) fn alone(self, source: &Source<'_>, format: InputFormat) -> Item {
        self.named(source.id.to_string(), format)
    }

    /// One of the articles of a file or member: by its own id, else by its number, from 1.
    pub(super) fn one_of(self, source: &Source<'_>, id: Option<&str>, number: usize, format: InputFormat) -> Item {
        let own = id.map(one_line).filter(|id| !id.is_empty()).unwrap_or_else(|| number.to_string());
        self.named(format!("{}#{own}", source.id), format)
    }

    /// The article under its full id.
    pub(super) fn named(self, id: String, format: InputFormat) -> Item {
        let filled = |value: Option<String>| value.map(|value| one_line(&value)).filter(|value| !value.is_empty());
        let lines = lines(&self.blocks, &self.lines);
        let article = Article {
            lines,
            title: filled(self.title),
            date: filled(self.date),
            source: filled(self.source),
            lang: filled(self.lang),
            story: self.about.story_id.clone(),
            is_extracted: true,
            ..Article::of_blocks(id, self.blocks)
        };
        Item { article, about: self.about, format, encoding: None, notes: self.notes }
    }
}

/// Where blocks begin in the text that they make, and on which lines of the file.
fn lines(blocks: &[(BlockKind, String)], lines: &[u32]) -> Option<Arc<[(u32, u32)]>> {
    let mut at = 0_usize;
    let mut found = Vec::with_capacity(lines.len());
    for ((_, text), line) in blocks.iter().zip(lines) {
        let text = text.trim();
        if !text.is_empty() {
            at += if at > 0 { PARTED } else { 0 };
            found.push((at as u32, *line));
            at += text.len();
        }
    }
    (!found.is_empty()).then(|| found.into())
}

/// White space made single blanks.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
