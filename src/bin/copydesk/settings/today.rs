//! Today's date: the one look at the clock.
//!
//! In: the system's clock. Out: the day in UTC as `YYYY-MM-DD`, so that a suppression ends everywhere at the same time.

use jiff::{Timestamp, tz::TimeZone};

/// Today in UTC.
pub(crate) fn today() -> String {
    TimeZone::UTC.to_datetime(Timestamp::now()).date().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use copydesk::article::is_day;

    #[test]
    fn today_is_a_day() {
        assert!(is_day(&today()) && today().as_str() > "2025-01-01");
    }
}
