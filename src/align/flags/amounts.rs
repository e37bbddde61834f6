//! Amounts: what the numbers of a version are numbers of.
//!
//! In: a version of a group. Out: its numbers, sums of money and dates in order, each with a value and a unit. A number with a currency
//! is money, in signs, codes or words; one that says when is a date; the unit of any other is its measure, if it has one that is listed.

use super::Version;
use super::known::AMOUNT;
use super::numerals::Numeral;
use super::terms::Vocabulary;
use super::{dates, numerals};
use std::ops::Range;

/// What an amount is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Number,
    Money,
    Date,
}

/// A number, a sum of money or a part of a date.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Amount {
    pub(super) kind: Kind,
    /// The value, written one way.
    pub(super) value: String,
    /// The currency or unit; empty for none.
    pub(super) unit: &'static str,
    /// Its words, by number in the version.
    pub(super) words: Range<usize>,
    /// Whether it may be no amount: it counts against another only.
    pub(super) is_weak: bool,
}

/// The amounts of a version in order. Linear.
pub(super) fn amounts(version: &Version<'_, '_>, vocabulary: &'static Vocabulary) -> Vec<Amount> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < version.words.len() {
        if at == 0 && is_label(version, vocabulary) {
            at += 1;
            continue;
        }
        let is_figure = || version.read_at(at).and_then(|read| read.word).is_some_and(|word| word.number);
        if !version.is_known_as(at, AMOUNT) && !is_figure() {
            at += 1;
            continue;
        }
        let numeral = numerals::at(version, vocabulary, at);
        if let Some(date) = dates::at(version, vocabulary, at, numeral.as_ref()) {
            let words = at..at + date.words;
            let amount = |value: String| {
                // The thirties may be an age.
                let is_weak = value.starts_with('p') || value == "r0" || value.starts_with('k') && value.len() == 3;
                Amount { kind: Kind::Date, value, unit: "", words: words.clone(), is_weak }
            };
            found.extend(date.parts.into_iter().map(amount));
            at = words.end;
        } else if let Some(numeral) = numeral {
            let amount = amount(version, vocabulary, at, numeral);
            at = amount.words.end;
            found.push(amount);
        } else {
            at += 1;
        }
    }
    found
}

/// Whether the first word is the number of an item: `3) The tenant`, `3. The tenant`. Where nouns have capitals the latter may be an ordinal.
fn is_label(version: &Version<'_, '_>, vocabulary: &Vocabulary) -> bool {
    let (Some(first), Some(next)) = (version.words.first(), version.words.get(1)) else { return false };
    let is_short = version.shown_at(0).len() <= 3 && version.shown_at(0).bytes().all(|byte| byte.is_ascii_digit());
    let mark = version.tokens[first + 1..*next].first().map(|read| version.side.shown(&read.token));
    let is_marked = mark == Some(")") || mark == Some(".") && !vocabulary.has_noun_capitals;
    is_short && is_marked && next - first == 2 && version.shown_at(1).starts_with(char::is_uppercase)
}

fn amount(version: &Version<'_, '_>, vocabulary: &Vocabulary, at: usize, numeral: Numeral) -> Amount {
    let end = at + numeral.words;
    let money = |unit, words, value| Amount { kind: Kind::Money, value, unit, words, is_weak: false };
    if let Some(currency) = numeral.currency {
        // `£9 million pounds` does not occur, but `$5 US` and `€ 5 Euro` do.
        return money(currency, at..end, numeral.value);
    }
    if let Some(letters) = vocabulary.currencies.value(&numeral.suffix).filter(|_| numeral.suffix.len() == 3) {
        return money(letters, at..end, numeral.value);
    }
    let currency_at = |at: usize| vocabulary.term(&vocabulary.currencies, version, at);
    // 3 Mio. Euro: the dot is that of the scale.
    if version.are_close(end - 1) || numeral.words > 1 && version.is_dotted(end - 1) {
        let is_joiner = version.form_at(end).is_some_and(|form| vocabulary.date_joiners.value(form).is_some());
        let is_adjective = version.shown_at(end).starts_with(char::is_uppercase);
        let behind = currency_at(end).map(|term| (end, term)).or_else(|| {
            let is_skipped = (is_joiner || is_adjective) && version.are_close(end);
            currency_at(end + 1).filter(|_| is_skipped).map(|term| (end + 1, term))
        });
        if let Some((from, term)) = behind {
            return money(term.value, at..from + term.words, numeral.value);
        }
    }
    // 2,4 Mio. €: the sign stands by itself.
    if let Some(currency) = sign_behind(version, vocabulary, end - 1) {
        return money(currency, at..end, numeral.value);
    }
    let before = at.checked_sub(1).filter(|before| version.are_close(*before) && numeral.in_digits);
    let code = before.and_then(|before| version.form_at(before)).filter(|form| form.len() == 3 && form.is_ascii());
    if let Some(currency) = code.and_then(|code| vocabulary.currencies.value(code)) {
        return money(currency, at..end, numeral.value);
    }
    let (unit, words) = unit(version, vocabulary, end, &numeral);
    Amount { kind: Kind::Number, value: numeral.value, unit, words: at..end + words, is_weak: numeral.is_weak }
}

/// The currency whose sign stands behind word `last`, with the dot of an abbreviation between them at most.
fn sign_behind(version: &Version<'_, '_>, vocabulary: &Vocabulary, last: usize) -> Option<&'static str> {
    let first = version.words.get(last)? + 1;
    let shown = |at: usize| version.tokens.get(at).map(|read| version.side.shown(&read.token));
    let at = if shown(first) == Some(".") { first + 1 } else { first };
    let is_sign = version.tokens.get(at).is_some_and(|read| read.word.is_none());
    shown(at).filter(|_| is_sign).and_then(|sign| vocabulary.currencies.value(sign))
}

/// The unit of a number that ends before word `end`, and how many words it has.
fn unit(version: &Version<'_, '_>, vocabulary: &Vocabulary, end: usize, numeral: &Numeral) -> (&'static str, usize) {
    if !numeral.unit.is_empty() {
        return (numeral.unit, 0);
    }
    if let Some(unit) = vocabulary.units.value(&numeral.suffix).filter(|_| !numeral.suffix.is_empty()) {
        return (unit, 0);
    }
    let behind = vocabulary.term(&vocabulary.units, version, end).filter(|_| version.are_close(end - 1));
    behind.map_or(("", 0), |term| (term.value, term.words))
}
