//! Cells in the form that the rules expect.

use std::borrow::Cow;

use chrono::Timelike;
use frontdesk_core::Fault;

use super::Mapping;
use super::kind::{FieldSpec, Shape};
use crate::dates::{parse_cell_day, parse_compact_month};
use crate::table::{BadCell, RawRow};

impl Mapping {
    /// The non-empty cells, trimmed, on one line, each with the name of its field. Dates and months are converted to
    /// the form of payloads; a cell that cannot be converted stays as it is, and is refused by the rules. Fields with
    /// several columns are left out, and so are the parts of a birth date.
    pub fn cells<'a>(&self, row: &'a RawRow) -> impl Iterator<Item = (&'static str, Cow<'a, str>)> {
        let cells = self.fields.iter().zip(&row.cells);
        cells.filter_map(|(field, cell)| {
            let (field, cell) = (field.filter(|field| !field.many)?, cell.trim());
            (!cell.is_empty()).then(|| (field.name, spell(field.shape, on_one_line(cell))))
        })
    }

    /// Warnings for numbers that are interpreted as dates.
    pub fn notes(&self, row: &RawRow) -> Vec<Fault> {
        let numbers = self.day_columns().filter_map(|(column, field)| {
            let cell = row.cell(column).trim();
            let time = field.shape.window()?.parse(cell)?;
            let header = self.headers.get(column)?;
            let day = time.format(if time.num_seconds_from_midnight() == 0 {
                "%Y-%m-%d"
            } else {
                "%Y-%m-%d %H:%M:%S"
            });
            let message = format!("{header}: the number {cell} is taken for a day of a spreadsheet, {day}");
            Some(Fault::sentence(header, message))
        });
        numbers.chain(self.incomplete_birth(row)).collect()
    }

    /// Converts the serial numbers of a workbook with the 1904 date system to the 1900 one, which all other files use,
    /// including the rejects file.
    pub fn rebase_from_1904(&self, row: &mut RawRow) {
        for (column, field) in self.day_columns() {
            if let Some(cell) = row.cells.get_mut(column)
                && let Some(window) = field.shape.window()
                && let Some(moved) = window.rebase_from_1904(cell)
            {
                *cell = moved;
            }
        }
    }

    /// The faults of unreadable cells, except in ignored columns.
    pub fn faults_of(&self, bad: Vec<BadCell>) -> Vec<Fault> {
        let is_held = |cell: &BadCell| {
            let is_birth = self.birth.is_some_and(|parts| parts.contains(&cell.column));
            let field = self.fields.get(cell.column).copied().flatten();
            if cell.in_ids_alone {
                field.is_some_and(|field| field.shape == Shape::Id)
            } else {
                is_birth || field.is_some()
            }
        };
        let held = bad.into_iter().filter(is_held);
        held.filter_map(|cell| {
            let header = self.headers.get(cell.column)?;
            Some(Fault::sentence(header, format!("{header} {}", cell.message)))
        })
        .collect()
    }

    fn day_columns(&self) -> impl Iterator<Item = (usize, &'static FieldSpec)> {
        let held = self.fields.iter().enumerate();
        held.filter_map(|(column, field)| {
            Some((column, field.filter(|field| field.shape.window().is_some())?))
        })
    }
}

/// A line break within a cell separates words, like a space.
fn on_one_line(cell: &str) -> Cow<'_, str> {
    if !cell.contains(['\n', '\r']) {
        return Cow::Borrowed(cell);
    }
    let lines = cell.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty());
    Cow::Owned(lines.collect::<Vec<_>>().join(" "))
}

/// An amount with so many digits that the workbook reader keeps its exponent, as `1.50000000000000E15`, expanded.
fn whole_amount(cell: &str) -> Option<String> {
    let (mantissa, exponent) = cell.split_once('E')?;
    let is_long = mantissa.trim_start_matches('-').len() == 16 && matches!(exponent, "15" | "16");
    let amount: f64 = cell.parse().ok().filter(|_| is_long)?;
    Some(amount.to_string())
}

fn spell(shape: Shape, cell: Cow<'_, str>) -> Cow<'_, str> {
    let serial = |window: crate::dates::SerialWindow| window.parse(&cell);
    let spelled = match shape {
        Shape::Text | Shape::Id => None,
        Shape::Amount => whole_amount(&cell),
        Shape::Day(window) => {
            let day = parse_cell_day(&cell).or_else(|| serial(window).map(|time| time.date()));
            day.map(|day| day.format("%Y-%m-%d").to_string())
        }
        Shape::Month(window) => {
            let day = parse_cell_day(&cell).or_else(|| serial(window).map(|time| time.date()));
            day.map(|day| day.format("%Y-%m").to_string()).or_else(|| parse_compact_month(&cell))
        }
        Shape::Time(window) => serial(window).map(|time| time.format("%Y-%m-%dT%H:%M:%S").to_string()),
    };
    spelled.map_or(cell, Cow::Owned)
}
