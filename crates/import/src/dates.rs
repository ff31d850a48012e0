//! Days as payloads and files spell them.

use chrono::NaiveDate;
use frontdesk_core::day_of_serial_cell;
pub use frontdesk_core::{day_of_serial, parse_day};

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
    let serial = || day_of_serial_cell(text.strip_suffix(".0").unwrap_or(text));
    parse_day(text).or_else(|| parse_midnight(text)).or_else(serial)
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

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Datelike, TimeDelta};
    use proptest::prelude::*;

    fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, month, day)
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
