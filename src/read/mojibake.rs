//! Letters of UTF-8 that were once read as windows-1252 and saved again: `cafÃ©` for `café`.
//!
//! In: decoded text. Out: the text with such letters mended, and how many were; nothing where there are none. Only sequences are mended that are UTF-8
//! byte by byte, and none unless a text has two that no sound text has: a capital with an accent before a no-break space or a closing quotation mark is a
//! sequence, too (`CAFÉ »`).

use crate::article::holds_any;
use encoding_rs::WINDOWS_1252;
use std::borrow::Cow;

/// So many that are sure, or none is mended.
const FEW: usize = 2;
/// What may stand behind a letter in a sound text, and so proves nothing.
const BEHIND_LETTERS: &[char] =
    &['\u{a0}', '»', '«', '’', '‘', '”', '“', '„', '‚', '›', '‹', '–', '—', '…', '•', '°', '·', '®', '™', '\u{ad}'];
/// First bytes of the letters that Western, Greek and Russian texts have most, and of their marks.
const USUAL_LEADS: &[u8] = &[0xc2, 0xc3, 0xc4, 0xc5, 0xce, 0xcf, 0xd0, 0xd1, 0xe2];

/// The text mended, and how many letters were.
pub(super) fn mended(text: &str) -> Option<(String, usize)> {
    // Every letter of two or three bytes begins with one of these; those of four with `ð`.
    let may_be = |start: char| matches!(start, '\u{c2}'..='\u{f4}');
    // All of them begin with this byte.
    if !holds_any(text, |byte| byte == 0xc3) || !text.contains(may_be) {
        return None;
    }
    let mut mended = String::with_capacity(text.len());
    let (mut n_mended, mut n_sure, mut rest) = (0, 0, text);
    while let Some(at) = rest.find(may_be) {
        mended.push_str(&rest[..at]);
        rest = &rest[at..];
        match letter(rest) {
            Some(found) => {
                mended.push(found.letter);
                n_mended += 1;
                n_sure += usize::from(found.is_sure);
                rest = &rest[found.length..];
            }
            None => {
                let first = rest.chars().next().map_or(1, char::len_utf8);
                mended.push_str(&rest[..first]);
                rest = &rest[first..];
            }
        }
    }
    mended.push_str(rest);
    (n_sure >= FEW).then_some((mended, n_mended))
}

/// What the beginning of a text once was.
struct Found {
    letter: char,
    /// Bytes that it takes now.
    length: usize,
    /// Whether no sound text has it.
    is_sure: bool,
}

fn letter(text: &str) -> Option<Found> {
    let lead = byte(text.chars().next()?)?;
    let wanted = match lead {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return None,
    };
    let (mut bytes, mut length) = (Vec::with_capacity(wanted), 0);
    for (place, here) in text.chars().take(wanted).enumerate() {
        // The last byte of a closing quotation mark has no letter in windows-1252 and may be lost.
        let is_lost = here == '\u{fffd}' && place == 2 && bytes == [0xe2, 0x80];
        bytes.push(if is_lost { 0x9d } else { byte(here)? });
        length += here.len_utf8();
    }
    let letter = std::str::from_utf8(&bytes).ok()?.chars().next()?;
    let is_sure = !text.chars().take(wanted).skip(1).all(|behind| BEHIND_LETTERS.contains(&behind));
    let is_usual = USUAL_LEADS.contains(&lead);
    (bytes.len() == wanted && (is_sure || is_usual)).then_some(Found { letter, length, is_sure })
}

/// The byte that a letter is in windows-1252.
fn byte(letter: char) -> Option<u8> {
    if letter.is_ascii() {
        return None;
    }
    let mut buffer = [0; 4];
    match WINDOWS_1252.encode(letter.encode_utf8(&mut buffer)) {
        (Cow::Owned(bytes), _, false) if bytes.len() == 1 => Some(bytes[0]),
        (Cow::Borrowed(bytes), _, false) if bytes.len() == 1 => Some(bytes[0]),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_mended_and_meant_ones_stay() {
        let told = "“Le café était fermé”, dit-elle – à l’aube.";
        let (broken, _, _) = WINDOWS_1252.encode(told);
        assert!(!broken.is_empty());
        let broken: String = told.bytes().map(|byte| WINDOWS_1252.decode_without_bom_handling(&[byte]).0.into_owned()).collect();
        let (text, n) = mended(&broken).expect("mended");
        assert_eq!((text.as_str(), n), (told, told.chars().filter(|letter| !letter.is_ascii()).count()));
        assert_eq!(mended(told), None);
        for sound in ["« LE CAFÉ » et « LE CANAPÉ »", "LE CAFÉ\u{a0}! LE CANAPÉ\u{a0}?", "„SEÜ“ und „BOÖ“, SEÜ– BOÖ…", "Ü°, Ö°"]
        {
            assert_eq!(mended(sound), None, "{sound}");
        }
        assert_eq!(mended("São Paulo, Übersee, ÅÄÖ: Ã© stood there once."), None);
    }
}
