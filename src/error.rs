//! The one error of the library: what kind, where, and why.
//!
//! In: failures at the borders (reading, writing, settings). Out: an opaque [`Error`] whose [`ErrorKind`] a caller can act on
//! and whose message says what, where and what to do. Rooms between the borders do not fail: any text gives a value.

use std::fmt;

/// The kinds of failure a caller may want to tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The bytes are no text and no document that is read.
    NotText,
    /// The article is larger than [`crate::article::MAX_ARTICLE_BYTES`].
    TooLarge,
    /// A row of a JSONL file is not an article record.
    BadRow,
    /// The file was understood and holds no articles, as far as can be told.
    NoArticles,
    /// A file keeps results that were made by other rules than those of this release.
    Outdated,
    /// A file could not be read, or is no regular file.
    Unreadable,
    /// A result could not be written.
    Unwritable,
    /// An input names nothing.
    Missing,
}

/// An error with its place, for example `submissions.jsonl:17`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}{}", Place(.place), .message)]
pub struct Error {
    kind: ErrorKind,
    place: String,
    message: String,
}

struct Place<'a>(&'a str);

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() { Ok(()) } else { write!(f, "{}: ", self.0) }
    }
}

impl Error {
    /// An error of `kind` at `place` (may be empty). The message is lower case and says what to do.
    pub fn new(kind: ErrorKind, place: impl Into<String>, message: impl Into<String>) -> Self {
        Error { kind, place: place.into(), message: message.into() }
    }

    /// What kind of failure it is.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The file, row or setting it is about; empty where there is none.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// What happened and what to do, without the place.
    pub fn message(&self) -> &str {
        &self.message
    }
}
