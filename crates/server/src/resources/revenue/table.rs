//! The forecast as a table: one line per month and area, and one for the year.

use frontdesk_tables::rejects::guard;

use super::view::{FiguresView, ForecastView, TotalView};
use crate::http::problem::Problem;

const COLUMNS: [&str; 11] = [
    "fiscal_year",
    "as_of",
    "area",
    "period",
    "target",
    "actual_to_date",
    "pipeline",
    "pipeline_weighted",
    "projected",
    "gap_to_target",
    "attainment",
];
/// The label of all areas.
const TOTAL: &str = "Total";

/// The complete table. For customers without an area the cell is empty.
pub(super) fn write(forecast: &ForecastView) -> Result<Vec<u8>, Problem> {
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(COLUMNS).map_err(Problem::internal)?;
    for area in &forecast.areas {
        write_row(&mut table, forecast, area.area.as_deref().unwrap_or_default(), &area.row)?;
    }
    write_row(&mut table, forecast, TOTAL, &forecast.total)?;
    table.into_inner().map_err(|error| Problem::internal(error.into_error()))
}

type Table = csv::Writer<Vec<u8>>;

fn write_row(table: &mut Table, forecast: &ForecastView, area: &str, row: &TotalView) -> Result<(), Problem> {
    for month in &row.months {
        write_line(table, forecast, area, &month.month.to_string(), &month.figures)?;
    }
    write_line(table, forecast, area, &format!("FY{}", forecast.fiscal_year), &row.year)
}

fn write_line(
    table: &mut Table,
    forecast: &ForecastView,
    area: &str,
    period: &str,
    figures: &FiguresView,
) -> Result<(), Problem> {
    let attainment = figures.attainment.map(|percent| format!("{percent:.2}")).unwrap_or_default();
    let record = [
        forecast.fiscal_year.to_string(),
        forecast.as_of.to_string(),
        // Only names can be formulas; a negative amount is a number and stays one.
        guard(area).into_owned(),
        period.to_owned(),
        figures.target.to_string(),
        figures.actual_to_date.to_string(),
        figures.pipeline.to_string(),
        figures.pipeline_weighted.to_string(),
        figures.projected.to_string(),
        figures.gap_to_target.to_string(),
        attainment,
    ];
    table.write_record(record).map_err(Problem::internal)
}
