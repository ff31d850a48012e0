//! The first rows of a file, as a preview before an import.

use std::path::Path;

use frontdesk_core::Faults;
use frontdesk_tables::mapping::{Kind, Mapping};
use frontdesk_tables::open::{self, Headed, Layout};
use frontdesk_tables::table::{Next, RawRow};

use super::ImportError;
use super::shared_file::SharedFile;

/// The most characters of a cell that are shown.
const LONGEST_CELL: usize = 200;

/// The headers of a file, their mapping, and the first rows unchanged.
#[derive(Debug, Clone)]
pub struct Excerpt {
    pub headers: Vec<String>,
    /// The first rows, their cells truncated, with at most as many cells as headers.
    pub rows: Vec<Vec<String>>,
    /// The mapping of the columns, or its faults.
    pub mapping: Result<Mapping, Faults>,
}

impl Excerpt {
    /// Reads at most `most` rows of a CSV file or of a workbook's sheet. Titles above the headers are skipped as in an
    /// import. `asked` maps headers to fields, in addition to the guessed ones.
    ///
    /// # Errors
    /// The file cannot be read, or is not a table.
    pub fn read(
        path: &Path,
        layout: &Layout,
        kind: Kind,
        asked: &[(String, String)],
        most: usize,
    ) -> Result<Self, ImportError> {
        let file = SharedFile::open(path)?;
        let reader = || Ok::<_, ImportError>(file.reader());
        let Headed { mut table, mapping, .. } = open::open(reader, layout, kind, asked)?;
        let headers = table.headers().to_vec();
        let (mut row, mut rows) = (RawRow::default(), Vec::new());
        while rows.len() < most && table.read_row(&mut row)? != Next::End {
            rows.push(row.cells.iter().take(headers.len()).map(|cell| beginning(cell)).collect());
        }
        Ok(Self { headers, rows, mapping })
    }
}

fn beginning(cell: &str) -> String {
    match cell.char_indices().nth(LONGEST_CELL) {
        Some((end, _)) => format!("{}…", cell.get(..end).unwrap_or_default()),
        None => cell.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_cell_is_truncated() {
        let full = "é".repeat(LONGEST_CELL);
        assert_eq!(beginning(&full), full);
        assert_eq!(beginning(&format!("{full}é")), format!("{full}…"));
    }
}
