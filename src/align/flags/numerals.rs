//! Numerals: figures and number words, by their value.
//!
//! In: a place in a version. Out: the [`Numeral`] that begins there, if one does. `1,400` is `1.400` is `1 400` is `1400`; `9m` is `nine
//! million`; `12` is `twelve`; `einundzwanzig` and `vingt et un` are 21; `3rd` is `third`; `a million and a half` is `1.5m`; `three quarters` are
//! 0.75. Words that tell a size only (`hundreds`) are amounts of their own. Scores, ratios and codes stay as they are.

use super::Version;
use super::number_words::{Part, Sum, compound, may_be_compound, ordinal, part, written};
use super::terms::Vocabulary;

/// A number in a version.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Numeral {
    /// The value, written one way.
    pub(super) value: String,
    /// The same as a number, if it is a plain one.
    pub(super) number: Option<f64>,
    /// How many words it has.
    pub(super) words: usize,
    /// Whether it may be no number: `one`, `first`, `both`.
    pub(super) is_weak: bool,
    /// The currency of its sign.
    pub(super) currency: Option<&'static str>,
    /// The unit of its sign: per cent, degree.
    pub(super) unit: &'static str,
    /// Letters behind the digits that are no scale: `pm`, `h`, `s`.
    pub(super) suffix: String,
    /// Whether it stands in digits.
    pub(super) in_digits: bool,
    /// Whether it is a whole number in digits without a mark: a year may be.
    pub(super) is_plain: bool,
}

/// The numeral that begins at word `at`.
pub(super) fn at(version: &Version<'_, '_>, vocabulary: &Vocabulary, at: usize) -> Option<Numeral> {
    let word = version.read_at(at)?.word?;
    let form = version.form(word);
    if word.number { in_digits(version, vocabulary, at, form) } else { in_words(version, vocabulary, at) }
}

fn in_digits(version: &Version<'_, '_>, vocabulary: &Vocabulary, at: usize, form: &str) -> Option<Numeral> {
    let head = form.find(char::is_numeric)?;
    let (signs, rest) = form.split_at(head);
    let raw = |words| Numeral {
        value: form.to_string(),
        number: None,
        words,
        is_weak: false,
        currency: None,
        unit: "",
        suffix: String::new(),
        in_digits: true,
        is_plain: false,
    };
    if signs.chars().any(char::is_alphabetic) {
        return Some(raw(1));
    }
    let end = rest.rfind(char::is_numeric).map_or(rest.len(), |last| last + rest[last..].chars().next().map_or(1, char::len_utf8));
    let (body, behind) = rest.split_at(end);
    let currency = signs.chars().chain(behind.chars()).find_map(|c| vocabulary.currencies.value(c.encode_utf8(&mut [0; 4])));
    let unit = ["%", "‰", "°"].into_iter().find(|unit| behind.starts_with(unit)).and_then(|unit| vocabulary.units.value(unit));
    let unit = unit.unwrap_or("");
    let is_negative = signs.contains('-');
    let bound: String = signs.chars().filter(|c| matches!(c, '<' | '>' | '≤' | '≥' | '±')).collect();
    let letters: String = if unit.is_empty() { behind.chars().filter(|c| c.is_alphabetic()).collect() } else { String::new() };
    let Some(number) = plain_value(body) else {
        let suffix = letters;
        return Some(Numeral { value: format!("{bound}{body}"), currency, unit, suffix, ..raw(1) });
    };
    let mut numeral = Numeral { currency, unit, is_plain: body.bytes().all(|byte| byte.is_ascii_digit()), ..raw(1) };
    let mut value = number;
    // Groups of three digits behind a blank: 12 500.
    if letters.is_empty() && unit.is_empty() && body.len() <= 3 && numeral.is_plain {
        while let Some(group) = group_behind(version, at + numeral.words - 1) {
            value = value * 1000.0 + group;
            numeral.words += 1;
            numeral.is_plain = false;
        }
    }
    let mut scale = vocabulary.scales.value(&letters);
    if is_ordinal_ending(&letters) && numeral.is_plain {
        return Some(Numeral { value: ordinal(value), is_weak: false, ..numeral });
    }
    if scale.is_none() {
        numeral.suffix = letters;
    }
    if let Some((factor, currency)) =
        signed_scale(version, vocabulary, at + numeral.words - 1).filter(|_| numeral.suffix.is_empty() && scale.is_none())
    {
        (scale, numeral.currency) = (Some(factor), Some(currency));
        numeral.words += 1;
    } else if numeral.suffix.is_empty() && scale.is_none() {
        scale = scale_behind(version, vocabulary, at + numeral.words - 1, true);
        numeral.words += usize::from(scale.is_some());
    }
    let mut factor = 1.0;
    while let Some(scale_value) = scale.and_then(|scale| scale.trim_start_matches('x').parse::<f64>().ok()) {
        value *= scale_value;
        factor *= scale_value;
        numeral.is_plain = false;
        scale = scale_behind(version, vocabulary, at + numeral.words - 1, false);
        numeral.words += usize::from(scale.is_some());
    }
    if let Some(half) = half_behind(version, vocabulary, at + numeral.words - 1).filter(|_| value >= 1000.0 && !numeral.is_plain) {
        value += 0.5 * factor;
        numeral.words += half;
    }
    if is_negative {
        value = -value;
    }
    Some(Numeral { value: format!("{bound}{}", written(value)), number: bound.is_empty().then_some(value), ..numeral })
}

/// Digits in a group of three behind word `at` and one blank.
fn group_behind(version: &Version<'_, '_>, at: usize) -> Option<f64> {
    let (here, next) = (version.read_at(at)?, version.read_at(at + 1)?);
    let gap = next.token.span.start.checked_sub(here.token.span.end)?;
    let shown = version.shown_at(at + 1);
    let is_group = shown.len() == 3 && shown.bytes().all(|byte| byte.is_ascii_digit());
    (is_group && (1..=3).contains(&gap) && version.words[at + 1] == version.words[at] + 1).then(|| shown.parse().ok())?
}

/// The scale behind word `at` that has the sign of a currency behind it: 2 M€.
fn signed_scale(version: &Version<'_, '_>, vocabulary: &Vocabulary, at: usize) -> Option<(&'static str, &'static str)> {
    let scale = vocabulary.scales.value(version.form_at(at + 1)?).filter(|_| version.are_close(at))?;
    let (here, sign) = (version.read_at(at + 1)?, version.tokens.get(version.words.get(at + 1)? + 1)?);
    let is_glued = sign.word.is_none() && sign.token.span.start == here.token.span.end;
    let currency = is_glued.then(|| vocabulary.currencies.value(version.side.shown(&sign.token))).flatten()?;
    Some((scale, currency))
}

/// The scale that stands as a word behind word `at`: million, Mio, bn; short ones only behind digits.
fn scale_behind(version: &Version<'_, '_>, vocabulary: &Vocabulary, at: usize, is_short_allowed: bool) -> Option<&'static str> {
    if !version.are_close(at) {
        return None;
    }
    let form = version.form_at(at + 1)?;
    let number = vocabulary.numbers.get(form).copied().filter(|value| is_scale(value));
    number.or_else(|| vocabulary.scales.value(form).filter(|_| is_short_allowed && form.len() > 1))
}

fn is_scale(value: &str) -> bool {
    value.starts_with('x') || value.parse::<f64>().is_ok_and(|value| value >= 100.0)
}

/// The value of digits with separators: one before exactly three digits marks thousands. None for scores, ratios and the like.
fn plain_value(body: &str) -> Option<f64> {
    let parts: Vec<&str> = body.split([',', '.', '\'', '’', '٫', '٬']).collect();
    let is_digits = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if body.len() > 40 || !parts.iter().all(is_digits) {
        return None;
    }
    let groups = &parts[1..];
    if groups.is_empty() || groups.iter().all(|part| part.len() == 3) {
        return parts.concat().parse().ok();
    }
    let (last, front) = parts.split_last()?;
    let is_grouped = front.len() == 1 || front[1..].iter().all(|part| part.len() == 3);
    is_grouped.then(|| format!("{}.{last}", front.concat()).parse().ok())?
}

fn is_ordinal_ending(letters: &str) -> bool {
    matches!(letters, "st" | "nd" | "rd" | "th" | "er" | "ère" | "re" | "e" | "ème" | "eme" | "º" | "ª" | "o" | "a" | "te" | "ten")
}

fn in_words(version: &Version<'_, '_>, vocabulary: &Vocabulary, at: usize) -> Option<Numeral> {
    let form = version.form_at(at)?;
    if !vocabulary.numbers.contains_key(form) && !may_be_compound(vocabulary, form) {
        return None;
    }
    let numeral = |value: String, number, words, is_weak| Numeral {
        value,
        number,
        words,
        is_weak,
        currency: None,
        unit: "",
        suffix: String::new(),
        in_digits: false,
        is_plain: false,
    };
    // All, most, few: a count against another one only.
    if let Some(quantity) = vocabulary.numbers.get(form).filter(|value| value.starts_with(char::is_alphabetic) && value.ends_with('?')) {
        // Some 40 people are about 40.
        let is_counted = || {
            let next = version.read_at(at + 1).and_then(|read| read.word);
            let is_number = |form: &str| vocabulary.numbers.get(form).is_some_and(|value| value.starts_with(|c: char| c.is_ascii_digit()));
            next.is_some_and(|word| word.number || is_number(version.form(word)))
        };
        let counts = *quantity == "some?" && version.are_close(at) && is_counted();
        return (!counts).then(|| numeral(quantity.to_string(), None, 1, true));
    }
    if let Some((size, words)) = size(version, vocabulary, at) {
        return Some(numeral(format!("{}+", written(size)), None, words, true));
    }
    let Some((first, is_weak)) = part(vocabulary, form) else {
        let parts = compound(vocabulary, form)?;
        if let [Part::Value(count), Part::Value(part)] = parts.as_slice()
            && *part < 0.5
            && is_fraction(*count, *part)
        {
            return Some(numeral(written(count * part), Some(count * part), 1, false));
        }
        let mut sum = Sum::default();
        parts.iter().all(|part| sum.take(*part)).then_some(())?;
        let mut words = 1;
        extend(version, vocabulary, at, &mut sum, &mut words);
        return Some(numeral(sum.value(), sum.number(), words, false));
    };
    let mut sum = Sum::default();
    sum.take(first);
    let mut words = 1;
    let is_half = matches!(first, Part::Value(value) if value < 1.0);
    if let Part::Value(half) = first
        && is_half
        && let Some((scale, words)) = scale_of_part(version, vocabulary, at)
    {
        return Some(numeral(written(half * scale), Some(half * scale), words, false));
    }
    if let Part::Value(count) = first
        && let Some(part) = fraction_behind(version, vocabulary, at).filter(|part| is_fraction(count, *part))
    {
        return Some(numeral(written(count * part), Some(count * part), 2, false));
    }
    if !is_half && !matches!(first, Part::Ordinal(_)) {
        extend(version, vocabulary, at, &mut sum, &mut words);
        if let Some(half) = half_behind(version, vocabulary, at + words - 1).filter(|_| !sum.is_ordinal) {
            words += half;
            let mut value = sum.total + sum.current + 0.5 * if sum.current == 0.0 { sum.scale.max(1.0) } else { 1.0 };
            if let Some(scale) = scale_behind(version, vocabulary, at + words - 1, false).and_then(|scale| scale.parse::<f64>().ok()) {
                value *= scale;
                words += 1;
            }
            return Some(numeral(written(value), Some(value), words, false));
        }
    }
    Some(numeral(sum.value(), sum.number(), words, is_weak && words == 1))
}

/// The size that word `at` tells and how many words tell it: hundreds, tens of thousands.
fn size(version: &Version<'_, '_>, vocabulary: &Vocabulary, at: usize) -> Option<(f64, usize)> {
    let of = |at: usize| vocabulary.numbers.get(version.form_at(at)?)?.strip_suffix('+')?.parse::<f64>().ok();
    let first = of(at)?;
    let is_joined = |at: usize| version.form_at(at).is_some_and(|form| vocabulary.date_joiners.value(form).is_some());
    let next = at + if is_joined(at + 1) { 2 } else { 1 };
    let is_close = || (at..next).all(|at| version.are_close(at));
    let second = of(next).or_else(|| scale_behind(version, vocabulary, next - 1, false)?.parse().ok());
    match second.filter(|second| *second >= 1000.0 && is_close()) {
        Some(second) => Some((first * second, next + 1 - at)),
        None => Some((first, 1)),
    }
}

/// The scale of which word `at` tells a part, and how many words the two have: half a million, demi-million.
fn scale_of_part(version: &Version<'_, '_>, vocabulary: &Vocabulary, at: usize) -> Option<(f64, usize)> {
    let scale = |at: usize| scale_behind(version, vocabulary, at, false)?.parse::<f64>().ok();
    let is_short = || version.form_at(at + 1).is_some_and(|form| form.len() <= 3) && version.are_close(at);
    scale(at).map(|scale| (scale, 2)).or_else(|| scale(at + 1).filter(|_| is_short()).map(|scale| (scale, 3)))
}

/// The part that the word behind word `at` tells, if it is less than a half: quarters, thirds.
fn fraction_behind(version: &Version<'_, '_>, vocabulary: &Vocabulary, at: usize) -> Option<f64> {
    let form = version.form_at(at + 1).filter(|_| version.are_close(at))?;
    vocabulary.numbers.get(form)?.parse::<f64>().ok().filter(|part| *part < 0.5)
}

/// Whether so many parts are less than the whole and not told otherwise: three quarters, but two quarters of a year.
fn is_fraction(count: f64, part: f64) -> bool {
    count * part < 1.0 && (count == 1.0 || count * part > 0.5)
}

/// How many words behind word `at` add a half of the last scale: and a half, et demi.
fn half_behind(version: &Version<'_, '_>, vocabulary: &Vocabulary, at: usize) -> Option<usize> {
    let form = |step: usize| version.form_at(at + step).filter(|_| (at..at + step).all(|at| version.are_close(at)));
    form(1).filter(|form| vocabulary.joiners.value(form).is_some())?;
    let skip = usize::from(vocabulary.articles.value(form(2)?).is_some());
    (*vocabulary.numbers.get(form(2 + skip)?)? == "0.5").then_some(2 + skip)
}

/// Takes the words behind `at` that go on with the number.
fn extend(version: &Version<'_, '_>, vocabulary: &Vocabulary, at: usize, sum: &mut Sum, words: &mut usize) {
    while version.are_close(at + *words - 1) {
        let next = at + *words;
        let Some(form) = version.form_at(next) else { return };
        let mut longer = sum.clone();
        if let Some((found, _)) = part(vocabulary, form) {
            if !longer.take(found) {
                return;
            }
            *words += 1;
        } else if vocabulary.joiners.value(form).is_some() && version.are_close(next) {
            let behind = version.form_at(next + 1).and_then(|form| part(vocabulary, form));
            let goes_on = behind.is_some_and(|(found, _)| longer.take(Part::Joiner) && longer.take(found));
            if !goes_on {
                return;
            }
            *words += 2;
        } else {
            return;
        }
        *sum = longer;
    }
}
