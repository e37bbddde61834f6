//! What files are that hold no text.
//!
//! In: the bytes. Out: what they are, and what to do with them. Formats that are read never come here.

/// What a file is that holds no text, and what to do with it; none for what may be text, and for what this build reads.
pub(super) fn no_text(bytes: &[u8]) -> Option<String> {
    const ARCHIVES: bool = cfg!(feature = "archives");
    const OFFICE: bool = cfg!(feature = "office");
    const KINDS: &[(&[u8], bool, &str)] = &[
        (b"%PDF", cfg!(feature = "pdf"), "a PDF file, which this build does not read: save its text, for example with `pdftotext`"),
        (
            b"PK\x03\x04",
            ARCHIVES || OFFICE,
            "a ZIP archive or an office document, which this build does not read: unpack it, or save it as text",
        ),
        (b"\xd0\xcf\x11\xe0", false, "a document of an old office program: save it as .docx or as text"),
        (b"{\\rtf", OFFICE, "an RTF document, which this build does not read: save it as text"),
        (b"\x1f\x8b", ARCHIVES, "compressed with gzip, which this build does not read: unpack it with `gunzip`"),
        (b"\x28\xb5\x2f\xfd", ARCHIVES, "compressed with zstd, which this build does not read: unpack it with `unzstd`"),
        (b"BZh", false, "compressed with bzip2: unpack it with `bunzip2`"),
        (b"\xfd7zXZ\0", false, "compressed with xz: unpack it with `unxz`"),
        (b"7z\xbc\xaf\x27\x1c", false, "a 7z archive: unpack it, or pack it as zip"),
        (b"Rar!\x1a\x07", false, "a RAR archive: unpack it, or pack it as zip"),
        (b"\x89PNG", false, "a picture: leave it out"),
        (b"\xff\xd8\xff", false, "a picture: leave it out"),
        (b"GIF8", false, "a picture: leave it out"),
    ];
    let kind = KINDS.iter().find(|(start, is_read, _)| !is_read && bytes.starts_with(start));
    kind.map(|(_, _, what)| format!("not text: {what}"))
}
