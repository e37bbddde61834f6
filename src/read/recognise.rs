//! What the bytes of a file are.
//!
//! In: the bytes or the decoded text, and the name. Out: the format, or what to do with what is no text. A file that begins as a page is one
//! whatever it is called; a name decides only between formats that any text can be.

use crate::article::Format;

/// The format of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Markdown,
    Html,
}

/// Bytes at the start in which a page says that it is one.
const HEAD: usize = 1024;

/// What a file is that holds no text, and what to do with it; none for what may be text.
pub(super) fn no_text(bytes: &[u8]) -> Option<String> {
    const KINDS: &[(&[u8], &str)] = &[
        (b"%PDF", "a PDF file: save its text, for example with `pdftotext`"),
        (b"PK\x03\x04", "a ZIP archive or an office document: unpack it, or save it as text"),
        (b"\xd0\xcf\x11\xe0", "a document of an old office program: save it as text"),
        (b"{\\rtf", "an RTF document: save it as text"),
        (b"\x1f\x8b", "compressed with gzip: unpack it with `gunzip`"),
        (b"\x28\xb5\x2f\xfd", "compressed with zstd: unpack it with `unzstd`"),
        (b"\x89PNG", "a picture: leave it out"),
        (b"\xff\xd8\xff", "a picture: leave it out"),
        (b"GIF8", "a picture: leave it out"),
    ];
    KINDS.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, what)| format!("not text: {what}"))
}

/// Whether bytes begin as a page does, in any encoding that has the letters of ASCII.
pub(super) fn looks_like_html(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    begins_page(&String::from_utf8_lossy(head))
}

/// The format of a text with such a name.
pub(super) fn kind(name: &str, text: &str) -> Kind {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_page_name = ["html", "htm", "xhtml"].iter().any(|known| known.eq_ignore_ascii_case(ending));
    if begins_page(text) || is_page_name {
        Kind::Html
    } else if Format::of_file(name) == Format::Markdown {
        Kind::Markdown
    } else {
        Kind::Text
    }
}

/// `<!doctype html`, `<html`, `<head`, `<body`, behind comments and a declaration.
fn begins_page(text: &str) -> bool {
    let mut rest = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    while let Some(after) = rest.strip_prefix("<!--").or(rest.strip_prefix("<?")) {
        let end = if rest.starts_with("<!--") { "-->" } else { ">" };
        let Some((_, behind)) = after.split_once(end) else { return false };
        rest = behind.trim_start();
    }
    let starts = |wanted: &str| rest.get(..wanted.len()).is_some_and(|start| start.eq_ignore_ascii_case(wanted));
    ["<!doctype html", "<html", "<head>", "<body"].iter().any(|wanted| starts(wanted))
}
