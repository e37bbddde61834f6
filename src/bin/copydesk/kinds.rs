//! Which files of a folder are articles.
//!
//! In: a file name. Out: whether to read it. A name that says it is something else (a picture, a program, a setting) is left out;
//! any other file is read, and if it turns out to be no text that is an error the user should see.

use copydesk::read::{is_other_kind, unpacked_name};
use std::path::Path;

/// Endings of files that hold articles or settings: only what they hold tells.
const DATA: &[&str] = &["json", "csv", "tsv", "xml", "zip", "tar"];

/// What to do with a file met in a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FileKind {
    /// Articles, mostly one.
    Text,
    /// One article a line.
    Rows,
    /// Articles, or something else.
    Data,
    /// Not an article.
    Other,
}

/// The kind of a file, by its name alone.
pub(crate) fn kind(path: &Path) -> FileKind {
    // Of a compressed file, the name that it had before tells.
    let name = unpacked_name(&path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default());
    let ending = name.rsplit_once('.').filter(|(front, _)| !front.is_empty()).map(|(_, ending)| ending.to_lowercase());
    match ending.as_deref() {
        Some("jsonl" | "ndjson") => FileKind::Rows,
        Some(ending) if DATA.contains(&ending) => FileKind::Data,
        _ if is_other_kind(&name) => FileKind::Other,
        _ => FileKind::Text,
    }
}

/// What to do about files that were left out, where something can be done; `has` says whether there is one with such an ending.
pub(crate) fn hints(has: impl Fn(&str) -> bool) -> String {
    const HINTS: &[(&[&str], &str)] = &[
        (&[".json", ".csv", ".tsv", ".xml"], "; `copydesk read FILE` says why a data file holds no article"),
        (&[".doc", ".ppt", ".pptx", ".epub", ".msg", ".pages"], "; save documents of other programs as .docx, .odt or .rtf"),
        (&[".7z", ".rar", ".bz2", ".xz"], "; unpack archives of other kinds"),
    ];
    HINTS.iter().filter(|(endings, _)| endings.iter().any(|ending| has(ending))).map(|(_, hint)| *hint).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_a_file_is() {
        for (name, wanted) in [
            ("a.txt", FileKind::Text),
            ("a.MD", FileKind::Text),
            ("wire", FileKind::Text),
            ("draft.docx", FileKind::Text),
            ("feed.XML", FileKind::Data),
            ("a.bin", FileKind::Text),
            ("a.jsonl", FileKind::Rows),
            ("expected.toml", FileKind::Other),
            ("photo.JPG", FileKind::Other),
            ("LICENSE", FileKind::Other),
            ("LICENSE-MIT", FileKind::Other),
            ("license-fees.md", FileKind::Text),
            (".gitignore", FileKind::Other),
            (".hidden.md", FileKind::Text),
            ("wire.jsonl.gz", FileKind::Rows),
            ("wire.txt.ZST", FileKind::Text),
            ("photo.jpg.gz", FileKind::Other),
            ("desk.tgz", FileKind::Data),
        ] {
            assert_eq!(kind(Path::new(name)), wanted, "{name}");
        }
    }
}
