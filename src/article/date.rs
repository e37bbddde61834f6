//! Dates of articles as points in time.
//!
//! In: a date as given: RFC 3339, `YYYY-MM-DD`, or with the month by its English name as mails, feeds and wires have it
//! (`Fri, 26 Aug 2016 14:00:00 +0200`, `26-FEB-1987 16:35:16.02`). Out: seconds since 1970, so that versions and reports can be put in order.
//! What is no such date has none; nothing is guessed, above all not whether 3/4 is in March.

/// Seconds since 1970-01-01 UTC; a date without a time is its midnight in UTC, a time without an offset is in UTC.
///
/// ```
/// use copydesk::article::seconds;
/// assert_eq!(seconds("1970-01-02"), Some(86_400));
/// assert!(seconds("2016-08-26T14:00:00+02:00") < seconds("2016-08-26T13:00:00Z"));
/// assert_eq!(seconds("Fri, 26 Aug 2016 14:00:00 +0200"), seconds("2016-08-26T12:00:00Z"));
/// assert_eq!(seconds("last Tuesday"), None);
/// ```
pub fn seconds(date: &str) -> Option<i64> {
    let date = date.trim();
    numeric(date).or_else(|| named(date))
}

fn numeric(date: &str) -> Option<i64> {
    let day = date.get(..10)?;
    let (year, month, day) = (number(day.get(..4)?)?, number(day.get(5..7)?)?, number(day.get(8..10)?)?);
    let is_day = date.as_bytes()[4] == b'-' && date.as_bytes()[7] == b'-' && (1..=12).contains(&month) && (1..=31).contains(&day);
    if !is_day {
        return None;
    }
    let days = days_since_1970(year, month, day);
    let rest = &date[10..];
    if rest.is_empty() {
        return Some(days * 86_400);
    }
    Some(days * 86_400 + time(rest.strip_prefix(['T', 't', ' '])?)?)
}

/// A date whose month has its English name: `[Fri, ]26 Aug 2016[ 14:00[:00]][ +0200]`, with blanks or hyphens between.
fn named(date: &str) -> Option<i64> {
    let date = date.split_once(',').map_or(date, |(_, rest)| rest.trim_start());
    let (day, rest) = date.split_once([' ', '-'])?;
    let (month, rest) = rest.split_once([' ', '-'])?;
    let (year, rest) = rest.split_once(' ').unwrap_or((rest, ""));
    let month = MONTHS.iter().zip(1..).find(|(name, _)| month.eq_ignore_ascii_case(&name[..3]) || month.eq_ignore_ascii_case(name))?.1;
    let (day, year) = (number(day).filter(|day| (1..=31).contains(day))?, number(year).filter(|_| year.len() == 4)?);
    let midnight = days_since_1970(year, month, day) * 86_400;
    let rest = rest.trim();
    if rest.is_empty() {
        return Some(midnight);
    }
    // Wires put marks of their own behind the time.
    let clock = rest.split(' ').next().unwrap_or_default().trim_end_matches(|c: char| c.is_ascii_alphabetic());
    Some(midnight + time(rest).or_else(|| time(clock))?)
}

const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// Seconds since midnight UTC of `HH:MM[:SS[.fraction]]` and an offset.
fn time(time: &str) -> Option<i64> {
    let (hour, minute) = (number(time.get(..2)?)?, number(time.get(3..5)?)?);
    if time.as_bytes().get(2) != Some(&b':') || hour > 24 || minute > 59 {
        return None;
    }
    let (second, rest) = match time.get(5..)?.strip_prefix(':') {
        Some(rest) => (number(rest.get(..2)?)?, rest.get(2..)?),
        None => (0, time.get(5..)?),
    };
    let rest = rest.strip_prefix(['.', ',']).map_or(rest, |fraction| fraction.trim_start_matches(|c: char| c.is_ascii_digit()));
    let offset = offset(rest.trim_start())?;
    Some(hour * 3_600 + minute * 60 + second - offset)
}

fn number(digits: &str) -> Option<i64> {
    if digits.bytes().all(|byte| byte.is_ascii_digit()) { digits.parse().ok() } else { None }
}

fn offset(text: &str) -> Option<i64> {
    let sign = match text.chars().next() {
        None | Some('Z' | 'z') => return (text.len() <= 1).then_some(0),
        Some(_) if matches!(text, "GMT" | "UTC" | "UT") => return Some(0),
        Some('+') => 1,
        Some('-') => -1,
        Some(_) => return None,
    };
    let (hours, minutes) = (number(text.get(1..3)?)?, text.get(3..)?.trim_start_matches(':'));
    let minutes = if minutes.is_empty() { 0 } else { number(minutes)? };
    Some(sign * (hours * 3_600 + minutes * 60))
}

/// Days of the proleptic Gregorian calendar; years begin in March so that leap days come last.
fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year - era * 400;
    let month_from_march = (month + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

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
