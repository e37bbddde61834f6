//! Which files of a folder are articles.
//!
//! In: a file name. Out: whether to read it. A name that says it is something else (a picture, a program, a setting) is left out;
//! any other file is read, and if it turns out to be no text that is an error the user should see.

use std::path::Path;

/// Endings of files that are something else.
const OTHER_KINDS: &[&str] = &[
    // pictures, sound, film, fonts
    "png",
    "jpg",
    "jpeg",
    "gif",
    "webp",
    "avif",
    "heic",
    "svg",
    "ico",
    "bmp",
    "tif",
    "tiff",
    "psd",
    "ai",
    "eps",
    "mp3",
    "mp4",
    "m4a",
    "mov",
    "avi",
    "mkv",
    "webm",
    "wav",
    "flac",
    "ogg",
    "woff",
    "woff2",
    "ttf",
    "otf",
    // documents and archives that are not read
    "doc",
    "xls",
    "xlsx",
    "ods",
    "ppt",
    "pptx",
    "epub",
    "msg",
    "bz2",
    "xz",
    "7z",
    "rar",
    "jar",
    // data and settings
    "json5",
    "toml",
    "yaml",
    "yml",
    "css",
    "scss",
    "ini",
    "cfg",
    "conf",
    "lock",
    "log",
    "sql",
    "db",
    "sqlite",
    "parquet",
    "ics",
    "map",
    "sarif",
    "po",
    "properties",
    "env",
    // programs
    "rs",
    "py",
    "js",
    "mjs",
    "cjs",
    "ts",
    "tsx",
    "jsx",
    "vue",
    "go",
    "java",
    "kt",
    "c",
    "h",
    "cc",
    "cpp",
    "hpp",
    "cs",
    "rb",
    "php",
    "pl",
    "lua",
    "sh",
    "bash",
    "zsh",
    "fish",
    "ps1",
    "bat",
    "swift",
    "scala",
    "r",
    "ipynb",
    "exe",
    "dll",
    "so",
    "dylib",
    "a",
    "o",
    "rlib",
    "class",
    "pyc",
    "wasm",
];

/// Names of files that stand beside articles and are none.
const OTHER_NAMES: &[&str] = &["license", "licence", "makefile", "dockerfile", "justfile", "codeowners"];

/// Endings of files that hold articles or settings: only what they hold tells.
const DATA: &[&str] = &["json", "csv", "tsv", "xml"];

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
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    let is_article_name = matches!(ending.as_deref(), Some("md" | "markdown" | "txt"));
    match ending.as_deref() {
        Some("jsonl" | "ndjson") => FileKind::Rows,
        Some(ending) if DATA.contains(&ending) => FileKind::Data,
        Some(ending) if OTHER_KINDS.contains(&ending) => FileKind::Other,
        // `LICENSE-MIT` is a licence, `license-fees.md` an article.
        _ if OTHER_NAMES.contains(&name.as_str()) || (name.starts_with("license-") && !is_article_name) => FileKind::Other,
        // `.gitignore` and its like.
        None if name.starts_with('.') => FileKind::Other,
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
        ] {
            assert_eq!(kind(Path::new(name)), wanted, "{name}");
        }
    }
}
