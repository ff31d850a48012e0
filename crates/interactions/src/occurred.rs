//! Parsing of times in sheets and payloads.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use frontdesk_core::parse_day;

/// Earlier years are typing mistakes: there was nothing to record.
pub const EARLIEST_YEAR: i32 = 1900;

/// The text is not a valid time of an interaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be a date and time as DD/MM/YYYY HH:MM or YYYY-MM-DDTHH:MM")]
pub struct InvalidTime;

/// Parses a time in a cell: day first (`31/10/2019 09:05`, also with `.` or `-`, with seconds, `PM`, or without a time)
/// or year first (`2019-10-31T09:05:00Z`, `2019/10/31 09:05`). An offset is respected (`+02:00`, `+0200`, `+02`, `UTC`,
/// `GMT`); the default is UTC. A date without a time is midnight. Numbers are refused: whether a spreadsheet's serial
/// date is meant depends on the file.
///
/// ```
/// # use frontdesk_interactions::parse_occurred_at;
/// let time = parse_occurred_at("31/10/2019 9:05 PM")?;
/// assert_eq!(time, parse_occurred_at("2019-10-31T22:05:00+01:00")?);
/// # Ok::<(), frontdesk_interactions::InvalidTime>(())
/// ```
///
/// # Errors
/// The text is none of these, not a real date, or before [`EARLIEST_YEAR`].
pub fn parse_occurred_at(text: &str) -> Result<DateTime<Utc>, InvalidTime> {
    let text = text.trim();
    let is_mark = |c: char| matches!(c, 'T' | 't');
    let is_iso = text.find(|c: char| is_mark(c) || c.is_whitespace()) == text.find(is_mark);
    let (day, time) = text
        .split_once(|c: char| is_mark(c) || c.is_whitespace())
        .map_or((text, None), |(day, time)| (day, Some(time.trim())));
    let day = day.strip_suffix(',').unwrap_or(day);
    let day = parse_day(day).or_else(|| day_first(day)).or_else(|| year_first(day)).ok_or(InvalidTime)?;
    let found = match time {
        None => day.and_time(NaiveTime::MIN).and_utc(),
        Some(time) if !is_iso && is_range(time) => return Err(InvalidTime),
        Some(time) => with_clock(day, time).ok_or(InvalidTime)?,
    };
    in_range(found)
}

/// Parses a time in a payload: RFC 3339.
///
/// ```
/// # use frontdesk_interactions::parse_rfc3339;
/// assert!(parse_rfc3339("2019-10-31T09:05:00Z").is_ok());
/// assert!(parse_rfc3339("31/10/2019 09:05").is_err());
/// ```
///
/// # Errors
/// The text is not such a time, or before [`EARLIEST_YEAR`].
pub fn parse_rfc3339(text: &str) -> Result<DateTime<Utc>, InvalidTime> {
    in_range(frontdesk_core::parse_rfc3339(text).ok_or(InvalidTime)?)
}

fn in_range(time: DateTime<Utc>) -> Result<DateTime<Utc>, InvalidTime> {
    if (EARLIEST_YEAR..=9999).contains(&time.year()) { Ok(time) } else { Err(InvalidTime) }
}

/// Day and month of one or two digits, and a year of four.
fn day_first(text: &str) -> Option<NaiveDate> {
    let divider = text.chars().find(|c| matches!(c, '/' | '.' | '-'))?;
    let mut parts = text.split(divider);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    NaiveDate::from_ymd_opt(i32::try_from(digits(year, 4)?).ok()?, digits(month, 2)?, digits(day, 2)?)
}

/// `2019/10/31`, as common in parts of Asia.
fn year_first(text: &str) -> Option<NaiveDate> {
    let mut parts = text.split('/');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    NaiveDate::from_ymd_opt(i32::try_from(digits(year, 4)?).ok()?, digits(month, 2)?, digits(day, 2)?)
}

fn digits(text: &str, most: usize) -> Option<u32> {
    let is_number = (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { text.parse().ok() } else { None }
}

/// The hour and minutes, then optional seconds with a fraction, AM or PM, and an offset.
fn with_clock(day: NaiveDate, text: &str) -> Option<DateTime<Utc>> {
    let (clock, offset) = split_offset(text)?;
    let (clock, half) = split_half(clock);
    let (clock, fraction) = clock.split_once(['.', ',']).unwrap_or((clock, ""));
    let mut parts = clock.split(':');
    let (hour, minute) = (digits(parts.next()?, 2)?, digits(parts.next()?, 2)?);
    let second = parts.next().map_or(Some(0), |second| digits(second, 2))?;
    if parts.next().is_some() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let micros: String = fraction.chars().chain("000000".chars()).take(6).collect();
    let time = NaiveTime::from_hms_micro_opt(in_half(hour, half)?, minute, second, micros.parse().ok()?)?;
    day.and_time(time).checked_sub_signed(offset).map(|time: NaiveDateTime| time.and_utc())
}

/// AM or PM.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    Am,
    Pm,
}

/// Splits off AM or PM: `9:05 PM`, `9:05pm`, `9:05 p.m.`.
fn split_half(text: &str) -> (&str, Option<Half>) {
    let letters = text.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(text.len());
    let (clock, half) = text.split_at_checked(letters).unwrap_or((text, ""));
    let half: String = half.chars().filter(|c| *c != '.' && !c.is_whitespace()).collect();
    match half.to_ascii_lowercase().as_str() {
        "am" => (clock.trim_end(), Some(Half::Am)),
        "pm" => (clock.trim_end(), Some(Half::Pm)),
        _ => (text, None),
    }
}

/// The hour in a 24-hour clock. In a 12-hour clock, 12 is the first hour of each half.
fn in_half(hour: u32, half: Option<Half>) -> Option<u32> {
    match half {
        None => Some(hour),
        Some(_) if !(1..=12).contains(&hour) => None,
        Some(Half::Am) => Some(hour % 12),
        Some(Half::Pm) => Some(hour % 12 + 12),
    }
}

/// Whether the text is a time range such as `09:05-10:30`, which looks like an offset after a time without seconds. A
/// time with a `T` is never a range.
fn is_range(text: &str) -> bool {
    let parts = text.split_once(['-', MINUS]);
    parts.is_some_and(|(clock, _)| clock.bytes().filter(|byte| *byte == b':').count() < 2)
}

/// The largest offset from UTC on earth, in minutes.
const WIDEST_OFFSET: u32 = 14 * 60;

/// The time, and its offset from UTC.
fn split_offset(text: &str) -> Option<(&str, TimeDelta)> {
    let text = text.trim_end();
    for utc in ["Z", "UTC", "GMT"] {
        let at = text.len().saturating_sub(utc.len());
        if let Some((clock, end)) = text.split_at_checked(at)
            && end.eq_ignore_ascii_case(utc)
        {
            return Some((clock.trim_end(), TimeDelta::zero()));
        }
    }
    let Some(at) = text.find(['+', '-', MINUS]) else {
        return Some((text, TimeDelta::zero()));
    };
    let (clock, offset) = text.split_at_checked(at)?;
    let number = offset.trim_start_matches(['+', '-', MINUS]);
    let (hours, minutes) = match (number.split_once(':'), number.len()) {
        (Some(parts), _) => parts,
        (None, 4) => number.split_at_checked(2)?,
        (None, _) => (number, "00"),
    };
    let (hours, minutes) = (digits(hours, 2)?, digits(minutes, 2)?);
    let from_utc = hours * 60 + minutes;
    if from_utc > WIDEST_OFFSET || minutes > 59 || offset.chars().count() != number.len() + 1 {
        return None;
    }
    let ahead = TimeDelta::minutes(i64::from(from_utc));
    Some((clock.trim_end(), if offset.starts_with('+') { ahead } else { -ahead }))
}

/// The typographic minus sign.
const MINUS: char = '\u{2212}';

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Option<String> {
        parse_occurred_at(text).ok().map(|time| time.format("%Y-%m-%dT%H:%M:%S%.f").to_string())
    }

    #[test]
    fn times_are_parsed_day_first_and_year_first() {
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
            ("2019/10/31 09:05", "2019-10-31T09:05:00"),
            ("31.10.2019, 09:05", "2019-10-31T09:05:00"),
            ("31/10/2019  09:05", "2019-10-31T09:05:00"),
            ("31/10/2019 09:05 PM", "2019-10-31T21:05:00"),
            ("31/10/2019 9:05:30 pm", "2019-10-31T21:05:30"),
            ("31/10/2019 9:05\u{202f}p.m.", "2019-10-31T21:05:00"),
            ("31/10/2019 12:00AM", "2019-10-31T00:00:00"),
            ("31/10/2019 12:30 pm", "2019-10-31T12:30:00"),
            ("31/10/2019 9:05 AM UTC", "2019-10-31T09:05:00"),
            ("2019-10-31T09:05:00.000+0000", "2019-10-31T09:05:00"),
            ("2019-10-31T09:05:00+0200", "2019-10-31T07:05:00"),
            ("2019-10-31T09:05:00+02", "2019-10-31T07:05:00"),
            ("2019-10-31 09:05:00 +0000", "2019-10-31T09:05:00"),
            ("2019-10-31 09:05:00 UTC", "2019-10-31T09:05:00"),
            ("2019-10-31 09:05:00 gmt", "2019-10-31T09:05:00"),
            ("2019-10-31T09:05:00-0000", "2019-10-31T09:05:00"),
            ("2019-10-31T09:05:00+14:00", "2019-10-30T19:05:00"),
            ("2019-10-31T09:05:00-12:00", "2019-10-31T21:05:00"),
            ("2019-10-31T09:05-05:00", "2019-10-31T14:05:00"),
            ("2019-10-31 09:05:00-05:00", "2019-10-31T14:05:00"),
            ("31/10/2019 09:05+02:00", "2019-10-31T07:05:00"),
            ("2019-10-31T09:05:00\u{2212}05:00", "2019-10-31T14:05:00"),
            ("2019-10-31T09:05:00,123Z", "2019-10-31T09:05:00.123"),
        ];
        for (text, want) in cases {
            assert_eq!(read(text).as_deref(), Some(want), "{text:?}");
        }
    }

    #[test]
    fn invalid_times_are_refused() {
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
            "31/10/2019 13:05 PM",
            "31/10/2019 00:05 AM",
            "31/10/2019 09:05 XM",
            "31/10/2019 9 PM",
            "31/10/2019 PM",
            "31/10/2019 09:05 EST",
            "31/10/2019 09.05",
            "31 Oct 2019 09:05",
            "2019/31/10",
            "43769",
            "43769.378472",
            "1572512700",
            "31/10/2019T",
            "31/10-2019",
            "1899-12-31",
            "0001-01-01T00:00:00Z",
            "31/10/2019 09:05-17:30",
            "31/10/2019 09:05-10:30",
            "31/10/2019 09:05 - 10:30",
            "31/10/2019 09:05 -10:30",
            "31/10/2019 9:05-10",
            "31/10/2019 09:05\u{2212}10:30",
            "31/10/2019 09:05–10:30",
            "31/10/2019 9:05-10:30 PM",
            "2019-10-31 09:05-10:30",
            "2019-10-31T09:05-17:30",
            "2019-10-31T09:05:00+14:01",
            "2019-10-31T09:05:00-15:00",
            "2019-10-31T09:05:00+24:00",
            "2019-10-31T09:05:00+020",
            "2019-10-31T09:05:00+02000",
            "2019-10-31T09:05:00+-02",
            "2019-10-31T09:05:00+UTC",
            "2019-10-31T09:05:00Z[UTC]",
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
        fn every_printed_time_is_parsed_again(seconds in -2_208_988_800_i64..253_402_300_800) {
            let time = DateTime::from_timestamp(seconds, 0).expect("a time");
            for format in ["%Y-%m-%dT%H:%M:%SZ", "%d/%m/%Y %H:%M:%S", "%d.%m.%Y %H:%M:%S"] {
                prop_assert_eq!(parse_occurred_at(&time.format(format).to_string()), Ok(time));
            }
        }

        #[test]
        fn no_text_panics(text in any::<String>(), near in "[0-9TtZzAaPpMmé:., /+−-]{0,30}") {
            let _ = (parse_occurred_at(&text), parse_occurred_at(&near), parse_rfc3339(&text));
        }
    }
}
