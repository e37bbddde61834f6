//! Results to bytes: plain words for editors, stable records for machines.
//!
//! In: results of the rooms below. Out: text. One file for each result and format; serialised records live here, apart from
//! the working types, each with a schema name and version. Nothing here reads files, writes them, or decides what is reuse.

mod paint;
mod wrap;

pub use paint::{Ink, Paint};
pub use wrap::{columns, wrap};
