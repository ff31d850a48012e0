//! The beginning of a file, for people to look at before they import it.

use std::path::Path;

use frontdesk_import::table::{Next, RawRow};

use super::ImportError;
use super::source::open_table;

/// The headers of a file and its first rows as they stand there, whatever they mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// The headers.
    pub headers: Vec<String>,
    /// The cells of the first rows, at most as many in a row as there are headers.
    pub rows: Vec<Vec<String>>,
}

impl Excerpt {
    /// Reads at most `most` rows of a CSV file or of a workbook's sheet, the first one when none is named.
    ///
    /// # Errors
    /// The file cannot be read, or is no table.
    pub fn read(path: &Path, sheet: Option<&str>, most: usize) -> Result<Self, ImportError> {
        let mut table = open_table(path, sheet, 0)?;
        let headers = table.headers().to_vec();
        let (mut row, mut rows) = (RawRow::default(), Vec::new());
        while rows.len() < most && table.read_row(&mut row)? != Next::End {
            rows.push(row.cells.iter().take(headers.len()).cloned().collect());
        }
        Ok(Self { headers, rows })
    }
}
