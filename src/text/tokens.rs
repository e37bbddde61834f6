//! Tokens: words by UAX 29, and the punctuation between them.
//!
//! In: text. Out: [`Token`]s with span, folded form and key. White space is never a token, numbers stay whole (`1,400`),
//! dotted abbreviations keep their last dot (`U.S.`), other punctuation stands alone, save that `...` and `--` are one mark.
//! A word is a UAX 29 word with a letter or digit; where a script has no spaces, that is a character.

use super::fold;
use crate::span::Span;
use unicode_segmentation::UnicodeSegmentation;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TokenKind {
    /// Holds a letter or a digit.
    Word,
    /// Anything else that is not white space.
    Punctuation,
}

/// A word or a mark, with the stable key of its folded form: equal keys mean equal but for house style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands in the original text.
    pub span: Span,
    /// xxh3 of the folded form, fixed seed.
    pub key: u64,
    /// Word or punctuation.
    pub kind: TokenKind,
}

/// All tokens of a text in order. Linear.
///
/// ```
/// let text = "The U.S. said 1,400 “left” ...";
/// let words: Vec<_> = copydesk::text::tokens(text).iter().map(|t| t.span.of(text)).collect();
/// assert_eq!(words, ["The", "U.S.", "said", "1,400", "“", "left", "”", "..."]);
/// ```
pub fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut form = String::new();
    scan(text, |kind, span| {
        form.clear();
        let key = match kind {
            TokenKind::Word => {
                fold::fold_word(span.of(text), &mut form);
                fold::key(&form)
            }
            TokenKind::Punctuation => fold::key(fold::fold_punctuation(span.of(text))),
        };
        tokens.push(Token { span, key, kind });
    });
    tokens
}

/// Calls `found` for each token in order.
pub(super) fn scan(text: &str, mut found: impl FnMut(TokenKind, Span)) {
    let mut pieces = text.split_word_bound_indices().peekable();
    while let Some((start, piece)) = pieces.next() {
        if is_word(piece) {
            let mut end = start + piece.len();
            // A zero-width space splits a word for UAX 29 but not for a reader.
            while let Some((_, next)) = pieces.peek() {
                let rest = &text[end..];
                let joins = next.chars().all(fold::is_invisible)
                    && rest[next.len()..].chars().next().is_some_and(char::is_alphanumeric)
                    && !text[..end].ends_with(is_unspaced);
                if !joins {
                    break;
                }
                end += next.len();
                pieces.next();
                if let Some((_, word)) = pieces.next() {
                    end += word.len();
                }
            }
            let dots = abbreviation_tail(&text[start..end], &text[end..]);
            let whole = end + dots;
            while pieces.peek().is_some_and(|(at, _)| *at < whole) {
                pieces.next();
            }
            found(TokenKind::Word, Span::new(start, whole));
        } else if !piece.trim().is_empty() {
            let mut end = start + piece.len();
            if let Some(mark @ ('.' | '-' | '`' | '\'')) = piece.chars().next() {
                while pieces.peek().is_some_and(|(_, next)| next.starts_with(mark) && next.chars().all(|c| c == mark)) {
                    if let Some((_, next)) = pieces.next() {
                        end += next.len();
                    }
                }
            }
            if !piece.chars().all(fold::is_invisible) {
                found(TokenKind::Punctuation, Span::new(start, end));
            }
        }
    }
}

fn is_word(piece: &str) -> bool {
    piece.chars().any(char::is_alphanumeric)
}

/// Letters of scripts written without spaces: there a zero-width space does part words.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

/// How many bytes of `rest` belong to the dotted abbreviation `word`: its last dot, and a possessive behind it.
fn abbreviation_tail(word: &str, rest: &str) -> usize {
    if !rest.starts_with('.') || !fold::is_dotted_abbreviation(word) {
        return 0;
    }
    for possessive in [".'s", ".’s", ".'S", ".’S"] {
        if rest.starts_with(possessive) && !rest[possessive.len()..].starts_with(char::is_alphanumeric) {
            return possessive.len();
        }
    }
    1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<&str> {
        tokens(text).iter().map(|token| token.span.of(text)).collect()
    }

    #[test]
    fn words_and_marks() {
        assert_eq!(shown("US-backed -- no..."), ["US", "-", "backed", "--", "no", "..."]);
        assert_eq!(shown("The U.N.'s envoy, D.C."), ["The", "U.N.'s", "envoy", ",", "D.C."]);
        assert_eq!(shown("cease\u{200b}fire, 叙利亚"), ["cease\u{200b}fire", ",", "叙", "利", "亚"]);
        assert_eq!(shown("$20 million, 3.5%"), ["$", "20", "million", ",", "3.5", "%"]);
        assert!(shown(" \n\u{200b}\t").is_empty());
    }

    #[test]
    fn equal_but_for_style() {
        let keys = |text: &str| tokens(text).iter().map(|token| token.key).collect::<Vec<_>>();
        assert_eq!(keys("“The U.S.—Syria’s ally…”"), keys("\"the US--SYRIA'S ally...\""));
    }
}
