//! Tokens: words by UAX 29, and the punctuation between them.
//!
//! In: text. Out: [`Token`]s with span, folded form and key. White space is never a token, figures stay whole with their signs (`1,400`, `$5`,
//! `-0.3`, `5 %`, `2-1`), addresses too, dotted abbreviations keep their last dot (`U.S.`), other punctuation stands alone, save that `...` and `--` are one mark.
//! A word is a UAX 29 word with a letter or digit; where a script has no spaces, that is a character, and in Korean, where many spaces are
//! a matter of taste, a syllable.

use super::fold;
use super::hidden::is_defaced;
use super::marks;
use super::scan::scan_layout;
use crate::article::{Article, Layout, layout};
use crate::span::Span;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TokenKind {
    /// Holds a letter or a digit.
    Word,
    /// Anything else that is not white space.
    Punctuation,
    /// A part of a label, a note mark or mark-up, or an address: no word, whatever letters and digits it has.
    Label,
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
    /// Whether it is no word and changing it is typography: a quotation mark, dash, ellipsis, bracket, label or mark-up, or the
    /// dot of an abbreviation.
    pub is_typography: bool,
}

/// All tokens of a text in order. Linear.
///
/// ```
/// let text = "The U.S. said 1,400 “left” ...";
/// let words: Vec<_> = copydesk::text::tokens(text).iter().map(|t| t.span.of(text)).collect();
/// assert_eq!(words, ["The", "U.S.", "said", "1,400", "“", "left", "”", "..."]);
/// ```
pub fn tokens(text: &str) -> Vec<Token> {
    tokens_of(text, &Layout::default())
}

/// The same for a text whose layout is known: a word divided at a line end is one token, and labels are no words.
pub(crate) fn tokens_of(text: &str, layout: &Layout) -> Vec<Token> {
    let mut found = Vec::new();
    let mut tokens = Tokens::into(&mut found, text);
    let mut form = String::new();
    let defaced = is_defaced(text);
    scan_layout(text, layout, |kind, span, shown, made| match kind {
        TokenKind::Word => tokens.word(span, shown, fold::word_key(shown, made, defaced, &mut form)),
        TokenKind::Punctuation | TokenKind::Label => tokens.mark(kind, span, shown),
    });
    found
}

/// Takes the tokens of a text as they are found, in order.
pub(super) struct Tokens<'t, 'f> {
    text: &'t str,
    /// The word before, and where it ends.
    last: (&'t str, u32),
    found: &'f mut Vec<Token>,
}

impl<'t, 'f> Tokens<'t, 'f> {
    pub(super) fn into(found: &'f mut Vec<Token>, text: &'t str) -> Tokens<'t, 'f> {
        found.reserve(text.len() / 5);
        Tokens { text, last: ("", 0), found }
    }

    /// A word and its key.
    pub(super) fn word(&mut self, span: Span, shown: &'t str, key: u64) {
        self.last = (shown, span.end);
        self.found.push(Token { span, key, kind: TokenKind::Word, is_typography: false });
    }

    /// Anything else.
    pub(super) fn mark(&mut self, kind: TokenKind, span: Span, shown: &str) {
        let is_typography = kind == TokenKind::Label || {
            let is_dot = || shown == "." && self.last.1 == span.start;
            marks::is_typography(shown) || is_dot() && marks::is_abbreviation_dot(self.last.0, &self.text[span.end as usize..])
        };
        self.found.push(Token { span, key: fold::key(fold::fold_punctuation(shown)), kind, is_typography });
    }
}

/// The keys of an article's story words in order: those of [`super::Prepared::story_words`], without making anything else.
///
/// For fingerprints in bulk. Empty text, or one of nothing but marks, gives none. Linear, and several times as fast as
/// [`super::Prepared::new`].
///
/// ```
/// use copydesk::{article::Article, text};
/// let (a, b) = (Article::new("a", "The U.S. left."), Article::new("b", "the US left"));
/// assert_eq!(text::story_keys(&a), text::story_keys(&b));
/// ```
pub fn story_keys(article: &Article) -> Vec<u64> {
    story_keys_of(article, &layout(article))
}

/// The same of an article whose layout is known.
pub fn story_keys_of(article: &Article, layout: &Layout) -> Vec<u64> {
    let text = &*article.text;
    let parts: Vec<_> = layout.paragraphs.iter().flat_map(|paragraph| &paragraph.parts).collect();
    let mut keys = Vec::with_capacity(text.len() / 6);
    let mut form = String::new();
    let mut part = 0;
    let defaced = is_defaced(text);
    scan_layout(text, layout, |kind, span, shown, made| {
        if kind != TokenKind::Word {
            return;
        }
        while part + 1 < parts.len() && parts[part + 1].span.start <= span.start {
            part += 1;
        }
        if parts.get(part).is_some_and(|part| !part.role.is_furniture()) {
            keys.push(fold::word_key(shown, made, defaced, &mut form));
        }
    });
    keys
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
        assert_eq!(shown("D.C.\u{ec8}"), ["D.C", ".\u{ec8}"], "a dot with a mark upon it is one sign");
        assert_eq!(shown("cease\u{200b}fire, 叙利亚"), ["cease\u{200b}fire", ",", "叙", "利", "亚"]);
        assert_eq!(shown("$20 million, 3.5%"), ["$20", "million", ",", "3.5%"]);
        assert_eq!(shown("네 개의 10월"), ["네", "개", "의", "10", "월"]);
        assert!(shown(" \n\u{200b}\t").is_empty());
    }

    #[test]
    fn equal_but_for_style() {
        let keys = |text: &str| tokens(text).iter().map(|token| token.key).collect::<Vec<_>>();
        assert_eq!(keys("“The U.S.—Syria’s ally…”"), keys("\"the US--SYRIA'S ally...\""));
    }
}
