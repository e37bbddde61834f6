//! Bytes of a file to articles: which encoding, which format, what is the story.
//!
//! In: the bytes, the name of the file, and what the user says about them ([`Options`]). Out: [`Reading`]: articles with their blocks, what is known
//! about each, and notes on what was repaired or guessed. Formats are told by what the bytes are, before what the name says. The text of an article is
//! what was understood; spans count its bytes. Each format has a small reader of its own behind one trait, and families of formats are features of the
//! crate. No file is opened here, and nothing is looked up.

mod csv;
mod email;
mod encoding;
mod failure;
mod feed;
mod fields;
mod formats;
mod html;
mod json;
mod mojibake;
mod options;
mod other_xml;
mod reader;
mod reading;
mod recognise;
mod source;
mod stated;
mod subtitles;
mod text;
mod wordpress;
mod xml;

pub use encoding::TextEncoding;
pub use fields::FieldMap;
pub use formats::InputFormat;
pub use options::{Options, Tracked};
pub use reading::{About, Item, Reading};

use crate::article::{Article, MAX_ARTICLE_BYTES, Place};
use crate::error::{Error, ErrorKind};
use failure::Failure;
use reader::{Container, Member, Reader};
use source::Source;

/// The largest file that is read whole, in bytes: an office document with pictures, an archive, a feed. An article in it has at most
/// [`MAX_ARTICLE_BYTES`].
pub const MAX_FILE_BYTES: usize = 4 * MAX_ARTICLE_BYTES;

/// The readers, in the order in which they are asked.
const READERS: &[&dyn Reader] = &[
    &email::Email,
    &feed::Feed,
    &html::Html,
    &other_xml::OtherXml,
    &json::Json,
    &csv::Csv,
    &subtitles::Subtitles,
    &text::Markdown,
    &text::Text,
];

/// What opens files inside files.
const CONTAINERS: &[&dyn Container] = &[];

/// Files inside files inside files: so deep, and no deeper.
const MAX_DEPTH: usize = 4;

/// Reads the bytes of one file.
///
/// Text of any encoding is decoded: by its byte order mark, as UTF-16 by the places of its NULs, as UTF-8 where it is, or all but is; else the encoding
/// is guessed from the bytes, and noted. An HTML page becomes its main text. Linear in the bytes.
///
/// ```
/// use copydesk::read::{Options, read};
/// let reading = read("cafe.txt", b"The caf\xe9 in Homs was shut, and so was the caf\xe9 next door.", &Options::default()).expect("text");
/// assert!(reading.items[0].article.text.contains("café"));
/// assert_eq!(reading.items[0].notes, ["read as windows-1252"]);
/// ```
///
/// # Errors
/// [`ErrorKind::TooLarge`] above [`MAX_FILE_BYTES`], or for one article above [`MAX_ARTICLE_BYTES`]; [`ErrorKind::NotText`] for what is no text, and
/// [`ErrorKind::NoArticles`] for data that hold none, each with what to do about it.
pub fn read(id: &str, bytes: &[u8], options: &Options) -> Result<Reading, Error> {
    let source = Source::new(id, bytes, options);
    let mut reading = Reading::default();
    read_source(&source, &mut reading)?;
    Ok(reading)
}

/// Reads a file, or a member of an archive.
fn read_source(source: &Source<'_>, into: &mut Reading) -> Result<(), Error> {
    let failed = |failure: Failure| Error::new(failure.kind, source.id, failure.message);
    if source.bytes.len() > MAX_FILE_BYTES {
        return Err(failed(Failure::too_large(too_large(source.bytes.len(), MAX_FILE_BYTES))));
    }
    if let Some(container) = CONTAINERS.iter().find(|container| container.recognises(source)) {
        if source.depth >= MAX_DEPTH {
            return Err(failed(Failure::too_large(format!("more than {MAX_DEPTH} archives inside each other: unpack it"))));
        }
        return container.open(source, &mut |member| read_member(source, member, into)).map_err(failed);
    }
    let is_wanted = |reader: &&&dyn Reader| source.options.format.is_none_or(|format| reader.formats().contains(&format));
    let wanted: Vec<&&dyn Reader> = READERS.iter().filter(is_wanted).collect();
    if source.options.format.is_none()
        && let Some(what) = recognise::no_text(source.bytes)
    {
        return Err(failed(Failure::broken(what)));
    }
    // A format that the user names is not doubted.
    let Some(reader) =
        wanted.iter().find(|reader| reader.recognises(source)).or(wanted.first().filter(|_| source.options.format.is_some()))
    else {
        return Err(failed(Failure::broken("of a format that this build does not read: build it with all features")));
    };
    let n_before = into.items.len();
    reader.read(source, into).map_err(failed)?;
    let is_short = |item: &Item| item.article.text.len() <= MAX_ARTICLE_BYTES;
    for item in into.items[n_before..].iter().filter(|item| !is_short(item)) {
        let message = too_large(item.article.text.len(), MAX_ARTICLE_BYTES);
        into.errors.push(Error::new(ErrorKind::TooLarge, item.article.id.clone(), message));
    }
    into.items.retain(is_short);
    for (item, number) in into.items.iter_mut().zip(1_u32..).skip(n_before) {
        if item.article.id != source.file && item.article.place.is_none() {
            item.article.place = Some(Place { file: source.file.to_string(), line: 1, number, ..Place::default() });
        } else if let Some(place) = &mut item.article.place {
            place.number = number;
        }
    }
    Ok(())
}

/// Reads a file inside another; what fails is an error of its own, and the rest goes on.
fn read_member(source: &Source<'_>, member: Member, into: &mut Reading) {
    let id = member.path.as_ref().map_or(source.id.to_string(), |path| format!("{}#{path}", source.id));
    let read = match &member.bytes {
        Ok(bytes) => read_source(&source.inside(&id, &member.name, bytes), into),
        Err(failure) => Err(Error::new(failure.kind, id.clone(), failure.message.clone())),
    };
    match read {
        Err(error) if error.kind() == ErrorKind::NoArticles && member.path.is_some() => into.left_out.push(member.name),
        Err(error) => into.errors.push(error),
        Ok(()) => {}
    }
}

/// The article of a row whose fields have names of their own. Its id is that of the row alone, as for any row.
pub(crate) fn mapped_row(text: &str, file: &str, line: u32, map: &FieldMap) -> Result<Article, Error> {
    json::row(text, file, line, map)
}

/// The same article, its text read as a piece of HTML if it is one.
pub(crate) fn with_markup_read(mut article: Article) -> Article {
    if article.blocks.is_none() && html::begins_fragment(&article.text) {
        let Article { text, blocks, .. } = Article::of_blocks("", html::fragment(&article.text));
        (article.text, article.blocks, article.is_extracted) = (text, blocks, true);
        if let Some(place) = &mut article.place {
            // Columns of the line are not known.
            place.text = None;
        }
    }
    article
}

fn too_large(bytes: usize, most: usize) -> String {
    format!("larger than {} MB ({} MB): skipped; split it into articles", most >> 20, bytes.div_ceil(1 << 20))
}

#[cfg(test)]
mod tests;
