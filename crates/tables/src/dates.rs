//! Dates in payloads and files.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
pub use frontdesk_core::{day_of_serial, parse_day};

/// The difference in days between the 1904 and the 1900 date system.
pub const DAYS_FROM_1900_TO_1904: u32 = 1462;

/// The serial numbers that a field accepts as dates. A number outside is something else: a day of the month, a year,
/// `YYYYMM`, a time stamp.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SerialWindow {
    first: u32,
    last: u32,
}

impl SerialWindow {
    /// 1927-05-18 to 2099-12-31. Numbers of fewer than five digits are excluded: they are years or days of a year.
    pub const BIRTHS: Self = Self { first: 10_000, last: 73_050 };
    /// 1990-01-01 to 2099-12-31.
    pub const BUSINESS: Self = Self { first: 32_874, last: 73_050 };

    /// The time of a serial number within the window, to the second: `43769.378472` is 2019-10-31T09:05:00.
    pub fn parse(self, text: &str) -> Option<NaiveDateTime> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
        let are_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.len() != 5 || fraction.len() > 20 || !are_digits(whole) || !are_digits(fraction) {
            return None;
        }
        let serial = whole.parse().ok().filter(|serial| (self.first..=self.last).contains(serial))?;
        let part: f64 = format!("0.{fraction}").parse().ok()?;
        // Between 0 and 86,400, so the cast does not truncate.
        let seconds = (part * 86_400.0).round() as i64;
        day_of_serial(serial)?.and_time(NaiveTime::MIN).checked_add_signed(TimeDelta::seconds(seconds))
    }

    /// Converts a serial number of the 1904 date system to the 1900 one. `None` for a number that is not a valid date
    /// of the field in either system, such as `YYYYMM`, which has to stay as it is.
    pub fn rebase_from_1904(self, text: &str) -> Option<String> {
        let text = text.trim();
        let (whole, fraction) = text.split_at(text.find('.').unwrap_or(text.len()));
        let are_digits = (1..=5).contains(&whole.len()) && whole.bytes().all(|byte| byte.is_ascii_digit());
        let serial: u32 = whole.parse().ok().filter(|_| are_digits)?;
        let moved = format!("{}{fraction}", serial + DAYS_FROM_1900_TO_1904);
        // A number that is a date in the wrong system alone must not be kept as it is.
        let is_day = self.parse(&moved).is_some() || self.parse(text).is_some();
        is_day.then_some(moved)
    }
}

/// A date in a cell: `YYYY-MM-DD`, alone or with a time after it (`1990-01-31 08:30`, `1990-01-31T00:00:00.000`). With
/// an offset the time must be midnight UTC: any other may be on another day.
///
/// ```
/// # use frontdesk_tables::dates::parse_cell_day;
/// assert_eq!(parse_cell_day("1990-01-31 08:30"), parse_cell_day("1990-01-31"));
/// assert_eq!(parse_cell_day("31/01/1990"), None);
/// ```
pub fn parse_cell_day(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    parse_day(text).or_else(|| parse_day_with_time(text))
}

fn parse_day_with_time(text: &str) -> Option<NaiveDate> {
    let (day, time) = text.split_at_checked(10)?;
    let time = time.strip_prefix(['T', 't', ' '])?;
    let in_utc = time.strip_suffix(['Z', 'z']).or_else(|| time.strip_suffix("+00:00"));
    let (clock, fraction) = in_utc.unwrap_or(time).split_once('.').unwrap_or((in_utc.unwrap_or(time), "0"));
    let time =
        NaiveTime::parse_from_str(clock, "%H:%M:%S").or_else(|_| NaiveTime::parse_from_str(clock, "%H:%M"));
    let is_fraction = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
    let is_midnight = time == Ok(NaiveTime::MIN) && fraction.bytes().all(|byte| byte == b'0');
    let is_sound = time.is_ok() && is_fraction && (in_utc.is_none() || is_midnight);
    if is_sound { parse_day(day) } else { None }
}

/// A month as `YYYYMM`, in the years 1900 to 2100, converted to `YYYY-MM`.
///
/// ```
/// # use frontdesk_tables::dates::parse_compact_month;
/// assert_eq!(parse_compact_month("202411").as_deref(), Some("2024-11"));
/// ```
pub fn parse_compact_month(text: &str) -> Option<String> {
    let (year, month) = text.split_at_checked(4)?;
    let are_digits = text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_year = year.parse().is_ok_and(|year: u32| (1900..=2100).contains(&year));
    let is_month = month.parse().is_ok_and(|month: u32| (1..=12).contains(&month));
    (are_digits && is_year && is_month).then(|| format!("{year}-{month}"))
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
    fn a_cell_may_spell_a_day_alone_or_with_a_time() {
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
            "1990-01-31 08:00:00",
            "1990-01-31T23:59:59.999",
        ] {
            assert_eq!(parse_cell_day(text), want, "{text:?}");
        }
        for bad in [
            "1990-01-31T08:00:00Z",
            "1990-01-31T00:00:00+01:00",
            "1990-01-31T24:00",
            "1990-01-31T08:60",
            "1990-01-31T",
            "1990-01-31x",
            "1990-01-31T00:00:00.",
            "1990-01-31T00:00:00.5Z",
            "32904",
            "10",
            "199001",
            "19900131",
            "1.0.0",
            "1990-01-3é",
        ] {
            assert_eq!(parse_cell_day(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn a_number_is_a_date_within_the_window_of_its_field() {
        let (births, business) = (SerialWindow::BIRTHS, SerialWindow::BUSINESS);
        let read = |window: SerialWindow, text: &str| window.parse(text).map(|time| time.to_string());
        for (window, text, want) in [
            (births, "32904", "1990-01-31 00:00:00"),
            (births, "32904.0", "1990-01-31 00:00:00"),
            (births, "10000", "1927-05-18 00:00:00"),
            (births, "73050", "2099-12-31 00:00:00"),
            (business, "32874", "1990-01-01 00:00:00"),
            (business, "43769.378472222", "2019-10-31 09:05:00"),
            (business, "43769.99999999", "2019-11-01 00:00:00"),
        ] {
            assert_eq!(read(window, text).as_deref(), Some(want), "{text}");
        }
        for bad in [
            "0",
            "1",
            "10",
            "31",
            "60",
            "1225",
            "1990",
            "9999",
            "202411",
            "20241105",
            "1572512700",
            "-32904",
            "32904.",
            "32904.5.1",
            "4e4",
            "NaN",
            "٣٢٩٠٤",
            "",
            "99999",
        ] {
            assert_eq!((read(births, bad), read(business, bad)), (None, None), "{bad:?}");
        }
        assert_eq!((read(business, "32873"), read(births, "73051")), (None, None));
    }

    #[test]
    fn a_compact_month_has_six_digits() {
        for (text, want) in [
            ("202411", Some("2024-11")),
            ("190001", Some("1900-01")),
            ("202413", None),
            ("202400", None),
            ("189912", None),
            ("210101", None),
            ("20241", None),
            ("2024-1", None),
            ("20241105", None),
            ("2024é", None),
            ("", None),
        ] {
            assert_eq!(parse_compact_month(text).as_deref(), want, "{text:?}");
        }
    }

    #[test]
    fn serial_numbers_of_1904_are_converted() {
        let (births, business) = (SerialWindow::BIRTHS, SerialWindow::BUSINESS);
        for (window, text, want) in [
            (births, "31442", Some("32904")),
            (births, " 31442.5 ", Some("32904.5")),
            (births, "8538", Some("10000")),
            (births, "8537", None),
            (births, "1990", None),
            (births, "71588", Some("73050")),
            (births, "71589", Some("73051")),
            (births, "73050", Some("74512")),
            (births, "73051", None),
            (business, "31412", Some("32874")),
            (business, "31411", None),
            (business, "202411", None),
            (business, "20241105", None),
            (business, "1572512700", None),
            (business, "10", None),
            (business, "0", None),
            (business, "x", None),
            (business, "", None),
            (business, "-40000", None),
            (business, "+40000", None),
            (business, "40000.", None),
            (business, "4294967295", None),
        ] {
            assert_eq!(window.rebase_from_1904(text).as_deref(), want, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn every_printed_date_is_parsed_again(days in 0_i64..3_652_059) {
            let day = day(1, 1, 1).and_then(|first| first.checked_add_signed(TimeDelta::days(days)));
            let text = day.map(|day| day.format("%Y-%m-%d").to_string()).unwrap_or_default();
            prop_assert_eq!(parse_day(&text), day);
            prop_assert_eq!(parse_cell_day(&format!("{text}T00:00:00Z")), day);
        }

        #[test]
        fn no_text_panics(text in any::<String>(), digits in "[0-9TZ:. +-]{0,30}") {
            for text in [text, digits] {
                if let Some(day) = parse_cell_day(&text) {
                    prop_assert!((1..=9999).contains(&day.year()));
                }
                let births = SerialWindow::BIRTHS;
                let _ = (births.parse(&text), parse_compact_month(&text), births.rebase_from_1904(&text));
            }
        }
    }
}
