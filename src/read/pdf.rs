//! PDF files with a text layer.
//!
//! In: bytes. Out: an article: the text as it stands on its pages, put into lines and paragraphs, without the heads and feet that pages repeat. Title,
//! author and dates are those of the document. A file without text (a scan) and one with a password are named. Pictures, forms and notes are not read.

mod lines;
mod page;

use super::failure::Failure;
use super::formats::InputFormat;
use super::reader::Reader;
use super::reading::{Found, Reading};
use super::source::Source;
use lopdf::{Document, LoadOptions, Object, decode_text_string};

/// Bytes that all streams may have that are unpacked when a file is opened, and one of them at least and at most.
const MAX_OBJECTS: usize = 128 << 20;
const MAX_STREAM: std::ops::RangeInclusive<usize> = (128 << 10)..=(8 << 20);
/// Bytes of the instructions of one page, and of all: a page of a newspaper has 200 kB.
const MAX_PAGE: usize = 1 << 20;
const MAX_PAGES: usize = 64 << 20;

/// PDF.
pub(super) struct Pdf;

impl Reader for Pdf {
    fn formats(&self) -> &'static [InputFormat] {
        &[InputFormat::Pdf]
    }

    fn recognises(&self, source: &Source<'_>) -> bool {
        // Some bytes may stand before the file.
        let head = &source.bytes[..source.bytes.len().min(1024)];
        head.windows(5).any(|window| window == b"%PDF-")
    }

    fn read(&self, source: &Source<'_>, into: &mut Reading) -> Result<(), Failure> {
        into.items.push(found(source.bytes)?.alone(source, InputFormat::Pdf));
        Ok(())
    }
}

fn found(bytes: &[u8]) -> Result<Found, Failure> {
    let locked = || Failure::broken("encrypted: save it without its password, for example with `qpdf --decrypt`");
    let n_streams = bytes.windows(7).filter(|window| *window == b"/ObjStm").count().max(1);
    let most = (MAX_OBJECTS / n_streams).clamp(*MAX_STREAM.start(), *MAX_STREAM.end());
    let options = LoadOptions { max_decompressed_size: Some(most), ..LoadOptions::default() };
    let document =
        Document::load_mem_with_options(bytes, options).map_err(|_| match bytes.windows(8).any(|window| window == b"/Encrypt") {
            true => locked(),
            false => Failure::broken("a PDF file that is damaged: open it and save it again, or save its text"),
        })?;
    if document.is_encrypted() {
        return Err(locked());
    }
    let (mut pages, mut n_unread, mut left) = (Vec::new(), 0_usize, MAX_PAGES);
    for id in document.get_pages().into_values() {
        match document.get_page_content_with_limit(id, MAX_PAGE.min(left)) {
            Ok(content) => {
                left -= content.len().min(left);
                pages.push(page::pieces(&document, id, &content));
            }
            Err(_) => n_unread += 1,
        }
    }
    let blocks = lines::blocks(pages);
    if blocks.is_empty() {
        let message = "a PDF file without a text layer: recognise its text, for example with `ocrmypdf`, or leave it out";
        return Err(Failure::broken(message));
    }
    let about = |key: &[u8]| {
        let about = document.get_dict_in_dict(&document.trailer, b"Info").ok()?;
        let value = about.get_deref(key, &document).ok()?;
        decode_text_string(value).ok().map(|text| text.trim().to_string()).filter(|text| !text.is_empty())
    };
    let mut found = Found { title: about(b"Title"), date: about(b"CreationDate").as_deref().and_then(date), blocks, ..Found::default() };
    found.about.byline = about(b"Author");
    found.about.updated = about(b"ModDate").as_deref().and_then(date);
    found.lang = document
        .catalog()
        .and_then(|catalog| catalog.get(b"Lang"))
        .and_then(Object::as_str)
        .ok()
        .map(|lang| String::from_utf8_lossy(lang).into_owned());
    if n_unread > 0 {
        found.notes.push(format!("{n_unread} pages could not be read: open the file and save it again"));
    }
    Ok(found)
}

/// The day of a time as `D:20260102080000Z`.
fn date(text: &str) -> Option<String> {
    let digits = text.strip_prefix("D:").unwrap_or(text);
    let day = digits.get(..8).filter(|day| day.bytes().all(|byte| byte.is_ascii_digit()))?;
    Some(format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..8])).filter(|day| crate::article::is_day(day))
}
