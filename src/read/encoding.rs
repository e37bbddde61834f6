//! Which encoding a text has.
//!
//! In: bytes, and the encoding that their format states, if it does. Out: the text, the name of its encoding, and how many places could not be
//! decoded. In order: a byte order mark, of UTF-32 too; NULs at every other byte, which only UTF-16 has; UTF-8; UTF-8 but for a few bytes; what is stated; a guess by
//! the letters. A guess alone would turn UTF-8 with one stray byte into other letters all through.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Text is UTF-8 with stray bytes where this share of its letters outside ASCII is valid.
const MIN_VALID: f64 = 0.9;
/// Bytes that are looked at for the places of NULs.
const SAMPLE: usize = 4096;
/// So many NULs at least.
const FEW_NULS: f64 = 4.0;
/// UTF-16 of Latin letters has this share of NULs at one of two places, and hardly one at the other.
const MIN_NULS: f64 = 0.3;
const MAX_OTHER_NULS: f64 = 0.01;

/// A text and how it was encoded.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) encoding: &'static str,
    /// Places that could not be decoded and are shown as U+FFFD.
    pub(super) n_replaced: usize,
}

/// Decodes bytes; the place of a NUL where they are no text. Linear.
pub(super) fn decode(bytes: Vec<u8>, stated: Option<&'static Encoding>) -> Result<Decoded, usize> {
    if let Some(decoded) = utf_32(&bytes) {
        return without_nul(decoded, |before| 4 + 4 * before.chars().count());
    }
    if let Some((encoding, length)) = Encoding::for_bom(&bytes) {
        let place = |before: &str| length + if encoding == UTF_8 { before.len() } else { 2 * before.encode_utf16().count() };
        return without_nul(decoded(encoding, &bytes[length..]), place);
    }
    if let Some(encoding) = utf_16(&bytes) {
        return without_nul(decoded(encoding, &bytes), |before| 2 * before.encode_utf16().count());
    }
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        return Err(at);
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Ok(Decoded { text, encoding: UTF_8.name(), n_replaced: 0 }),
        Err(error) => error.into_bytes(),
    };
    if is_nearly_utf_8(&bytes) || is_cut_utf_8(&bytes) {
        return Ok(decoded(UTF_8, &bytes));
    }
    let guessed = || {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(&bytes, true);
        detector.guess(None, Utf8Detection::Deny)
    };
    let encoding = stated.filter(|encoding| *encoding != UTF_8).unwrap_or_else(guessed);
    Ok(decoded(encoding, &bytes))
}

fn decoded(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, has_errors) = encoding.decode_without_bom_handling(bytes);
    let n_replaced = if has_errors { text.matches('\u{fffd}').count() } else { 0 };
    Decoded { text: text.into_owned(), encoding: encoding.name(), n_replaced }
}

/// The text, unless it holds a NUL; `place` tells from the text before it where that stands in the bytes.
fn without_nul(decoded: Decoded, place: impl Fn(&str) -> usize) -> Result<Decoded, usize> {
    match decoded.text.find('\0') {
        Some(at) => Err(place(&decoded.text[..at])),
        None => Ok(decoded),
    }
}

/// UTF-32 with its mark. The little one begins like that of UTF-16, behind which no text has a NUL.
fn utf_32(bytes: &[u8]) -> Option<Decoded> {
    let (encoding, number): (_, fn([u8; 4]) -> u32) = match bytes {
        [0xff, 0xfe, 0, 0, ..] => ("UTF-32LE", u32::from_le_bytes),
        [0, 0, 0xfe, 0xff, ..] => ("UTF-32BE", u32::from_be_bytes),
        _ => return None,
    };
    let quads = bytes[4..].chunks(4).map(|quad| quad.try_into().ok().and_then(|quad| char::from_u32(number(quad))));
    let n_replaced = quads.clone().filter(Option::is_none).count();
    Some(Decoded { text: quads.map(|letter| letter.unwrap_or('\u{fffd}')).collect(), encoding, n_replaced })
}

/// Whether the last letter of UTF-8 was cut and nothing else is wrong. A single byte at the end may be a whole letter of another encoding.
fn is_cut_utf_8(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none() && bytes.len() - error.valid_up_to() >= 2)
}

fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE) / 2 * 2];
    let nuls = |first: usize| sample.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count() as f64;
    let (even, odd, half) = (nuls(0), nuls(1), (sample.len() / 2).max(1) as f64);
    if even.max(odd) < FEW_NULS {
        None
    } else if odd >= MIN_NULS * half && even <= MAX_OTHER_NULS * half {
        Some(UTF_16LE)
    } else if even >= MIN_NULS * half && odd <= MAX_OTHER_NULS * half {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether most letters outside ASCII are valid UTF-8.
fn is_nearly_utf_8(bytes: &[u8]) -> bool {
    let (mut valid, mut invalid) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    valid > 0 && valid as f64 >= MIN_VALID * (valid + invalid) as f64
}
