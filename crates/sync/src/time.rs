//! Time formats of CRMs.

use chrono::{DateTime, NaiveDateTime, Utc};
use frontdesk_core::parse_rfc3339;

/// Numbers from here on are milliseconds: as seconds they would be after the year 5000.
const FIRST_MILLIS: f64 = 1e11;
/// Numbers from here on are microseconds.
const FIRST_MICROS: f64 = 1e14;

/// Time formats with an offset that RFC 3339 does not allow.
const WITH_OFFSET: [&str; 2] = ["%Y-%m-%dT%H:%M:%S%.f%#z", "%Y-%m-%d %H:%M:%S%.f %#z"];
/// Time formats without an offset.
const NAIVE: [&str; 2] = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f"];

/// Parses a time: RFC 3339, also with `+0000` or a space in place of the `T`, or the seconds, milliseconds or
/// microseconds since 1970. A time without an offset is UTC.
///
/// ```
/// use frontdesk_sync::parse_time;
///
/// let expected = parse_time("2023-10-15T12:00:00Z");
/// assert!(expected.is_some());
/// for text in ["2023-10-15T14:00:00.000+0200", "2023-10-15 12:00:00", "1697371200", "1697371200000"] {
///     assert_eq!(parse_time(text), expected);
/// }
/// assert_eq!(parse_time("today"), None);
/// ```
pub fn parse_time(text: &str) -> Option<DateTime<Utc>> {
    let text = text.trim();
    let with_offset = || {
        let mut found = WITH_OFFSET.iter().filter_map(|format| DateTime::parse_from_str(text, format).ok());
        found.next()
    };
    let naive = || NAIVE.iter().find_map(|format| NaiveDateTime::parse_from_str(text, format).ok());
    parse_rfc3339(text)
        .or_else(|| with_offset().map(|at| at.to_utc()))
        .or_else(|| naive().map(|at| at.and_utc()))
        .or_else(|| since_1970(text))
}

fn since_1970(text: &str) -> Option<DateTime<Utc>> {
    let is_number = !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || c == '.');
    let number: f64 = text.parse().ok().filter(|number: &f64| is_number && number.is_finite())?;
    let micros = match number {
        _ if number >= FIRST_MICROS => number,
        _ if number >= FIRST_MILLIS => number * 1e3,
        _ => number * 1e6,
    };
    // No supported calendar goes as far as the largest integer of a float.
    (micros < 1e18).then_some(micros as i64).and_then(DateTime::from_timestamp_micros)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_write_one_time() {
        let expected = DateTime::from_timestamp(1_697_371_200, 0);
        for text in [
            "2023-10-15T12:00:00Z",
            "2023-10-15T12:00:00+00:00",
            "2023-10-15T12:00:00+0000",
            "2023-10-15T12:00:00.000+0000",
            "2023-10-15T14:00:00+02",
            "2023-10-15 12:00:00Z",
            "2023-10-15 12:00:00 +0000",
            "2023-10-15T12:00:00",
            "2023-10-15 12:00:00.000",
            " 1697371200 ",
            "1697371200.0",
            "1697371200000",
            "1697371200000000",
        ] {
            assert_eq!(parse_time(text), expected, "{text}");
        }
    }

    #[test]
    fn invalid_times_are_refused() {
        for text in [
            "",
            "today",
            "2023-10-15",
            "12:00",
            "-1",
            "1e9",
            "NaN",
            "2023-13-01T00:00:00Z",
            "9".repeat(40).as_str(),
        ] {
            assert_eq!(parse_time(text), None, "{text}");
        }
    }
}
