//! What the user says about files.
//!
//! In: nothing. Out: [`Options`]; the default decides everything by the bytes.

use super::encoding::TextEncoding;
use super::fields::FieldMap;
use super::formats::InputFormat;

/// What the user says about files. The default decides by the bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// The encoding of text without a byte order mark.
    pub encoding: Option<TextEncoding>,
    /// The format of every file; archives and compressed files are opened all the same.
    pub format: Option<InputFormat>,
    /// Which field of JSON, JSON Lines and CSV is what.
    pub map: FieldMap,
    /// Which state of a document with tracked changes is read.
    pub tracked: Tracked,
}

/// A state of a document with tracked changes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tracked {
    /// As it reads when all changes are accepted: insertions kept, deletions left out.
    #[default]
    Final,
    /// As it read before the changes: deletions kept, insertions left out.
    Original,
}
