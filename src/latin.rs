//! Where letters of ASCII end: eight bytes are looked at in one step, so that a word costs one branch and not one for each of its letters.
//!
//! In: bytes. Out: a place. Of the lower seven bits of a byte, the bit of small letters set, two additions tell by their highest bits whether it stands behind
//! what comes before `a`, and behind `z`; no addition carries into the next byte. A byte that is no ASCII has its highest bit set.

/// This bit tells small letters of ASCII from capitals.
const SMALL: u64 = 0x2020_2020_2020_2020;
const HIGHEST: u64 = 0x8080_8080_8080_8080;
/// What takes `a` to 128.
const FROM_A: u64 = 0x1f1f_1f1f_1f1f_1f1f;
/// What takes the sign behind `z` to 128.
const FROM_BEHIND_Z: u64 = 0x0505_0505_0505_0505;

/// The first place from `at` on at which no letter of ASCII stands. Linear in the letters.
#[inline]
pub(crate) fn letters_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(eight) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
        let eight = u64::from_le_bytes(*eight);
        let small = eight & !HIGHEST | SMALL;
        let letters = small.wrapping_add(FROM_A) & !small.wrapping_add(FROM_BEHIND_Z) & !eight & HIGHEST;
        if letters != HIGHEST {
            return at + (letters ^ HIGHEST).trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    while bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// The twin: one byte after the other.
        #[test]
        fn letters_end_where_the_first_other_sign_stands(text in "[ -~]{0,9}[a-zA-Z]{0,20}[\u{0}-\u{7f}äßÿ€一😀]{0,20}") {
            for at in 0..=text.len() {
                let letters = text.as_bytes()[at..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
                prop_assert_eq!(letters_end(text.as_bytes(), at), at + letters);
            }
        }
    }

    #[test]
    fn every_byte_is_told() {
        for byte in 0..=u8::MAX {
            for place in 0..8 {
                let mut bytes = [b'm'; 9];
                bytes[place] = byte;
                assert_eq!(letters_end(&bytes, 0), if byte.is_ascii_alphabetic() { 9 } else { place }, "{byte}");
            }
        }
    }
}
