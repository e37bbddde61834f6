//! What files are that hold no text.
//!
//! In: the bytes. Out: what they are, and what to do with them. Formats that are read never come here.

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
