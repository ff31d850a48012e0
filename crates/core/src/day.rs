//! Days as payloads spell them.

use chrono::{Datelike, NaiveDate};

/// A day as `YYYY-MM-DD`, in the years 1 to 9999.
pub fn parse_day(text: &str) -> Option<NaiveDate> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else {
        return None;
    };
    let year = number(&[*y1, *y2, *y3, *y4])?;
    let day = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, number(&[*m1, *m2])?, number(&[*d1, *d2])?)?;
    (day.year() >= 1).then_some(day)
}

fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |sum, digit| Some(sum * 10 + char::from(*digit).to_digit(10)?))
}
