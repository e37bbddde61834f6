//! Bytes of a file to articles: which encoding, which format, what is the story.
//!
//! In: the bytes, the name of the file, and what the user says about them ([`Options`]). Out: [`Reading`]: articles with their blocks, what is known
//! about each, and notes on what was repaired or guessed. Formats are told by what the bytes are, before what the name says. The text of an article is
//! what was understood; spans count its bytes. Each format has a small reader of its own behind one trait, and families of formats are features of the
//! crate. No file is opened here, and nothing is looked up.

#[cfg(any(feature = "archives", feature = "office"))]
mod budget;
#[cfg(feature = "archives")]
mod compressed;
#[cfg(feature = "data")]
mod csv;
mod decoder;
#[cfg(feature = "office")]
mod docx;
#[cfg(feature = "mail")]
mod email;
mod encoding;
mod failure;
#[cfg(feature = "feeds")]
mod feed;
mod fields;
mod formats;
mod html;
mod json;
mod mojibake;
mod names;
#[cfg(feature = "office")]
mod odt;
mod options;
mod other_xml;
#[cfg(any(feature = "archives", feature = "office"))]
mod package;
#[cfg(feature = "pdf")]
mod pdf;
mod reader;
mod reading;
mod recognise;
#[cfg(feature = "office")]
mod rtf;
mod source;
mod stated;
#[cfg(feature = "office")]
mod story;
mod subtitles;
#[cfg(feature = "office")]
mod symbols;
#[cfg(feature = "archives")]
mod tar;
mod text;
#[cfg(not(all(feature = "data", feature = "mail")))]
mod unbuilt;
#[cfg(feature = "feeds")]
mod wordpress;
#[cfg(any(feature = "feeds", feature = "office"))]
mod xml;
#[cfg(feature = "archives")]
mod zip;
#[cfg(feature = "archives")]
mod zstd;

pub use decoder::{decoder, is_packed};
pub(crate) use encoding::RowEncoding;
pub use encoding::TextEncoding;
pub use fields::FieldMap;
pub use formats::InputFormat;
pub use names::{is_other_kind, unpacked_name};
pub use options::{Options, Tracked};
pub(crate) use reading::one_line;
pub use reading::{About, Item, Reading};

use crate::article::{Article, MAX_ARTICLE_BYTES, Place};
use crate::error::{Error, ErrorKind};
use failure::Failure;
use reader::{Container, Member, Reader};
use source::Source;
use std::sync::Arc;

/// The largest file that is read whole, in bytes: an office document with pictures, an archive, a feed. An article in it has at most
/// [`MAX_ARTICLE_BYTES`].
pub const MAX_FILE_BYTES: usize = 4 * MAX_ARTICLE_BYTES;

/// The readers, in the order in which they are asked.
const READERS: &[&dyn Reader] = &[
    #[cfg(feature = "pdf")]
    &pdf::Pdf,
    #[cfg(feature = "office")]
    &docx::Docx,
    #[cfg(feature = "office")]
    &odt::Odt,
    #[cfg(feature = "office")]
    &rtf::Rtf,
    #[cfg(feature = "mail")]
    &email::Email,
    #[cfg(not(feature = "mail"))]
    &unbuilt::MAIL,
    #[cfg(feature = "feeds")]
    &feed::Feed,
    &html::Html,
    &other_xml::OtherXml,
    &json::Json,
    #[cfg(feature = "data")]
    &csv::Csv,
    #[cfg(not(feature = "data"))]
    &unbuilt::DATA,
    &subtitles::Subtitles,
    &text::Markdown,
    &text::Text,
];

/// What opens files inside files.
const CONTAINERS: &[&dyn Container] = &[
    #[cfg(feature = "archives")]
    &compressed::Gzip,
    #[cfg(feature = "archives")]
    &compressed::Zstd,
    #[cfg(feature = "archives")]
    &zip::Zip,
    #[cfg(feature = "archives")]
    &tar::Tar,
];

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
        return open(*container, source, into);
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
    let mut read = into.items.split_off(n_before);
    let n_read = read.len();
    read.retain(|item| !is_shown(item.format) || !item.article.text.trim().is_empty());
    if read.is_empty() && n_read > 0 {
        return Err(failed(Failure::no_articles("holds no text: only pictures, titles, or what a program in the browser fills in")));
    }
    into.left_out.extend(std::iter::repeat_n(String::from("without text"), n_read - read.len()));
    for (mut item, number) in read.into_iter().zip(u32::try_from(n_before).unwrap_or(u32::MAX).saturating_add(1)..) {
        if item.article.text.len() > MAX_ARTICLE_BYTES {
            let message = too_large(item.article.text.len(), MAX_ARTICLE_BYTES);
            into.errors.push(Error::new(ErrorKind::TooLarge, item.article.id, message));
            continue;
        }
        if item.article.id != source.file && item.article.place.is_none() {
            item.article.place = Some(Place { file: source.file.into(), number, ..Place::default() });
        } else if let Some(place) = &mut item.article.place {
            place.number = number;
        }
        into.items.push(item);
    }
    Ok(())
}

/// Reads the files inside a file; what fails in one is an error of its own, and the rest goes on.
fn open(container: &dyn Container, source: &Source<'_>, into: &mut Reading) -> Result<(), Error> {
    let (n_items, n_errors) = (into.items.len(), into.errors.len());
    let mut alone = Ok(());
    let opened = container.open(source, &mut |member| match (read_member(source, &member, into), &member.path) {
        (Ok(()), _) => {}
        (Err(error), None) => alone = Err(error),
        (Err(error), Some(_)) if error.kind() == ErrorKind::NoArticles => into.left_out.push(names::ending(&member.name)),
        (Err(error), Some(_)) => into.errors.push(error),
    });
    alone?;
    match opened {
        Err(failure) => {
            let error = Error::new(failure.kind, source.id, failure.message);
            // What stood before the place where it broke off is kept.
            if into.items.len() == n_items {
                return Err(error);
            }
            into.errors.push(error);
        }
        Ok(()) if into.items.len() == n_items && into.errors.len() == n_errors => {
            return Err(Error::new(ErrorKind::NoArticles, source.id, "holds no article: leave it out"));
        }
        Ok(()) => {}
    }
    Ok(())
}

/// Reads a file inside another.
fn read_member(source: &Source<'_>, member: &Member, into: &mut Reading) -> Result<(), Error> {
    let id = member.path.as_ref().map_or(source.id.to_string(), |path| format!("{}#{path}", source.id));
    match &member.bytes {
        Ok(bytes) => read_source(&source.inside(&id, &member.name, bytes), into),
        Err(failure) => Err(Error::new(failure.kind, id, failure.message.clone())),
    }
}

/// The article of a row whose fields have names of their own. Its id is that of the row alone, as for any row.
pub(crate) fn mapped_row(text: &str, file: &Arc<str>, line: u32, map: &FieldMap, keeps_fields: bool) -> Result<Article, Error> {
    json::row(text, file, line, map, keeps_fields)
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

/// Whether a text is read as a piece of HTML.
pub(crate) fn begins_with_markup(text: &str) -> bool {
    html::begins_fragment(text)
}

/// Whether a format shows text to readers, so that without any it holds no article. A blank file or field is an empty article.
fn is_shown(format: InputFormat) -> bool {
    !matches!(format, InputFormat::Text | InputFormat::Markdown | InputFormat::Json | InputFormat::Jsonl | InputFormat::Csv)
}

fn too_large(bytes: usize, most: usize) -> String {
    format!("larger than {} MB ({} MB): skipped; split it into articles", most >> 20, bytes.div_ceil(1 << 20))
}

#[cfg(all(test, feature = "archives"))]
mod archives_tests;
#[cfg(all(test, feature = "office"))]
mod office_tests;
#[cfg(all(test, feature = "pdf"))]
mod pdf_tests;
#[cfg(test)]
mod tests;
