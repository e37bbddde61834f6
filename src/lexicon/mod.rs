//! Lexicon: everything that depends on a language or a wire, as data.
//!
//! In: the files of this room: one for each language, one for agencies and one for signs beside figures. Out: [`list`], the entries of
//! one [`List`] in all languages together, and [`list_of`], those of one language. No text is read and nothing is decided here: a rule that
//! uses a list asks for a shape as well. A language that is missing in a list loses sharpness only.
//!
//! The build script (`build.rs`) reads and sorts the files with the modules `reading` and `packing` of this room and writes them as tables, so
//! that a program that compares two short texts does not read them all first.
//!
//! # The files
//!
//! A line `[name]` opens a list, `#` a comment; lists stand in any order. A list has one of four forms, which the list of lists below
//! names: words, parted by white space; phrases, parted by `|` or the end of the line; values, a line each, `value = words`; and names,
//! a line each, `usual name = phrases`. Entries stand in small letters unless capitals are the point, with a plain
//! apostrophe; in the lists that flags read, `*` at its end or beginning stands for any letters. An entry may stand in the files of
//! several languages; where its values differ, that of the first file counts.
//!
//! Adding a language is adding a file and its line in the list of files in `reading`; `table.txt`, which a test keeps true, says what it holds. Adding a
//! list is adding a variant of [`List`].

mod entries;
mod index;
mod lists;
#[cfg(test)]
mod reading;
#[cfg(test)]
mod tests;

pub use entries::Entries;
pub use lists::{Form, List};

use std::sync::OnceLock;
use tables::TAGS;

/// What the build script makes of the files.
mod tables {
    include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));
}

/// The entries of a list in all languages.
///
/// ```
/// use copydesk::lexicon::{List, list};
/// assert!(list(List::VerbsOfSaying).contains("sagte"));
/// assert_eq!(list(List::Months).value("mai"), Some("5"));
/// assert_eq!(list(List::NumberWords).value("twelve"), Some("12"));
/// ```
pub fn list(list: List) -> &'static Entries {
    static LISTS: [OnceLock<Entries>; List::ALL.len()] = [const { OnceLock::new() }; List::ALL.len()];
    LISTS[list as usize].get_or_init(|| Entries::of(list as usize))
}

/// The entries of a list in one language, by its tag (`de`); none for a language without a file.
pub fn list_of(language: &str, list: List) -> Option<&'static Entries> {
    static LISTS: [[OnceLock<Entries>; List::ALL.len()]; TAGS.len()] = [const { [const { OnceLock::new() }; List::ALL.len()] }; TAGS.len()];
    let file = TAGS.iter().position(|tag| *tag == language)?;
    Some(LISTS[file][list as usize].get_or_init(|| Entries::of((file + 1) * List::ALL.len() + list as usize)))
}

/// The tags of the files: languages, `agencies` and `figures`.
pub fn languages() -> impl Iterator<Item = &'static str> {
    TAGS.iter().copied()
}
