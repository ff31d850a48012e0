//! Days as payloads and files spell them.

use chrono::{Datelike, NaiveDate, TimeDelta};

/// The days that a spreadsheet can count to: 9999-12-31.
const LAST_SERIAL: u32 = 2_958_465;

/// Bare years: as serials they would be days of 1905, and nobody who types 1990 means one of those.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2100;

/// A day as `YYYY-MM-DD`, in the years 1 to 9999.
pub fn parse_day(text: &str) -> Option<NaiveDate> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else {
        return None;
    };
    let year = number(&[*y1, *y2, *y3, *y4])?;
    let day = NaiveDate::from_ymd_opt(
        i32::try_from(year).ok()?,
        number(&[*m1, *m2])?,
        number(&[*d1, *d2])?,
    )?;
    (day.year() >= 1).then_some(day)
}

fn number(digits: &[u8]) -> Option<u32> {
    digits
        .iter()
        .try_fold(0, |sum, digit| Some(sum * 10 + char::from(*digit).to_digit(10)?))
}

/// A day of birth.
///
/// # Errors
/// The broken rule, to be read after a field's name: the text is no day, or one after `today`.
pub fn parse_birth_date(text: &str, today: NaiveDate) -> Result<NaiveDate, &'static str> {
    let day = parse_day(text).ok_or("must be a real date as YYYY-MM-DD")?;
    if day > today {
        Err("must not be in the future")
    } else {
        Ok(day)
    }
}

/// A day as a cell of a file may spell it: `YYYY-MM-DD`, the same with the time of midnight behind it
/// (`1990-01-31 00:00:00`, `1990-01-31T00:00:00.000Z`), or the number by which spreadsheets count days (`32904`).
/// A number from 1900 to 2100 is a bare year, and no day.
pub fn parse_cell_day(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    parse_day(text)
        .or_else(|| parse_midnight(text))
        .or_else(|| parse_serial(text))
}

fn parse_midnight(text: &str) -> Option<NaiveDate> {
    let (day, time) = text.split_at_checked(10)?;
    let time = time.strip_prefix(['T', 't', ' '])?;
    let time = time
        .strip_suffix(['Z', 'z'])
        .or_else(|| time.strip_suffix("+00:00"))
        .unwrap_or(time);
    let (clock, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let is_midnight = matches!(clock, "00:00" | "00:00:00")
        && !fraction.is_empty()
        && fraction.bytes().all(|digit| digit == b'0');
    if is_midnight { parse_day(day) } else { None }
}

fn parse_serial(text: &str) -> Option<NaiveDate> {
    let digits = text.strip_suffix(".0").unwrap_or(text);
    if !(1..=7).contains(&digits.len()) {
        return None;
    }
    number(digits.as_bytes())
        .filter(|serial| !YEARS.contains(serial))
        .and_then(day_of_serial)
}

/// The day with this number in a spreadsheet's calendar of 1900, which holds a 29 February 1900 (60) that never was.
pub fn day_of_serial(serial: u32) -> Option<NaiveDate> {
    let days_since_1899_12_30 = match serial {
        0 | 60 => return None,
        1..=59 => serial + 1,
        61..=LAST_SERIAL => serial,
        _ => return None,
    };
    NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_signed(TimeDelta::days(days_since_1899_12_30.into()))
}
