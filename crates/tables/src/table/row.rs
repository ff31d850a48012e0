//! A row as it stands in the file.

use std::borrow::Cow;
use std::fmt;

#[cfg(any(feature = "csv", feature = "xlsx"))]
use frontdesk_core::{Fault, Faults};
use frontdesk_core::{clean, unquote_cell};

#[cfg(any(feature = "csv", feature = "xlsx"))]
use super::BadCell;

/// A row of cells as it stands in the file.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct RawRow {
    /// The row's number in the file; the first line is 1, and rows without content count.
    pub number: u64,
    /// The texts of the cells. There may be fewer than headers, and more in a row that is bad for it.
    pub cells: Vec<String>,
}

impl RawRow {
    /// The text of a cell, counted from 0; empty where the row has none.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map(String::as_str).unwrap_or_default()
    }

    /// The row as its cells are read: without characters that cannot be seen, and without what made a spreadsheet leave a
    /// text alone.
    pub fn cleaned(&self) -> Cow<'_, Self> {
        let is_clean = |cell: &String| cell.is_ascii() && !cell.trim_start().starts_with(['=', '\'']);
        if self.cells.iter().all(is_clean) {
            return Cow::Borrowed(self);
        }
        let cells = self.cells.iter().map(|cell| unquote_cell(&clean(cell)).to_owned()).collect();
        Cow::Owned(Self { number: self.number, cells })
    }

    /// About how many bytes of memory the row takes, for whoever collects rows and must know when to stop.
    pub fn weight(&self) -> usize {
        self.cells.iter().map(|cell| cell.len() + size_of::<String>()).sum()
    }
}

/// Shows no cell: they hold names, numbers and SSNs.
impl fmt::Debug for RawRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawRow").field("number", &self.number).field("cells", &self.cells.len()).finish()
    }
}

/// What a row that was read is worth.
#[cfg(any(feature = "csv", feature = "xlsx"))]
pub(crate) enum Judged {
    /// Nothing is in it.
    Blank,
    Good,
    Bad(Faults),
}

/// Drops empty cells that stand beyond the headers, and faults those that hold something. `hidden` says whether
/// such cells were left out of the row already.
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

/// The cells that hold U+FFFD, which programs put in the place of characters that they cannot read.
#[cfg(any(feature = "csv", feature = "xlsx"))]
pub(crate) fn lost_cells(row: &RawRow) -> impl Iterator<Item = BadCell> {
    let is_lost = |cell: &str| !cell.is_ascii() && cell.contains(char::REPLACEMENT_CHARACTER);
    let cells = row.cells.iter().enumerate().filter(move |(_, cell)| is_lost(cell));
    cells.map(|(column, _)| BadCell { column, message: LOST, in_ids_alone: false })
}
