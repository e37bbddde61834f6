//! Dates of articles as points in time.
//!
//! In: a date as given: RFC 3339, `YYYY-MM-DD`, or with the month by its English name as mails, feeds and wires have it
//! (`Fri, 26 Aug 2016 14:00:00 +0200`, `26-FEB-1987 16:35:16.02`). Out: seconds since 1970, so that versions and reports can be put in order.
//! What is no such date has none, nor has a day that the calendar has not; nothing is guessed, above all not whether 3/4 is in March.
//! The calendar is that of `jiff`.

use crate::lexicon::{List, list, list_of};
use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};

/// Seconds since 1970-01-01 UTC; a date without a time is its midnight in UTC, a time without an offset is in UTC. A day that no
/// calendar has is no date.
///
/// ```
/// use copydesk::article::seconds;
/// assert_eq!(seconds("1970-01-02"), Some(86_400));
/// assert!(seconds("2016-08-26T14:00:00+02:00") < seconds("2016-08-26T13:00:00Z"));
/// assert_eq!(seconds("Fri, 26 Aug 2016 14:00:00 +0200"), seconds("2016-08-26T12:00:00Z"));
/// assert_eq!(seconds("last Tuesday"), None);
/// assert_eq!(seconds("2016-02-31"), None);
/// ```
pub fn seconds(date: &str) -> Option<i64> {
    let date = date.trim();
    numeric(date).or_else(|| named(date))
}

/// A time as people write it, to the minute in UTC; nothing for what is no time.
///
/// ```
/// use copydesk::article::in_utc;
/// assert_eq!(in_utc("Fri, 26 Aug 2016 14:05:00 +0200").as_deref(), Some("2016-08-26 12:05 UTC"));
/// ```
pub fn in_utc(date: &str) -> Option<String> {
    let at = jiff::tz::Offset::UTC.to_datetime(jiff::Timestamp::from_second(seconds(date)?).ok()?);
    Some(format!("{:04}-{:02}-{:02} {:02}:{:02} UTC", at.year(), at.month(), at.day(), at.hour(), at.minute()))
}

/// Whether a text is a day of the calendar as `YYYY-MM-DD`, and no more.
///
/// ```
/// assert!(copydesk::article::is_day("2024-02-29"));
/// assert!(!copydesk::article::is_day("2023-02-29"));
/// ```
pub fn is_day(text: &str) -> bool {
    text.len() == 10 && day(text).is_some()
}

/// The day at the start of a text.
fn day(text: &str) -> Option<Date> {
    let day = text.get(..10)?;
    let bytes = day.as_bytes();
    let parts = (number(day.get(..4)?)?, number(day.get(5..7)?)?, number(day.get(8..)?)?);
    (bytes[4] == b'-' && bytes[7] == b'-').then(|| date(parts))?
}

fn date((year, month, day): (i64, i64, i64)) -> Option<Date> {
    Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()
}

fn numeric(date: &str) -> Option<i64> {
    let day = day(date)?;
    let rest = &date[10..];
    if rest.is_empty() {
        return midnight(day);
    }
    time(day, rest.strip_prefix(['T', 't', ' '])?)
}

fn midnight(day: Date) -> Option<i64> {
    moment(day.to_datetime(jiff::civil::Time::midnight()), Offset::UTC)
}

fn moment(clock: DateTime, offset: Offset) -> Option<i64> {
    Some(TimeZone::fixed(offset).to_timestamp(clock).ok()?.as_second())
}

/// A date whose month has its English name: `[Fri, ]26 Aug 2016[ 14:00[:00]][ +0200]`, with blanks or hyphens between.
fn named(text: &str) -> Option<i64> {
    let text = text.split_once(',').map_or(text, |(_, rest)| rest.trim_start());
    let (day, rest) = text.split_once([' ', '-'])?;
    let (month, rest) = rest.split_once([' ', '-'])?;
    let (year, rest) = rest.split_once(' ').unwrap_or((rest, ""));
    let month = month.to_ascii_lowercase();
    let listed = |list| list_of("en", list).and_then(|months| months.value(&month));
    let month = number(listed(List::Months).or_else(|| listed(List::ShortMonths))?)?;
    let day = date((number(year).filter(|_| year.len() == 4)?, month, number(day)?))?;
    let rest = rest.trim();
    if rest.is_empty() {
        return midnight(day);
    }
    // Wires put marks of their own behind the time.
    let clock = rest.split(' ').next().unwrap_or_default().trim_end_matches(|c: char| c.is_ascii_alphabetic());
    time(day, rest).or_else(|| time(day, clock))
}

/// The moment of a day and `HH:MM[:SS[.fraction]]` with an offset.
fn time(day: Date, time: &str) -> Option<i64> {
    let (hour, minute) = (number(time.get(..2)?)?, number(time.get(3..5)?)?);
    if time.as_bytes().get(2) != Some(&b':') {
        return None;
    }
    let (second, rest) = match time.get(5..)?.strip_prefix(':') {
        Some(rest) => (number(rest.get(..2)?)?, rest.get(2..)?),
        None => (0, time.get(5..)?),
    };
    let rest = rest.strip_prefix(['.', ',']).map_or(rest, |fraction| fraction.trim_start_matches(|c: char| c.is_ascii_digit()));
    let offset = offset(rest.trim_start())?;
    // The end of a day is the beginning of the next, and a leap second the end of its minute.
    let (day, hour) = if hour == 24 && minute == 0 && second == 0 { (day.tomorrow().ok()?, 0) } else { (day, hour) };
    let clock = jiff::civil::Time::new(hour.try_into().ok()?, minute.try_into().ok()?, second.min(59).try_into().ok()?, 0).ok()?;
    if second > 60 {
        return None;
    }
    moment(day.to_datetime(clock), offset)
}

fn number(digits: &str) -> Option<i64> {
    if digits.bytes().all(|byte| byte.is_ascii_digit()) { digits.parse().ok() } else { None }
}

/// An offset in figures, a zone by the name that mails give it, or none at all: UTC. A name in brackets behind it says the same again.
fn offset(text: &str) -> Option<Offset> {
    let text = text.split_once(['[', '(']).map_or(text, |(text, _)| text).trim_end();
    if text.is_empty() || text.eq_ignore_ascii_case("z") {
        return Some(Offset::UTC);
    }
    let text = list(List::TimeZones).value(text).unwrap_or(text);
    let sign = match text.chars().next()? {
        '+' => 1,
        '-' | '−' => -1,
        _ => return None,
    };
    let digits = text.trim_start_matches(['+', '-', '−']);
    let (hours, minutes) = (number(digits.get(..2)?)?, digits.get(2..)?.trim_start_matches(':'));
    let minutes = if minutes.is_empty() { 0 } else { number(minutes)? };
    let seconds: i32 = (sign * (hours * 3_600 + minutes * 60)).try_into().ok()?;
    (minutes < 60).then(|| Offset::from_seconds(seconds).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_of_the_calendar_are_days() {
        for (text, wanted) in [
            ("2026-12-31", true),
            ("2024-02-29", true),
            ("2023-02-29", false),
            ("1900-02-29", false),
            ("2026-13-01", false),
            ("2026-1-1", false),
            ("+026-01-01", false),
            ("2026-04-31", false),
            ("2026-W53-1", false),
            ("2026-12-31T00:00:00Z", false),
        ] {
            assert_eq!(is_day(text), wanted, "{text}");
        }
    }

    #[test]
    fn dates_become_seconds() {
        for (date, wanted) in [
            ("1970-01-01", Some(0)),
            ("2000-03-01", Some(951_868_800)),
            ("2016-02-29T23:59:59Z", Some(1_456_790_399)),
            ("2016-08-26T14:00:00.250+02:00", Some(1_472_212_800)),
            ("2016-08-26 12:00", Some(1_472_212_800)),
            ("2016-08-26T12:00-0130", Some(1_472_218_200)),
            ("1987-04-08", Some(544_838_400)),
            ("8-APR-1987", Some(544_838_400)),
            ("26-FEB-1987 16:35:16.02", Some(541_355_716)),
            ("26-FEB-1987 16:35:16.02RM", Some(541_355_716)),
            ("26-FEB-1987 16:35:16.02C L", Some(541_355_716)),
            ("Fri, 26 Aug 2016 14:00:00 +0200", Some(1_472_212_800)),
            ("26 August 2016 12:00 GMT", Some(1_472_212_800)),
            ("Fri, 26 Aug 2016 08:00:00 EDT", Some(1_472_212_800)),
            ("2016-08-26 14:00 CEST", Some(1_472_212_800)),
            ("2016-08-26T14:00:00+02:00[Europe/Paris]", Some(1_472_212_800)),
            ("Fri, 26 Aug 2016 14:00:00 +0200 (CEST)", Some(1_472_212_800)),
            ("2016-08-25T24:00:00Z", Some(1_472_169_600)),
            ("2016-12-31T23:59:60Z", Some(1_483_228_799)),
            ("2016-02-31", None),
            ("2015-02-29", None),
            ("31 Apr 2016", None),
            ("2016-08-26T25:00:00Z", None),
            ("2016-08-26T24:01:00Z", None),
            ("2016-08-26T14:00:00+99:00", None),
            ("2016-08-26T14:00:00 XYZ", None),
            ("26 Aug 16", None),
            ("26/08/2016", None),
            ("32 Aug 2016", None),
            ("August 26, 2016", None),
            ("26 Aug 2016 noon", None),
            ("2016-13-01", None),
            ("2016-08-26T", None),
            ("2016-08-26Tnoon", None),
            ("20160826", None),
            ("２０１６-08-26", None),
            ("", None),
        ] {
            assert_eq!(seconds(date), wanted, "{date}");
        }
    }
}
