//! The `Retry-After` header.

use std::time::Duration;

use chrono::{DateTime, NaiveDateTime, Utc};

/// Parses `Retry-After` in both forms, a number of seconds or a date (in each of the three HTTP date formats). A date
/// in the past means no wait. `None` when it is neither.
///
/// ```
/// use std::time::Duration;
/// use chrono::{TimeZone, Utc};
/// use frontdesk_sync::parse_retry_after;
///
/// let now = Utc.with_ymd_and_hms(2026, 3, 1, 12, 0, 0).unwrap();
/// assert_eq!(parse_retry_after("120", now), Some(Duration::from_secs(120)));
/// assert_eq!(parse_retry_after("Sun, 01 Mar 2026 12:00:30 GMT", now), Some(Duration::from_secs(30)));
/// ```
pub fn parse_retry_after(text: &str, now: DateTime<Utc>) -> Option<Duration> {
    let text = text.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // More digits than fit exceed any limit.
        return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
    }
    let at = http_date(text)?;
    Some((at - now).to_std().unwrap_or_default())
}

fn http_date(text: &str) -> Option<DateTime<Utc>> {
    let formats = ["%a, %d %b %Y %H:%M:%S GMT", "%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"];
    formats.iter().find_map(|format| NaiveDateTime::parse_from_str(text, format).ok()).map(|at| at.and_utc())
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;
    use proptest::prelude::*;

    use super::*;

    fn now() -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 3, 1, 12, 0, 0).unwrap()
    }

    #[test]
    fn seconds_and_dates_in_every_form_of_http() {
        let minute = Some(Duration::from_secs(60));
        for text in [
            "60",
            " 60 ",
            "Sun, 01 Mar 2026 12:01:00 GMT",
            "Sunday, 01-Mar-26 12:01:00 GMT",
            "Sun Mar  1 12:01:00 2026",
        ] {
            assert_eq!(parse_retry_after(text, now()), minute, "{text:?}");
        }
        assert_eq!(parse_retry_after("Sun, 01 Mar 2026 11:00:00 GMT", now()), Some(Duration::ZERO));
        assert_eq!(parse_retry_after(&"9".repeat(40), now()), Some(Duration::from_secs(u64::MAX)));
        for text in ["", "soon", "-1", "1.5", "Mon, 01 Mar 2026 12:01:00 GMT", "2026-03-01T12:01:00Z", "٣"] {
            assert_eq!(parse_retry_after(text, now()), None, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in any::<String>()) {
            let _ = parse_retry_after(&text, now());
        }
    }
}
