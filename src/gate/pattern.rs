//! Patterns by which settings name articles and wording.
//!
//! In: a pattern as written in the settings. Out: whether a name matches, or which words it covers. In a name `*` is any run of
//! characters and `?` any one; in wording `*` is up to [`GAP_WORDS`] words. There are no regular expressions: a pattern can always be read.

use crate::text::tokens;
use crate::text::{Prepared, TokenKind};
use std::ops::Range;

/// Words that a `*` in wording stands for at most.
const GAP_WORDS: usize = 30;

/// Whether `name` is `pattern`, or matches it. At worst the product of the lengths.
pub fn name_matches(pattern: &str, name: &str) -> bool {
    pattern == name || glob(&pattern.chars().collect::<Vec<_>>(), &name.chars().collect::<Vec<_>>())
}

fn glob(pattern: &[char], name: &[char]) -> bool {
    let (mut p, mut n) = (0, 0);
    // Where the last star stands, and how much of the name it has taken.
    let mut star: Option<(usize, usize)> = None;
    while n < name.len() {
        match pattern.get(p) {
            Some('*') => {
                star = Some((p, n));
                p += 1;
            }
            Some(c) if *c == '?' || *c == name[n] => {
                p += 1;
                n += 1;
            }
            _ => match star {
                Some((at, taken)) => {
                    star = Some((at, taken + 1));
                    p = at + 1;
                    n = taken + 1;
                }
                None => return false,
            },
        }
    }
    pattern[p..].iter().all(|c| *c == '*')
}

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
    pub fn covered(&self, prepared: &Prepared<'_>) -> Vec<Range<u32>> {
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
    fn names() {
        for (pattern, name, wanted) in [
            ("a.md", "a.md", true),
            ("*.md", "in/a.md", true),
            ("in/*/a?.md", "in/x/y/a1.md", true),
            ("*", "", true),
            ("", "a", false),
            ("a*b*c", "a-b-b-c", true),
            ("a*b*c", "a-b-b-d", false),
            ("odd[1]*.md", "odd[1]*.md", true),
            ("wire", "wire/a", false),
            ("Straße?", "Straßen", true),
        ] {
            assert_eq!(name_matches(pattern, name), wanted, "{pattern} {name}");
        }
        assert!(!name_matches(&"*a".repeat(40), &"a".repeat(39)), "ends soon");
    }

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
