//! The figures of a month or a year, and their summation.

use std::iter::Sum;
use std::ops::{Add, AddAssign};

use frontdesk_core::{FiscalYear, Money, Month, divide_rounding};

use super::Row;

/// The figures of a month or a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Figures {
    /// The target. A month has a twelfth of the year's, to the cent.
    pub target: Money,
    /// Actual revenue of months that have ended.
    pub actual_to_date: Money,
    /// Revenue of deals that are not lost, in months that have not begun.
    pub pipeline: Money,
    /// The pipeline, each deal weighted with the probability of its status.
    pub pipeline_weighted: Money,
}

impl Figures {
    /// The projected revenue: actuals and the weighted pipeline.
    pub fn projected(&self) -> Money {
        self.actual_to_date + self.pipeline_weighted
    }

    /// The gap to the target; negative when the projection exceeds it.
    pub fn gap_to_target(&self) -> Money {
        self.target - self.projected()
    }

    /// The projected revenue in hundredths of a percent of the target, rounded. `None` without a target.
    pub fn attainment(&self) -> Option<i128> {
        let projected = self.projected().minor_units().checked_mul(10_000)?;
        divide_rounding(projected, self.target.minor_units())
    }
}

impl Add for Figures {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            target: self.target + other.target,
            actual_to_date: self.actual_to_date + other.actual_to_date,
            pipeline: self.pipeline + other.pipeline,
            pipeline_weighted: self.pipeline_weighted + other.pipeline_weighted,
        }
    }
}

impl AddAssign for Figures {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sum for Figures {
    fn sum<I: Iterator<Item = Self>>(figures: I) -> Self {
        figures.fold(Self::default(), Add::add)
    }
}

/// Running sums of an area.
#[derive(Debug, Clone, Default)]
pub(super) struct Sums {
    pub(super) target: Money,
    pub(super) deals: u64,
    months: [MonthSums; 12],
}

#[derive(Debug, Clone, Copy, Default)]
struct MonthSums {
    actual: Money,
    pipeline: Money,
    /// Hundredths of a cent: amounts times percent.
    weighted: i128,
}

impl Sums {
    pub(super) fn add_actual(&mut self, position: usize, amount: Money) {
        if let Some(month) = self.months.get_mut(position) {
            month.actual += amount;
        }
    }

    pub(super) fn add_deals(&mut self, position: usize, revenue: Money, probability: u8) {
        if let Some(month) = self.months.get_mut(position) {
            month.pipeline += revenue;
            month.weighted += revenue.minor_units() * i128::from(probability);
        }
    }

    /// The finished row. Rounds here and nowhere else.
    pub(super) fn into_row(self, year: FiscalYear, area: Option<String>) -> Row {
        let months: Vec<(Month, Figures)> = year
            .months()
            .zip(self.months)
            .zip(1..)
            .map(|((month, sums), number)| (month, sums.finish(target_of(self.target, number))))
            .collect();
        let year = months.iter().map(|(_, figures)| *figures).sum();
        Row { area, deals: self.deals, year, months }
    }
}

impl MonthSums {
    fn finish(self, target: Money) -> Figures {
        Figures {
            target,
            actual_to_date: self.actual,
            pipeline: self.pipeline,
            pipeline_weighted: Money::from_minor_units(
                divide_rounding(self.weighted, 100).unwrap_or_default(),
            ),
        }
    }
}

/// The target's share of month `number`, 1 to 12: what is due by its end, less what was due before.
fn target_of(target: Money, number: i128) -> Money {
    let due = |months| target.share(months, 12).unwrap_or_default();
    due(number) - due(number - 1)
}
