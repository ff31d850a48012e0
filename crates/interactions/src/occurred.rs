//! When something happened, as sheets and payloads spell it.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use frontdesk_core::{day_of_serial_cell, parse_day};

/// Nobody was called before; earlier years are slips of the pen.
pub const EARLIEST_YEAR: i32 = 1900;

/// The text is no time that an interaction can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be a date and time as DD/MM/YYYY HH:MM, YYYY-MM-DDTHH:MM or an Excel number")]
pub struct InvalidTime;

/// A time as a cell spells it: day first (`31/10/2019 09:05`, also with `.` or `-`, with seconds, or without a time), ISO
/// 8601 (`2019-10-31T09:05:00Z`, an offset is minded), or the number by which spreadsheets count days
/// (`43769.378472`). Without an offset it is UTC; without a time it is midnight.
///
/// # Errors
/// The text is none of these, no day that ever was, or before [`EARLIEST_YEAR`].
pub fn parse_occurred_at(text: &str) -> Result<DateTime<Utc>, InvalidTime> {
    let text = text.trim();
    let (day, time) = match text.find(['T', 't', ' ']) {
        Some(at) => {
            let (day, time) = text.split_at_checked(at).ok_or(InvalidTime)?;
            (day, Some(time.get(1..).unwrap_or_default().trim_start()))
        }
        None => (text, None),
    };
    let found = match (parse_day(day).or_else(|| day_first(day)), time) {
        (Some(day), None) => day.and_time(NaiveTime::MIN).and_utc(),
        (Some(day), Some(time)) => with_clock(day, time).ok_or(InvalidTime)?,
        (None, None) => serial(text).ok_or(InvalidTime)?,
        (None, Some(_)) => return Err(InvalidTime),
    };
    in_range(found)
}

/// A time as payloads spell it: RFC 3339.
///
/// # Errors
/// The text is no such time, or before [`EARLIEST_YEAR`].
pub fn parse_rfc3339(text: &str) -> Result<DateTime<Utc>, InvalidTime> {
    in_range(DateTime::parse_from_rfc3339(text).map_err(|_| InvalidTime)?.to_utc())
}

fn in_range(time: DateTime<Utc>) -> Result<DateTime<Utc>, InvalidTime> {
    if (EARLIEST_YEAR..=9999).contains(&time.year()) { Ok(time) } else { Err(InvalidTime) }
}

/// One or two digits, the same for the month, and four for the year.
fn day_first(text: &str) -> Option<NaiveDate> {
    let divider = text.chars().find(|c| matches!(c, '/' | '.' | '-'))?;
    let mut parts = text.split(divider);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    NaiveDate::from_ymd_opt(i32::try_from(digits(year, 4)?).ok()?, digits(month, 2)?, digits(day, 2)?)
}

fn digits(text: &str, most: usize) -> Option<u32> {
    let is_number = (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { text.parse().ok() } else { None }
}

/// The hour, minutes, perhaps seconds and a fraction, perhaps an offset.
fn with_clock(day: NaiveDate, text: &str) -> Option<DateTime<Utc>> {
    let (clock, offset) = split_offset(text)?;
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, ""));
    let mut parts = clock.split(':');
    let (hour, minute) = (digits(parts.next()?, 2)?, digits(parts.next()?, 2)?);
    let second = parts.next().map_or(Some(0), |second| digits(second, 2))?;
    if parts.next().is_some() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let micros: String = fraction.chars().chain("000000".chars()).take(6).collect();
    let time = NaiveTime::from_hms_micro_opt(hour, minute, second, micros.parse().ok()?)?;
    day.and_time(time).checked_sub_signed(offset).map(|time: NaiveDateTime| time.and_utc())
}

/// The clock, and what it is ahead of UTC.
fn split_offset(text: &str) -> Option<(&str, TimeDelta)> {
    let text = text.trim_end();
    if let Some(clock) = text.strip_suffix(['Z', 'z']) {
        return Some((clock, TimeDelta::zero()));
    }
    let Some(at) = text.find(['+', '-']) else {
        return Some((text, TimeDelta::zero()));
    };
    let (clock, offset) = text.split_at_checked(at)?;
    let (hours, minutes) = offset.get(1..)?.split_once(':')?;
    let (hours, minutes) = (digits(hours, 2)?, digits(minutes, 2)?);
    if hours > 23 || minutes > 59 {
        return None;
    }
    let ahead = TimeDelta::minutes(i64::from(hours * 60 + minutes));
    Some((clock.trim_end(), if offset.starts_with('-') { -ahead } else { ahead }))
}

/// Days before the point, a part of a day behind it, to the second.
fn serial(text: &str) -> Option<DateTime<Utc>> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    if fraction.is_empty() || fraction.len() > 20 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let part: f64 = format!("0.{fraction}").parse().ok()?;
    // Between 0 and 86,400, so that nothing is cut off.
    let seconds = (part * 86_400.0).round() as i64;
    let midnight = day_of_serial_cell(whole)?.and_time(NaiveTime::MIN).and_utc();
    midnight.checked_add_signed(TimeDelta::seconds(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Option<String> {
        parse_occurred_at(text).ok().map(|time| time.format("%Y-%m-%dT%H:%M:%S%.f").to_string())
    }

    #[test]
    fn times_are_read_day_first_in_iso_and_as_serials() {
        let cases = [
            ("01/10/2019 09:05", "2019-10-01T09:05:00"),
            ("1/10/2019 9:05", "2019-10-01T09:05:00"),
            (" 31/10/2019 23:59 ", "2019-10-31T23:59:00"),
            ("31.10.2019 23:59:30", "2019-10-31T23:59:30"),
            ("31-10-2019", "2019-10-31T00:00:00"),
            ("03/04/2019", "2019-04-03T00:00:00"),
            ("29/02/2020 00:00", "2020-02-29T00:00:00"),
            ("2019-10-31", "2019-10-31T00:00:00"),
            ("2019-10-31 09:05", "2019-10-31T09:05:00"),
            ("2019-10-31T09:05:00Z", "2019-10-31T09:05:00"),
            ("2019-10-31T09:05:00.25z", "2019-10-31T09:05:00.250"),
            ("2019-10-31T01:30:00+02:00", "2019-10-30T23:30:00"),
            ("2019-10-31T22:30:00-05:30", "2019-11-01T04:00:00"),
            ("43769", "2019-10-31T00:00:00"),
            ("43769.5", "2019-10-31T12:00:00"),
            ("43769.378472222", "2019-10-31T09:05:00"),
            ("43769.99999999", "2019-11-01T00:00:00"),
            ("43769.0", "2019-10-31T00:00:00"),
        ];
        for (text, want) in cases {
            assert_eq!(read(text).as_deref(), Some(want), "{text:?}");
        }
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for bad in [
            "",
            "soon",
            "2019",
            "31/13/2019 09:05",
            "10/31/2019 09:05",
            "29/02/2019",
            "31/04/2019",
            "31/10/19",
            "31/10/2019 24:00",
            "31/10/2019 09:60",
            "31/10/2019 9",
            "31/10/2019 09:05:00:00",
            "31/10/2019 09:05 PM",
            "31/10/2019T",
            "31/10-2019",
            "1899-12-31",
            "0001-01-01T00:00:00Z",
            "2019-10-31T09:05:00+24:00",
            "2019-10-31T09:05:00+0200",
            "60",
            "0",
            "-5",
            "43769.",
            "43769.5.1",
            "4e4",
            "NaN",
            "٣١/١٠/٢٠١٩",
            "12345678",
            "2019-10-31T09:05:0é",
            "é 09:05",
        ] {
            assert_eq!(read(bad), None, "{bad:?}");
        }
        assert!(parse_rfc3339("2019-10-31T09:05:00Z").is_ok());
        for bad in ["2019-10-31", "31/10/2019 09:05", "1066-10-14T09:00:00Z", "12019-10-31T09:05:00Z"] {
            assert_eq!(parse_rfc3339(bad), Err(InvalidTime), "{bad:?}");
        }
    }

    proptest! {
        #[test]
        fn every_time_that_is_printed_is_read_again(seconds in -2_208_988_800_i64..253_402_300_800) {
            let time = DateTime::from_timestamp(seconds, 0).expect("a time");
            for format in ["%Y-%m-%dT%H:%M:%SZ", "%d/%m/%Y %H:%M:%S", "%d.%m.%Y %H:%M:%S"] {
                prop_assert_eq!(parse_occurred_at(&time.format(format).to_string()), Ok(time));
            }
        }

        #[test]
        fn no_text_makes_a_panic(text in any::<String>(), near in "[0-9TtZz:. /+-]{0,30}") {
            let _ = (parse_occurred_at(&text), parse_occurred_at(&near), parse_rfc3339(&text));
        }
    }
}
