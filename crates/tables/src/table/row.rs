//! A row as in the file.

use std::borrow::Cow;
use std::fmt;

#[cfg(any(feature = "csv", feature = "xlsx"))]
use frontdesk_core::{Fault, Faults};
use frontdesk_core::{clean, unquote_cell};

#[cfg(any(feature = "csv", feature = "xlsx"))]
use super::BadCell;

/// A row of cells as in the file.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct RawRow {
    /// The row's number in the file; the first line is 1, and empty rows count.
    pub number: u64,
    /// The texts of the cells. There may be fewer than headers; a row with more is invalid.
    pub cells: Vec<String>,
}

impl RawRow {
    /// The text of a cell, counted from 0; empty where the row has none.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map(String::as_str).unwrap_or_default()
    }

    /// The row with cleaned cells: without invisible characters, and without the markup that protects texts from
    /// spreadsheets.
    pub fn cleaned(&self) -> Cow<'_, Self> {
        let is_clean = |cell: &String| cell.is_ascii() && !cell.trim_start().starts_with(['=', '\'']);
        if self.cells.iter().all(is_clean) {
            return Cow::Borrowed(self);
        }
        let cells = self.cells.iter().map(|cell| unquote_cell(&clean(cell)).to_owned()).collect();
        Cow::Owned(Self { number: self.number, cells })
    }

    /// The approximate memory of the row in bytes, for callers that limit the memory of collected rows.
    pub fn weight(&self) -> usize {
        self.cells.iter().map(|cell| cell.len() + size_of::<String>()).sum()
    }
}

/// Shows no cell: they contain names, numbers and SSNs.
impl fmt::Debug for RawRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawRow").field("number", &self.number).field("cells", &self.cells.len()).finish()
    }
}

/// The validity of a row.
#[cfg(any(feature = "csv", feature = "xlsx"))]
pub(crate) enum Judged {
    /// All cells are empty.
    Blank,
    Good,
    Bad(Faults),
}

/// Removes empty cells beyond the headers, and reports others as a fault. `hidden` says whether such cells were already
/// left out of the row.
#[cfg(any(feature = "csv", feature = "xlsx"))]
pub(crate) fn judge(row: &mut RawRow, columns: usize, hidden: bool) -> Judged {
    let is_empty = |cell: &String| cell.trim().is_empty();
    if !hidden && row.cells.iter().all(is_empty) {
        return Judged::Blank;
    }
    let excess = row.cells.get(columns..).unwrap_or_default();
    if hidden || !excess.iter().all(is_empty) {
        return Judged::Bad(Fault::new("", format!("the row has cells beyond the {columns} columns")).into());
    }
    row.cells.truncate(columns);
    Judged::Good
}

/// Why a cell with U+FFFD is bad.
#[cfg(any(feature = "csv", feature = "xlsx"))]
const LOST: &str = "holds characters that were lost (U+FFFD): take the row from the original file";

/// The cells with U+FFFD, which programs insert for characters that they cannot decode.
#[cfg(any(feature = "csv", feature = "xlsx"))]
pub(crate) fn lost_cells(row: &RawRow) -> impl Iterator<Item = BadCell> {
    let is_lost = |cell: &str| !cell.is_ascii() && cell.contains(char::REPLACEMENT_CHARACTER);
    let cells = row.cells.iter().enumerate().filter(move |(_, cell)| is_lost(cell));
    cells.map(|(column, _)| BadCell { column, message: LOST, in_ids_alone: false })
}
