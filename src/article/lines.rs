//! Lines: where one ends, whatever system wrote it.
//!
//! In: a text. Out: its lines, each with its line end: LF, CR, both, VT, FF, NEL (U+0085), and the line and paragraph separators (U+2028,
//! U+2029). What a line holds is not known here.

use memchr::memchr;

/// How many bytes the line end at the start of `bytes` takes, 0 if there is none.
pub(super) fn line_end(bytes: &[u8]) -> usize {
    match bytes[0] {
        0x20..=0x7f => 0,
        b'\r' if bytes.get(1) == Some(&b'\n') => 2,
        b'\n' | b'\r' | 0x0b | 0x0c => 1,
        0xc2 if bytes.get(1) == Some(&0x85) => 2,
        0xe2 if bytes.len() > 2 && bytes[1] == 0x80 && matches!(bytes[2], 0xa8 | 0xa9) => 3,
        _ => 0,
    }
}

/// Whether a character ends a line, or is half of what does.
pub(crate) fn is_line_end(c: char) -> bool {
    matches!(c, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether a text has other line ends than LF, alone or behind CR. Nearly free.
pub(super) fn has_rare_ends(text: &str) -> bool {
    let has_control = holds_any(text, |byte| matches!(byte, b'\r' | 0x0b | 0x0c)) && has_lone_control(text);
    // The last bytes of the others.
    let may_be_other = || holds_any(text, |byte| matches!(byte, 0x85 | 0xa8 | 0xa9));
    has_control || may_be_other() && ['\u{85}', '\u{2028}', '\u{2029}'].iter().any(|end| text.contains(*end))
}

/// Whether a byte of a kind stands in a text. Without a branch for each byte, so that compilers look at many at once.
pub(crate) fn holds_any(text: impl AsRef<[u8]>, is_of_kind: impl Fn(u8) -> bool) -> bool {
    text.as_ref().chunks(256).any(|chunk| chunk.iter().fold(false, |any, byte| any | is_of_kind(*byte)))
}

/// How many bytes may be passed over that hold none of a kind, found in the same way: the first one stands among the next thirty-two.
pub(crate) fn n_without(bytes: &[u8], is_of_kind: impl Fn(u8) -> bool) -> usize {
    let (chunks, _) = bytes.as_chunks::<32>();
    let holds = |chunk: &[u8; 32]| chunk.iter().fold(false, |any, byte| any | is_of_kind(*byte));
    chunks.iter().position(holds).unwrap_or(chunks.len()) * 32
}

fn has_lone_control(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.iter().zip(1..).any(|(byte, next)| matches!(byte, 0x0b | 0x0c) || *byte == b'\r' && bytes.get(next) != Some(&b'\n'))
}

/// The lines of a text in order, each with its line end; none is empty. Linear.
pub(super) fn lines(text: &str) -> impl Iterator<Item = &str> {
    let has_rare = has_rare_ends(text);
    let mut left = text;
    std::iter::from_fn(move || {
        if left.is_empty() {
            return None;
        }
        let length = if has_rare { rare_length(left) } else { memchr(b'\n', left.as_bytes()).map_or(left.len(), |at| at + 1) };
        let (line, rest) = left.split_at(length);
        left = rest;
        Some(line)
    })
}

fn rare_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    (0..bytes.len()).find_map(|at| Some(line_end(&bytes[at..])).filter(|width| *width > 0).map(|width| at + width)).unwrap_or(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_is_found_wherever_it_stands() {
        for n in 0..100 {
            for at in 0..n {
                let mut bytes = vec![b'a'; n];
                bytes[at..].fill(b'.');
                let passed = n_without(&bytes, |byte| byte == b'.');
                assert!(passed <= at && at < passed + 32, "{n}");
                assert_eq!(n_without(&bytes[..at], |byte| byte == b'.'), at / 32 * 32, "{n}");
            }
        }
    }

    #[test]
    fn every_line_end() {
        for end in ["\n", "\r\n", "\r", "\u{b}", "\u{c}", "\u{85}", "\u{2028}", "\u{2029}"] {
            let text = format!("Tide “high”{end}{end}at noon{end}");
            let shown: Vec<&str> = lines(&text).collect();
            assert_eq!(shown, [&format!("Tide “high”{end}"), end, &format!("at noon{end}")], "{end:?}");
            assert_eq!(has_rare_ends(&text), !end.ends_with('\n'), "{end:?}");
        }
        assert_eq!(lines("").count(), 0);
        assert_eq!(lines("no end").collect::<Vec<_>>(), ["no end"]);
        assert!(!has_rare_ends("café – “x”\r\n"));
    }
}
