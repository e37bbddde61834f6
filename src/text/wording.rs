//! Wording that settings name.
//!
//! In: wording as written in the settings. Out: which words of an article it covers; `*` is up to [`GAP_WORDS`] words. There are no
//! regular expressions: wording can always be read.

use super::{Prepared, TokenKind, tokens};
use std::ops::Range;

/// Words that a `*` in wording stands for at most.
const GAP_WORDS: usize = 30;

/// Wording to look for: words in a row, with gaps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    pieces: Vec<Vec<u64>>,
}

impl Wording {
    /// Reads wording; none if it holds no word. House style (quotation marks, dashes, case) does not matter.
    pub fn read(text: &str) -> Option<Wording> {
        let keys = |piece: &str| -> Vec<u64> {
            tokens(piece).iter().filter(|token| token.kind == TokenKind::Word).map(|token| token.key).collect()
        };
        let pieces: Vec<Vec<u64>> = text.split('*').map(keys).filter(|piece| !piece.is_empty()).collect();
        (!pieces.is_empty()).then_some(Wording { pieces })
    }

    /// The words of an article that it covers, by number, in order and never overlapping. Linear but for the gaps.
    pub fn covered(&self, prepared: &Prepared) -> Vec<Range<u32>> {
        let keys: Vec<u64> = prepared.words.iter().map(|word| word.key).collect();
        let mut found = Vec::new();
        let mut at = 0;
        while at < keys.len() {
            match self.end_from(&keys, at) {
                Some(end) => {
                    found.push(at as u32..end as u32);
                    at = end;
                }
                None => at += 1,
            }
        }
        found
    }

    fn end_from(&self, keys: &[u64], start: usize) -> Option<usize> {
        let (first, others) = self.pieces.split_first()?;
        let mut end = keys[start..].starts_with(first).then_some(start + first.len())?;
        for piece in others {
            let gap = (0..=GAP_WORDS).find(|gap| keys.get(end + gap..).is_some_and(|rest| rest.starts_with(piece)))?;
            end += gap + piece.len();
        }
        Some(end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    #[test]
    fn wording_covers_words() {
        let article = Article::new("a", "It rained. Editing by Jo Pell; additional reporting by Max Rood. “Not yet.” Editing ends.");
        let prepared = Prepared::new(&article);
        let covered = |text: &str| -> Vec<String> {
            let ranges = Wording::read(text).expect("words").covered(&prepared);
            ranges.iter().map(|range| prepared.span_of_words(range).of(&article.text).to_string()).collect()
        };
        assert_eq!(covered("editing by * reporting by"), ["Editing by Jo Pell; additional reporting by"]);
        assert_eq!(covered("NOT -- yet"), ["Not yet"]);
        assert!(covered("editing * yesterday").is_empty());
        assert_eq!(Wording::read(" * … "), None);
    }
}
