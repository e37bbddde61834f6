//! The record `copydesk.read/1`: what was understood of a file.
//!
//! In: a file, understood. Out: its articles with all that is known about each, the roles of their parts, and what
//! could not be read. Spans count bytes of `text`, as the spans of every other record do.

use crate::article::Role;
use crate::pipeline::{Understood, UnderstoodArticle};
use crate::span::Span;
use schemars::JsonSchema;
use serde::Serialize;

const SCHEMA: &str = "copydesk.read/1";

/// What was understood of a file.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "copydesk.read/1: what was understood of a file")]
pub struct ReadRecord {
    /// Name and version of the schema.
    #[schemars(extend("const" = SCHEMA))]
    pub schema: &'static str,
    /// The file as it was named.
    pub file: String,
    /// Its articles, in the order of the file.
    pub articles: Vec<ReadArticleRecord>,
    /// What of it could not be read, each with its place, why, and what to do.
    pub errors: Vec<String>,
    /// What it holds beside articles: endings of names or kinds, with their numbers.
    pub left_out: Vec<LeftOutKindRecord>,
}

/// Things of one kind that are no articles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LeftOutKindRecord {
    /// The ending of a name, or a kind.
    pub kind: String,
    /// How many there are.
    pub n: usize,
}

/// An article as it was understood; what is not known is null.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReadArticleRecord {
    /// Path, or `FILE#ID`.
    pub id: String,
    /// The format in which it stood.
    pub format: &'static str,
    /// The encoding of its text, for formats of text.
    pub encoding: Option<&'static str>,
    /// The id under which its publisher keeps the story.
    pub story_id: Option<String>,
    /// Its number or mark among the versions of the story.
    pub version: Option<String>,
    /// The headline: as the format states it, else the line of the text that is one.
    pub headline: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// Place, date and agency before the first sentence.
    pub dateline: Option<String>,
    /// When it was published, as given.
    pub date: Option<String>,
    /// When it was last changed, as given.
    pub updated: Option<String>,
    /// The language, as given.
    pub language: Option<String>,
    /// Who published it, as given.
    pub provider: Option<String>,
    /// The desk's key for the story.
    pub slug: Option<String>,
    /// What the desk is told beside the story.
    pub editors_note: Option<String>,
    /// Words of the story.
    pub words: usize,
    /// Words of headline, dateline, notes and the like: shown, and counted in no share.
    pub furniture_words: usize,
    /// Words that hold characters that nobody sees.
    pub hidden_words: usize,
    /// The text, as all commands read it.
    pub text: String,
    /// The parts of the text in order, each with its role.
    pub blocks: Vec<ReadBlockRecord>,
    /// What was guessed, repaired or left out.
    pub notes: Vec<String>,
}

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReadBlockRecord {
    /// Where it stands in `text`, in bytes.
    pub span: Span,
    /// The number of its paragraph, from 1.
    pub paragraph: usize,
    /// What it is for.
    pub role: Role,
    /// What it says.
    pub text: String,
}

impl ReadRecord {
    /// The record of a file that was named `file`.
    pub fn new(file: &str, understood: &Understood) -> ReadRecord {
        ReadRecord {
            schema: SCHEMA,
            file: file.to_string(),
            articles: understood.articles.iter().map(ReadArticleRecord::from).collect(),
            errors: understood.errors.iter().map(ToString::to_string).collect(),
            left_out: understood.left_out.iter().map(|(kind, n)| LeftOutKindRecord { kind: kind.clone(), n: *n }).collect(),
        }
    }
}

impl From<&UnderstoodArticle> for ReadArticleRecord {
    fn from(understood: &UnderstoodArticle) -> ReadArticleRecord {
        let (item, prepared) = (&understood.item, &understood.prepared);
        let (article, about) = (&item.article, &item.about);
        let furniture_words = prepared.n_furniture_words();
        let paragraphs = prepared.layout.paragraphs.iter().zip(1_usize..);
        let blocks = paragraphs.flat_map(|(paragraph, number)| {
            paragraph.parts.iter().map(move |part| {
                let text = part.span.of(&article.text).to_string();
                ReadBlockRecord { span: part.span, paragraph: number, role: part.role, text }
            })
        });
        ReadArticleRecord {
            id: article.id.clone(),
            format: item.format.name(),
            encoding: item.encoding,
            story_id: about.story_id.clone(),
            version: about.version.clone(),
            headline: understood.headline(),
            byline: understood.byline(),
            dateline: understood.dateline(),
            date: article.date.clone(),
            updated: about.updated.clone(),
            language: article.lang.clone(),
            provider: article.source.clone(),
            slug: about.slug.clone().or_else(|| article.story.clone().filter(|story| about.story_id.as_ref() != Some(story))),
            editors_note: understood.editors_note(),
            words: prepared.words.len() - furniture_words,
            furniture_words,
            hidden_words: prepared.hidden_words,
            text: article.text.to_string(),
            blocks: blocks.collect(),
            notes: item.notes.clone(),
        }
    }
}
