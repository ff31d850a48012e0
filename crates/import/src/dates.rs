//! Days as payloads and files spell them.

use chrono::{NaiveDate, TimeDelta};

/// The days that a spreadsheet can count to: 9999-12-31.
const LAST_SERIAL: u32 = 2_958_465;

/// Bare years: as serials they would be days of 1905, and nobody who types 1990 means one of those.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2100;

pub use frontdesk_core::parse_day;

fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |sum, digit| Some(sum * 10 + char::from(*digit).to_digit(10)?))
}

/// A day of birth.
///
/// # Errors
/// The broken rule, to be read after a field's name: the text is no day, or one after `today`.
pub fn parse_birth_date(text: &str, today: NaiveDate) -> Result<NaiveDate, &'static str> {
    let day = parse_day(text).ok_or("must be a real date as YYYY-MM-DD")?;
    if day > today { Err("must not be in the future") } else { Ok(day) }
}

/// A day as a cell of a file may spell it: `YYYY-MM-DD`, the same with the time of midnight behind it
/// (`1990-01-31 00:00:00`, `1990-01-31T00:00:00.000Z`), or the number by which spreadsheets count days (`32904`).
/// A number from 1900 to 2100 is a bare year, and no day.
pub fn parse_cell_day(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    parse_day(text).or_else(|| parse_midnight(text)).or_else(|| parse_serial(text))
}

fn parse_midnight(text: &str) -> Option<NaiveDate> {
    let (day, time) = text.split_at_checked(10)?;
    let time = time.strip_prefix(['T', 't', ' '])?;
    let time = time.strip_suffix(['Z', 'z']).or_else(|| time.strip_suffix("+00:00")).unwrap_or(time);
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
    number(digits.as_bytes()).filter(|serial| !YEARS.contains(serial)).and_then(day_of_serial)
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

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Datelike;
    use proptest::prelude::*;

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
    fn a_birth_date_is_real_and_not_in_the_future() {
        let today = day(2026, 1, 31).expect("a day");
        assert_eq!(parse_birth_date("2026-01-31", today), Ok(today));
        assert_eq!(parse_birth_date("2026-02-01", today), Err("must not be in the future"));
        assert_eq!(parse_birth_date("2026-02-30", today), Err("must be a real date as YYYY-MM-DD"));
        assert_eq!(parse_birth_date("31/01/1990", today), Err("must be a real date as YYYY-MM-DD"));
    }

    #[test]
    fn a_cell_may_spell_a_day_with_midnight_or_as_a_number() {
        let want = day(1990, 1, 31);
        for text in [
            "1990-01-31",
            " 1990-01-31 ",
            "1990-01-31 00:00",
            "1990-01-31 00:00:00",
            "1990-01-31T00:00:00",
            "1990-01-31T00:00:00.000",
            "1990-01-31T00:00:00Z",
            "1990-01-31T00:00:00.0+00:00",
            "32904",
            "32904.0",
        ] {
            assert_eq!(parse_cell_day(text), want, "{text:?}");
        }
        for bad in [
            "1990-01-31 08:00:00",
            "1990-01-31T00:00:01",
            "1990-01-31T00:00:00+01:00",
            "1990-01-31T",
            "1990-01-31x",
            "1990-01-31T00:00:00.",
            "32904.5",
            "-1",
            "0",
            "19900131",
            "2958466",
            "99999999999",
            "1.0.0",
            "1990-01-3é",
        ] {
            assert_eq!(parse_cell_day(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn a_bare_year_is_no_day() {
        for year in ["1900", "1990", "2100"] {
            assert_eq!(parse_cell_day(year), None, "{year}");
        }
        assert_eq!(parse_cell_day("2101"), day(1905, 10, 1));
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

    proptest! {
        #[test]
        fn every_day_that_is_printed_is_read_again(days in 0_i64..3_652_059) {
            let day = day(1, 1, 1).and_then(|first| first.checked_add_signed(TimeDelta::days(days)));
            let text = day.map(|day| day.format("%Y-%m-%d").to_string()).unwrap_or_default();
            prop_assert_eq!(parse_day(&text), day);
            prop_assert_eq!(parse_cell_day(&format!("{text}T00:00:00Z")), day);
        }

        #[test]
        fn no_text_makes_a_panic(text in any::<String>(), digits in "[0-9TZ:. +-]{0,30}") {
            for text in [text, digits] {
                if let Some(day) = parse_cell_day(&text) {
                    prop_assert!((1..=9999).contains(&day.year()));
                }
            }
        }
    }
}
