//! Units: the words of a text as quotations are compared by them.
//!
//! In: a prepared text. Out: [`Units`]. A word is a unit under one spelling; figures and number words of one value have one key (`60`,
//! `sixty`), and so have ordinals (`3rd`, `third`; `3.`, `dritte`); number words of two parts are one unit (`twenty-five`, `treinta y
//! uno`), and so is a figure with its per cent (`5 %`, `5 per cent`) and a name of two words that has a short form
//! (`United States`, `US`).

use crate::lexicon::{List, list};
use crate::span::Span;
use crate::text::fold;
use crate::text::{KeyMap, KeySet, Prepared, Word, spelling};
use std::sync::OnceLock;

/// Weight of a word that tells, and of a function word: a quotation that shares its function words only is another one.
const WEIGHT: u32 = 10;
const STOP_WEIGHT: u32 = 4;
/// Figures with a dot count rows up to here; above they are years at the end of a sentence.
const MAX_DOTTED: u64 = 100;

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
    let form = prepared.form(word);
    if let Some(number) = number_word(word.key).or_else(|| joined_number(form)) {
        let joined = |a: &Word, b: &Word| matches!(text.get(a.span.end as usize..b.span.start as usize), Some("-" | " " | "‐"));
        let joins = next(1).is_some_and(|next| joined(word, next) && list(List::NumberJoiners).contains(prepared.form(next)));
        let (last, n) = if joins { (next(1), 2) } else { (Some(word), 1) };
        let behind = last.zip(next(n)).filter(|(last, next)| joined(last, next)).map(|(_, next)| next);
        let ones = behind.and_then(|next| Some((next.key, number_word(next.key)?)));
        let is_tens = !number.is_ordinal && number.is_tens();
        if let Some((key, ones)) = ones.filter(|(_, ones)| is_tens && (1..10).contains(&ones.value)) {
            let whole = Number { value: number.value + ones.value, ..ones };
            return Unit { key: whole.key(), own: word.key ^ key.rotate_left(1), end: at + n + 1, is_number_word: true, ..plain };
        }
        return Unit { key: number.key(), is_number_word: true, ..plain };
    }
    if word.number {
        if let Some((ordinal, n)) = ordinal(prepared, text, word, next(1)) {
            return Unit { key: ordinal.key(), end: at + n, ..plain };
        }
        let digits = without_separators(form);
        return match per_cent(prepared, next(1), next(2)) {
            Some(n) if digits.ends_with(|c: char| c.is_ascii_digit()) => {
                Unit { key: fold::key(&format!("{digits}%")), end: at + 1 + n, ..plain }
            }
            _ => Unit { key: fold::key(&digits), ..plain },
        };
    }
    if let Some(key) = next(1).and_then(|next| abbreviated(prepared, word, next)) {
        return Unit { key, end: at + 2, ..plain };
    }
    match spelling::common(form) {
        Some(common) => Unit { key: fold::key(&common), ..plain },
        None => plain,
    }
}

/// The key of the short form of a name of two words: `US` for `United States`.
fn abbreviated(prepared: &Prepared, word: &Word, next: &Word) -> Option<u64> {
    static FIRST_WORDS: OnceLock<KeySet> = OnceLock::new();
    let first_words = FIRST_WORDS.get_or_init(|| list(List::AbbreviatedNames).iter().map(first_word).collect());
    let is_capital = |word: &Word| word.span.of(&prepared.article.text).starts_with(char::is_uppercase);
    if word.sentence != next.sentence || !first_words.contains(&word.key) || !is_capital(word) {
        return None;
    }
    let short = list(List::AbbreviatedNames).value(&format!("{} {}", prepared.form(word), prepared.form(next)))?;
    Some(fold::key(short))
}

/// The key of the first word of an entry.
fn first_word(entry: &str) -> u64 {
    fold::key(entry.split(' ').next().unwrap_or_default())
}

/// How many words behind a figure mean per cent.
fn per_cent(prepared: &Prepared, next: Option<&Word>, second: Option<&Word>) -> Option<u32> {
    static FIRST_WORDS: OnceLock<KeySet> = OnceLock::new();
    let first_words = FIRST_WORDS.get_or_init(|| list(List::PerCent).iter().map(first_word).collect());
    let next = next.filter(|next| first_words.contains(&next.key))?;
    let first = prepared.form(next);
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

/// A whole number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Number {
    value: u64,
    is_ordinal: bool,
}

impl Number {
    /// The key of its figures; an ordinal has another one than what it counts up to.
    fn key(self) -> u64 {
        let Number { value, is_ordinal } = self;
        fold::key(&if is_ordinal { format!("{value}#") } else { value.to_string() })
    }

    /// Whether it is 20, 30 or another whole ten up to 90.
    fn is_tens(self) -> bool {
        (20..100).contains(&self.value) && self.value.is_multiple_of(10)
    }

    /// `12` and `3rd`; no part of a whole and no vague number.
    fn read(shown: &str) -> Option<Number> {
        let digits = shown.trim_end_matches(|c: char| !c.is_ascii_digit());
        let ending = &shown[digits.len()..];
        let is_ordinal = list(List::OrdinalEndings).contains(ending);
        let value = digits.parse().ok().filter(|_| is_ordinal || ending.is_empty())?;
        Some(Number { value, is_ordinal })
    }
}

/// An ordinal in figures and its words: by its ending (`3rd`, `3e`, `3.º`), or by a dot that does not end the sentence (`3. Tag`) and makes
/// no date.
fn ordinal(prepared: &Prepared, text: &str, word: &Word, next: Option<&Word>) -> Option<(Number, u32)> {
    let form = prepared.form(word);
    if let Some(number) = Number::read(form).filter(|number| number.is_ordinal) {
        return Some((number, 1));
    }
    let value: u64 = form.parse().ok()?;
    let number = Number { value, is_ordinal: true };
    let next = next.filter(|next| next.sentence == word.sentence && !next.number)?;
    let rest = text.get(word.span.end as usize..next.span.start as usize)?.strip_prefix('.')?;
    let follows = prepared.form(next);
    if rest.is_empty() {
        return list(List::OrdinalEndings).contains(follows).then_some((number, 2));
    }
    let is_date = list(List::Months).contains(follows) || list(List::ShortMonths).contains(follows);
    (!is_date && value < MAX_DOTTED && rest.chars().all(char::is_whitespace)).then_some((number, 1))
}

/// A number word of two parts in one: `einundvierzig`.
fn joined_number(form: &str) -> Option<Number> {
    if !number_words().may_be_joined(form) {
        return None;
    }
    let parts = |joiner: &str| {
        let (ones, tens) = form.split_once(joiner).filter(|(ones, tens)| !ones.is_empty() && !tens.is_empty())?;
        let (ones, tens) = (number_word(fold::key(ones))?, number_word(fold::key(tens))?);
        let is_number = !ones.is_ordinal && (1..10).contains(&ones.value) && tens.is_tens();
        is_number.then_some(Number { value: tens.value + ones.value, ..tens })
    };
    list(List::NumberJoiners).iter().filter(|joiner| joiner.len() > 1).find_map(parts)
}

/// The value of a whole number written as a word, by the key of the word.
fn number_word(key: u64) -> Option<Number> {
    number_words().by_key.get(&key).copied()
}

struct NumberWords {
    by_key: KeyMap<Number>,
    /// Bytes that a number word of two parts in one has at least.
    shortest_joined: usize,
    /// The last byte of words for whole tens, and the one before it, by their values.
    ends: [[bool; 256]; 2],
}

impl NumberWords {
    /// Whether a word may be a number word of two parts in one: most words are told by their last two bytes to be none.
    fn may_be_joined(&self, form: &str) -> bool {
        let [.., before, last] = form.as_bytes() else { return false };
        self.ends[0][usize::from(*last)] && self.ends[1][usize::from(*before)] && form.len() >= self.shortest_joined
    }
}

fn number_words() -> &'static NumberWords {
    static WORDS: OnceLock<NumberWords> = OnceLock::new();
    WORDS.get_or_init(|| {
        let whole = || list(List::NumberWords).values().filter_map(|(word, value)| Some((word, Number::read(value)?)));
        let shortest = whole().map(|(word, _)| word.len()).min().unwrap_or(0);
        let joiner = list(List::NumberJoiners).iter().map(str::len).filter(|len| *len > 1).min().unwrap_or(0);
        let mut ends = [[false; 256]; 2];
        for (word, _) in whole().filter(|(_, number)| number.is_tens()) {
            for (end, byte) in ends.iter_mut().zip(word.bytes().rev()) {
                end[usize::from(byte)] = true;
            }
        }
        NumberWords {
            by_key: whole().map(|(word, value)| (fold::key_of_word(word), value)).collect(),
            shortest_joined: 2 * shortest + joiner,
            ends,
        }
    })
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
            ("some forty-one boats", "some 41 boats"),
            ("one boat", "1 boat"),
            ("the United States tariff", "the U.S. tariff"),
            ("die Vereinigten Staaten zahlen", "die USA zahlen"),
            ("etwa einundvierzig Boote", "etwa 41 Boote"),
            ("quarante et un bateaux", "41 bateaux"),
            ("treinta y dos barcos", "32 barcos"),
            ("the third boat", "the 3rd boat"),
            ("the twenty-first boat", "the 21st boat"),
            ("am dritten Tag im Hafen", "am 3. Tag im Hafen"),
            ("la troisième bouée", "la 3e bouée"),
            ("la première bouée", "la 1re bouée"),
            ("la deuxième bouée", "la 2ème bouée"),
            ("el tercer barco", "el 3.º barco"),
            ("la tercera barca", "la 3ª barca"),
            ("am 3. Mai im Hafen", "am 3 Mai im Hafen"),
        ] {
            assert!(same(a, b), "{a} / {b}");
        }
        for (a, b) in [
            ("both boats", "two boats"),
            ("half of it", "a third of it"),
            ("by 5 per cent", "by 5"),
            ("1.4 boats", "14 boats"),
            ("the third boat", "the 3 boats"),
            ("third", "4th"),
            ("dritte", "3"),
            ("ein Boot", "2 Boote"),
            ("la troisième bouée", "la 4e bouée"),
        ] {
            assert!(!same(a, b), "{a} / {b}");
        }
    }
}
