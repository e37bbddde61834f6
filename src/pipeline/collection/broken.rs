//! Text whose encoding is broken.
//!
//! In: text. Out: whether it shows that bytes were read in the wrong encoding somewhere on its way: replacement characters, or the bytes of
//! UTF-8 read as Windows-1252 (`â€œ` for a quotation mark, `Ã©` for an accented letter). It is never mended here.

/// What bytes 0x80 to 0x9f are in Windows-1252; a zero where they are not assigned.
const WINDOWS_1252: [u32; 32] = [
    0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0, 0, 0x2018, 0x2019,
    0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178,
];
/// Characters in a row that bytes read as Windows-1252 must make up before they tell by themselves: a word of another script. Fewer may be
/// a letter before two signs, as in `é”—`.
const WORD: usize = 3;

/// Whether a text shows a broken encoding. Linear; plain ASCII costs nothing.
pub(super) fn is_broken(text: &str) -> bool {
    if text.is_ascii() {
        return false;
    }
    let (mut bytes, mut before, mut last): (Vec<u8>, char, char) = (Vec::new(), ' ', ' ');
    for c in text.chars().chain(std::iter::once(' ')) {
        if c == '\u{fffd}' {
            return true;
        }
        match byte(c).filter(|byte| !byte.is_ascii()) {
            Some(byte) => {
                if bytes.is_empty() {
                    before = last;
                }
                bytes.push(byte);
            }
            None => {
                if is_utf8_misread(&bytes, before, last) {
                    return true;
                }
                bytes.clear();
            }
        }
        last = c;
    }
    false
}

/// Whether a run of bytes that were read as Windows-1252 was UTF-8; `before` is the character before it and `last` its last.
fn is_utf8_misread(bytes: &[u8], before: char, last: char) -> bool {
    if bytes.len() < 2 {
        return false;
    }
    let Ok(meant) = std::str::from_utf8(bytes) else { return false };
    match bytes {
        // `“IRMÔ`: a capital and the mark that closes a quotation.
        [_, _] if before.is_uppercase() && "“”‘’»›…".contains(last) => false,
        // Signs and letters of western European languages, and the punctuation of all.
        [0xc2 | 0xc3, ..] | [0xe2, 0x80 | 0x82 | 0x84, ..] => true,
        _ => meant.chars().count() >= WORD,
    }
}

/// The byte that a character is in Windows-1252, or was if it was read as Latin-1.
fn byte(c: char) -> Option<u8> {
    let code = u32::from(c);
    match code {
        0..=0xff => u8::try_from(code).ok(),
        0x152..=0x2dc | 0x2013..=0x2122 => WINDOWS_1252.iter().position(|other| *other == code).map(|place| 0x80 + place as u8),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_read_in_the_wrong_encoding_are_seen() {
        for broken in
            ["the cafÃ© was shut", "â€œNot yet,â€ he said", "It\u{fffd}s late", "Ã¼ber Nacht", "theyâ€™re", "CAFÃ‰S", "Ð¡Ð»Ð¾Ð²Ð¾", "5 â‚¬"]
        {
            assert!(is_broken(broken), "{broken}");
        }
        for sound in [
            "the café was shut",
            "“Not yet,” he said — “no…”",
            "Müller & Söhne",
            "«Ça va», dit-il",
            "Жители",
            "naïve",
            "€ 5",
            "«LE CAFÉ»",
            "the sign said “MENÜ”",
            "“a café”—she said",
            "“IRMÔ",
            "„Čím níž“, řekl",
        ] {
            assert!(!is_broken(sound), "{sound}");
        }
    }
}
