//! Why a file cannot be read, or not any further.

use std::io;

/// Why a file cannot be read, or not any further. Each is one line for people.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// There is nothing in the file, not even a line of headers.
    #[error("the file is empty")]
    Empty,
    /// The bytes are no text in an encoding that is known.
    #[error("the file is neither a text file in UTF-8, UTF-16 or Windows-1252 nor an XLSX workbook")]
    NotText,
    /// The text is in another encoding than those that are told by themselves.
    #[error(
        "the file is not in UTF-8, and looks like {likely} rather than Windows-1252: name its encoding, or save it in \
         UTF-8"
    )]
    OtherEncoding {
        /// What it looks like.
        likely: &'static str,
    },
    /// The bytes are no text in the encoding that was named.
    #[error("the file is not in {0}")]
    WrongEncoding(&'static str),
    /// Something else than a table.
    #[error("the file is {0}; only CSV files and XLSX workbooks can be imported")]
    Foreign(&'static str),
    /// A workbook or another document of before 2007, or one that is locked with a password.
    #[error(
        "the file is an old or password-protected Excel workbook or another old Office document: save it as .xlsx without \
         a password, or as CSV"
    )]
    OldWorkbook,
    /// A ZIP archive that holds something else.
    #[error("the file is {0}, not an XLSX workbook: save it as .xlsx or as CSV")]
    NotAWorkbook(&'static str),
    /// A workbook that breaks its own format.
    #[error("the workbook is damaged or cut off: {0}")]
    Damaged(String),
    /// A part of a workbook is larger than any honest one.
    #[error("the workbook is refused: {0}")]
    Refused(String),
    /// The workbook has no sheet of that name.
    #[error("the workbook has no sheet {wanted:?}; it has {known}")]
    NoSuchSheet {
        /// The name that was asked for.
        wanted: String,
        /// The names that there are.
        known: String,
    },
    /// The first sheet holds nothing, and others were not looked at.
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
    /// The bytes could not be had.
    #[error("the file cannot be read: {0}")]
    Io(#[from] io::Error),
}
