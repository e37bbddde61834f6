//! What a reader of a format is, and one of a container of files.
//!
//! In: nothing. Out: the traits [`Reader`] and [`Container`]. The readers stand in files of their own.

use super::failure::Failure;
use super::formats::InputFormat;
use super::reading::Reading;
use super::source::Source;

/// Reads one format.
pub(super) trait Reader: Sync {
    /// The formats that it reads.
    fn formats(&self) -> &'static [InputFormat];

    /// Whether the bytes are of this format. Cheap: looks at the beginning, and at the name where any text can be of the format.
    fn recognises(&self, source: &Source<'_>) -> bool;

    /// Adds the articles.
    fn read(&self, source: &Source<'_>, into: &mut Reading) -> Result<(), Failure>;
}

/// Opens one format of files inside a file.
pub(super) trait Container: Sync {
    /// Whether the bytes are of this format.
    fn recognises(&self, source: &Source<'_>) -> bool;

    /// Hands on the files inside, one after the other.
    fn open(&self, source: &Source<'_>, each: &mut dyn FnMut(Member)) -> Result<(), Failure>;
}

/// A file inside another.
#[derive(Debug)]
pub(super) struct Member {
    /// Its path inside; nothing where the file holds but one, which then keeps the id of the file.
    pub(super) path: Option<String>,
    /// The name whose ending may tell its format.
    pub(super) name: String,
    /// What it holds, or why that could not be read.
    pub(super) bytes: Result<Vec<u8>, Failure>,
}
