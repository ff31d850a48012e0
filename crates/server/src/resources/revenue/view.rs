//! Response bodies.

use chrono::NaiveDate;
use frontdesk_core::{Money, Month};
use frontdesk_opportunities::forecast::{Figures, Forecast, Row};
use serde::Serialize;
use utoipa::ToSchema;

/// The forecast of a fiscal year.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ForecastView {
    /// The fiscal year, named by the year in which it ends: 2025 is July 2024 to June 2025.
    #[schema(example = 2025)]
    pub(super) fiscal_year: i32,
    /// The reference day.
    #[schema(example = "2024-12-31")]
    pub(super) as_of: NaiveDate,
    /// The areas by name; last, with `null`, the opportunities of customers without an area.
    pub(super) areas: Vec<AreaView>,
    /// The total over all areas.
    pub(super) total: TotalView,
}

/// The forecast of an area.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AreaView {
    /// The area; `null` for customers without one.
    #[schema(required, example = "France")]
    pub(super) area: Option<String>,
    #[serde(flatten)]
    pub(super) row: TotalView,
}

/// The forecast of an area, or of all areas.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TotalView {
    /// Number of opportunities, in any status.
    #[schema(example = 13)]
    deals: u64,
    #[serde(flatten)]
    pub(super) year: FiguresView,
    /// The twelve months of the fiscal year from July; they sum to the year.
    #[schema(min_items = 12, max_items = 12)]
    pub(super) months: Vec<MonthView>,
}

/// The forecast of a month.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct MonthView {
    /// The month.
    #[schema(value_type = String, pattern = "^[0-9]{4}-[0-9]{2}$", example = "2025-01")]
    pub(super) month: Month,
    #[serde(flatten)]
    pub(super) figures: FiguresView,
}

/// The figures of a month or a year.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct FiguresView {
    /// The target; for a month, a twelfth of the year's.
    #[schema(value_type = String, example = "20000.00")]
    pub(super) target: Money,
    /// Actual revenue of months that ended by `as_of`.
    #[schema(value_type = String, example = "3200.50")]
    pub(super) actual_to_date: Money,
    /// Revenue of opportunities not lost, from the month after `as_of` on.
    #[schema(value_type = String, example = "11200.05")]
    pub(super) pipeline: Money,
    /// The same, weighted by the probability of each status.
    #[schema(value_type = String, example = "7450.05")]
    pub(super) pipeline_weighted: Money,
    /// `actual_to_date` plus `pipeline_weighted`.
    #[schema(value_type = String, example = "10650.55")]
    pub(super) projected: Money,
    /// `target` minus `projected`; negative if the target is exceeded.
    #[schema(value_type = String, example = "9349.45")]
    pub(super) gap_to_target: Money,
    /// `projected` in percent of `target`, with two decimals; `null` without a target.
    #[schema(required, example = 53.25)]
    pub(super) attainment: Option<f64>,
}

impl From<Forecast> for ForecastView {
    fn from(forecast: Forecast) -> Self {
        let areas = forecast.areas.into_iter();
        Self {
            fiscal_year: forecast.fiscal_year.get(),
            as_of: forecast.as_of,
            areas: areas.map(|row| AreaView { area: row.area.clone(), row: row.into() }).collect(),
            total: forecast.total.into(),
        }
    }
}

impl From<Row> for TotalView {
    fn from(row: Row) -> Self {
        let months = row.months.into_iter();
        Self {
            deals: row.deals,
            year: row.year.into(),
            months: months.map(|(month, figures)| MonthView { month, figures: figures.into() }).collect(),
        }
    }
}

impl From<Figures> for FiguresView {
    fn from(figures: Figures) -> Self {
        Self {
            target: figures.target,
            actual_to_date: figures.actual_to_date,
            pipeline: figures.pipeline,
            pipeline_weighted: figures.pipeline_weighted,
            projected: figures.projected(),
            gap_to_target: figures.gap_to_target(),
            // Not money: a float is exact enough for a percentage.
            attainment: figures.attainment().map(|hundredths| hundredths as f64 / 100.0),
        }
    }
}
