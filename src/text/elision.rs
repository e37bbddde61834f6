//! Elided articles and pronouns of French that a blank or a line end parts from their word: `l eau`, `l'` and `eau` on two lines.
//!
//! In: a word of a text. Out: whether it is elided and its word stands behind the gap; the two are one word then, as in `l'eau`. An
//! elision without any gap is one word by the rules of Unicode.

use super::fold::{is_accent_for_apostrophe, key};
use super::keys::KeyMap;
use crate::article::is_line_end;
use crate::lexicon::{Entries, List, list, list_of};
use crate::span::Span;
use std::sync::LazyLock;

/// The gap has no more bytes than this: a line end with the indent of the next line.
const LONGEST_GAP: usize = 24;
/// Bytes from the beginning of a text that tell its language.
const SAMPLE: usize = 4000;
/// A text with fewer function words of French than this is not known to be French.
const FEWEST_WORDS: usize = 2;

/// Whether a word may be elided, by its length and its last letters: nearly no word of other languages may.
pub(super) fn may_be(word: &[u8]) -> bool {
    match word {
        [letter] => letter.is_ascii_alphabetic() && !b"aeiouyAEIOUY".contains(letter),
        [.., b'q' | b'Q', b'u' | b'U'] => true,
        _ => false,
    }
}

/// Whether the word at `span` is elided before a vowel behind an apostrophe and a gap, or behind a gap alone.
pub(super) fn goes_on(text: &str, span: Span) -> bool {
    let rest = &text[span.end as usize..];
    let behind = rest.strip_prefix(|c| matches!(c, '\'' | '’' | 'ʼ') || is_accent_for_apostrophe(c));
    let gap = behind.unwrap_or(rest);
    let inside = gap.trim_start_matches(is_gap);
    let width = gap.len() - inside.len();
    let is_vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' | 'à'..='æ' | 'è'..='ï' | 'ò'..='ü' | 'œ');
    if width == 0 || width > LONGEST_GAP || !inside.chars().next().is_some_and(|c| c.to_lowercase().any(is_vowel)) {
        return false;
    }
    // A word does not go on over a blank line.
    let gap = &gap[..width];
    if gap.chars().filter(|c| is_line_end(*c)).count() - gap.matches("\r\n").count() > 1 {
        return false;
    }
    let word = span.of(text);
    // "Plan C est": a capital is elided where a sentence begins, or before capitals.
    let may_be_capital = || {
        let before = text[..span.start as usize].trim_end().chars().next_back();
        behind.is_some() || inside.starts_with(char::is_uppercase) || before.is_none_or(|c| matches!(c, '.' | '!' | '?' | '«' | '“' | '"'))
    };
    list(List::Elisions).contains(&word.to_lowercase()) && (word.starts_with(char::is_lowercase) || may_be_capital())
}

/// Blanks and line ends that may part the two.
pub(super) fn is_gap(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}') || is_line_end(c)
}

/// Whether a text is in a language that elides: more of its first words are function words of French than of English or German.
pub(super) fn elides(text: &str) -> bool {
    let mut end = text.len().min(SAMPLE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    // The lists that each function word stands in, a bit for each.
    static LISTED: LazyLock<KeyMap<u8>> = LazyLock::new(|| {
        let mut listed = KeyMap::default();
        for (tag, bit) in ["fr", "en", "de"].into_iter().zip(0..) {
            for word in list_of(tag, List::StopWords).into_iter().flat_map(Entries::iter) {
                *listed.entry(key(word)).or_default() |= 1 << bit;
            }
        }
        listed
    });
    let (mut known, mut form) = ([0; 3], String::new());
    for word in text[..end].split_whitespace() {
        form.clear();
        form.extend(word.chars().flat_map(char::to_lowercase));
        let lists = LISTED.get(&key(&form)).copied().unwrap_or(0);
        for (bit, n) in known.iter_mut().enumerate() {
            *n += usize::from(lists >> bit & 1);
        }
    }
    let [french, others @ ..] = known;
    french >= FEWEST_WORDS && others.iter().all(|other| french > *other)
}

#[cfg(test)]
mod tests {
    use crate::text::tokens::{TokenKind, tokens};

    fn keys(text: &str) -> Vec<u64> {
        tokens(text).iter().filter(|token| token.kind == TokenKind::Word).map(|token| token.key).collect()
    }

    #[test]
    fn an_elision_is_one_word_whatever_parts_it() {
        let text = "Le gardien dit qu'il n'a pas vu l'eau du port d'Ormes. L'homme s'est tu.";
        for anew in [
            text.replace('\'', "’"),
            text.replace('\'', " "),
            text.replace('\'', "'\n"),
            text.replace('\'', "’\r\n   "),
            text.replace('\'', "´"),
            text.replace("l'eau", "l\neau"),
            text.to_uppercase().replace('\'', " "),
        ] {
            assert_eq!(keys(text), keys(&anew), "{anew}");
        }
        assert_eq!(tokens("Le port et l eau de la mer").len(), 7);
    }

    #[test]
    fn single_letters_of_other_texts_are_words() {
        for text in ["Take vitamin d if you can, and t is time.", "Le plan C est bon et il a un prix.", "Wir gehen d ort auf die s eite."] {
            let spaced: usize = text.split_whitespace().count();
            assert_eq!(keys(text).len(), spaced, "{text}");
        }
    }
}
