//! Marks between words: which are typography, and whether two articles of the same words have the same of the others.
//!
//! In: a mark, or two prepared articles. Out: whether it is typography; whether a comma, a colon, an emoji between the words of the
//! story makes two articles more than two layouts of one text. What a mark means is not known here.

use super::fold::{is_dash, is_quote, small};
use super::{Prepared, TokenKind, tokens_of};
use crate::lexicon::{List, list};

/// No abbreviation of the lexicon has more bytes.
const LONGEST_ABBREVIATION: usize = 16;

/// Quotation marks, dashes, brackets, ellipses, and the marks of lists, headings, tables and emphasis.
pub(super) fn is_typography(mark: &str) -> bool {
    // Most marks are these.
    if matches!(mark, "," | "." | ":" | ";" | "?" | "!") {
        return false;
    }
    let is_ellipsis = mark.len() >= 3 && mark.chars().all(|c| c == '.');
    is_ellipsis || mark.chars().all(|c| is_quote(c) || is_dash(c) || is_bracket(c) || is_mark_up(c))
}

fn is_bracket(c: char) -> bool {
    matches!(c, '…' | '(' | ')' | '[' | ']' | '{' | '}' | '（' | '）' | '［' | '］')
}

/// Whether a dot directly behind `word` is one that houses write or leave out: "Mr.", "Rev.", "No. 5", "Aug. 26", "John F. Kennedy". What
/// follows the dot is `rest`.
pub(super) fn is_abbreviation_dot(word: &str, rest: &str) -> bool {
    if word.len() > LONGEST_ABBREVIATION {
        return false;
    }
    let next = rest.trim_start().chars().next();
    let mut letters = word.chars();
    // Text in small letters has the same initials; its vowels are words of their own.
    let is_initial = |c: char| c.is_uppercase() || c.is_lowercase() && !"aeiouyàéèó".contains(c);
    if letters.next().is_some_and(is_initial) && letters.next().is_none() {
        return rest.starts_with(char::is_whitespace) && next.is_some_and(char::is_alphabetic);
    }
    let low = small(word);
    let is_listed = |lists: &[List]| lists.iter().any(|one| list(*one).contains(&low));
    is_listed(&[List::Abbreviations, List::AbbreviationsAtEnds])
        || next.is_some_and(char::is_numeric) && is_listed(&[List::AbbreviationsBeforeNumbers, List::ShortMonths, List::ShortWeekdays])
}

/// Signs of headings, lists, tables and quoted lines in plain text.
fn is_mark_up(c: char) -> bool {
    matches!(c, '#' | '>' | '|' | '*' | '_' | '~' | '=' | '^' | '\\' | '•' | '·' | '‣' | '◦' | '▪' | '●' | '■')
}

/// Whether two articles of the same words have the same marks that are no typography at the words that both tell. `counts` says
/// which words of either those are, by number. Linear.
pub(crate) fn same_marks(a: &Prepared, b: &Prepared, a_counts: impl Fn(usize) -> bool, b_counts: impl Fn(usize) -> bool) -> bool {
    let (here, there) = (Marked::of(a, a_counts), Marked::of(b, b_counts));
    here.words.len() == there.words.len() && here.words.iter().zip(&there.words).all(|(one, other)| one.agrees(other, &here, &there))
}

/// The words that count, each with the marks around it.
struct Marked {
    words: Vec<MarkedWord>,
    marks: Vec<u64>,
}

/// A word with its marks: `marks` of [`Marked`] from the one number to the other.
#[derive(Clone, Copy)]
struct MarkedWord {
    from: usize,
    to: usize,
    /// Whether a stop stands behind it first of all.
    is_stopped: bool,
    /// Whether it ends with the dot of an abbreviation, which is the stop of its sentence too.
    is_dotted: bool,
}

impl MarkedWord {
    fn agrees(&self, other: &MarkedWord, here: &Marked, there: &Marked) -> bool {
        let behind =
            |word: &MarkedWord, other: &MarkedWord| word.from + usize::from(word.is_stopped && other.is_dotted && !other.is_stopped);
        here.marks[behind(self, other)..self.to] == there.marks[behind(other, self)..other.to]
    }
}

impl Marked {
    fn of(prepared: &Prepared, counts: impl Fn(usize) -> bool) -> Marked {
        let text = &*prepared.article.text;
        let mut found = Marked { words: Vec::new(), marks: Vec::new() };
        let (mut number, mut is_counted, mut end) = (0, false, 0);
        // Marks that open a line: they belong to the story if the word behind them does, as the sign before a copyright line does not.
        let mut opening: Vec<u64> = Vec::new();
        for token in tokens_of(text, &prepared.layout) {
            match token.kind {
                TokenKind::Word => {
                    is_counted = counts(number);
                    number += 1;
                    if is_counted {
                        found.add(&mut opening);
                        let at = found.marks.len();
                        let is_dotted = token.span.of(text).ends_with('.');
                        found.words.push(MarkedWord { from: at, to: at, is_stopped: false, is_dotted });
                    }
                    opening.clear();
                }
                TokenKind::Punctuation if is_counted && !token.is_typography => {
                    let before = text.get(end..token.span.start as usize).unwrap_or("");
                    if !opening.is_empty() || before.contains('\n') {
                        opening.push(token.key);
                    } else if let Some(word) = found.words.last_mut() {
                        found.marks.push(token.key);
                        word.is_stopped |= word.to == word.from && token.span.of(text) == ".";
                        word.to += 1;
                    }
                }
                TokenKind::Punctuation | TokenKind::Label => {}
            }
            end = token.span.end as usize;
        }
        found.add(&mut opening);
        found
    }

    /// Puts marks behind the last word.
    fn add(&mut self, marks: &mut Vec<u64>) {
        if let Some(word) = self.words.last_mut() {
            word.to += marks.len();
            self.marks.append(marks);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    fn agree(a: &str, b: &str) -> bool {
        let prepared = |text: &str| Prepared::new(&Article::new("x", text));
        let (a, b) = (prepared(a), prepared(b));
        same_marks(&a, &b, |number| a.words[number].counts(), |number| b.words[number].counts())
    }

    #[test]
    fn a_sign_before_a_line_beside_the_story_is_none_of_the_story() {
        let story = "The lock at Vessem is shut, the keeper said. Nobody knows for how long it will be.";
        let notice = "All rights reserved. This material may not be published, broadcast, rewritten or redistributed without permission.";
        assert!(agree(story, &format!("{story}\n\n\u{a9} 2031 The Associated Press. {notice}")));
        assert!(!agree(story, &format!("\u{1f389} {story}\n\n\u{1f389}")), "a mark of the story");
    }

    #[test]
    fn a_comma_is_more_than_typography() {
        for (a, b) in [
            ("The lock is shut, the keeper said.", "The lock is shut the keeper said."),
            ("The lock is shut.", "The lock is shut!"),
            ("The lock is shut: nobody knows why.", "The lock is shut; nobody knows why."),
            ("The lock is shut 🎉 today.", "The lock is shut today."),
            ("She said no. 5 locks are shut? No.", "She said no, 5 locks are shut? No."),
            ("The lock is shut. He left.", "The lock is shut he left."),
        ] {
            assert!(!agree(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("“The lock is shut”, he said – twice...", "\"The lock is shut\", he said - twice …"),
            ("* The (lock) is shut.\n* It rains.", "The [lock] is shut. It rains."),
            ("It lies in the U.S.", "It lies in the US."),
            ("The U.S. lock is shut.", "The US lock is shut."),
            ("Rev. Pell and Mr. John F. Rood shut lock No. 5 on Aug. 26.", "Rev Pell and Mr John F Rood shut lock No 5 on Aug 26."),
            ("Mr. John F. Rood left. Ada B. Pell stayed.", "mr. john f. rood left. ada b. pell stayed."),
            ("Mr. John F. Rood left. Ada B. Pell stayed.", "MR. JOHN F. ROOD LEFT. ADA B. PELL STAYED."),
            ("It belongs to Rood Corp. of Vessem.", "It belongs to Rood Corp of Vessem."),
            ("The lock is shut.", "The lock is\nshut."),
        ] {
            assert!(agree(a, b), "{a} {b}");
        }
    }
}
