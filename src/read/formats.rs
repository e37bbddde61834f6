//! The formats that are read, by name.
//!
//! In: a name as a user types it. Out: [`InputFormat`]. What bytes are of which format each reader decides.

use std::fmt;
use std::str::FromStr;

/// A format of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum InputFormat {
    /// Lines of text.
    Text,
    /// CommonMark with tables, notes and tags.
    Markdown,
    /// A page, or a fragment of one.
    Html,
    /// One JSON value: an object for one article, an array for many.
    Json,
    /// One JSON object a line.
    Jsonl,
    /// Comma-separated values, the names of the columns in the first line.
    Csv,
    /// RSS of any version.
    Rss,
    /// Atom.
    Atom,
    /// JSON Feed.
    JsonFeed,
    /// An export of WordPress.
    Wordpress,
    /// SubRip or WebVTT.
    Subtitles,
    /// A message as mail programs store it.
    Email,
    /// Office Open XML.
    Docx,
    /// OpenDocument text.
    Odt,
    /// Rich Text Format.
    Rtf,
    /// PDF, as far as it holds text.
    Pdf,
    /// A ZIP archive of files.
    Zip,
    /// A tar archive of files.
    Tar,
    /// One file compressed with gzip.
    Gzip,
    /// One file compressed with Zstandard.
    Zstd,
}

impl InputFormat {
    /// All formats, in the order in which they are listed for users.
    pub const ALL: &[InputFormat] = &[
        InputFormat::Text,
        InputFormat::Markdown,
        InputFormat::Html,
        InputFormat::Json,
        InputFormat::Jsonl,
        InputFormat::Csv,
        InputFormat::Rss,
        InputFormat::Atom,
        InputFormat::JsonFeed,
        InputFormat::Wordpress,
        InputFormat::Subtitles,
        InputFormat::Email,
        InputFormat::Docx,
        InputFormat::Odt,
        InputFormat::Rtf,
        InputFormat::Pdf,
        InputFormat::Zip,
        InputFormat::Tar,
        InputFormat::Gzip,
        InputFormat::Zstd,
    ];

    /// The name that users type.
    ///
    /// ```
    /// use copydesk::read::InputFormat;
    /// assert_eq!("docx".parse(), Ok(InputFormat::Docx));
    /// assert_eq!(InputFormat::JsonFeed.name(), "json-feed");
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            InputFormat::Text => "text",
            InputFormat::Markdown => "markdown",
            InputFormat::Html => "html",
            InputFormat::Json => "json",
            InputFormat::Jsonl => "jsonl",
            InputFormat::Csv => "csv",
            InputFormat::Rss => "rss",
            InputFormat::Atom => "atom",
            InputFormat::JsonFeed => "json-feed",
            InputFormat::Wordpress => "wordpress",
            InputFormat::Subtitles => "subtitles",
            InputFormat::Email => "email",
            InputFormat::Docx => "docx",
            InputFormat::Odt => "odt",
            InputFormat::Rtf => "rtf",
            InputFormat::Pdf => "pdf",
            InputFormat::Zip => "zip",
            InputFormat::Tar => "tar",
            InputFormat::Gzip => "gzip",
            InputFormat::Zstd => "zstd",
        }
    }
}

impl fmt::Display for InputFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for InputFormat {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let found = InputFormat::ALL.iter().find(|format| format.name().eq_ignore_ascii_case(name));
        found.copied().ok_or_else(|| {
            let known: Vec<&str> = InputFormat::ALL.iter().map(|format| format.name()).collect();
            format!("no such format: known are {}", known.join(", "))
        })
    }
}
