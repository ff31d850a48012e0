//! Months and fiscal years.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};

/// The fiscal year begins in July, the seventh month.
const FIRST_MONTH: i32 = 7;
/// Years of four digits; there is no year 0.
const YEARS: std::ops::RangeInclusive<i32> = 1..=9999;

/// A month of a year: `2024-07`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(i32);

/// The text is not a [`Month`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be a month as YYYY-MM")]
pub struct InvalidMonth;

impl Month {
    /// The month of a day.
    pub fn of(day: NaiveDate) -> Self {
        Self(day.year() * 12 + day.month0() as i32)
    }

    /// Months since January of the year 0, as stored in columns.
    pub const fn index(self) -> i32 {
        self.0
    }

    /// The month with this index. `None` outside the years 1 to 9999.
    pub fn from_index(index: i32) -> Option<Self> {
        YEARS.contains(&index.div_euclid(12)).then_some(Self(index))
    }

    /// The month `months` later.
    #[must_use]
    pub const fn later(self, months: i32) -> Self {
        Self(self.0.saturating_add(months))
    }

    /// Its first day. `None` for a month outside the calendar.
    pub fn first_day(self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.0.div_euclid(12), self.0.rem_euclid(12).unsigned_abs() + 1, 1)
    }

    /// Its last day. `None` for a month outside the calendar.
    pub fn last_day(self) -> Option<NaiveDate> {
        self.later(1).first_day()?.pred_opt()
    }

    /// Whether the month has ended by the end of `day`.
    pub fn has_ended_by(self, day: NaiveDate) -> bool {
        self.last_day().is_some_and(|last| last <= day)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.0.div_euclid(12), self.0.rem_euclid(12) + 1)
    }
}

impl FromStr for Month {
    type Err = InvalidMonth;

    fn from_str(text: &str) -> Result<Self, InvalidMonth> {
        let (year, month) = text.trim().split_once('-').ok_or(InvalidMonth)?;
        let number = |digits: &str, length: usize| {
            let sound = digits.len() == length && digits.bytes().all(|byte| byte.is_ascii_digit());
            digits.parse::<i32>().ok().filter(|_| sound).ok_or(InvalidMonth)
        };
        let (year, month) = (number(year, 4)?, number(month, 2)?);
        if YEARS.contains(&year) && (1..=12).contains(&month) {
            Ok(Self(year * 12 + month - 1))
        } else {
            Err(InvalidMonth)
        }
    }
}

#[cfg(feature = "serde")]
crate::serde_as_text!(Month);

/// Twelve months from July to June, named by the year in which they end: FY2025 is 2024-07-01 to 2025-06-30.
///
/// ```
/// # use frontdesk_core::{FiscalYear, Month};
/// let month: Month = "2024-07".parse()?;
/// assert_eq!(FiscalYear::of_month(month).to_string(), "2025");
/// # Ok::<(), frontdesk_core::InvalidMonth>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "i64", into = "i64"))]
pub struct FiscalYear(i32);

/// The text or number is not a [`FiscalYear`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be a year of four digits, such as 2025")]
pub struct InvalidFiscalYear;

impl FiscalYear {
    /// The fiscal year of a day.
    pub fn of(day: NaiveDate) -> Self {
        Self::of_month(Month::of(day))
    }

    /// The fiscal year of a month.
    pub fn of_month(month: Month) -> Self {
        Self((month.0 + 13 - FIRST_MONTH).div_euclid(12))
    }

    /// The year in which it ends.
    pub const fn get(self) -> i32 {
        self.0
    }

    /// July of the previous calendar year.
    pub const fn first_month(self) -> Month {
        Month(self.0 * 12 - 13 + FIRST_MONTH)
    }

    /// June.
    pub const fn last_month(self) -> Month {
        self.first_month().later(11)
    }

    /// Its twelve months, from July.
    pub fn months(self) -> impl Iterator<Item = Month> {
        (0..12).map(move |months| self.first_month().later(months))
    }
}

impl fmt::Display for FiscalYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<FiscalYear> for i64 {
    fn from(year: FiscalYear) -> Self {
        year.0.into()
    }
}

impl TryFrom<i64> for FiscalYear {
    type Error = InvalidFiscalYear;

    /// FY1 would begin in the year 0.
    fn try_from(year: i64) -> Result<Self, InvalidFiscalYear> {
        let year = i32::try_from(year).map_err(|_| InvalidFiscalYear)?;
        if (2..=9999).contains(&year) { Ok(Self(year)) } else { Err(InvalidFiscalYear) }
    }
}

impl FromStr for FiscalYear {
    type Err = InvalidFiscalYear;

    /// `2025`, or `FY2025` as in files. Two digits are refused, as the century is unknown.
    fn from_str(text: &str) -> Result<Self, InvalidFiscalYear> {
        let text = text.trim();
        let digits = text.strip_prefix("FY").or_else(|| text.strip_prefix("fy")).unwrap_or(text);
        if digits.len() != 4 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(InvalidFiscalYear);
        }
        digits.parse::<i64>().map_err(|_| InvalidFiscalYear)?.try_into()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        crate::parse_day(text).expect("a day")
    }

    #[test]
    fn the_fiscal_year_runs_from_july_to_june_and_is_named_by_its_end() {
        for (text, year) in
            [("2024-06-30", 2024), ("2024-07-01", 2025), ("2024-12-31", 2025), ("2025-06-30", 2025)]
        {
            assert_eq!(FiscalYear::of(day(text)).get(), year, "{text}");
        }
        let year: FiscalYear = "2025".parse().expect("a year");
        let months: Vec<String> = year.months().map(|month| month.to_string()).collect();
        assert_eq!(months.first().map(String::as_str), Some("2024-07"));
        assert_eq!(months.get(6).map(String::as_str), Some("2025-01"));
        assert_eq!(months.last().map(String::as_str), Some("2025-06"));
        assert_eq!((months.len(), year.last_month().to_string()), (12, "2025-06".to_owned()));
    }

    #[test]
    fn invalid_months_and_fiscal_years_are_refused() {
        for bad in
            ["", "2024", "2024-7", "2024-00", "2024-13", "0000-07", "24-07", "2024-07-01", "x", "٢٠٢٤-07"]
        {
            assert_eq!(bad.parse::<Month>(), Err(InvalidMonth), "{bad:?}");
        }
        for bad in ["", "0", "1", "10000", "-2025", "2025.0", "FY", "٢٠٢٥", "20250", "25", "FY25", "0001"]
        {
            assert_eq!(bad.parse::<FiscalYear>(), Err(InvalidFiscalYear), "{bad:?}");
        }
        assert_eq!("FY2025".parse::<FiscalYear>().map(FiscalYear::get), Ok(2025));
        assert!("0002".parse::<FiscalYear>().is_ok() && "9999".parse::<FiscalYear>().is_ok());
    }

    #[test]
    fn a_month_has_ended_on_its_last_day() {
        let february: Month = "2024-02".parse().expect("a month");
        assert!(!february.has_ended_by(day("2024-02-28")));
        assert!(february.has_ended_by(day("2024-02-29")));
        let last: Month = "9999-12".parse().expect("a month");
        assert!(last.has_ended_by(day("9999-12-31")));
    }

    proptest! {
        #[test]
        fn every_month_is_in_its_fiscal_year(index in 24..119_000_i32) {
            let month = Month::from_index(index).expect("a month");
            prop_assert!(FiscalYear::of_month(month).months().any(|it| it == month));
            prop_assert_eq!(month.to_string().parse(), Ok(month));
            prop_assert_eq!(month.first_day().map(Month::of), Some(month));
        }
    }
}
