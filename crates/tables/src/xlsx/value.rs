//! The value of a cell as text.

use std::borrow::Cow;
use std::fmt::Write;

use chrono::NaiveTime;

use crate::dates::day_of_serial;

/// The offset in days of the 1904 date system.
const FROM_1904: f64 = 1462.0;

/// The first number after the last date: 10000-01-01.
const BEYOND_DAYS: f64 = 2_958_466.0;

/// The last half-second before midnight, which is rounded to the next day.
const END_OF_DAY: f64 = 86_399.5 / 86_400.0;

/// How the numbers of a cell are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    Number,
    /// A time of day, which excludes whole days.
    Time,
    /// A date in the 1900 or the 1904 date system.
    Date {
        from_1904: bool,
    },
}

/// Writes a number into `cell` in plain notation. A text that is not a number is written unchanged.
pub(super) fn push_number(cell: &mut String, text: &str, shown: Shown) {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_whole = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let number = text.parse::<f64>().ok().filter(|number| number.is_finite());
    let date = match (shown, number) {
        (Shown::Date { from_1904 }, Some(number)) => {
            date_text(number + if from_1904 { FROM_1904 } else { 0.0 })
        }
        (Shown::Time, Some(number)) if number < END_OF_DAY => date_text(number),
        (Shown::Date { .. } | Shown::Time, _) | (Shown::Number, _) => None,
    };
    match (date, number) {
        (Some(date), _) => cell.push_str(&date),
        (None, Some(number)) if is_rounded(digits, number, is_whole) => {
            cell.push_str(&format!("{number:.14E}"));
        }
        (None, Some(number)) if !is_whole => cell.push_str(&shown_number(number).to_string()),
        (None, _) => cell.push_str(text),
    }
}

/// The first number of sixteen digits; a spreadsheet keeps fifteen.
const BEYOND_DIGITS: f64 = 1e15;

/// Whether digits of a long number are lost. Expanded, two numbers that differ in those digits would be equal. Other
/// programs write whole numbers of any length exactly, and these rarely end in zeros.
fn is_rounded(digits: &str, number: f64, is_whole: bool) -> bool {
    let significant = digits.trim_start_matches('0');
    let ends_in_zeros = || significant.bytes().skip(15).all(|digit| digit == b'0');
    number.abs() >= BEYOND_DIGITS && (!is_whole || ends_in_zeros())
}

/// The number as spreadsheets show it, rounded to fifteen significant digits: further digits are the error of binary
/// fractions (`0.30000000000000004`).
fn shown_number(number: f64) -> f64 {
    format!("{number:.14e}").parse().unwrap_or(number)
}

/// A date, a date with a time, or a time alone. `None` for an invalid date.
fn date_text(serial: f64) -> Option<String> {
    if !(0.0..BEYOND_DAYS).contains(&serial) {
        return None;
    }
    let seconds = (serial.fract() * 86_400.0).round();
    let (day, seconds) =
        if seconds >= 86_400.0 { (serial.trunc() + 1.0, 0.0) } else { (serial.trunc(), seconds) };
    // Both are whole and in range, as checked above.
    let (day, seconds) = (day as u32, seconds as u32);
    let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0)?.format("%H:%M:%S");
    if day == 0 {
        return Some(time.to_string());
    }
    let mut text = day_of_serial(day)?.format("%Y-%m-%d").to_string();
    if seconds > 0 {
        write!(text, "T{time}").ok()?;
    }
    Some(text)
}

/// Resolves the escapes of characters that XML cannot contain: `_x000D_` and the like.
pub(super) fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let mut resolved = String::with_capacity(text.len());
    let mut units = Vec::new();
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        if let Some(unit) = escaped_unit(rest) {
            units.push(unit);
            rest = rest.get(7..).unwrap_or_default();
        } else {
            flush(&mut units, &mut resolved);
            resolved.push(character);
            rest = rest.get(character.len_utf8()..).unwrap_or_default();
        }
    }
    flush(&mut units, &mut resolved);
    Cow::Owned(resolved)
}

/// The UTF-16 unit of an escape at the start of the text.
fn escaped_unit(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("_x")?.get(..5)?.strip_suffix('_')?;
    let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_hex { u16::from_str_radix(digits, 16).ok() } else { None }
}

fn flush(units: &mut Vec<u16>, into: &mut String) {
    let characters = char::decode_utf16(units.drain(..));
    into.extend(characters.map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pushed(text: &str, shown: Shown) -> String {
        let mut cell = String::new();
        push_number(&mut cell, text, shown);
        cell
    }

    #[test]
    fn numbers_have_neither_exponent_nor_needless_point() {
        let cases = [
            ("15551234567", "15551234567"),
            ("1.5551234567E10", "15551234567"),
            ("12.0", "12"),
            ("-3", "-3"),
            ("12.5", "12.5"),
            ("1E-3", "0.001"),
            ("0.30000000000000004", "0.3"),
            ("1250.1000000000001", "1250.1"),
            ("4.9999999999999996E-2", "0.05"),
            ("99.999999999999986", "100"),
            ("33.333333333333336", "33.3333333333333"),
            ("-1250.1000000000001", "-1250.1"),
            ("123456789012345678901", "123456789012345678901"),
            ("1234567890123456", "1234567890123456"),
            ("-1234567890123456", "-1234567890123456"),
            ("999999999999999", "999999999999999"),
            ("9.99999999999999E+14", "999999999999999"),
            ("007", "007"),
            ("", ""),
            ("abc", "abc"),
            ("NaN", "NaN"),
            ("1e999", "1e999"),
            ("0", "0"),
            ("+5", "5"),
        ];
        for (text, want) in cases {
            assert_eq!(pushed(text, Shown::Number), want, "{text:?}");
        }
    }

    #[test]
    fn a_number_with_lost_digits_keeps_its_exponent_and_is_no_id() {
        for (text, want) in [
            ("1.2345678901234501E+16", "1.23456789012345E16"),
            ("12345678901234500", "1.23456789012345E16"),
            ("012345678901234500", "1.23456789012345E16"),
            ("1E+22", "1.00000000000000E22"),
            ("1E+15", "1.00000000000000E15"),
            ("-4.5E+15", "-4.50000000000000E15"),
            ("1000000000000000", "1.00000000000000E15"),
            ("1234567890123456.0", "1.23456789012346E15"),
        ] {
            let cell = pushed(text, Shown::Number);
            assert_eq!(cell, want, "{text:?}");
            assert_eq!(
                frontdesk_core::parse_outside_id(&cell),
                Err(frontdesk_core::NoId::Rounded),
                "{text:?}"
            );
        }
    }

    #[test]
    fn dates_are_days_with_or_without_a_time() {
        let cases = [
            ("32904", "1990-01-31"),
            ("32904.5", "1990-01-31T12:00:00"),
            ("32904.0000000001", "1990-01-31"),
            ("32903.999999999", "1990-01-31"),
            ("1", "1900-01-01"),
            ("59", "1900-02-28"),
            ("60", "60"),
            ("61", "1900-03-01"),
            ("0.25", "06:00:00"),
            ("0", "00:00:00"),
            ("-1", "-1"),
            ("2958465", "9999-12-31"),
            ("2958465.99999999", "2958465.99999999"),
            ("2958466", "2958466"),
            ("1E300", "1.00000000000000E300"),
            ("x", "x"),
        ];
        for (text, want) in cases {
            assert_eq!(pushed(text, Shown::Date { from_1904: false }), want, "{text:?}");
        }
        let mac = Shown::Date { from_1904: true };
        assert_eq!(
            (pushed("0", mac), pushed("31442", mac)),
            ("1904-01-01".to_owned(), "1990-01-31".to_owned())
        );
    }

    #[test]
    fn a_time_is_less_than_a_day() {
        for (text, want) in [
            ("0.378472222", "09:05:00"),
            ("0", "00:00:00"),
            ("0.99999", "23:59:59"),
            ("0.999999999", "0.999999999"),
            ("10", "10"),
            ("1.5", "1.5"),
            ("43769.378472222", "43769.378472222"),
            ("-0.5", "-0.5"),
            ("x", "x"),
        ] {
            assert_eq!(pushed(text, Shown::Time), want, "{text:?}");
        }
    }

    #[test]
    fn escapes_stand_for_units_of_utf16() {
        let cases = [
            ("plain _ text", "plain _ text"),
            ("a_x000D_b", "a\rb"),
            ("_x005F_x000D_", "_x000D_"),
            ("_xD83D__xDCF7_", "📷"),
            ("_xD83D_x", "\u{fffd}x"),
            ("_xDCF7_", "\u{fffd}"),
            ("_x00_", "_x00_"),
            ("_x00e9_", "é"),
            ("_xé", "_xé"),
            ("_x+123_", "_x+123_"),
            ("é_x0041_é", "éAé"),
        ];
        for (text, want) in cases {
            assert_eq!(unescape(text), want, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in any::<String>(), number in any::<f64>(), escapes in "(_x?[0-9a-fA-F]{0,5}_?|é){0,6}") {
            unescape(&text);
            unescape(&escapes);
            for shown in [Shown::Number, Shown::Time, Shown::Date { from_1904: false }, Shown::Date { from_1904: true }] {
                pushed(&text, shown);
                pushed(&number.to_string(), shown);
            }
        }
    }
}
