//! Folding: what is the same word in another house style gets the same form.
//!
//! In: a word as it stands. Out: its folded form: NFKC, lower case, one apostrophe, nothing that nobody sees (`hidden`), letters as
//! the readers of each writing know them (`letters`), dotted abbreviations without their dots (U.S. = US), figures with their signs in one order.
//! Punctuation folds to one quotation mark, one dash and one ellipsis. Stemming is deliberately not done: it hurts verbatim reuse.
//! Capitals of Latin script keep their accents: only Greek drops them by rule, and `ETAT` for `État` is a matter of the house.

use super::elision::is_gap;
pub(super) use super::hidden::is_invisible;
use super::scan::Made;
use super::short_hash::{of_first, of_short};
use super::{figures, hidden, letters};
use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use xxhash_rust::xxh3::xxh3_64_with_seed;

/// Seed of every stable hash; part of the format of anything stored.
pub(crate) const HASH_SEED: u64 = 0x636f_7079_6465_736b;

/// The stable key of a folded form.
pub(crate) fn key(form: &str) -> u64 {
    hashed(form.as_bytes(), 0)
}

/// The hash of some bytes, of short ones with `bits` set in each; longer ones must have them.
#[inline]
fn hashed(bytes: &[u8], bits: u8) -> u64 {
    of_short(bytes, bits, HASH_SEED).unwrap_or_else(|| xxh3_64_with_seed(bytes, HASH_SEED))
}

/// This bit tells small letters of ASCII from capitals.
const SMALL: u8 = 0x20;

/// Number of the meaning of word keys: files that hold keys of another meaning are of no use.
pub const KEYS_VERSION: u32 = 4;

/// The key of a word's folded form; `form` is working space. `made` says what the word is made of, `defaced` what
/// [`hidden::is_defaced`] says of its text.
#[inline]
pub(super) fn word_key(word: &str, made: Made, defaced: bool, form: &mut String) -> u64 {
    const SHORT: usize = 32;
    let bytes = word.as_bytes();
    if made == Made::Letters {
        return hashed(bytes, SMALL);
    }
    if made == Made::Any || bytes.len() > SHORT || has_marks(bytes) {
        form.clear();
        fold_word(word, defaced, form);
        return key(form);
    }
    let mut small = [0_u8; SHORT];
    let small = &mut small[..bytes.len()];
    small.copy_from_slice(bytes);
    small.make_ascii_lowercase();
    let mut length = small.len();
    // Only an abbreviation has a dot as its second letter.
    if small.get(1) == Some(&b'.') && is_dotted_abbreviation(word) {
        length = 0;
        for at in 0..small.len() {
            if small[at] != b'.' {
                small[length] = small[at];
                length += 1;
            }
        }
    }
    hashed(&small[..length], 0)
}

/// The key of the `n` letters of ASCII that begin at a place of a text, as [`word_key`] gives it: what stands behind them is read, too, so that short words
/// need no branch.
#[inline]
pub(super) fn letters_key(text: &[u8], start: usize, n: usize) -> u64 {
    match text.get(start..).and_then(|rest| rest.first_chunk()) {
        Some(eight) if n <= eight.len() => of_first(*eight, n, SMALL, HASH_SEED),
        _ => hashed(&text[start..start + n], SMALL),
    }
}

/// Appends the folded form of a token to `out`; its key.
pub(super) fn fold_and_key(word: &str, made: Made, defaced: bool, out: &mut String) -> u64 {
    let start = out.len();
    if made == Made::Letters {
        out.push_str(word);
        out[start..].make_ascii_lowercase();
    } else {
        fold_any(word, made, defaced, out);
    }
    key(&out[start..])
}

/// Whether a word is folded when its capitals are small.
pub(super) fn is_folded_by_case(word: &str, made: Made) -> bool {
    let bytes = word.as_bytes();
    // Only an abbreviation has a dot as its second letter.
    made == Made::Letters || made == Made::Ascii && !has_marks(bytes) && bytes.get(1) != Some(&b'.')
}

/// The key of a word that nobody defaced.
pub(crate) fn key_of_word(word: &str) -> u64 {
    word_key(word, Made::Any, false, &mut String::new())
}

/// Whether a word may be a figure with signs, an address, or have an accent for its apostrophe: all that short words of ASCII rarely are.
fn has_marks(bytes: &[u8]) -> bool {
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return false };
    !first.is_ascii_alphanumeric()
        || !(last.is_ascii_alphanumeric() || *last == b'.')
        || bytes.iter().any(|byte| matches!(byte, b'`' | b'@' | b'/' | b':'))
        || bytes.len() > 4 && bytes[3] == b'.' && bytes[..3].eq_ignore_ascii_case(b"www")
}

/// Appends the folded form of `word` to `out`, as [`fold_word`] does; quicker for words of ASCII without marks.
fn fold_any(word: &str, made: Made, defaced: bool, out: &mut String) {
    if !is_folded_by_case(word, made) {
        return fold_word(word, defaced, out);
    }
    let start = out.len();
    out.push_str(word);
    out[start..].make_ascii_lowercase();
}

/// Appends the folded form of `word` to `out`.
///
/// NFKC can grow a text elevenfold; a word whose form would pass 64 bytes more than four times its length is cut there.
pub(crate) fn fold_word(word: &str, defaced: bool, out: &mut String) {
    if word.is_ascii() || !fold_usual(word, out) {
        fold_with_tables(word, defaced, out);
    }
}

/// Appends the folded form of a word of usual letters of Latin, Cyrillic, Arabic or Devanagari writing, which are composed already and
/// have a small form by rule or none. Whether it is one; else nothing is appended.
fn fold_usual(word: &str, out: &mut String) -> bool {
    let start = out.len();
    let (mut is_latin, mut is_cyrillic) = (false, false);
    for c in word.chars() {
        let small = match c {
            'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' | 'А'..='Я' => char::from_u32(c as u32 + 0x20).unwrap_or(c),
            'a'..='z' | 'ß'..='ö' | 'ø'..='ÿ' | 'а'..='я' => c,
            // Letters without the marks that are put on others.
            '\u{621}'..='\u{63a}' | '\u{641}'..='\u{64a}' => c,
            '\u{901}'..='\u{903}' | '\u{905}'..='\u{939}' | '\u{93e}'..='\u{94d}' => c,
            _ => {
                out.truncate(start);
                return false;
            }
        };
        is_latin |= small.is_ascii();
        is_cyrillic |= matches!(small, 'а'..='я');
        letters::push(small, start, out);
    }
    if is_latin && is_cyrillic {
        out.truncate(start);
        return false;
    }
    letters::settle(start, out);
    true
}

/// The same as [`fold_word`] for any word.
pub(super) fn fold_with_tables(word: &str, defaced: bool, out: &mut String) {
    if figures::has_sign(word) {
        let (head, body, unit) = figures::split_signs(word);
        out.push_str(&head);
        fold_letters(body, defaced, out);
        out.extend(unit);
    } else {
        fold_letters(word, defaced, out);
    }
}

fn fold_letters(word: &str, defaced: bool, out: &mut String) {
    let start = out.len();
    if word.contains(is_gap) {
        return fold_letters(&undivided(word), defaced, out);
    }
    if word.is_ascii() {
        out.extend(word.chars().map(|c| if c == '`' { '\'' } else { c.to_ascii_lowercase() }));
    } else {
        let budget = start + word.len() * 4 + 64;
        let mixed = mixes_scripts(word);
        let seen = hidden::visible(word, defaced).map(|c| if is_accent_for_apostrophe(c) { '\'' } else { c });
        for c in seen.nfkc().flat_map(char::to_lowercase) {
            if out.len() > budget {
                break;
            }
            match c {
                // A ligature of several words is one.
                _ if is_invisible(c) || hidden::is_foreign(c) || c.is_whitespace() => {}
                '’' | '‘' | 'ʼ' | '＇' => out.push('\''),
                _ if is_dash(c) => out.push('-'),
                '\u{307}' if out[start..].ends_with('i') => {}
                _ => letters::push(if mixed { latin_twin(letters::bare(c)) } else { c }, start, out),
            }
        }
        // What was left out may have stood between a letter and its accent.
        if is_nfc_quick(out[start..].chars()) != IsNormalized::Yes {
            let composed: String = out[start..].nfc().collect();
            out.truncate(start);
            out.push_str(&composed);
        }
        letters::settle(start, out);
    }
    drop_abbreviation_dots(start, out);
}

/// A word in small letters. Most are so.
pub(super) fn small(word: &str) -> Cow<'_, str> {
    let is_small = word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if is_small { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) }
}

/// Accents and primes that typists take for an apostrophe: O´Brien, O`Brien, O′Brien.
pub(super) fn is_accent_for_apostrophe(c: char) -> bool {
    matches!(c, '´' | '`' | '′' | '‛' | 'ʹ' | 'ʻ' | 'ʽ' | 'ˊ' | 'ˋ' | '｀')
}

/// A word that is divided at a line end, without the hyphen and the blanks there; an elision with an apostrophe for its gap.
fn undivided(word: &str) -> String {
    let mut pieces = word.split(char::is_whitespace).filter(|piece| !piece.is_empty());
    let first = pieces.next().unwrap_or("");
    let mut whole = String::with_capacity(word.len());
    if first.ends_with(['-', '\u{2010}', '\u{ad}']) {
        whole.push_str(first.strip_suffix(['-', '\u{2010}']).unwrap_or(first));
    } else {
        whole.push_str(first.trim_end_matches(|c: char| is_quote(c) || is_accent_for_apostrophe(c)));
        whole.push('\'');
    }
    whole.extend(pieces.map(|piece| piece.strip_suffix(['-', '\u{2010}']).unwrap_or(piece)));
    whole
}

/// The folded form of a punctuation token.
pub(crate) fn fold_punctuation(mark: &str) -> &str {
    let Some(first) = mark.chars().next() else { return mark };
    match first {
        _ if is_quote(first) || mark == "''" || mark == "``" => "\"",
        _ if is_dash(first) => "-",
        '…' => "…",
        '.' if mark.len() > 1 => "…",
        '[' | '{' | '（' | '［' => "(",
        ']' | '}' | '）' | '］' => ")",
        '，' | '،' | '、' => ",",
        '；' | '؛' => ";",
        '：' => ":",
        '？' | '؟' => "?",
        '！' => "!",
        '。' => ".",
        _ => mark,
    }
}

/// Quotation marks and apostrophes of every style.
pub(crate) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '`' | '´' | '«' | '»' | '‹' | '›' | '「' | '」' | '『' | '』' | '＂' | '＇' | '\u{2018}'..='\u{201f}')
}

/// Hyphens and dashes of every length.
pub(crate) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '−' | '﹘' | '﹣' | '－')
}

/// Whether Latin letters stand together with Cyrillic or Greek ones: a disguise, not a language.
pub(crate) fn mixes_scripts(word: &str) -> bool {
    let latin = word.chars().any(|c| c.is_ascii_alphabetic());
    latin && word.chars().any(|c| matches!(c, '\u{370}'..='\u{3ff}' | '\u{400}'..='\u{4ff}' | '\u{1f00}'..='\u{1fff}'))
}

/// The Latin letter that a Cyrillic or Greek one looks like (lower case), for words of mixed script only.
fn latin_twin(c: char) -> char {
    match c {
        'а' | 'α' => 'a',
        'в' => 'b',
        'с' | 'ϲ' => 'c',
        'ԁ' => 'd',
        'е' | 'є' | 'ε' => 'e',
        'һ' | 'н' => 'h',
        'і' | 'ι' => 'i',
        'ј' | 'ϳ' => 'j',
        'к' | 'κ' => 'k',
        'м' => 'm',
        'п' | 'η' => 'n',
        'о' | 'ο' => 'o',
        'р' | 'ρ' => 'p',
        'ԛ' => 'q',
        'ѕ' => 's',
        'т' | 'τ' => 't',
        'υ' => 'u',
        'ν' => 'v',
        'ԝ' => 'w',
        'х' | 'χ' => 'x',
        'у' | 'γ' => 'y',
        _ => c,
    }
}

/// `u.s` becomes `us`, `a.m` becomes `am`; `reuters.com` and `3.5` stay.
fn drop_abbreviation_dots(start: usize, out: &mut String) {
    if out.as_bytes()[start..].contains(&b'.') && is_dotted_abbreviation(&out[start..]) {
        let bare: String = out[start..].chars().filter(|c| *c != '.').collect();
        out.truncate(start);
        out.push_str(&bare);
    }
}

/// Single letters with a dot between each two, perhaps with a closing dot or a possessive: `U.S`, `U.N.'s`.
pub(crate) fn is_dotted_abbreviation(word: &str) -> bool {
    if !word.contains('.') {
        return false;
    }
    let stem = word.split(['\'', '’']).next().unwrap_or(word);
    let stem = stem.strip_suffix('.').unwrap_or(stem);
    stem.contains('.')
        && stem.split('.').all(|part| {
            let mut letters = part.chars();
            letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(word: &str) -> String {
        let mut out = String::from("before");
        fold_word(word, false, &mut out);
        out["before".len()..].to_string()
    }

    #[test]
    fn house_styles_fold_together() {
        for (word, form) in [
            ("U.S", "us"),
            ("U.N.'s", "un's"),
            ("a.m", "am"),
            ("Syria’s", "syria's"),
            ("sur\u{ad}render", "surrender"),
            ("cease\u{200b}fire", "ceasefire"),
            ("ＡＰ", "ap"),
            ("ﬁre", "fire"),
            ("STRASSE", "strasse"),
            ("Straße", "strasse"),
            ("İstanbul", "istanbul"),
            ("3.5", "3.5"),
            ("reuters.com", "reuters.com"),
            ("1,400", "1,400"),
            ("مُحَمَّد", "محمد"),
            ("сеasefire", "ceasefire"),
            ("Сирия", "сирия"),
            ("e\u{301}lan", "élan"),
            ("ΑΘΗΝΑΣ", "αθηνασ"),
            ("Αθήνας", "αθηνασ"),
            ("KIRIKKALE", "kirikkale"),
            ("Kırıkkale", "kirikkale"),
            ("أحمد", "احمد"),
            ("مدرسة", "مدرسه"),
            ("على", "علي"),
            ("کتاب", "كتاب"),
            ("Ёлка", "елка"),
            ("рабо\u{301}чие", "рабочие"),
            ("Iaşi", "iași"),
            ("hòa", "hoà"),
            ("हिन्दी", "हिंदी"),
            ("٣٫٥", "3.5"),
            ("१२", "12"),
            ("O´Brien", "o'brien"),
            ("O`Brien", "o'brien"),
            ("O′Brien", "o'brien"),
            ("oʻzbek", "o'zbek"),
            ("U.N.`s", "un's"),
            ("गाँव", "गांव"),
            ("cœur", "coeur"),
            ("w\u{332}o\u{335}rd", "word"),
            ("w\u{3164}o\u{1d173}rd", "word"),
        ] {
            assert_eq!(folded(word), form, "{word}");
        }
    }

    #[test]
    fn punctuation_folds() {
        for (mark, form) in [("“", "\""), ("«", "\""), ("—", "-"), ("--", "-"), ("...", "…"), ("،", ","), (".", "."), ("$", "$")] {
            assert_eq!(fold_punctuation(mark), form);
        }
    }

    #[test]
    fn growth_is_bounded() {
        let word = "\u{fdfa}".repeat(100);
        assert!(folded(&word).len() <= word.len() * 4 + 64 + 40);
    }
}
