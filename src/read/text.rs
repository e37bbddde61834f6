//! Plain text and Markdown.
//!
//! In: text of any encoding. Out: one article whose text is all of it, as it is. What is what in it the room `article` decides.

use super::failure::Failure;
use super::formats::InputFormat;
use super::reader::Reader;
use super::reading::{About, Item, Reading};
use super::source::Source;
use crate::article::{Article, Format, holds_any};

/// Tags of pages in a text that was read as lines.
const TAGS: &[&str] = &["</p>", "</div>", "</span>", "<br", "</a>", "</td>", "</h1>", "</h2>", "</body>"];
/// So many of them, and the text is likely a piece of a page.
const MANY_TAGS: usize = 3;

/// Lines of text: whatever nothing else is.
pub(super) struct Text;

/// CommonMark, by its name.
pub(super) struct Markdown;

impl Reader for Text {
    fn formats(&self) -> &'static [InputFormat] {
        &[InputFormat::Text]
    }

    fn recognises(&self, _source: &Source<'_>) -> bool {
        true
    }

    fn read(&self, source: &Source<'_>, into: &mut Reading) -> Result<(), Failure> {
        let mut item = item(source, Format::Plain)?;
        let text = &item.article.text;
        if holds_any(&**text, |byte| byte == b'<')
            && TAGS.iter().map(|tag| text.matches(tag).take(MANY_TAGS).count()).sum::<usize>() >= MANY_TAGS
        {
            item.notes.push("holds tags of HTML, which are read as words: say `--input-format html` if it is a piece of a page".into());
        }
        into.items.push(item);
        Ok(())
    }
}

impl Reader for Markdown {
    fn formats(&self) -> &'static [InputFormat] {
        &[InputFormat::Markdown]
    }

    fn recognises(&self, source: &Source<'_>) -> bool {
        source.is_called_markdown()
    }

    fn read(&self, source: &Source<'_>, into: &mut Reading) -> Result<(), Failure> {
        into.items.push(item(source, Format::Markdown)?);
        Ok(())
    }
}

fn item(source: &Source<'_>, format: Format) -> Result<Item, Failure> {
    let text = source.decoded_or_failure()?;
    let article = Article::from_text(source.id, text).in_format(format);
    let format = if format == Format::Markdown { InputFormat::Markdown } else { InputFormat::Text };
    Ok(Item { article, about: About::default(), format, encoding: source.encoding(), notes: source.notes() })
}
