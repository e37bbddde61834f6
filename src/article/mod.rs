//! An article as the reader sees it: its text, what is known about it, and which parts of it are furniture.
//!
//! In: decoded text and metadata from `read` (or from a library user). Out: [`Article`], with its blocks where its
//! format states them, and the layout of its text: paragraphs, and the role of each part (headline, dateline, byline, ..., or story text).
//! Nothing is ever deleted: furniture is marked, shown and diffed, but counted in no share. Deciding what a word or a
//! sentence is happens one floor up, in `text`.

mod blocks;
mod date;
mod front_matter;
mod furniture;
mod houses;
mod json_text;
mod labels;
mod layout;
mod lines;
mod markdown;
mod packed;
mod pages;
mod pattern;
mod plain;
mod role;
mod row;
mod row_text;
mod signs;
mod slug;
mod spooled;
mod wrapping;

pub use blocks::{Block, BlockKind, Blocks};
pub use date::{in_utc, is_day, seconds};
pub(crate) use houses::{Naming, provenance_in};
pub use houses::{Provenance, agencies_in, provenance};
pub(crate) use labels::reference;
pub use layout::{Layout, Paragraph, Part, layout};
pub(crate) use lines::{holds_any, is_line_end, n_without};
pub use packed::PackedLayout;
pub use pattern::name_matches;
pub(crate) use plain::has_bare_lines;
pub use role::Role;
pub(crate) use row::ReadRow;
pub use row::{Fields, MAX_ROW_BYTES, Row, RowParts, rows, too_long_row};
pub use row_text::RowText;
pub(crate) use signs::{is_comparison, is_currency, is_unit};
pub use slug::stable_slug;
pub use spooled::{Spooled, to_spool};

use crate::error::{Error, ErrorKind};
use std::sync::Arc;

/// The largest article that is read, in bytes; larger ones are named and skipped.
///
/// A long news feature has 60 kB and a novel 1 MB; 16 MB keeps a stray log or dump from filling the memory.
pub const MAX_ARTICLE_BYTES: usize = 16 << 20;

/// One article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Article {
    /// The name by which every output calls it: a path, `-`, or the `id` of a JSONL row.
    pub id: String,
    /// The decoded text without byte order mark, line ends as they are. All spans count its bytes. Shared: a clone of an article
    /// costs its metadata, never its text.
    pub text: Arc<str>,
    /// Headline, if the format or the front matter names one.
    pub title: Option<String>,
    /// RFC 3339 time or `YYYY-MM-DD`, as given.
    pub date: Option<String>,
    /// Who published it, as given.
    pub source: Option<String>,
    /// Language tag, as given.
    pub lang: Option<String>,
    /// What versions of one story have in common: the slug without its update tail, or an id that was met more than once. A hint
    /// only: whether two articles are versions, their texts decide.
    pub story: Option<String>,
    /// The blocks that its format states, with the text as its readers see it; nothing for plain text, whose lines are all there is.
    pub blocks: Option<Arc<Blocks>>,
    /// Whether furniture counts as story.
    pub counts_furniture: bool,
    /// Whether the text was taken out of a file that holds other things around it, so that lines of the text are no lines of the file.
    pub is_extracted: bool,
    /// Of such a text, where the format tells: bytes at which blocks begin, and the lines of the file on which they do; in order.
    pub lines: Option<Arc<[(u32, u32)]>>,
    /// Where the article stands on disk, for locations in reports: the file, the line, and how its text is written there.
    pub place: Option<Place>,
    /// Where its text is while it is not at hand: then `text` is empty, and [`Article::whole`] reads it. Nothing for most.
    pub spooled: Option<Spooled>,
}

/// How the text of an article is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Format {
    /// Lines, and little more.
    #[default]
    Plain,
    /// CommonMark with tables, notes and tags.
    Markdown,
}

impl Format {
    /// What the name of a file says: `.md` and `.markdown` are Markdown.
    ///
    /// ```
    /// use copydesk::article::Format;
    /// assert_eq!(Format::of_file("desk/ferry.md"), Format::Markdown);
    /// assert_eq!(Format::of_file("desk/ferry"), Format::Plain);
    /// ```
    pub fn of_file(name: &str) -> Format {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let is_markdown = ["md", "markdown"].iter().any(|known| known.eq_ignore_ascii_case(ending));
        if is_markdown { Format::Markdown } else { Format::Plain }
    }
}

/// A place in a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// Path as given on the command line. Shared by the articles of a file.
    pub file: Arc<str>,
    /// Line of the row for a JSONL file; of an item of another file where that is known, else 0.
    pub line: u32,
    /// Which of the items of its file it is, from 1; 0 for a row, which its line tells.
    pub number: u32,
    /// Where in that line the text stands, if it is known and was asked for.
    pub text: Option<Box<RowText>>,
    /// Its other fields, where they are kept to be written again.
    pub fields: Option<Box<Fields>>,
}

impl Article {
    /// An article from bare text.
    pub fn new(id: impl Into<String>, text: impl Into<Arc<str>>) -> Self {
        Article { id: id.into(), text: text.into(), ..Article::default() }
    }

    /// The same article, its text read as `format`.
    ///
    /// ```
    /// use copydesk::article::{Article, Format};
    /// let article = Article::new("a", "The **ferry** [sank](https://example.org).").in_format(Format::Markdown);
    /// assert_eq!(article.blocks.expect("Markdown states blocks").shown().trim(), "The ferry sank.");
    /// ```
    pub fn in_format(mut self, format: Format) -> Self {
        self.blocks = match format {
            Format::Plain => None,
            Format::Markdown => Some(Arc::new(plain::markdown_blocks(&self.text))),
        };
        self
    }

    /// The same article, its furniture counted as story or set aside, as it is by default.
    pub fn counting_furniture(self, counts_furniture: bool) -> Self {
        Article { counts_furniture, ..self }
    }

    /// An article from the bytes of a file of plain text: UTF-8, with or without byte order mark. For other formats see [`Self::in_format`].
    ///
    /// YAML (`---`) or TOML (`+++`) front matter fills title, date, source and language and stays in the text, as furniture.
    ///
    /// # Errors
    /// [`ErrorKind::TooLarge`] above [`MAX_ARTICLE_BYTES`]; [`ErrorKind::NotText`] if the bytes hold a NUL or are not UTF-8.
    pub fn from_bytes(id: impl Into<String>, bytes: Vec<u8>) -> Result<Self, Error> {
        let id = id.into();
        if bytes.len() > MAX_ARTICLE_BYTES {
            return Err(Error::new(ErrorKind::TooLarge, id, too_large(bytes.len())));
        }
        let text = decode(&id, bytes)?;
        Ok(Article::from_text(id, text))
    }

    /// An article whose format states its blocks: their texts, parted by blank lines, are its text. Blank ones are left out.
    ///
    /// ```
    /// use copydesk::article::{Article, BlockKind};
    /// let blocks = [(BlockKind::Heading, "Ferry aground"), (BlockKind::Paragraph, "Nobody was hurt.")];
    /// let article = Article::of_blocks("page", blocks.map(|(kind, text)| (kind, text.to_string())));
    /// assert_eq!(&*article.text, "Ferry aground\n\nNobody was hurt.");
    /// ```
    pub fn of_blocks(id: impl Into<String>, blocks: impl IntoIterator<Item = (BlockKind, String)>) -> Self {
        let (text, blocks) = blocks::of_texts(blocks);
        Article { blocks: Some(Arc::new(blocks)), ..Article::new(id, text) }
    }

    /// An article from decoded text, what its front matter says read.
    pub(crate) fn from_text(id: impl Into<String>, text: impl Into<Arc<str>>) -> Self {
        let mut article = Article::new(id, text);
        if let Some(matter) = front_matter::read(&article.text) {
            article.title = matter.title;
            article.date = matter.date;
            article.source = matter.source;
            article.lang = matter.lang;
            article.story = matter.slug.as_deref().and_then(stable_slug);
        }
        article
    }
}

fn too_large(bytes: usize) -> String {
    format!("larger than {} MB ({} MB): skipped; split it into articles", MAX_ARTICLE_BYTES >> 20, bytes >> 20)
}

fn decode(id: &str, bytes: Vec<u8>) -> Result<String, Error> {
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        return Err(Error::new(ErrorKind::NotText, id, format!("not text (NUL at byte {at}): leave it out, or convert it to UTF-8 text")));
    }
    let mut text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Error::new(ErrorKind::NotText, id, format!("not UTF-8 text (byte {at}): `read::read` reads text of other encodings"))
    })?;
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_bytes_with_and_without_mark() {
        let article = Article::from_bytes("a.txt", b"\xef\xbb\xbfHoms fell.\r\n".to_vec()).expect("text");
        assert_eq!(article.text, "Homs fell.\r\n".into());
        assert_eq!(Article::from_bytes("a", b"caf\xe9".to_vec()).unwrap_err().kind(), ErrorKind::NotText);
        assert_eq!(Article::from_bytes("a", b"a\0b".to_vec()).unwrap_err().kind(), ErrorKind::NotText);
        assert_eq!(Article::from_bytes("a", vec![b'x'; MAX_ARTICLE_BYTES + 1]).unwrap_err().kind(), ErrorKind::TooLarge);
    }

    #[test]
    fn front_matter_is_metadata() {
        let text = "---\ntitle: \"Talks stall\"\ndate: 2016-08-26\nlang: en\n---\n\nThe talks stalled.\n";
        let article = Article::from_bytes("a.md", text.into()).expect("text");
        assert_eq!(article.title.as_deref(), Some("Talks stall"));
        assert_eq!(article.date.as_deref(), Some("2016-08-26"));
        assert_eq!(article.text, text.into());
    }
}
