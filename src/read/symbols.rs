//! Signs of fonts that have signs in the places of letters.
//!
//! In: the code of a sign and the name of its font. Out: the same sign of Unicode. Only letters and signs of arithmetic and bullets are known: what else
//! such fonts have is decoration, and becomes nothing.

/// Greek letters in the places of `A` to `Z` and `a` to `z`.
const CAPITALS: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
const SMALL: &str = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";

/// The sign of a code; nothing for decoration.
pub(super) fn symbol(code: u32, font: &str) -> Option<char> {
    // Fonts of signs lie in a private area, 0xf000 above their codes.
    let is_private = (0xf000..=0xf0ff).contains(&code);
    let place = if is_private { code & 0xff } else { code };
    if !is_private && !is_symbol_font(font) {
        return char::from_u32(code).filter(|c| !c.is_control());
    }
    let letter = |letters: &str, first: u8| letters.chars().nth((place - u32::from(first)) as usize);
    if font.eq_ignore_ascii_case("symbol") || font.is_empty() {
        match place {
            0x41..=0x5a => return letter(CAPITALS, b'A'),
            0x61..=0x7a => return letter(SMALL, b'a'),
            0xa3 => return Some('≤'),
            0xb0 => return Some('°'),
            0xb1 => return Some('±'),
            0xb3 => return Some('≥'),
            0xb4 => return Some('×'),
            0xb9 => return Some('≠'),
            0x2d => return Some('−'),
            0xa0 => return Some('€'),
            0xbc => return Some('…'),
            0x20..=0x3f => return char::from_u32(place),
            _ => {}
        }
    }
    matches!(place, 0xb7 | 0xa7 | 0xd8 | 0x6c | 0x6e | 0x76).then_some('•')
}

/// Whether a font has signs in the places of letters.
pub(super) fn is_symbol_font(font: &str) -> bool {
    ["symbol", "wingdings", "webdings", "zapf dingbats", "zapfdingbats"].iter().any(|known| {
        font.get(..known.len()).is_some_and(|start| start.eq_ignore_ascii_case(known)) && !font.to_ascii_lowercase().starts_with("symbola")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_those_of_unicode() {
        let cases = [
            (0xf061, "Symbol", Some('α')),
            (0xf0b7, "Symbol", Some('•')),
            (0x2265, "Arial", Some('≥')),
            (0xf04a, "Wingdings", None),
            (0x57, "Symbol", Some('Ω')),
        ];
        for (code, font, wanted) in cases {
            assert_eq!(symbol(code, font), wanted, "{code:x} {font}");
        }
    }
}
