//! The forecast of a fiscal year: actuals, pipeline and the gap to the target.
//!
//! Amounts are summed exactly. They are rounded in one place, where a month of an area is weighted: to the cent, half a
//! cent up. All other numbers are sums or differences of those, so that months add up to years and areas to the total,
//! to the cent.

mod figures;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use frontdesk_core::{FiscalYear, Money, Month};

use crate::area::{Area, AreaKey};
use crate::deal::Deal;
use crate::revenue::{Actual, Target};
use crate::status::{Standing, StatusCatalogue};

pub use figures::Figures;
use figures::Sums;

/// The sum of deals of one area that the forecast treats alike. May be a single deal.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Slice {
    /// The area of their customers.
    pub area: Option<Area>,
    /// Their status.
    pub status: String,
    /// Whether they are one-offs.
    pub one_off: bool,
    /// The month of delivery. Without one they count in no month.
    pub delivery_month: Option<Month>,
    /// Their total revenue, per month or once.
    pub revenue: Money,
    /// The number of deals.
    pub deals: u64,
}

impl Slice {
    /// A single deal.
    pub fn of<Id>(deal: &Deal<Id>, area: Option<Area>) -> Self {
        Self {
            area,
            status: deal.opportunity_status.clone(),
            one_off: deal.is_one_off(),
            delivery_month: deal.delivery_month(),
            revenue: deal.monthly_estimated_revenue.unwrap_or_default(),
            deals: 1,
        }
    }
}

/// The input of a forecast.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(default))]
pub struct ForecastInput {
    /// The deals, single or summed.
    pub deals: Vec<Slice>,
    /// Actuals. Months of other fiscal years are ignored.
    pub actuals: Vec<Actual>,
    /// Targets. Other fiscal years are ignored.
    pub targets: Vec<Target>,
    /// Spellings of areas without actuals or targets, for deals that only know the key of their area.
    pub spellings: BTreeMap<AreaKey, String>,
}

/// The forecast of a fiscal year as of a day.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Forecast {
    /// The fiscal year.
    pub fiscal_year: FiscalYear,
    /// The day.
    pub as_of: NaiveDate,
    /// The areas by name; deals of customers without an area last.
    pub areas: Vec<Row>,
    /// The sum of all areas.
    pub total: Row,
}

/// The forecast of an area, or of all areas.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Row {
    /// The area. `None` for customers without one, and for the total.
    pub area: Option<String>,
    /// The number of deals, in any status, with or without revenue in this fiscal year.
    pub deals: u64,
    /// The whole fiscal year.
    pub year: Figures,
    /// Its twelve months from July; they add up to the year.
    pub months: Vec<(Month, Figures)>,
}

/// Computes the forecast of a fiscal year as of the end of `as_of`.
///
/// Actuals count for months that ended by `as_of`. A deal that is not lost counts in the pipeline: a recurring one in
/// every month from its delivery to June, a one-off in the month of its delivery, and neither before the month after
/// `as_of`. An open overdue one-off is expected in the month after `as_of`; a closed one was paid on delivery, and is
/// part of the actuals.
pub fn forecast(
    year: FiscalYear,
    as_of: NaiveDate,
    catalogue: &StatusCatalogue,
    book: &ForecastInput,
) -> Forecast {
    let mut rows: BTreeMap<Option<AreaKey>, Sums> = BTreeMap::new();
    for target in book.targets.iter().filter(|target| target.fiscal_year == year) {
        rows.entry(Some(target.area.key())).or_default().target += target.amount;
    }
    for actual in &book.actuals {
        let position = position_in(year, actual.month).filter(|_| actual.is_known_by(as_of));
        if let Some(position) = position {
            rows.entry(Some(actual.area.key())).or_default().add_actual(position, actual.amount);
        } else if FiscalYear::of_month(actual.month) == year {
            // The amount is not known yet, but the area gets a row.
            rows.entry(Some(actual.area.key())).or_default();
        }
    }
    let first_open = Month::of(as_of).later(1);
    for slice in &book.deals {
        let sums = rows.entry(slice.area.as_ref().map(Area::key)).or_default();
        sums.deals = sums.deals.saturating_add(slice.deals);
        let standing = catalogue.standing(&slice.status);
        for position in months_of(slice, standing, first_open, year) {
            sums.add_deals(position, slice.revenue, standing.probability);
        }
    }
    let names = Names::of(book);
    let mut areas: Vec<Row> =
        rows.into_iter().map(|(key, sums)| sums.into_row(year, key.map(|key| names.name(key)))).collect();
    areas.sort_by(|a, b| (a.area.is_none(), &a.area).cmp(&(b.area.is_none(), &b.area)));
    let total = total_of(year, &areas);
    Forecast { fiscal_year: year, as_of, areas, total }
}

/// The months of the year in which a slice counts, as positions from July.
fn months_of(
    slice: &Slice,
    standing: Standing,
    first_open: Month,
    year: FiscalYear,
) -> std::ops::Range<usize> {
    const NEVER: std::ops::Range<usize> = 0..0;
    let Some(delivery) = slice.delivery_month.filter(|_| !standing.is_lost()) else {
        return NEVER;
    };
    let start = delivery.max(first_open);
    if slice.one_off {
        let is_paid = standing.closed && delivery < first_open;
        let position = position_in(year, start).filter(|_| !is_paid);
        return position.map_or(NEVER, |position| position..position + 1);
    }
    match position_in(year, start.max(year.first_month())) {
        Some(position) => position..12,
        None => NEVER,
    }
}

/// 0 for July to 11 for June.
fn position_in(year: FiscalYear, month: Month) -> Option<usize> {
    let position = month.index().checked_sub(year.first_month().index())?;
    usize::try_from(position).ok().filter(|position| *position < 12)
}

fn total_of(year: FiscalYear, areas: &[Row]) -> Row {
    let mut months: Vec<(Month, Figures)> = year.months().map(|month| (month, Figures::default())).collect();
    for row in areas {
        for ((_, sum), (_, figures)) in months.iter_mut().zip(&row.months) {
            *sum += *figures;
        }
    }
    Row {
        area: None,
        deals: areas.iter().map(|row| row.deals).fold(0, u64::saturating_add),
        year: areas.iter().map(|row| row.year).sum(),
        months,
    }
}

/// Spellings of areas.
struct Names(BTreeMap<AreaKey, String>);

impl Names {
    /// Of several spellings the first target's is used, else the first actual's, else that of `spellings`, else the
    /// first deal's.
    fn of(book: &ForecastInput) -> Self {
        let targets = book.targets.iter().map(|target| &target.area);
        let written = targets.chain(book.actuals.iter().map(|actual| &actual.area));
        let mut names = BTreeMap::new();
        for area in written {
            names.entry(area.key()).or_insert_with(|| area.as_str().to_owned());
        }
        for (key, spelling) in &book.spellings {
            names.entry(key.clone()).or_insert_with(|| spelling.clone());
        }
        for area in book.deals.iter().filter_map(|slice| slice.area.as_ref()) {
            names.entry(area.key()).or_insert_with(|| area.as_str().to_owned());
        }
        Self(names)
    }

    fn name(&self, key: AreaKey) -> String {
        let usual = key.usual_name().map(str::to_owned);
        usual.or_else(|| self.0.get(&key).cloned()).unwrap_or_else(|| key.as_str().to_owned())
    }
}
