//! Units: the words of a text as quotations are compared by them.
//!
//! In: a prepared text. Out: [`Units`]. A word is a unit under one spelling; figures and number words of one value have one key (`60`,
//! `sixty`), number words of two parts are one unit (`twenty-five`), and so is a figure with its per cent (`5 %`, `5 per cent`).

use crate::lexicon::{List, list};
use crate::span::Span;
use crate::text::fold;
use crate::text::{Prepared, Word, spelling};
use std::collections::HashMap;
use std::sync::OnceLock;

/// Weight of a word that tells, and of a function word: a quotation that shares its function words only is another one.
const WEIGHT: u32 = 10;
const STOP_WEIGHT: u32 = 4;

/// A word as quotations are compared by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unit {
    /// Equal keys mean the same word in any spelling, or the same number.
    pub(super) key: u64,
    /// The key of the word as it stands.
    pub(super) own: u64,
    /// Its words, by number: first and one past the last.
    pub(super) first: u32,
    pub(super) end: u32,
    /// Whether it is a number written as a word.
    pub(super) is_number_word: bool,
    /// How much it tells.
    pub(super) weight: u32,
    /// Whether it is a function word.
    pub(super) stop: bool,
}

impl Unit {
    /// Whether two units are the same word; two number words are so only if they are the same.
    pub(super) fn is_same(&self, other: &Unit) -> bool {
        self.key == other.key && (self.own == other.own || !(self.is_number_word && other.is_number_word))
    }
}

/// The units of a text in order.
#[derive(Debug)]
pub(super) struct Units {
    pub(super) all: Vec<Unit>,
}

impl Units {
    /// Reads a text. Linear.
    pub(super) fn of(prepared: &Prepared) -> Units {
        let text = &*prepared.article.text;
        let mut all: Vec<Unit> = Vec::with_capacity(prepared.words.len());
        let mut at = 0;
        while let Some(word) = prepared.words.get(at) {
            let unit = unit(prepared, text, at as u32, word);
            at = unit.end as usize;
            all.push(unit);
        }
        Units { all }
    }

    /// The units among these words, by number.
    pub(super) fn within(&self, words: std::ops::Range<u32>) -> std::ops::Range<usize> {
        let from = self.all.partition_point(|unit| unit.first < words.start);
        let to = self.all.partition_point(|unit| unit.end <= words.end);
        from..to.max(from)
    }

    /// The span of some units; empty for none.
    pub(super) fn span(&self, prepared: &Prepared, units: std::ops::Range<usize>) -> Span {
        match (self.all.get(units.start), units.end.checked_sub(1).and_then(|last| self.all.get(last))) {
            (Some(first), Some(last)) if units.start < units.end => prepared.span_of_words(&(first.first..last.end)),
            _ => Span::default(),
        }
    }
}

fn unit(prepared: &Prepared, text: &str, at: u32, word: &Word) -> Unit {
    let weight = if word.stop { STOP_WEIGHT } else { WEIGHT };
    let plain = Unit { key: word.key, own: word.key, first: at, end: at + 1, is_number_word: false, weight, stop: word.stop };
    let next = |behind: u32| prepared.words.get((at + behind) as usize).filter(|next| next.quoted == word.quoted);
    if let Some(value) = number_word(word.key) {
        let joined = |next: &&Word| matches!(text.get(word.span.end as usize..next.span.start as usize), Some("-" | " " | "‐"));
        let ones = next(1).filter(joined).and_then(|next| Some((next.key, number_word(next.key)?)));
        let is_tens = (20..100).contains(&value) && value % 10 == 0;
        if let Some((key, ones)) = ones.filter(|(_, ones)| is_tens && (1..10).contains(ones)) {
            return Unit { key: number_key(value + ones), own: word.key ^ key.rotate_left(1), end: at + 2, is_number_word: true, ..plain };
        }
        return Unit { key: number_key(value), is_number_word: true, ..plain };
    }
    let form = prepared.form(word);
    if word.number {
        let digits = without_separators(form);
        return match per_cent(prepared, next(1), next(2)) {
            Some(n) if digits.ends_with(|c: char| c.is_ascii_digit()) => {
                Unit { key: fold::key(&format!("{digits}%")), end: at + 1 + n, ..plain }
            }
            _ => Unit { key: fold::key(&digits), ..plain },
        };
    }
    match spelling::common(form) {
        Some(common) => Unit { key: fold::key(&common), ..plain },
        None => plain,
    }
}

/// How many words behind a figure mean per cent.
fn per_cent(prepared: &Prepared, next: Option<&Word>, second: Option<&Word>) -> Option<u32> {
    let first = prepared.form(next?);
    let both = |second: &Word| list(List::PerCent).contains(&format!("{first} {}", prepared.form(second)));
    if list(List::PerCent).contains(first) { Some(1) } else { second.is_some_and(both).then_some(2) }
}

/// `1,400` and `1.400` as `1400`; a decimal stays.
fn without_separators(form: &str) -> String {
    let bytes = form.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let separates = |at: usize| at > 0 && is_digit(at - 1) && (1..=3).all(|behind| is_digit(at + behind)) && !is_digit(at + 4);
    form.char_indices().filter(|(at, c)| !(matches!(c, ',' | '.' | '\'') && separates(*at))).map(|(_, c)| c).collect()
}

fn number_key(value: u64) -> u64 {
    let mut buffer = [0_u8; 20];
    let mut at = buffer.len();
    let mut rest = value;
    loop {
        at -= 1;
        buffer[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    fold::key(std::str::from_utf8(&buffer[at..]).unwrap_or(""))
}

/// The value of a whole number written as a word, by the key of the word.
fn number_word(key: u64) -> Option<u64> {
    static VALUES: OnceLock<HashMap<u64, u64>> = OnceLock::new();
    let values = VALUES.get_or_init(|| {
        let whole = list(List::NumberWords).values().filter_map(|(word, value)| Some((word, value.parse().ok()?)));
        let mut form = String::new();
        whole.map(|(word, value): (&str, u64)| (fold::word_key(word, false, false, &mut form), value)).collect()
    });
    values.get(&key).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    fn same(a: &str, b: &str) -> bool {
        let units = |text: &str| Units::of(&Prepared::new(&Article::new("a", text))).all;
        let (a, b) = (units(a), units(b));
        a.len() == b.len() && a.iter().zip(&b).all(|(a, b)| a.is_same(b))
    }

    #[test]
    fn one_number_written_in_two_ways() {
        for (a, b) in [
            ("all sixty of them", "all 60 of them"),
            ("some twenty-five boats", "some 25 boats"),
            ("about 1,400 boats", "about 1400 boats"),
            ("by 5 per cent", "by 5%"),
            ("um 5 Prozent", "um 5 %"),
            ("our neighbours travelled", "our neighbors traveled"),
        ] {
            assert!(same(a, b), "{a} / {b}");
        }
        for (a, b) in [("both boats", "two boats"), ("half of it", "a third of it"), ("by 5 per cent", "by 5"), ("1.4 boats", "14 boats")] {
            assert!(!same(a, b), "{a} / {b}");
        }
    }
}
