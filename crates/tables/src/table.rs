//! Files as tables: a line of headers, and rows of cells below it.

mod error;
mod format;
mod row;

pub use error::ReadError;
pub use format::Format;
pub use row::RawRow;
#[cfg(any(feature = "csv", feature = "xlsx"))]
pub(crate) use row::{Judged, judge, lost_cells};

use frontdesk_core::Faults;

/// The most columns that are read. Real exports have tens; a thousand keeps a row small whatever a file claims.
pub const MOST_COLUMNS: usize = 1_000;

/// The longest row: 1 MiB. A longer one is an unclosed quote or no table at all.
pub const LONGEST_ROW: usize = 1 << 20;

/// What reading a row came upon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// A row.
    Row,
    /// A row of which some cells cannot be read. Where their columns are left out, or hold no ids where that matters, it is a
    /// row like any other.
    BadCells(Vec<BadCell>),
    /// A row that cannot be taken as it is. Its cells are as far as they could be read.
    BadRow(Faults),
    /// There are no more rows.
    End,
}

/// A cell that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadCell {
    /// Its column, counted from 0.
    pub column: usize,
    /// Why, to be read after the column's name.
    pub message: &'static str,
    /// Whether it is bad in a column of ids alone, and can be read in any other.
    pub in_ids_alone: bool,
}

/// A table that is read row by row. Rows in which no cell holds anything are passed over.
pub trait Table {
    /// The cells of the first row that holds anything, trimmed.
    fn headers(&self) -> &[String];

    /// The number of the row of headers in the file.
    fn header_row(&self) -> u64;

    /// How many rows that hold something were left out so far because the file hides them.
    fn hidden_rows(&self) -> u64 {
        0
    }

    /// Whether day numbers count from 1904 on, as in old Macintosh workbooks.
    fn counts_from_1904(&self) -> bool {
        false
    }

    /// Takes the next row that holds anything for the headers: the one before was a title.
    ///
    /// # Errors
    /// There is no such row, or the file cannot be read any further.
    fn skip_title(&mut self) -> Result<(), ReadError>;

    /// Reads the next row into `row`, whose memory is used again.
    ///
    /// # Errors
    /// The file cannot be read any further. After that, and after [`Next::End`], every call gives [`Next::End`].
    fn read_row(&mut self, row: &mut RawRow) -> Result<Next, ReadError>;
}
