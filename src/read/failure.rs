//! Why a reader read nothing.
//!
//! In: nothing. Out: [`Failure`], which becomes an error of the library where its place is known.

use crate::error::ErrorKind;

/// Why nothing of a source could be read, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Failure {
    pub(super) kind: ErrorKind,
    pub(super) message: String,
}

impl Failure {
    /// Bytes that are not what they should be.
    pub(super) fn broken(message: impl Into<String>) -> Failure {
        Failure { kind: ErrorKind::NotText, message: message.into() }
    }

    /// Data without articles.
    pub(super) fn no_articles(message: impl Into<String>) -> Failure {
        Failure { kind: ErrorKind::NoArticles, message: message.into() }
    }

    #[cfg(any(feature = "archives", feature = "office"))]
    /// A file that is no article, by its name.
    pub(super) fn other_kind() -> Failure {
        Failure::no_articles("of a kind that holds no article: leave it out")
    }

    /// More than what is read.
    pub(super) fn too_large(message: impl Into<String>) -> Failure {
        Failure { kind: ErrorKind::TooLarge, message: message.into() }
    }
}
