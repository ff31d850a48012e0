//! Time zones.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Days, LocalResult, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

/// The time zone of days. UTC by default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Zone(Tz);

/// The text is not a zone of the IANA database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be a time zone such as Europe/Paris")]
pub struct UnknownZone;

impl Default for Zone {
    fn default() -> Self {
        Self(Tz::UTC)
    }
}

impl FromStr for Zone {
    type Err = UnknownZone;

    fn from_str(text: &str) -> Result<Self, UnknownZone> {
        text.parse().map(Self).map_err(|_| UnknownZone)
    }
}

/// Its name in the IANA database.
impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.name())
    }
}

#[cfg(feature = "serde")]
frontdesk_core::serde_as_text!(Zone);

impl Zone {
    /// Whether its days are those of UTC.
    pub fn is_utc(self) -> bool {
        self.0 == Tz::UTC
    }

    /// The start of a day: midnight, or the first instant of the day where clocks skip midnight. In microseconds since
    /// 1970.
    pub fn start_of(self, day: NaiveDate) -> i64 {
        let midnight = day.and_time(NaiveTime::MIN);
        let mut wanted = midnight;
        // No gap is longer than a day: Samoa skipped one whole day.
        for _ in 0..=96 {
            match self.0.from_local_datetime(&wanted) {
                LocalResult::Single(time) | LocalResult::Ambiguous(time, _) => {
                    return time.timestamp_micros();
                }
                LocalResult::None => wanted += TimeDelta::minutes(15),
            }
        }
        midnight.and_utc().timestamp_micros()
    }

    /// The end of a day; [`i64::MAX`] for the last representable day.
    pub fn end_of(self, day: NaiveDate) -> i64 {
        day.checked_add_days(Days::new(1)).map_or(i64::MAX, |next| self.start_of(next))
    }

    /// The local day at this instant.
    pub fn day_of(self, micros: i64) -> NaiveDate {
        let time: DateTime<Utc> = DateTime::from_timestamp_micros(micros).unwrap_or_default();
        time.with_timezone(&self.0).date_naive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn start(zone: &str, day: &str) -> String {
        let day: NaiveDate = day.parse().expect("a day");
        let micros = zone.parse::<Zone>().expect("a zone").start_of(day);
        DateTime::from_timestamp_micros(micros).expect("a time").format("%Y-%m-%dT%H:%M").to_string()
    }

    #[test]
    fn days_begin_at_local_midnight_even_where_clocks_change() {
        let cases = [
            ("UTC", "2020-03-29", "2020-03-29T00:00"),
            ("Europe/Paris", "2020-03-29", "2020-03-28T23:00"),
            ("Europe/Paris", "2020-03-30", "2020-03-29T22:00"),
            ("Europe/Paris", "2019-10-28", "2019-10-27T23:00"),
            ("America/New_York", "2020-03-09", "2020-03-09T04:00"),
            ("Asia/Kathmandu", "2020-03-09", "2020-03-08T18:15"),
            ("Pacific/Chatham", "2020-07-01", "2020-06-30T11:15"),
            // Midnight is skipped.
            ("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00"),
            // Midnight occurs twice.
            ("America/Havana", "2020-11-01", "2020-11-01T04:00"),
            // The day was skipped: it begins where the next one does.
            ("Pacific/Apia", "2011-12-30", "2011-12-30T10:00"),
        ];
        for (zone, day, want) in cases {
            assert_eq!(start(zone, day), want, "{zone} {day}");
        }
        for bad in ["", "Paris", "europe/Paris ", "+02:00", "CET/CEST"] {
            assert_eq!(bad.parse::<Zone>(), Err(UnknownZone), "{bad:?}");
        }
    }

    proptest! {
        #[test]
        fn every_instant_is_within_its_local_day(
            micros in 0_i64..4_102_444_800_000_000,
            zone in prop::sample::select(vec!["UTC", "Europe/Paris", "America/New_York", "Asia/Kathmandu", "Pacific/Chatham", "America/Sao_Paulo"]),
        ) {
            let zone: Zone = zone.parse().expect("a zone");
            let day = zone.day_of(micros);
            prop_assert!(zone.start_of(day) <= micros && micros < zone.end_of(day));
        }
    }
}
