//! Files as tables: a header row, and rows of cells.

mod error;
mod format;
mod row;

pub use error::ReadError;
pub use format::Format;
pub use row::RawRow;
#[cfg(any(feature = "csv", feature = "xlsx"))]
pub(crate) use row::{Judged, judge, lost_cells};

use frontdesk_core::Faults;

/// The most columns. Real exports have tens; the limit keeps a row small for any input.
pub const MOST_COLUMNS: usize = 1_000;

/// The longest row: 1 MiB. A longer one is an unclosed quote or not a table.
pub const LONGEST_ROW: usize = 1 << 20;

/// The result of reading a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// A row.
    Row,
    /// A row with unreadable cells. Where their columns are ignored, or contain no ids if the cells are bad as ids
    /// only, the row is valid.
    BadCells(Vec<BadCell>),
    /// An invalid row. Its cells are read as far as possible.
    BadRow(Faults),
    /// The end of the table.
    End,
}

/// An unreadable cell.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct BadCell {
    /// Its column, counted from 0.
    pub column: usize,
    /// The reason, phrased to follow the column's name.
    pub message: &'static str,
    /// Whether the cell is bad as an id only.
    pub in_ids_alone: bool,
}

/// A table that is read row by row. Empty rows are skipped.
pub trait Table {
    /// The cells of the first non-empty row, trimmed.
    fn headers(&self) -> &[String];

    /// The number of the header row in the file.
    fn header_row(&self) -> u64;

    /// The number of non-empty hidden rows that were skipped so far.
    fn hidden_rows(&self) -> u64 {
        0
    }

    /// Whether the workbook uses the 1904 date system, as on old Macintoshes.
    fn counts_from_1904(&self) -> bool {
        false
    }

    /// Uses the next non-empty row as the header row: the previous one was a title.
    ///
    /// # Errors
    /// There is no further row, or the file cannot be read any further.
    fn skip_title(&mut self) -> Result<(), ReadError>;

    /// Reads the next row into `row`, reusing its memory.
    ///
    /// # Errors
    /// The file cannot be read any further. After that, and after [`Next::End`], every call returns [`Next::End`].
    fn read_row(&mut self, row: &mut RawRow) -> Result<Next, ReadError>;
}
