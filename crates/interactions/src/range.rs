//! Time ranges of questions.

use chrono::NaiveDate;
use frontdesk_core::{Fault, Faults, Month, parse_day};

use crate::zone::Zone;

/// The first day of a range is after its last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[error("start_date must not be after end_date.")]
pub struct ReversedRange;

/// Whole days from a first to a last, inclusive; either end may be open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "Ends"))]
pub struct DateRange {
    start: Option<NaiveDate>,
    end: Option<NaiveDate>,
}

impl DateRange {
    /// The days from `start` to `end`.
    ///
    /// # Errors
    /// `start` is after `end`.
    pub fn new(start: Option<NaiveDate>, end: Option<NaiveDate>) -> Result<Self, ReversedRange> {
        match start.zip(end) {
            Some((start, end)) if start > end => Err(ReversedRange),
            _ => Ok(Self { start, end }),
        }
    }

    /// Parses both ends. Empty text counts as absent.
    ///
    /// ```
    /// # use frontdesk_interactions::DateRange;
    /// let october = DateRange::parse(Some("2019-10-01"), Some("2019-10-31"))?;
    /// assert_eq!(october.end().map(|day| day.to_string()).as_deref(), Some("2019-10-31"));
    /// assert!(DateRange::parse(Some("1/10/2019"), None).is_err());
    /// # Ok::<(), frontdesk_core::Faults>(())
    /// ```
    ///
    /// # Errors
    /// Everything that is wrong, under `start_date` and `end_date`.
    pub fn parse(start: Option<&str>, end: Option<&str>) -> Result<Self, Faults> {
        let mut faults = Vec::new();
        let mut read = |text: Option<&str>, field| {
            let text = text.filter(|text| !text.is_empty())?;
            let day = parse_day(text);
            if day.is_none() {
                let message = format!("Invalid {field} format. Use YYYY-MM-DD.");
                faults.push(Fault::sentence(field, message));
            }
            day
        };
        let (start, end) = (read(start, "start_date"), read(end, "end_date"));
        let range = Self::new(start, end).map_err(|rule| faults.push(Fault::sentence("start_date", rule)));
        Faults::check(faults)?;
        Ok(range.unwrap_or_default())
    }

    /// The first day, unless open.
    pub fn start(self) -> Option<NaiveDate> {
        self.start
    }

    /// The last day, unless open.
    pub fn end(self) -> Option<NaiveDate> {
        self.end
    }

    fn window(self, zone: Zone) -> Window {
        Window {
            from: self.start.map_or(i64::MIN, |day| zone.start_of(day)),
            until: self.end.map_or(i64::MAX, |day| zone.end_of(day)),
        }
    }
}

/// The ends of a range as text.
#[cfg(feature = "serde")]
#[derive(serde::Deserialize)]
struct Ends {
    start: Option<NaiveDate>,
    end: Option<NaiveDate>,
}

#[cfg(feature = "serde")]
impl TryFrom<Ends> for DateRange {
    type Error = ReversedRange;

    fn try_from(ends: Ends) -> Result<Self, ReversedRange> {
        Self::new(ends.start, ends.end)
    }
}

/// A half-open time range in microseconds since 1970: includes `from`, excludes `until`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Window {
    /// Its start; [`i64::MIN`] when open.
    pub from: i64,
    /// Its exclusive end; [`i64::MAX`] when open.
    pub until: i64,
}

impl Window {
    /// All of time.
    pub const ALWAYS: Self = Self { from: i64::MIN, until: i64::MAX };

    /// Whether a time is in the window.
    pub fn holds(self, micros: i64) -> bool {
        self.from <= micros && micros < self.until
    }
}

/// The windows in `range`, and in one of `months` if given; in order and not adjacent. Days and months are those of
/// `zone`.
///
/// ```
/// use frontdesk_interactions::{DateRange, Zone, windows};
///
/// let range = DateRange::parse(Some("2019-10-27"), Some("2019-10-27"))?;
/// let zone: Zone = "Europe/Paris".parse()?;
/// let day = windows(range, zone, None)[0];
/// // The clocks are set back on this day.
/// assert_eq!(day.until - day.from, 25 * 3_600_000_000);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn windows(range: DateRange, zone: Zone, months: Option<&[Month]>) -> Vec<Window> {
    let whole = range.window(zone);
    let Some(months) = months else { return vec![whole] };
    let mut months = months.to_vec();
    months.sort_unstable();
    let mut found: Vec<Window> = Vec::new();
    for month in months {
        let Some((first, last)) = month.first_day().zip(month.last_day()) else { continue };
        let from = zone.start_of(first).max(whole.from);
        let until = zone.end_of(last).min(whole.until);
        match found.last_mut() {
            _ if from >= until => {}
            Some(before) if from <= before.until => before.until = before.until.max(until),
            _ => found.push(Window { from, until }),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::topic::parse_month;
    use proptest::prelude::*;

    #[test]
    fn all_faults_of_a_range_are_reported() {
        let told = |start, end| {
            let faults = DateRange::parse(start, end).err();
            faults.iter().flatten().map(ToString::to_string).collect::<Vec<_>>()
        };
        let (start, end) =
            ("Invalid start_date format. Use YYYY-MM-DD.", "Invalid end_date format. Use YYYY-MM-DD.");
        assert_eq!(told(None, Some("")), Vec::<String>::new());
        assert_eq!(told(Some("2019-10-01"), Some("2019-10-01")), Vec::<String>::new());
        assert_eq!(told(Some("2019-10-02"), Some("2019-10-01")), ["start_date must not be after end_date."]);
        for bad in [
            "01-10-2019",
            "2019-13-01",
            "2019-02-29",
            "2019-1-1",
            "x",
            "2019-10-01T00:00:00Z",
            " ",
            "٢٠١٩-١٠-٠١",
        ] {
            assert_eq!(told(Some(bad), None), [start], "{bad:?}");
            assert_eq!(told(None, Some(bad)), [end], "{bad:?}");
            assert_eq!(told(Some(bad), Some(bad)), [start, end], "{bad:?}");
        }
    }

    #[test]
    fn adjacent_months_are_one_window_limited_by_the_range() {
        let months: Vec<Month> = ["12-2019", "10-2019", "11-2019", "02-2020"]
            .iter()
            .map(|it| parse_month(it).expect("a month"))
            .collect();
        let range = DateRange::parse(Some("2019-10-15"), Some("2020-02-01")).expect("a range");
        let zone = Zone::default();
        let day = |text: &str| zone.start_of(text.parse().expect("a day"));
        let found = windows(range, zone, Some(&months));
        let want = [
            Window { from: day("2019-10-15"), until: day("2020-01-01") },
            Window { from: day("2020-02-01"), until: day("2020-02-02") },
        ];
        assert_eq!(found, want);
        assert_eq!(windows(range, zone, Some(&[])), []);
        assert_eq!(windows(DateRange::default(), zone, None), [Window::ALWAYS]);
        let last = DateRange::parse(None, Some("9999-12-31")).expect("a range");
        assert!(windows(last, zone, None)[0].holds(253_402_300_799_999_999));
    }

    proptest! {
        #[test]
        fn a_time_is_in_exactly_one_part_of_any_split_of_a_range(
            begin in 0_i32..30_000, length in 1_i32..400, cut in 0_i32..400, at in 0_i64..400 * 24,
            zone in prop::sample::select(vec!["UTC", "Europe/Paris", "America/New_York", "Pacific/Chatham"]),
        ) {
            let zone: Zone = zone.parse().expect("a zone");
            let day = |days: i32| NaiveDate::from_epoch_days(days).expect("a day").to_string();
            let range = |from: i32, to: i32| {
                let range = DateRange::parse(Some(&day(from)), Some(&day(to))).expect("a range");
                windows(range, zone, None)[0]
            };
            let cut = cut % length;
            let whole = range(begin, begin + length);
            let (left, right) = (range(begin, begin + cut), range(begin + cut + 1, begin + length));
            let micros = whole.from + at * 3_600_000_000;
            let parts = usize::from(left.holds(micros)) + usize::from(right.holds(micros));
            prop_assert_eq!((left.until, whole.until), (right.from, right.until));
            prop_assert_eq!(parts, usize::from(whole.holds(micros)));
        }
    }
}
