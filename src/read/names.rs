//! What the name of a file says.
//!
//! In: a name. Out: whether it names something else than articles (a picture, a program, a setting), and the name that a compressed file had before.
//! A name decides alone where a folder or an archive holds the file; what is read is told by its bytes.

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

/// Whether a file is something else than articles, by its name alone.
///
/// ```
/// use copydesk::read::is_other_kind;
/// assert!(is_other_kind("pictures/ferry.JPG") && is_other_kind("LICENSE-MIT"));
/// assert!(!is_other_kind("ferry.docx") && !is_other_kind("license-fees.md"));
/// ```
pub fn is_other_kind(name: &str) -> bool {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default().to_lowercase();
    let ending = name.rsplit_once('.').filter(|(front, _)| !front.is_empty()).map(|(_, ending)| ending);
    let is_article_name = matches!(ending, Some("md" | "markdown" | "txt"));
    // `LICENSE-MIT` is a licence, `license-fees.md` an article; `.gitignore` and its like are settings.
    ending.is_some_and(|ending| OTHER_KINDS.contains(&ending))
        || OTHER_NAMES.contains(&name.as_str())
        || (name.starts_with("license-") && !is_article_name)
        || (name.starts_with('.') && ending.is_none())
}

/// The name that a file had before it was compressed with gzip or Zstandard; its own name where that does not tell.
///
/// ```
/// use copydesk::read::unpacked_name;
/// assert_eq!(unpacked_name("wire.jsonl.gz"), "wire.jsonl");
/// assert_eq!(unpacked_name("desk.tgz"), "desk.tar");
/// ```
pub fn unpacked_name(name: &str) -> String {
    let Some((front, ending)) = name.rsplit_once('.') else { return name.to_string() };
    match ending.to_ascii_lowercase().as_str() {
        "gz" | "gzip" | "zst" | "zstd" => front.to_string(),
        "tgz" | "taz" | "tzst" => format!("{front}.tar"),
        "svgz" => format!("{front}.svg"),
        _ => name.to_string(),
    }
}

/// The ending of a name with its dot, or `others`: the kind under which a file is counted that is left out.
pub(super) fn ending(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let ending = name.rsplit_once('.').filter(|(front, ending)| !front.is_empty() && !ending.is_empty());
    ending.map_or_else(|| String::from("others"), |(_, ending)| format!(".{ending}"))
}
