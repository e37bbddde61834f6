//! Letters that readers of a writing take for the same.
//!
//! In: letters in lower case, composed. Out: one form for each: Greek without accents and with one sigma (as its capitals have it), one i for
//! Turkish, one form of alef, yeh, kaf and heh in Arabic writing and no vowel marks, е for ё and no stress on Cyrillic vowels, a comma below for the cedilla, the
//! Vietnamese tone mark on one vowel, anusvara for the nasal of its row and for candrabindu, ligatures apart, digits by their value. For keys only: the
//! text is shown as it stands.

use unicode_normalization::char::{compose, decompose_canonical};

/// A Greek letter without its accents, and е for ё; any other as it is.
pub(super) fn bare(c: char) -> char {
    match c {
        'ё' => 'е',
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => {
            let mut base = None;
            decompose_canonical(c, |part| base = base.or(Some(part)));
            base.filter(|base| *base != 'ς').unwrap_or(c)
        }
        _ => c,
    }
}

/// Appends a letter in its one form; `start` is where its word begins in `out`.
pub(super) fn push(c: char, start: usize, out: &mut String) {
    match c {
        '\0'..='~' => out.push(c),
        // Vowel marks, tatweel and loose hamza: written or left out as a house likes.
        '\u{640}' | '\u{64b}'..='\u{655}' | '\u{670}' => {}
        'ß' => out.push_str("ss"),
        'æ' => out.push_str("ae"),
        'œ' => out.push_str("oe"),
        'ı' => out.push('i'),
        'ς' => out.push('σ'),
        'ё' => out.push('е'),
        'ş' => out.push('ș'),
        'ţ' => out.push('ț'),
        'آ' | 'أ' | 'إ' | 'ٱ' => out.push('ا'),
        'ى' | 'ی' => out.push('ي'),
        'ک' => out.push('ك'),
        'ة' | 'ہ' | 'ۀ' | 'ە' => out.push('ه'),
        // Candrabindu, which many houses print as anusvara.
        'ँ' => out.push('\u{902}'),
        '٫' => out.push('.'),
        '٬' => out.push(','),
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => out.push(bare(c)),
        '\u{300}'..='\u{36f}' if out[start..].ends_with(|last| matches!(last, 'α'..='ω')) => {}
        // Where the stress of a Russian word lies, as dictionaries write it.
        '\u{301}' if out[start..].ends_with(['а', 'е', 'и', 'о', 'у', 'ы', 'э', 'ю', 'я']) => {}
        _ => out.push(digit(c).unwrap_or(c)),
    }
}

/// What only the whole word shows: Vietnamese tone marks and Indic nasals.
pub(super) fn settle(start: usize, out: &mut String) {
    let word = &out[start..];
    if word.contains('\u{94d}') {
        settle_nasals(start, out);
    } else if let Some(moved) = moved_tone(word) {
        out.truncate(start);
        out.push_str(&moved);
    }
}

/// `hòa` is `hoà`: at the end of a word the tone of oa, oe and uy stands on the second vowel.
fn moved_tone(word: &str) -> Option<String> {
    let mut letters = word.char_indices().rev();
    let (_, second) = letters.next().filter(|(_, c)| matches!(c, 'a' | 'e' | 'y'))?;
    let (at, first) = letters.next().filter(|(_, c)| !c.is_ascii())?;
    let (mut base, mut tone) = (None, None);
    decompose_canonical(first, |part| if base.is_none() { base = Some(part) } else { tone = Some(part) });
    let pair = matches!((base?, second), ('o', 'a' | 'e') | ('u', 'y'));
    let tone = tone.filter(|tone| pair && matches!(tone, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}'))?;
    let mut moved = word[..at].to_string();
    moved.extend(base);
    moved.push(compose(second, tone)?);
    Some(moved)
}

/// `हिन्दी` is `हिंदी`: a nasal without a vowel before a consonant of its own row is an anusvara.
fn settle_nasals(start: usize, out: &mut String) {
    let word: Vec<char> = out[start..].chars().collect();
    out.truncate(start);
    let mut at = 0;
    while at < word.len() {
        let is_nasal = word.get(at + 1) == Some(&'\u{94d}')
            && word.get(at + 2).is_some_and(|next| match word[at] {
                'ङ' => ('क'..='घ').contains(next),
                'ञ' => ('च'..='झ').contains(next),
                'ण' => ('ट'..='ढ').contains(next),
                'न' => ('त'..='ध').contains(next),
                'म' => ('प'..='भ').contains(next),
                _ => false,
            });
        out.push(if is_nasal { '\u{902}' } else { word[at] });
        at += if is_nasal { 2 } else { 1 };
    }
}

/// The zeros of the scripts that have digits of their own; nine digits follow each.
const ZEROS: [u32; 43] = [
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0, 0xf20, 0x1040, 0x1090, 0x17e0,
    0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0,
    0x104a0, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x11c50, 0x16a60, 0x1e950,
];

fn digit(c: char) -> Option<char> {
    let code = u32::from(c);
    if !c.is_numeric() {
        return None;
    }
    let zero = ZEROS[..ZEROS.partition_point(|zero| *zero <= code)].last()?;
    char::from_digit(code - zero, 10)
}
