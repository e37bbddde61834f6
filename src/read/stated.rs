//! The encoding that a file states about itself.
//!
//! In: bytes. Out: what the declaration of XML or the `meta` of a page says, if the encoding is known. Looks at the beginning alone.

use encoding_rs::Encoding;

/// Bytes at the start in which a page or a document of XML states its encoding.
const HEAD: usize = 2048;

/// The encoding that is stated.
pub(super) fn encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    let head = head.trim_start();
    if !head.starts_with('<') {
        return None;
    }
    let declaration = head.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")).map(|(declaration, _)| declaration);
    let label = match declaration.and_then(|declaration| declaration.split_once("encoding=")) {
        Some((_, label)) => label,
        None => head.split_once("charset=")?.1,
    };
    let label = label.trim_start_matches(['"', '\'', ' ']);
    let end = label.find(|c: char| !c.is_ascii_alphanumeric() && !"-_:.".contains(c)).unwrap_or(label.len());
    Encoding::for_label(&label.as_bytes()[..end])
}
