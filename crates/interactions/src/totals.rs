//! The time buckets of totals, and how a question is composed of them.
//!
//! UTC days answer questions in UTC. In other zones a day begins at a UTC quarter of an hour, as every offset since
//! 1972 is a multiple of a quarter; so totals of quarters cover the edges. Months keep long ranges short.

use chrono::NaiveDate;
use frontdesk_core::Month;

use crate::range::Window;
use crate::topic::month_of_micros;

const MICROS_A_QUARTER: i64 = 15 * 60 * 1_000_000;
const QUARTERS_A_DAY: i64 = 96;
const MICROS_A_DAY: i64 = QUARTERS_A_DAY * MICROS_A_QUARTER;

/// The valid days of interactions: the years 1900 to 9999.
const FIRST_DAY: i64 = -25_567;
const BEYOND_DAYS: i64 = 2_932_897;

/// The size of a total's bucket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Grain {
    /// Quarters of an hour.
    Quarter,
    /// UTC days.
    Day,
    /// UTC months.
    Month,
}

impl Grain {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Quarter, Self::Day, Self::Month];

    /// The bucket of a time in microseconds since 1970. Quarters and days are counted from 1970, months from the year
    /// 0.
    pub fn bucket_of(self, micros: i64) -> i32 {
        let bucket = match self {
            Self::Quarter => micros.div_euclid(MICROS_A_QUARTER),
            Self::Day => micros.div_euclid(MICROS_A_DAY),
            Self::Month => return month_of_micros(micros).index(),
        };
        i32::try_from(bucket).unwrap_or(if bucket < 0 { i32::MIN } else { i32::MAX })
    }

    /// The start of a bucket.
    pub fn start_of(self, bucket: i32) -> i64 {
        match self {
            Self::Quarter => i64::from(bucket) * MICROS_A_QUARTER,
            Self::Day => i64::from(bucket) * MICROS_A_DAY,
            Self::Month => Month::from_index(bucket)
                .and_then(Month::first_day)
                .map_or(i64::MAX, |day| i64::from(day.to_epoch_days()) * MICROS_A_DAY),
        }
    }
}

/// Consecutive buckets of one size: `from` is the first, `until` the first after them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Piece {
    /// The size of the buckets.
    pub grain: Grain,
    /// The first.
    pub from: i32,
    /// The first bucket after them.
    pub until: i32,
}

impl Piece {
    fn new(grain: Grain, from: i64, until: i64) -> Option<Self> {
        let (from, until) = (i32::try_from(from).ok()?, i32::try_from(until).ok()?);
        (from < until).then_some(Self { grain, from, until })
    }
}

/// Divides a window into the fewest pieces: quarters at its edges, days inside, months inside those. The ends of the
/// window are rounded down to a quarter.
///
/// ```
/// use frontdesk_interactions::{DateRange, Grain, Zone, pieces, windows};
///
/// let range = DateRange::parse(Some("2019-10-01"), Some("2019-11-30"))?;
/// let months = pieces(windows(range, Zone::default(), None)[0]);
/// assert_eq!((months.len(), months[0].grain), (1, Grain::Month));
/// assert_eq!(months[0].until - months[0].from, 2);
/// # Ok::<(), frontdesk_core::Faults>(())
/// ```
pub fn pieces(window: Window) -> Vec<Piece> {
    let (from, until) = clamped(window);
    let (first_day, last_day) = (from.div_euclid(QUARTERS_A_DAY), until.div_euclid(QUARTERS_A_DAY));
    let first_whole = if from % QUARTERS_A_DAY == 0 { first_day } else { first_day + 1 };
    if first_whole > last_day {
        return Piece::new(Grain::Quarter, from, until).into_iter().collect();
    }
    let edges = [
        Piece::new(Grain::Quarter, from, first_whole * QUARTERS_A_DAY),
        Piece::new(Grain::Quarter, last_day * QUARTERS_A_DAY, until),
    ];
    edges.into_iter().flatten().chain(days_and_months(first_whole, last_day)).collect()
}

/// A window in quarters alone, for grouping them into days of another zone.
///
/// ```
/// use frontdesk_interactions::{DateRange, Zone, quarters, windows};
///
/// let day = DateRange::parse(Some("2019-10-01"), Some("2019-10-01"))?;
/// let piece = quarters(windows(day, Zone::default(), None)[0]).ok_or("out of range")?;
/// assert_eq!(piece.until - piece.from, 24 * 4);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn quarters(window: Window) -> Option<Piece> {
    let (from, until) = clamped(window);
    Piece::new(Grain::Quarter, from, until)
}

fn clamped(window: Window) -> (i64, i64) {
    let quarter = |micros: i64| {
        micros.div_euclid(MICROS_A_QUARTER).clamp(FIRST_DAY * QUARTERS_A_DAY, BEYOND_DAYS * QUARTERS_A_DAY)
    };
    (quarter(window.from), quarter(window.until))
}

fn days_and_months(from: i64, until: i64) -> Vec<Piece> {
    let (Some(first), Some(last)) = (month_at(from, false), month_at(until, true)) else {
        return Vec::new();
    };
    if first >= last {
        return Piece::new(Grain::Day, from, until).into_iter().collect();
    }
    let start = |month: i32| Grain::Month.start_of(month).div_euclid(MICROS_A_DAY);
    let parts = [
        Piece::new(Grain::Day, from, start(first)),
        Piece::new(Grain::Month, i64::from(first), i64::from(last)),
        Piece::new(Grain::Day, start(last), until),
    ];
    parts.into_iter().flatten().collect()
}

/// The month that begins on a day; otherwise the month that contains it, or the next.
fn month_at(day: i64, earlier: bool) -> Option<i32> {
    let day = NaiveDate::from_epoch_days(i32::try_from(day).ok()?)?;
    let month = Month::of(day);
    let begins = month.first_day() == Some(day);
    Some(month.index() + i32::from(!begins && !earlier))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::zone::Zone;
    use proptest::prelude::*;

    fn window(zone: &str, from: &str, to: &str) -> Window {
        let zone: Zone = zone.parse().expect("a zone");
        Window {
            from: zone.start_of(from.parse().expect("a day")),
            until: zone.end_of(to.parse().expect("a day")),
        }
    }

    #[test]
    fn a_window_has_few_pieces() {
        let shown = |window| {
            pieces(window).iter().map(|piece| (piece.grain, piece.until - piece.from)).collect::<Vec<_>>()
        };
        assert_eq!(shown(window("UTC", "2019-10-01", "2019-12-31")), [(Grain::Month, 3)]);
        assert_eq!(
            shown(window("UTC", "2019-09-15", "2020-01-10")),
            [(Grain::Day, 16), (Grain::Month, 3), (Grain::Day, 10)]
        );
        assert_eq!(shown(window("UTC", "2019-10-02", "2019-10-02")), [(Grain::Day, 1)]);
        assert_eq!(
            shown(window("Europe/Paris", "2019-10-01", "2019-11-30")),
            [(Grain::Quarter, 8), (Grain::Quarter, 92), (Grain::Month, 1), (Grain::Day, 29)]
        );
        assert_eq!(shown(Window { from: 0, until: 0 }), []);
        assert_eq!(shown(Window::ALWAYS), [(Grain::Month, 8_100 * 12)]);
    }

    #[test]
    fn open_ends_are_those_of_the_valid_years() {
        let day = |year, month, day| {
            i64::from(NaiveDate::from_ymd_opt(year, month, day).expect("a day").to_epoch_days())
        };
        assert_eq!((FIRST_DAY, BEYOND_DAYS), (day(1900, 1, 1), day(10_000, 1, 1)));
    }

    proptest! {
        #[test]
        fn a_time_is_in_one_piece_if_it_is_in_the_window_and_in_none_otherwise(
            begin in -10_000_i64..40_000, length in 0_i64..2_000, skew in (0_i64..96, 0_i64..96), at in 0_i64..2_000 * 96,
        ) {
            let from = (begin * 96 + skew.0) * MICROS_A_QUARTER;
            let window = Window { from, until: from + (length * 96 + skew.1) * MICROS_A_QUARTER };
            for micros in [window.from, window.until - 1, window.until, window.from + at * MICROS_A_QUARTER + 1] {
                let holds = |piece: &&Piece| (piece.from..piece.until).contains(&piece.grain.bucket_of(micros));
                let in_pieces = pieces(window).iter().filter(holds).count();
                prop_assert_eq!(in_pieces, usize::from(window.holds(micros)));
                prop_assert_eq!(quarters(window).iter().filter(holds).count(), usize::from(window.holds(micros)));
            }
        }

        #[test]
        fn a_bucket_begins_where_the_one_before_ends(micros in -2_208_988_800_000_000_i64..4_102_444_800_000_000) {
            for grain in Grain::ALL {
                let bucket = grain.bucket_of(micros);
                prop_assert!(grain.start_of(bucket) <= micros && micros < grain.start_of(bucket + 1));
            }
        }
    }
}
