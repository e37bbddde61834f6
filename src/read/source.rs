//! The bytes that a reader is given.
//!
//! In: the bytes of a file, or of a member of an archive. Out: [`Source`], which decodes them when a reader first asks for text.

#[cfg(any(feature = "archives", feature = "office"))]
use super::budget::Budget;
use super::encoding::{self, Decoded};
use super::failure::Failure;
use super::options::Options;
use super::{mojibake, stated};
use crate::article::{Format, MAX_ARTICLE_BYTES};
use std::cell::OnceCell;
#[cfg(any(feature = "archives", feature = "office"))]
use std::rc::Rc;

/// Bytes to read.
pub(super) struct Source<'s> {
    /// The file on disk, as it is called.
    pub(super) file: &'s str,
    /// The id under which what is read is known: the file, or `FILE#MEMBER`.
    pub(super) id: &'s str,
    /// The name whose ending may tell the format.
    pub(super) name: &'s str,
    pub(super) bytes: &'s [u8],
    /// How many archives the bytes were inside of.
    pub(super) depth: usize,
    pub(super) options: &'s Options,
    /// What may be expanded of all that the file holds.
    #[cfg(any(feature = "archives", feature = "office"))]
    pub(super) budget: Rc<Budget>,
    decoded: OnceCell<Result<Decoded<'s>, usize>>,
}

impl<'s> Source<'s> {
    pub(super) fn new(id: &'s str, bytes: &'s [u8], options: &'s Options) -> Source<'s> {
        Source {
            file: id,
            id,
            name: id,
            bytes,
            depth: 0,
            options,
            #[cfg(any(feature = "archives", feature = "office"))]
            budget: Rc::new(Budget::new(bytes.len())),
            decoded: OnceCell::new(),
        }
    }

    /// A member of this one.
    pub(super) fn inside<'i>(&self, id: &'i str, name: &'i str, bytes: &'i [u8]) -> Source<'i>
    where
        's: 'i,
    {
        Source {
            file: self.file,
            id,
            name,
            bytes,
            depth: self.depth + 1,
            options: self.options,
            #[cfg(any(feature = "archives", feature = "office"))]
            budget: Rc::clone(&self.budget),
            decoded: OnceCell::new(),
        }
    }

    /// The text, however it is encoded; the place of a NUL where the bytes are no text.
    pub(super) fn decoded(&self) -> Result<&Decoded<'s>, usize> {
        self.decoded.get_or_init(|| self.decode()).as_ref().map_err(|at| *at)
    }

    fn decode(&self) -> Result<Decoded<'s>, usize> {
        let said = self.options.encoding.map(|encoding| encoding.0);
        let mut decoded = encoding::decode(self.bytes, said, || stated::encoding(self.bytes))?;
        if let Some((text, n_mended)) = mojibake::mended(&decoded.text) {
            decoded.n_replaced = decoded.n_replaced.min(text.matches('\u{fffd}').count());
            (decoded.text, decoded.n_mended) = (text.into(), n_mended);
        }
        Ok(decoded)
    }

    /// The text for a reader that needs it.
    pub(super) fn decoded_or_failure(&self) -> Result<&str, Failure> {
        let not_text = |at| match self.bytes.len().div_ceil(1 << 20) {
            size if self.bytes.len() > MAX_ARTICLE_BYTES => {
                Failure::too_large(format!("larger than {} MB ({size} MB) and not text: leave it out", MAX_ARTICLE_BYTES >> 20))
            }
            _ => Failure::broken(format!("not text (NUL at byte {at}): leave it out, or save it as text")),
        };
        self.decoded().map(|decoded| &*decoded.text).map_err(not_text)
    }

    /// The encoding of the text.
    pub(super) fn encoding(&self) -> Option<&'static str> {
        self.decoded().ok().map(|decoded| decoded.encoding)
    }

    /// What is to be said about how the text was decoded.
    pub(super) fn notes(&self) -> Vec<String> {
        let Ok(Decoded { encoding, n_replaced, n_mended, .. }) = self.decoded() else { return Vec::new() };
        let mut notes = Vec::new();
        if *encoding != "UTF-8" {
            notes.push(format!("read as {encoding}"));
        }
        if *n_replaced > 0 {
            let noun = if *n_replaced == 1 { "place is" } else { "places are" };
            notes.push(format!("{n_replaced} {noun} not {encoding} and shown as \u{fffd}: save it as UTF-8 again where it comes from"));
        }
        if *n_mended > 0 {
            notes.push(format!("mended {n_mended} letters of UTF-8 that had been read as windows-1252: save it again where it comes from"));
        }
        notes
    }

    /// The same text for readers that recognise their format by it; nothing for what is no text.
    pub(super) fn text(&self) -> &str {
        self.decoded().map_or("", |decoded| &decoded.text)
    }

    /// The beginning of the text behind white space.
    pub(super) fn head(&self) -> &str {
        self.text().trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
    }

    /// Whether the name says that it is Markdown, which may begin with anything: JSON, tags, fields.
    pub(super) fn is_called_markdown(&self) -> bool {
        Format::of_file(self.name) == Format::Markdown
    }

    /// Whether the name ends in one of some endings, in any case.
    pub(super) fn is_named(&self, endings: &[&str]) -> bool {
        let ending = self.name.rsplit_once('.').map_or("", |(_, ending)| ending);
        endings.iter().any(|known| known.eq_ignore_ascii_case(ending))
    }
}
