//! Errors of reading a file.

use std::io;

/// Why a file cannot be read, or only in part. Each is one line for users.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The file is empty, without even a header line.
    #[error("the file is empty")]
    Empty,
    /// The bytes are not text in a supported encoding.
    #[error("the file is neither a text file in UTF-8, UTF-16 or Windows-1252 nor an XLSX workbook")]
    NotText,
    /// The text is in an encoding that is not detected automatically.
    #[error(
        "the file is not in UTF-8, and looks like {likely} rather than Windows-1252: name its encoding, or save it in \
         UTF-8"
    )]
    OtherEncoding {
        /// The likely encoding.
        likely: &'static str,
    },
    /// The bytes are not text in the named encoding.
    #[error("the file is not in {0}")]
    WrongEncoding(&'static str),
    /// Not a table.
    #[error("the file is {0}; only CSV files and XLSX workbooks can be imported")]
    Foreign(&'static str),
    /// A workbook or another document of before 2007, or one with a password.
    #[error(
        "the file is an old or password-protected Excel workbook or another old Office document: save it as .xlsx without \
         a password, or as CSV"
    )]
    OldWorkbook,
    /// A ZIP archive that is not a workbook.
    #[error("the file is {0}, not an XLSX workbook: save it as .xlsx or as CSV")]
    NotAWorkbook(&'static str),
    /// A workbook that violates its format.
    #[error("the workbook is damaged or cut off: {0}")]
    Damaged(String),
    /// A part of a workbook exceeds its limit.
    #[error("the workbook is refused: {0}")]
    Refused(String),
    /// The workbook has no sheet of that name.
    #[error("the workbook has no sheet {wanted:?}; it has {known}")]
    NoSuchSheet {
        /// The requested name.
        wanted: String,
        /// The existing names.
        known: String,
    },
    /// The first sheet is empty; other sheets were not read.
    #[error("the sheet {sheet:?} is empty; choose another one: {others}")]
    EmptySheet {
        /// The first sheet.
        sheet: String,
        /// The other ones.
        others: String,
    },
    /// A row is longer than [`LONGEST_ROW`](super::LONGEST_ROW).
    #[error("row {row} is longer than 1 MiB: is a quote left open there?")]
    RowTooLong {
        /// The row's number in the file.
        row: u64,
    },
    /// The file ends inside a quoted cell.
    #[error("row {row} opens a quote that is never closed")]
    UnclosedQuote {
        /// The row's number in the file.
        row: u64,
    },
    /// There are more headers than [`MOST_COLUMNS`](super::MOST_COLUMNS).
    #[error("the file has more than 1000 columns")]
    TooManyColumns,
    /// Reading failed.
    #[error("the file cannot be read: {0}")]
    Io(#[from] io::Error),
}
