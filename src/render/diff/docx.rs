//! A Word document in which the changes are tracked.
//!
//! In: a diff. Out: the bytes of a document that reads as the new version when all its changes are accepted, and as the old one when all are rejected.
//! What moved as a whole is a move of Word's. The same diff gives the same bytes: changes bear the date of the new version, or none. What is furniture is
//! tracked like the rest, because the document is the whole article.

mod flat;
mod merged;
mod parts;

#[cfg(test)]
mod tests;

use crate::pipeline::Diff;

/// The bytes of a Word document with the changes of a diff as tracked changes. About linear in both texts.
///
/// ```
/// use copydesk::{article::Article, pipeline, render::diff_docx};
/// let old = Article::new("v1", "The ferry sank on Sunday.");
/// let new = Article::new("v2", "The ferry ran aground on Sunday.");
/// assert!(diff_docx(&pipeline::diff(&old, &new)).starts_with(b"PK"));
/// ```
pub fn diff_docx(diff: &Diff) -> Vec<u8> {
    parts::package(diff, &merged::merged(diff))
}
