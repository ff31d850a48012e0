//! Until when a key is good.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};

/// As it was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Expiry {
    /// So many days from now on.
    After(u32),
    /// The last day.
    On(NaiveDate),
}

/// Longer than any plan.
const MOST_DAYS: u32 = 36_500;

impl Expiry {
    /// Reads `90d` or `2027-01-31`.
    pub(super) fn parse(text: &str) -> Result<Self, &'static str> {
        const RULE: &str = "must be a number of days such as 90d, or a day such as 2027-01-31";
        if let Some(days) = text.strip_suffix('d') {
            let is_number = !days.is_empty() && days.bytes().all(|byte| byte.is_ascii_digit());
            let days = days.parse().ok().filter(|days| is_number && (1..=MOST_DAYS).contains(days));
            return days.map(Self::After).ok_or(RULE);
        }
        let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| RULE)?;
        if text.len() == "2027-01-31".len() { Ok(Self::On(day)) } else { Err(RULE) }
    }

    /// The first moment at which the key opens nothing.
    pub(super) fn from(self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let end = match self {
            Self::After(days) => now.checked_add_days(Days::new(days.into())),
            Self::On(day) => day.succ_opt().map(|next| next.and_time(NaiveTime::MIN).and_utc()),
        };
        end.filter(|end| *end > now)
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;

    use super::*;

    #[test]
    fn a_key_is_good_for_days_or_until_the_end_of_one() {
        let now = Utc.with_ymd_and_hms(2026, 3, 1, 12, 0, 0).unwrap();
        let end = |text: &str| Expiry::parse(text).expect("an expiry").from(now).map(|end| end.to_rfc3339());
        assert_eq!(end("90d").as_deref(), Some("2026-05-30T12:00:00+00:00"));
        assert_eq!(end("2026-03-01").as_deref(), Some("2026-03-02T00:00:00+00:00"));
        assert_eq!(end("2026-02-28"), None, "it is over");
        for bad in [
            "",
            "d",
            "0d",
            "90",
            "-1d",
            "+1d",
            "99999999d",
            "1.5d",
            "2026-02-30",
            "26-01-01",
            "2026-1-1",
            "x",
        ] {
            assert!(Expiry::parse(bad).is_err(), "{bad:?}");
        }
    }
}
