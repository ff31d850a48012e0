//! Buckets of a timeline.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, NaiveDate};
use frontdesk_core::Month;

/// The most buckets of a timeline: days of a quarter of a century.
pub const MOST_BUCKETS: usize = 10_000;

/// The size of the buckets.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Bucket {
    /// Days.
    #[default]
    Day,
    /// Weeks, starting on Monday.
    Week,
    /// Months.
    Month,
}

/// The text is not a [`Bucket`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be day, week or month")]
pub struct UnknownBucket;

/// The timeline would have too many buckets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("gives more than {MOST_BUCKETS} buckets: narrow the dates or take a longer one")]
pub struct TooManyBuckets;

impl FromStr for Bucket {
    type Err = UnknownBucket;

    fn from_str(text: &str) -> Result<Self, UnknownBucket> {
        match text {
            "day" => Ok(Self::Day),
            "week" => Ok(Self::Week),
            "month" => Ok(Self::Month),
            _ => Err(UnknownBucket),
        }
    }
}

impl fmt::Display for Bucket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
        })
    }
}

impl Bucket {
    /// The first day of the bucket that contains a day.
    pub fn start_of(self, day: NaiveDate) -> NaiveDate {
        let start = match self {
            Self::Day => Some(day),
            Self::Week => day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday()))),
            Self::Month => day.with_day(1),
        };
        start.unwrap_or(day)
    }

    /// The first day of the next bucket.
    pub fn next(self, start: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Day => start.succ_opt(),
            Self::Week => start.checked_add_days(Days::new(7)),
            Self::Month => Month::of(start).later(1).first_day(),
        }
    }
}

/// The first day of every bucket from that of `first` to that of `last`.
///
/// ```
/// # use frontdesk_interactions::{Bucket, bucket_starts};
/// let starts = bucket_starts(Bucket::Month, "2019-10-15".parse()?, "2019-11-30".parse()?)?;
/// assert_eq!(starts.iter().map(ToString::to_string).collect::<Vec<_>>(), ["2019-10-01", "2019-11-01"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// There are more than [`MOST_BUCKETS`].
pub fn bucket_starts(
    bucket: Bucket,
    first: NaiveDate,
    last: NaiveDate,
) -> Result<Vec<NaiveDate>, TooManyBuckets> {
    let starts = std::iter::successors(Some(bucket.start_of(first)), |start| bucket.next(*start));
    let starts: Vec<NaiveDate> = starts.take_while(|start| *start <= last).take(MOST_BUCKETS + 1).collect();
    if starts.len() > MOST_BUCKETS { Err(TooManyBuckets) } else { Ok(starts) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn starts(bucket: Bucket, first: &str, last: &str) -> Vec<String> {
        let day = |text: &str| text.parse().expect("a day");
        let starts = bucket_starts(bucket, day(first), day(last)).expect("within the limit");
        starts.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn buckets_follow_each_other_without_a_gap() {
        assert_eq!(
            starts(Bucket::Day, "2020-02-28", "2020-03-01"),
            ["2020-02-28", "2020-02-29", "2020-03-01"]
        );
        assert_eq!(starts(Bucket::Week, "2019-12-31", "2020-01-06"), ["2019-12-30", "2020-01-06"]);
        assert_eq!(
            starts(Bucket::Month, "2019-11-30", "2020-01-01"),
            ["2019-11-01", "2019-12-01", "2020-01-01"]
        );
        assert_eq!(starts(Bucket::Day, "2020-03-01", "2020-02-28"), Vec::<String>::new());
    }

    #[test]
    fn a_timeline_that_is_too_long_is_refused() {
        let (first, last) = (NaiveDate::from_ymd_opt(1, 1, 1), NaiveDate::from_ymd_opt(9999, 12, 31));
        let (first, last) = (first.expect("a day"), last.expect("a day"));
        assert_eq!(bucket_starts(Bucket::Day, first, last), Err(TooManyBuckets));
        assert_eq!(bucket_starts(Bucket::Month, last, last).map(|starts| starts.len()), Ok(1));
        for (text, bucket) in [("day", Bucket::Day), ("week", Bucket::Week), ("month", Bucket::Month)] {
            assert_eq!((text.parse(), bucket.to_string()), (Ok(bucket), text.to_owned()));
        }
        for bad in ["", "Day", "hour", "year"] {
            assert_eq!(bad.parse::<Bucket>(), Err(UnknownBucket), "{bad:?}");
        }
    }
}
