//! Which encoding a text has.
//!
//! In: bytes, the encoding that the user says they have, and the one that their format states. Out: the text, the name of its encoding, and how many
//! places could not be decoded. In order: a byte order mark, of UTF-32 too; what the user says; NULs at every other byte, which only UTF-16 has; UTF-8;
//! UTF-8 but for a few bytes; what is stated; a guess by the letters. A guess alone would turn UTF-8 with one stray byte into other letters all through.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    Encoding, ISO_8859_2, ISO_8859_3, ISO_8859_4, ISO_8859_10, ISO_8859_13, ISO_8859_14, ISO_8859_16, UTF_8, UTF_16BE, UTF_16LE,
    WINDOWS_1250, WINDOWS_1252, WINDOWS_1254, WINDOWS_1257, WINDOWS_1258,
};
use memchr::memchr;
use std::borrow::Cow;
use std::str::FromStr;

/// An encoding that a user names.
///
/// ```
/// use copydesk::read::TextEncoding;
/// assert!("latin1".parse::<TextEncoding>().is_ok());
/// assert!("klingon".parse::<TextEncoding>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextEncoding(pub(super) &'static Encoding);

impl FromStr for TextEncoding {
    type Err = String;

    fn from_str(label: &str) -> Result<Self, String> {
        let unknown = || {
            String::from(
                "no such encoding: known are utf-8, utf-16le, windows-1252, iso-8859-2, koi8-r, shift_jis, gb18030 and others of the web",
            )
        };
        Encoding::for_label(label.as_bytes()).map(TextEncoding).ok_or_else(unknown)
    }
}

/// Text is UTF-8 with stray bytes where this share of its letters outside ASCII is valid. In other encodings fewer than one in three are so by chance,
/// in those of East Asia and Thailand most.
const MIN_VALID: f64 = 0.65;
/// Of the words of a text in a language whose letters are not those of Western Europe, this share has such a letter: of English ones with names and signs
/// from elsewhere fewer than one in a hundred, of Romanian, which has the fewest, one in seven.
const MIN_MARKED: f64 = 0.03;
/// Bytes that are looked at for the places of NULs.
const SAMPLE: usize = 4096;
/// So many NULs at least.
const FEW_NULS: f64 = 4.0;
/// UTF-16 of Latin letters has this share of NULs at one of two places, and hardly one at the other.
const MIN_NULS: f64 = 0.3;
const MAX_OTHER_NULS: f64 = 0.01;

/// A text and how it was encoded.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded<'b> {
    pub(super) text: Cow<'b, str>,
    pub(super) encoding: &'static str,
    /// Places that could not be decoded and are shown as U+FFFD.
    pub(super) n_replaced: usize,
    /// Letters that were mended after that.
    pub(super) n_mended: usize,
}

/// Decodes bytes; the place of a NUL where they are no text. Linear.
pub(super) fn decode<'b>(
    bytes: &'b [u8],
    said: Option<&'static Encoding>,
    stated: impl FnOnce() -> Option<&'static Encoding>,
) -> Result<Decoded<'b>, usize> {
    if let Some(decoded) = utf_32(bytes) {
        return without_nul(decoded, |before| 4 + 4 * before.chars().count());
    }
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let place = |before: &str| length + if encoding == UTF_8 { before.len() } else { 2 * before.encode_utf16().count() };
        return without_nul(decoded(encoding, &bytes[length..]), place);
    }
    if let Some(encoding) = said.or_else(|| utf_16(bytes)) {
        let width = if [UTF_16LE, UTF_16BE].contains(&encoding) { 2 } else { 1 };
        return without_nul(decoded(encoding, bytes), |before| width * before.encode_utf16().count());
    }
    if let Some(nul) = memchr(0, bytes) {
        return Err(nul);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Decoded { text: Cow::Borrowed(text), encoding: UTF_8.name(), n_replaced: 0, n_mended: 0 });
    }
    if is_nearly_utf_8(bytes) || is_cut_utf_8(bytes) {
        return Ok(decoded(UTF_8, bytes));
    }
    let encoding = stated().filter(|encoding| *encoding != UTF_8).unwrap_or_else(|| guessed(bytes));
    Ok(decoded(encoding, bytes))
}

/// The encoding that the letters make likely.
fn guessed(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    if is_latin(guess) && !has_many_letters(bytes, guess) { WINDOWS_1252 } else { guess }
}

/// How rows are decoded that are no UTF-8: all of a part of a file alike.
#[derive(Debug)]
pub(crate) struct RowEncoding {
    encoding: &'static Encoding,
    n_rows: usize,
}

/// Bytes of such rows that are looked at.
const MAX_LOOKED_AT: usize = 1 << 20;

impl RowEncoding {
    /// What the user says, else what their letters make likely. Linear.
    pub(crate) fn of<'r>(rows: impl Iterator<Item = &'r [u8]>, said: Option<TextEncoding>) -> RowEncoding {
        let (mut sample, mut n_rows) = (Vec::new(), 0);
        for row in rows.filter(|row| std::str::from_utf8(row).is_err()) {
            n_rows += 1;
            if sample.len() < MAX_LOOKED_AT {
                sample.extend_from_slice(&row[..row.len().min(MAX_LOOKED_AT)]);
                sample.push(b'\n');
            }
        }
        let told = || if sample.is_empty() || is_nearly_utf_8(&sample) { UTF_8 } else { guessed(&sample) };
        RowEncoding { encoding: said.map_or_else(told, |said| said.0), n_rows }
    }

    /// The text of a row.
    pub(crate) fn row<'r>(&self, row: &'r [u8]) -> Cow<'r, str> {
        std::str::from_utf8(row).map_or_else(|_| decoded(self.encoding, row).text, Cow::Borrowed)
    }

    /// What is to be said of it.
    pub(crate) fn note(&self) -> Option<String> {
        let noun = if self.n_rows == 1 { "row is" } else { "rows are" };
        let how = if self.encoding == UTF_8 {
            String::from("wrong places are shown as \u{fffd}")
        } else {
            format!("read as {}", self.encoding.name())
        };
        (self.n_rows > 0).then(|| format!("{} {noun} not UTF-8: {how}; save the file as UTF-8 where it comes from", self.n_rows))
    }
}

fn decoded<'b>(encoding: &'static Encoding, bytes: &'b [u8]) -> Decoded<'b> {
    let (text, has_errors) = encoding.decode_without_bom_handling(bytes);
    let n_replaced = if has_errors { text.matches('\u{fffd}').count() } else { 0 };
    Decoded { text, encoding: encoding.name(), n_replaced, n_mended: 0 }
}

/// Whether an encoding has the letters of one group of languages that are written in Latin letters, and is not the Western one.
fn is_latin(encoding: &'static Encoding) -> bool {
    [
        WINDOWS_1250,
        WINDOWS_1254,
        WINDOWS_1257,
        WINDOWS_1258,
        ISO_8859_2,
        ISO_8859_3,
        ISO_8859_4,
        ISO_8859_10,
        ISO_8859_13,
        ISO_8859_14,
        ISO_8859_16,
    ]
    .contains(&encoding)
}

/// Whether as many words have letters outside ASCII as in any language that such an encoding is for. A pound sign here and there is a letter there.
fn has_many_letters(bytes: &[u8], encoding: &'static Encoding) -> bool {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let has_letter = |word: &&str| !word.is_ascii() && word.chars().any(|letter| !letter.is_ascii() && letter.is_alphabetic());
    let (n_words, n_marked) = (text.split_whitespace().count(), text.split_whitespace().filter(has_letter).count());
    n_marked as f64 >= MIN_MARKED * n_words as f64
}

/// The text, unless it holds a NUL; `place` tells from the text before it where that stands in the bytes.
fn without_nul<'b>(decoded: Decoded<'b>, place: impl Fn(&str) -> usize) -> Result<Decoded<'b>, usize> {
    match memchr(0, decoded.text.as_bytes()) {
        Some(at) => Err(place(&decoded.text[..at])),
        None => Ok(decoded),
    }
}

/// UTF-32 with its mark. The little one begins like that of UTF-16, behind which no text has a NUL.
fn utf_32(bytes: &[u8]) -> Option<Decoded<'static>> {
    let (encoding, number): (_, fn([u8; 4]) -> u32) = match bytes {
        [0xff, 0xfe, 0, 0, ..] => ("UTF-32LE", u32::from_le_bytes),
        [0, 0, 0xfe, 0xff, ..] => ("UTF-32BE", u32::from_be_bytes),
        _ => return None,
    };
    let quads = bytes[4..].chunks(4).map(|quad| quad.try_into().ok().and_then(|quad| char::from_u32(number(quad))));
    let n_replaced = quads.clone().filter(Option::is_none).count();
    let text: String = quads.map(|letter| letter.unwrap_or('\u{fffd}')).collect();
    Some(Decoded { text: text.into(), encoding, n_replaced, n_mended: 0 })
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
