//! A ZIP file: an archive of files, or the parts of a document of an office program.
//!
//! In: the bytes of the file. Out: [`Package`], which says what the file is and hands out members and parts, each within the budget of the file around
//! all. The directory at its end tells what it holds; what that says of sizes is not trusted.

use super::budget::{Budget, MAX_MEMBERS};
use super::encoding;
use super::failure::Failure;
#[cfg(feature = "archives")]
use super::names::is_other_kind;
#[cfg(feature = "archives")]
use super::reader::Member;
use super::source::Source;
use std::io::Cursor;
use zip::ZipArchive;
use zip::result::ZipError;

/// Elements of a part of a document at most; a novel has 100,000.
#[cfg(feature = "office")]
pub(super) const MAX_ELEMENTS: usize = 1_000_000;
/// What begins each entry of the directory.
const ENTRY: &[u8] = b"PK\x01\x02";

/// A ZIP file.
pub(super) struct Package<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
}

/// What a ZIP file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// Files.
    Files,
    /// A document of Word.
    Docx,
    /// A text of OpenDocument.
    Odt,
    /// A document that is not read; what it is and what to do.
    Other(&'static str),
}

/// Whether bytes begin as a ZIP file; one without any file, too.
pub(super) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

impl<'b> Package<'b> {
    /// Reads the directory.
    pub(super) fn open(source: &Source<'b>) -> Result<Package<'b>, Failure> {
        let bytes = source.bytes;
        // The directory is read as a whole, so that the number of its entries is bounded first.
        let n_entries = bytes.windows(ENTRY.len()).filter(|window| *window == ENTRY).count();
        if n_entries > MAX_MEMBERS {
            return Err(Failure::too_large(format!("holds more than {MAX_MEMBERS} files: split the archive")));
        }
        let zip = ZipArchive::new(Cursor::new(bytes))
            .map_err(|_| Failure::broken("a ZIP file that is damaged or cut off: fetch it again, or repair it with `zip -FF`"))?;
        Ok(Package { zip })
    }

    /// What it is, by the names of its members.
    pub(super) fn holds(&mut self, budget: &Budget) -> Holds {
        let has = |name: &str| self.zip.index_for_name(name).is_some();
        if has("word/document.xml") || (has("[Content_Types].xml") && self.names().iter().any(|name| name.starts_with("word/"))) {
            return Holds::Docx;
        }
        if has("xl/workbook.xml") || has("xl/workbook.bin") {
            return Holds::Other("a spreadsheet: save it as CSV");
        }
        if has("ppt/presentation.xml") {
            return Holds::Other("slides: save their text");
        }
        if has("Index/Document.iwa") || has("Index.zip") && has("preview.jpg") {
            return Holds::Other("a document of Apple's office programs: export it as Word document");
        }
        if !(has("mimetype") || has("content.xml") && has("META-INF/manifest.xml")) {
            return Holds::Files;
        }
        let kind = self.part("mimetype", budget).ok().flatten().unwrap_or_default();
        match kind.trim().strip_prefix("application/") {
            Some("epub+zip") => Holds::Other("an electronic book: save its text"),
            Some(kind) if kind.contains("opendocument.spreadsheet") => Holds::Other("a spreadsheet: save it as CSV"),
            Some(kind) if kind.contains("opendocument.") && !kind.contains("opendocument.text") => {
                Holds::Other("slides or a drawing: save its text")
            }
            _ if self.zip.index_for_name("content.xml").is_some() => Holds::Odt,
            _ => Holds::Files,
        }
    }

    fn names(&self) -> Vec<String> {
        self.zip.file_names_raw().map(|name| String::from_utf8_lossy(name).into_owned()).collect()
    }

    /// The text of a part by its name; nothing where there is none.
    pub(super) fn part(&mut self, name: &str, budget: &Budget) -> Result<Option<String>, Failure> {
        let Some(at) = self.zip.index_for_name(name) else { return Ok(None) };
        let bytes = self.bytes(at, budget)?;
        let decoded = encoding::decode(&bytes, None, || None);
        Ok(decoded.ok().map(|decoded| decoded.text.into_owned()))
    }

    fn bytes(&mut self, at: usize, budget: &Budget) -> Result<Vec<u8>, Failure> {
        let file = self.zip.by_index(at).map_err(|error| why_not(&error))?;
        let packed = file.compressed_size();
        budget.expand(file, packed)
    }
}

#[cfg(feature = "archives")]
impl Package<'_> {
    /// How many members it has.
    pub(super) fn len(&self) -> usize {
        self.zip.len()
    }

    /// A member by its number; nothing for a directory and for what a system puts beside files.
    pub(super) fn member(&mut self, at: usize, budget: &Budget) -> Option<Member> {
        let entry = self.zip.by_index_data(at).ok()?;
        let named = entry.name().map(|name| name.into_owned()).unwrap_or_else(|_| String::from_utf8_lossy(entry.name_raw()).into_owned());
        let name = named.replace('\\', "/");
        let (is_folder, is_link) = (entry.is_dir() || name.ends_with('/'), entry.is_symlink());
        if is_folder || name.split('/').any(|part| part == "__MACOSX") {
            return None;
        }
        let bytes = if is_link || is_other_kind(&name) { Err(Failure::other_kind()) } else { self.bytes(at, budget) };
        Some(Member { path: Some(name.clone()), name, bytes })
    }
}

/// Why a member cannot be read.
fn why_not(error: &ZipError) -> Failure {
    match error {
        ZipError::UnsupportedArchive(what) if *what == ZipError::PASSWORD_REQUIRED => {
            Failure::broken("encrypted: unpack it with its password first")
        }
        ZipError::CompressionMethodNotSupported(_) => {
            Failure::broken("compressed in a way that is not read: unpack it first, or pack it again with `zip`")
        }
        _ => Failure::broken("damaged in its archive: fetch the archive again"),
    }
}
