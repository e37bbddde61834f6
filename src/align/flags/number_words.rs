//! Number words: what they are worth, and how they add up.
//!
//! In: words of a vocabulary. Out: [`Part`]s of a number, and their [`Sum`] as far as they go on with it: `sixty-four`, `hundred and
//! twelve`, `soixante-dix`, `einundzwanzig`. Where a number begins and ends in a text is read elsewhere.

use super::terms::Vocabulary;

/// The longest number word that is taken apart, in bytes.
const MAX_COMPOUND: usize = 60;

/// Whole numbers below this are written as such: it is far below the first that is not exact.
const EXACT: f64 = 1e15;

pub(super) fn ordinal(value: f64) -> String {
    format!("#{}", written(value))
}

/// A number written one way.
pub(super) fn written(value: f64) -> String {
    if (1.0..EXACT).contains(&value) && value.fract() == 0.0 {
        return (value as u64).to_string();
    }
    let text = format!("{value:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_string()
}

/// A part of a number in words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Part {
    Value(f64),
    Ordinal(f64),
    Times(f64),
    Joiner,
}

pub(super) fn part(vocabulary: &Vocabulary, form: &str) -> Option<(Part, bool)> {
    let value = *vocabulary.numbers.get(form)?;
    let (value, is_weak) = value.strip_suffix('?').map_or((value, false), |value| (value, true));
    let digits = value.trim_start_matches('x').trim_end_matches(|c: char| c.is_alphabetic());
    let number: f64 = digits.parse().ok()?;
    let is_ordinal = value.ends_with(|c: char| c.is_alphabetic());
    let is_weak = is_weak || number == 1.0 || is_ordinal && number == 2.0;
    let part = match value {
        _ if value.starts_with('x') => Part::Times(number),
        _ if is_ordinal => Part::Ordinal(number),
        _ => Part::Value(number),
    };
    Some((part, is_weak))
}

/// Whether a word may be number words in a row.
pub(super) fn may_be_compound(vocabulary: &Vocabulary, form: &str) -> bool {
    (7..=MAX_COMPOUND).contains(&form.len()) && vocabulary.may_begin_number(form)
}

/// A word that is number words in a row: `zweitausendfünfhundert`, `einundzwanzig`.
pub(super) fn compound(vocabulary: &Vocabulary, form: &str) -> Option<Vec<Part>> {
    if !may_be_compound(vocabulary, form) {
        return None;
    }
    let mut parts = Vec::new();
    let mut from = 0;
    while from < form.len() {
        let ends = (from + 2..=form.len()).rev().filter(|end| form.is_char_boundary(*end));
        let found = ends.map(|end| (end, &form[from..end])).find_map(|(end, piece)| {
            let number = part(vocabulary, piece).map(|(part, _)| part);
            number.or_else(|| vocabulary.joiners.value(piece).map(|_| Part::Joiner)).map(|part| (end, part))
        });
        let (end, part) = found?;
        parts.push(part);
        from = end;
    }
    (parts.len() > 1).then_some(parts)
}

/// A number in words as it is added up.
#[derive(Debug, Clone, Default)]
pub(super) struct Sum {
    pub(super) total: f64,
    pub(super) current: f64,
    pub(super) scale: f64,
    pub(super) is_ordinal: bool,
    is_started: bool,
    is_joined: bool,
}

impl Sum {
    /// Adds a part; false if the number does not go on with it.
    pub(super) fn take(&mut self, part: Part) -> bool {
        let was_joined = std::mem::replace(&mut self.is_joined, false);
        if self.is_ordinal {
            return false;
        }
        match part {
            Part::Joiner => {
                self.is_joined = self.is_started;
                return self.is_started;
            }
            Part::Times(factor) => {
                if self.total > 0.0 || was_joined {
                    return false;
                }
                self.current = self.current.max(1.0) * factor;
            }
            Part::Ordinal(value) | Part::Value(value) if value < 100.0 => {
                if !self.is_started || self.current == 0.0 {
                    if self.is_started && value < 1.0 {
                        return false;
                    }
                    self.current = value;
                } else if !self.is_continued_by(value, was_joined) {
                    return false;
                } else if self.current == 4.0 && value == 20.0 {
                    self.current = 80.0;
                } else {
                    self.current += value;
                }
                self.is_ordinal = matches!(part, Part::Ordinal(_));
            }
            Part::Ordinal(_) => return false,
            Part::Value(value) if value == 100.0 => {
                if self.current >= 100.0 || was_joined {
                    return false;
                }
                self.current = self.current.max(1.0) * value;
            }
            Part::Value(value) if value < 1000.0 => {
                if self.is_started && self.current > 0.0 {
                    return false;
                }
                self.current = value;
            }
            Part::Value(value) => {
                if was_joined {
                    return false;
                }
                if self.current == 0.0 && self.total > 0.0 && value > self.scale {
                    self.total *= value;
                } else if self.scale > 0.0 && value >= self.scale {
                    return false;
                } else {
                    self.total += self.current.max(if self.is_started { self.current } else { 1.0 }) * value;
                }
                self.current = 0.0;
                self.scale = value;
            }
        }
        self.is_started = true;
        true
    }

    /// Whether a number below a hundred goes on with another: sixty-four, hundred (and) twelve, soixante-dix, quatre-vingts,
    /// einundzwanzig.
    fn is_continued_by(&self, value: f64, is_joined: bool) -> bool {
        let rest = self.current % 100.0;
        if rest == 0.0 {
            return true;
        }
        let is_tens = rest % 10.0 == 0.0;
        is_tens && rest >= 20.0 && value < 10.0
            || (rest == 60.0 || rest == 80.0) && value < 20.0
            || rest == 10.0 && (7.0..10.0).contains(&value)
            || self.current == 4.0 && value == 20.0
            || is_joined && rest < 10.0 && value >= 20.0 && value % 10.0 == 0.0
    }

    pub(super) fn number(&self) -> Option<f64> {
        (!self.is_ordinal).then_some(self.total + self.current)
    }

    pub(super) fn value(&self) -> String {
        let value = self.total + self.current;
        if self.is_ordinal { ordinal(value) } else { written(value) }
    }
}
