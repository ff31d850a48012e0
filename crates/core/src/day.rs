//! Dates and times in payloads and spreadsheets.

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};

/// The last serial date of a spreadsheet: 9999-12-31.
const LAST_SERIAL: u32 = 2_958_465;

/// A date as `YYYY-MM-DD`, in the years 1 to 9999.
///
/// ```
/// # use frontdesk_core::parse_day;
/// assert!(parse_day("2024-02-29").is_some());
/// assert_eq!(parse_day("2023-02-29"), None);
/// ```
pub fn parse_day(text: &str) -> Option<NaiveDate> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else {
        return None;
    };
    let year = number(&[*y1, *y2, *y3, *y4])?;
    let day = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, number(&[*m1, *m2])?, number(&[*d1, *d2])?)?;
    (day.year() >= 1).then_some(day)
}

/// A time in RFC 3339 format, in UTC.
///
/// ```
/// use frontdesk_core::parse_rfc3339;
///
/// assert_eq!(parse_rfc3339("2026-01-31T10:00:00+01:00"), parse_rfc3339("2026-01-31T09:00:00Z"));
/// assert_eq!(parse_rfc3339("2026-01-31"), None);
/// ```
pub fn parse_rfc3339(text: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(text).ok().map(|time| time.to_utc())
}

fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |sum, digit| Some(sum * 10 + char::from(*digit).to_digit(10)?))
}

/// The date with this serial number in a spreadsheet's 1900 date system, which has a non-existent 29 February 1900
/// (60).
///
/// ```
/// # use frontdesk_core::{day_of_serial, parse_day};
/// assert_eq!(day_of_serial(45_292), parse_day("2024-01-01"));
/// ```
pub fn day_of_serial(serial: u32) -> Option<NaiveDate> {
    let days_since_1899_12_30 = match serial {
        0 | 60 => return None,
        1..=59 => serial + 1,
        61..=LAST_SERIAL => serial,
        _ => return None,
    };
    NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_signed(TimeDelta::days(days_since_1899_12_30.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, month, day)
    }

    #[test]
    fn a_day_is_four_two_and_two_ascii_digits() {
        let cases = [
            ("1815-12-10", day(1815, 12, 10)),
            ("0001-01-01", day(1, 1, 1)),
            ("9999-12-31", day(9999, 12, 31)),
            ("2024-02-29", day(2024, 2, 29)),
        ];
        for (text, want) in cases {
            assert_eq!(parse_day(text), want, "{text:?}");
        }
        for bad in [
            "",
            "1990",
            "1990-1-1",
            "1990-13-01",
            "1990-00-01",
            "1990-01-00",
            "2023-02-29",
            "0000-01-01",
            "+990-01-01",
            "-001-01-01",
            "19900-01-01",
            "1990/01/01",
            "31.01.1990",
            " 1990-01-01",
            "1990-01-01 ",
            "1990-01-01T00:00:00",
            "١٩٩٠-٠١-٠١",
            "1990-01-0x",
            "99990-1-01",
        ] {
            assert_eq!(parse_day(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn serials_count_as_spreadsheets_do() {
        let cases = [
            (0, None),
            (1, day(1900, 1, 1)),
            (59, day(1900, 2, 28)),
            (60, None),
            (61, day(1900, 3, 1)),
            (32904, day(1990, 1, 31)),
            (43831, day(2020, 1, 1)),
            (LAST_SERIAL, day(9999, 12, 31)),
            (LAST_SERIAL + 1, None),
            (u32::MAX, None),
        ];
        for (serial, want) in cases {
            assert_eq!(day_of_serial(serial), want, "{serial}");
        }
    }
}
