//! Dates: days, months, years and times of day, each by itself.
//!
//! In: a place in a version. Out: the parts of the date that begins there, each with a value that does not depend on the way it is
//! written: `3 June 2027` and `June 3, 2027` have the same three parts, as `3.6.` and `3 June` have two, `7.30pm` is `19:30` is `half past
//! seven`, `2027/28` is `2027-28`. Days relative to today, feasts, decades, seasons and parts of the day are parts as well.

use super::Version;
use super::numerals::{self, Numeral};
use super::terms::Vocabulary;

/// Years that a bare number of four digits may be.
const YEARS: std::ops::RangeInclusive<f64> = 1900.0..=2100.0;
/// Years that it may be behind a word that stands before years.
const OLD_YEARS: std::ops::RangeInclusive<f64> = 1000.0..=2100.0;

/// A date that begins at a word.
#[derive(Debug, Default)]
pub(super) struct Date {
    /// Its parts: `w5` a weekday, `d3` a day, `m6` a month, `y2027` a year, `k1980` or `k80` a decade, `t1170` minutes of the day, `r`, `s`, `p`
    /// and `q` as listed.
    pub(super) parts: Vec<String>,
    /// How many words it has.
    pub(super) words: usize,
}

/// The date that begins at word `at`; `numeral` is the number that begins there.
pub(super) fn at(version: &Version<'_, '_>, vocabulary: &'static Vocabulary, at: usize, numeral: Option<&Numeral>) -> Option<Date> {
    let reader = Reader { version, vocabulary };
    if let Some(date) = reader.before_hour(at) {
        return Some(date);
    }
    match numeral {
        Some(numeral) => reader.time(at, numeral).or_else(|| reader.day_first(at, numeral)).or_else(|| reader.figures(at, numeral)),
        None => reader.month_first(at).or_else(|| reader.word(at)),
    }
}

struct Reader<'v, 's, 'p> {
    version: &'v Version<'s, 'p>,
    vocabulary: &'static Vocabulary,
}

impl Reader<'_, '_, '_> {
    fn is_capital(&self, at: usize) -> bool {
        self.version.shown_at(at).starts_with(char::is_uppercase)
    }

    /// The month at a word; one that is also another word needs company.
    fn month(&self, at: usize) -> Option<String> {
        let lists = [&self.vocabulary.months, &self.vocabulary.short_months, &self.vocabulary.dotted_months];
        if !lists.into_iter().any(|listed| self.version.may_be(at, listed)) {
            return None;
        }
        let form = self.vocabulary.without_elision(self.version.form_at(at)?);
        let has_figure = self.day(at + 1).is_some() || at > 0 && self.day(at - 1).is_some() || self.year(at + 1).is_some();
        let whole = self.vocabulary.months.value(form).filter(|_| {
            let is_other_word = self.version.read_at(at).and_then(|read| read.word).is_some_and(|word| word.stop);
            let has_capitals = self.vocabulary.months.value("march").is_some() || self.vocabulary.has_noun_capitals;
            has_figure || (self.is_capital(at) || !has_capitals) && (!is_other_word || self.is_before_years(at))
        });
        let short = || self.vocabulary.short_months.value(form).filter(|_| has_figure);
        let dotted = || self.vocabulary.dotted_months.value(form).filter(|_| self.is_cut_short(at) || has_figure);
        whole.or_else(short).or_else(dotted).map(|month| format!("m{month}"))
    }

    /// Whether the word at `at` is cut short: it has a dot and, where days and months have capitals, a capital.
    fn is_cut_short(&self, at: usize) -> bool {
        let has_capitals = self.vocabulary.months.value("march").is_some() || self.vocabulary.has_noun_capitals;
        self.version.is_dotted(at) && (self.is_capital(at) || !has_capitals)
    }

    /// Whether a month, a year or a weekday begins at a word: early March, Ende 2019.
    fn is_period(&self, at: usize) -> bool {
        let skip = usize::from(self.is_joiner(at));
        let is_day = self.version.form_at(at).is_some_and(|form| self.vocabulary.weekdays.value(form).is_some());
        self.month(at + skip).is_some() || self.year(at + skip).is_some() || is_day
    }

    /// Whether the word before `at` stands before dates.
    fn is_before_years(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|before| self.version.form_at(before)) else { return false };
        let bare = self.vocabulary.without_elision(before);
        self.vocabulary.before_years.value(before).is_some() || self.vocabulary.before_years.value(bare).is_some()
    }

    /// The day of a month at a word, in digits.
    fn day(&self, at: usize) -> Option<String> {
        let form = self.version.form_at(at)?;
        let digits = form.trim_end_matches(|c: char| c.is_alphabetic() || matches!(c, 'º' | 'ª'));
        let letters = &form[digits.len()..];
        let is_day = digits.len() <= 2 && digits.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day));
        (is_day && matches!(letters, "" | "st" | "nd" | "rd" | "th" | "er" | "º")).then(|| format!("d{}", digits.trim_start_matches('0')))
    }

    /// The year at a word, in four digits.
    fn year(&self, at: usize) -> Option<String> {
        let form = self.version.form_at(at)?;
        let is_year = form.len() == 4 && form.parse::<f64>().is_ok_and(|year| OLD_YEARS.contains(&year));
        is_year.then(|| format!("y{form}"))
    }

    /// Whether nothing, a hyphen, a dot or a comma stands between word `at` and the next.
    fn is_near(&self, at: usize) -> bool {
        let (Some(here), Some(next)) = (self.version.words.get(at), self.version.words.get(at + 1)) else { return false };
        let between = &self.version.tokens[here + 1..*next];
        between.len() <= 1 && between.iter().all(|read| matches!(self.version.side.shown(&read.token), "-" | "." | "," | "/"))
    }

    /// Whether a word joins the parts of a date: of, de.
    fn is_joiner(&self, at: usize) -> bool {
        self.version.form_at(at).is_some_and(|form| self.vocabulary.date_joiners.value(form).is_some())
    }

    /// Adds the year behind word `at` of a date, if one is there.
    fn add_year(&self, at: usize, date: &mut Date) {
        let skip = usize::from(self.is_joiner(at + 1));
        let is_joined = self.is_near(at) && (skip == 0 || self.is_near(at + 1));
        if let Some(year) = self.year(at + 1 + skip).filter(|_| is_joined) {
            date.parts.push(year);
            date.words += 1 + skip;
        }
    }

    /// June, June 3, June 3, 2027, June 2027.
    fn month_first(&self, at: usize) -> Option<Date> {
        let mut date = Date { parts: vec![self.month(at)?], words: 1 };
        if let Some(day) = self.day(at + 1).filter(|_| self.is_near(at)) {
            date.parts.push(day);
            date.words += 1;
        }
        self.add_year(at + date.words - 1, &mut date);
        Some(date)
    }

    /// 3 June, 3rd of June 2027, 3. Juni, 1er mai, 3 de junio de 2027, tres de mayo.
    fn day_first(&self, at: usize, numeral: &Numeral) -> Option<Date> {
        let day = self.day(at).or_else(|| {
            let number = numeral.value.trim_start_matches('#');
            let is_day = number.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day)) && numeral.currency.is_none();
            // A number word counts as a day before a joiner only: primero de mayo.
            (is_day && numeral.words == 1 && self.is_joiner(at + 1)).then(|| format!("d{number}"))
        });
        let range = || numeral.value.split(['-', '–']).all(|part| part.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day)));
        let day = day.or_else(|| range().then(|| format!("d{}", numeral.value)))?;
        let skip = usize::from(self.is_joiner(at + 1));
        let is_joined = self.is_near(at) && (skip == 0 || self.is_near(at + 1));
        let month = self.month(at + 1 + skip).filter(|_| is_joined)?;
        let mut date = Date { parts: vec![day, month], words: 2 + skip };
        self.add_year(at + date.words - 1, &mut date);
        Some(date)
    }

    /// 2027, 26/08/2016, 2016-08-26, 26.8.2016, 1990s.
    fn figures(&self, at: usize, numeral: &Numeral) -> Option<Date> {
        let form = self.version.form_at(at)?;
        let one = |parts| Some(Date { parts, words: 1 });
        let fields: Vec<&str> = form.split(['/', '-', '.']).collect();
        let number = |field: &str| field.parse::<u32>().ok();
        if let [a, b, c] = fields.as_slice()
            && let (Some(x), Some(y), Some(z)) = (number(a), number(b), number(c))
        {
            let (day, month, year) = if a.len() == 4 { (z, y, x) } else { (x, y, z) };
            if (1..=31).contains(&day) && (1..=31).contains(&month) && (c.len() == 4 || a.len() == 4) {
                return one(vec![format!("d{day}"), format!("m{month}"), format!("y{year}")]);
            }
        }
        if let [a, b] = fields.as_slice()
            && let (Some(x), Some(y)) = (number(a), number(b))
        {
            let is_year = a.len() == 4 && YEARS.contains(&f64::from(x)) && !form.contains('.');
            let is_next = (x + 1) % 100 == y % 100;
            if is_year && matches!(b.len(), 2 | 4) && (is_next || form.contains('-')) {
                return one(vec![format!("y{x}-{:02}", y % 100)]);
            }
            // A dot behind it makes it a day: on the 3.10. the shops are closed.
            let is_day = (1..=31).contains(&x) && (1..=12).contains(&y) && a.len() <= 2 && b.len() <= 2;
            if is_day && form.contains('.') && numeral.currency.is_none() && numeral.unit.is_empty() && self.version.is_dotted(at) {
                return one(vec![format!("d{x}"), format!("m{y}")]);
            }
        }
        if let Some(decade) = self.decade(at, form) {
            return one(vec![decade]);
        }
        let is_bare = numeral.is_plain && form.len() == 4 && numeral.words == 1 && numeral.currency.is_none() && numeral.unit.is_empty();
        let year = form.parse::<f64>().ok().filter(|_| is_bare)?;
        let is_introduced = self.is_before_years(at);
        let counts = self.version.are_close(at) && self.version.is_telling_at(at + 1) && {
            let is_name = self.is_capital(at + 1) && !self.vocabulary.has_noun_capitals;
            !is_name && !self.version.read_at(at + 1).is_some_and(|read| read.word.is_some_and(|word| word.number))
        };
        let is_year = OLD_YEARS.contains(&year) && is_introduced || YEARS.contains(&year) && !counts;
        (is_year && self.vocabulary.term(&self.vocabulary.units, self.version, at + 1).is_none_or(|_| !self.version.are_close(at)))
            .then(|| Date { parts: vec![format!("y{form}")], words: 1 })
    }

    /// 1980s, 80er.
    fn decade(&self, at: usize, form: &str) -> Option<String> {
        let digits = form.trim_end_matches(|c: char| c.is_alphabetic()).trim_end_matches('\'');
        let is_ending = matches!(form[digits.len()..].trim_start_matches('\''), "s" | "er" | "ers" | "ern");
        let is_round = digits.ends_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.starts_with('0');
        let is_known = match digits.len() {
            4 => digits.parse().is_ok_and(|year: f64| OLD_YEARS.contains(&year)),
            // Of seconds as well.
            2 => self.is_before_years(at) || form.ends_with("er"),
            _ => false,
        };
        (is_ending && is_round && is_known).then(|| format!("k{digits}"))
    }

    /// What stands before the hour: half past seven, halb acht; or before a decade: années 80.
    fn before_hour(&self, at: usize) -> Option<Date> {
        let term = self.vocabulary.term(&self.vocabulary.dates, self.version, at)?;
        let next = at + term.words;
        if !self.version.are_close(next - 1) {
            return None;
        }
        if term.value == "k" {
            let numeral = numerals::at(self.version, self.vocabulary, next)?;
            let year = numeral.number.filter(|year| year % 10.0 == 0.0)?;
            let is_decade = (10.0..100.0).contains(&year) || OLD_YEARS.contains(&year);
            return is_decade.then(|| Date { parts: vec![format!("k{year}")], words: term.words + numeral.words });
        }
        let offset: i32 = term.value.strip_prefix('h')?.parse().ok()?;
        let form = self.version.form_at(next)?;
        let hour: i32 = form.parse().ok().or_else(|| self.vocabulary.numbers.get(form)?.trim_end_matches('?').parse().ok())?;
        let is_counted = self.is_unit(next + 1) || self.vocabulary.numbers.contains_key(self.version.form_at(next + 1).unwrap_or(""));
        if !(1..=24).contains(&hour) || is_counted && self.version.are_close(next) {
            return None;
        }
        let minutes = (hour * 60 + offset).rem_euclid(24 * 60);
        let behind = self.vocabulary.term(&self.vocabulary.dates, self.version, next + 1).filter(|_| self.version.are_close(next));
        let behind = behind.filter(|term| matches!(term.value, "am" | "pm" | "clock"));
        let minutes = if behind.is_some_and(|term| term.value == "pm") && hour < 12 { minutes + 720 } else { minutes };
        let is_open = hour < 13 && behind.is_none_or(|term| term.value == "clock");
        let time = format!("t{minutes}{}", if is_open { "?" } else { "" });
        Some(Date { parts: vec![time], words: term.words + 1 + behind.map_or(0, |term| term.words) })
    }

    /// Weekdays and what the list of date words has.
    fn word(&self, at: usize) -> Option<Date> {
        let form = self.vocabulary.without_elision(self.version.form_at(at)?);
        let lists = [&self.vocabulary.weekdays, &self.vocabulary.dotted_weekdays];
        let may_be_weekday =
            lists.into_iter().any(|listed| self.version.may_be(at, listed)) || form.ends_with('s') || self.vocabulary.has_noun_capitals;
        let weekday = may_be_weekday.then(|| self.vocabulary.weekdays.value(form)).flatten();
        let weekday = weekday.or_else(|| {
            may_be_weekday.then_some(())?;
            let plain = form.strip_suffix("'s").or_else(|| form.strip_suffix('s')).unwrap_or(form);
            let dotted = || self.vocabulary.dotted_weekdays.value(form).filter(|_| self.is_cut_short(at));
            self.vocabulary.weekdays.value(plain).or_else(|| compound_weekday(self.vocabulary, form)).or_else(dotted)
        });
        if let Some(weekday) = weekday {
            return Some(Date { parts: vec![format!("w{weekday}")], words: 1 });
        }
        let term = self.vocabulary.term(&self.vocabulary.dates, self.version, at)?;
        // Tomorrow, not in the morning: the Spanish word is both, the German one has a capital then.
        let is_part = term.value.starts_with('q') && self.version.are_close(at + term.words - 1) && self.is_period(at + term.words);
        let is_listed = is_part || term.value.starts_with(['r', 's', 'p', 't']) || term.value.starts_with(['d', 'k']) && term.value != "k";
        let mut date = Date { parts: term.value.split(' ').map(String::from).collect(), words: term.words };
        if term.value.starts_with('d') {
            self.add_year(at + term.words - 1, &mut date);
        }
        is_listed.then_some(date)
    }

    /// 7 a.m., 7.30pm, 20:30, 20h30, 20 Uhr, at 8, a las ocho.
    fn time(&self, at: usize, numeral: &Numeral) -> Option<Date> {
        if numeral.currency.is_some() || !numeral.unit.is_empty() {
            return None;
        }
        let form = self.version.form_at(at)?;
        let letters = |c: char| c.is_alphabetic();
        let digits = form.trim_end_matches(letters);
        let introduction = self.introduction(at);
        let is_half = numeral.words > 1 && !numeral.in_digits && introduction == Some("at");
        let half_hour = numeral.number.filter(|number| is_half && number.fract() == 0.5 && *number < 24.0);
        let (hours, minutes) = match digits.split_once([':', '.', 'h']) {
            // A las seis y media.
            _ if half_hour.is_some() => (half_hour.unwrap_or(0.0) as u32, 30),
            Some((hours, minutes)) => (hours.parse::<u32>().ok()?, minutes.parse::<u32>().ok().filter(|_| minutes.len() == 2)?),
            None if numeral.words == 1 => {
                let whole = numeral.number.filter(|number| number.fract() == 0.0 && (0.0..=24.0).contains(number));
                let bare = digits.parse::<u32>().ok().filter(|hours| *hours <= 24);
                (bare.or(whole.map(|number| number as u32))?, 0)
            }
            None => return None,
        };
        if hours > 24 || minutes > 59 {
            return None;
        }
        let mut words = if half_hour.is_some() { numeral.words } else { 1 };
        let mut half = match numeral.suffix.as_str() {
            "am" | "pm" => Some(numeral.suffix.clone()),
            _ => None,
        };
        let mut is_time = half.is_some() || digits.contains(':') || numeral.suffix.starts_with('h') || digits.contains('h');
        is_time |= half_hour.is_some();
        let mut minutes = minutes;
        let mut offset = 0;
        for _ in 0..3 {
            let Some(term) = self.vocabulary.term(&self.vocabulary.dates, self.version, at + words) else { break };
            if !self.version.are_close(at + words - 1) {
                break;
            }
            match term.value {
                "am" | "pm" if half.is_none() => {
                    // A verb, where no time is: `at 7 am` is one.
                    half = Some(term.value.to_string());
                    is_time = true;
                }
                // Of hours a length is told as well.
                "clock" if is_time || introduction.is_some() || !self.is_unit(at + words) => {
                    is_time = true;
                    let next =
                        self.version.form_at(at + words + 1).filter(|form| form.len() == 2).and_then(|form| form.parse::<u32>().ok());
                    if let Some(next) = next.filter(|next| *next < 60 && self.version.are_close(at + words)) {
                        minutes = next;
                        words += 1;
                    }
                }
                // Et demie, menos cuarto.
                value if value.starts_with('b') && (is_time || introduction.is_some()) => {
                    let Ok(quarters) = value[1..].parse::<i32>() else { break };
                    offset = quarters;
                    is_time = true;
                }
                _ => break,
            }
            words += term.words;
        }
        let has_minutes = digits.contains('.') && digits.split_once('.').is_some_and(|(_, minutes)| minutes.len() == 2);
        let ends_here = || {
            let next = self.version.read_at(at + 1).and_then(|read| read.word);
            !self.version.are_close(at) || next.is_none_or(|word| word.stop)
        };
        is_time |= introduction.is_some() && has_minutes || introduction == Some("at") && numeral.words == 1 && ends_here();
        if !is_time {
            return None;
        }
        let hours = match half.as_deref() {
            Some("pm") if hours < 12 => hours + 12,
            Some("am") if hours == 12 => 0,
            _ => hours,
        };
        // Before noon and without a mark it may be either half of the day.
        let is_open = half.is_none() && hours < 13;
        let minutes = ((hours * 60 + minutes) as i32 + offset).rem_euclid(24 * 60);
        Some(Date { parts: vec![format!("t{minutes}{}", if is_open { "?" } else { "" })], words })
    }

    fn is_unit(&self, at: usize) -> bool {
        self.version.form_at(at).is_some_and(|form| self.vocabulary.units.value(form).is_some())
    }

    /// The words that stand before times before word `at`, by what they are.
    fn introduction(&self, at: usize) -> Option<&'static str> {
        (1..=2).rev().filter_map(|back| at.checked_sub(back).map(|from| (back, from))).find_map(|(back, from)| {
            let term = self.vocabulary.term(&self.vocabulary.before_times, self.version, from);
            term.filter(|term| term.words == back).map(|term| term.value)
        })
    }
}

/// Whether a word that is no listed weekday is one: of Mondays, or on Montagabend.
pub(super) fn is_weekday(vocabulary: &Vocabulary, form: &str) -> bool {
    let plain = form.strip_suffix("'s").or_else(|| form.strip_suffix('s'));
    plain.is_some_and(|plain| vocabulary.weekdays.value(plain).is_some()) || compound_weekday(vocabulary, form).is_some()
}

/// Montagabend.
fn compound_weekday(vocabulary: &Vocabulary, form: &str) -> Option<&'static str> {
    if !vocabulary.has_noun_capitals || form.len() > 24 {
        return None;
    }
    let ends = (6..form.len()).filter(|end| form.is_char_boundary(*end));
    let found = ends.filter_map(|end| vocabulary.weekdays.value(&form[..end]).map(|day| (end, day))).next()?;
    vocabulary.dates.value(&form[found.0..]).map(|_| found.1)
}
