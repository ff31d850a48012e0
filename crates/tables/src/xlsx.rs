//! Reading XLSX workbooks of any origin in bounded memory and time.
//!
//! A workbook is a ZIP archive of XML parts, and a hostile one is small and unpacks without end. The sizes that it
//! declares are not trusted: the directory of the archive is bounded before it is read, every part has a limit that is
//! enforced while it unpacks, no single piece of XML may be longer than a row, and the sheet is never held in memory.

mod archive;
mod sheet;
mod strings;
mod styles;
#[cfg(test)]
mod tests;
mod unpack;
mod value;
mod workbook;
mod xml;

use std::io::{Read, Seek};

use crate::table::{Judged, MOST_COLUMNS, Next, RawRow, ReadError, Table, judge, lost_cells};
use archive::Archive;
use sheet::Sheet;
use workbook::Workbook;
use xml::Xml;

/// The most memory for reading a sheet besides its shared strings, 16 MiB: the directory of the archive, the lists of
/// sheets and styles, a row, and the unpacking buffer.
pub const BASE_MEMORY: u64 = 16 << 20;

/// One sheet of a workbook, read row by row. Of the workbook only the shared strings are held, at most 160 MiB.
///
/// Hidden rows are skipped and counted. Cells with a date format become `YYYY-MM-DD`, or `YYYY-MM-DDTHH:MM:SS` with a
/// time; whole numbers have neither point nor exponent, others fifteen significant digits; booleans become `true` and
/// `false`; formulas have their last value, and are bad cells without one; errors such as `#N/A` become empty.
pub struct XlsxTable<R: Read + Seek> {
    sheet: Sheet<R>,
    name: String,
    headers: Vec<String>,
    header_row: u64,
    hidden_rows: u64,
    is_over: bool,
}

impl<R: Read + Seek> XlsxTable<R> {
    /// Reads up to the headers of a sheet: the one of that name (case-insensitive), or the first that is not hidden.
    /// The header row may be hidden.
    ///
    /// # Errors
    /// The file is not a workbook, is damaged, or exceeds the limits; the sheet does not exist, is empty, or has too
    /// many columns.
    pub fn open(mut file: R, sheet: Option<&str>) -> Result<Self, ReadError> {
        let archive = Archive::open(&mut file)?;
        let workbook = Workbook::read(&archive, &mut file)?;
        let (name, entry) = workbook.find_sheet(&archive, sheet)?;
        let is_chosen = sheet.is_none();
        let strings = strings::read(&archive, &mut file, &workbook)?;
        let styles = styles::read(&archive, &mut file, &workbook)?;
        let xml = Xml::open(file, entry, xml::SHEET)?;
        let sheet = Sheet::new(xml, strings, styles, workbook.counts_from_1904());
        let mut table =
            Self { sheet, name, headers: Vec::new(), header_row: 0, hidden_rows: 0, is_over: false };
        match table.read_headers() {
            Ok(()) => Ok(table),
            Err(ReadError::Empty) if is_chosen => Err(workbook.empty_sheet(&table.name)),
            Err(error) => Err(error),
        }
    }

    /// The names of the visible worksheets, in the order of the workbook.
    ///
    /// # Errors
    /// The file is not a workbook, is damaged, or exceeds the limits.
    pub fn sheets(mut file: R) -> Result<Vec<String>, ReadError> {
        let archive = Archive::open(&mut file)?;
        Ok(Workbook::read(&archive, &mut file)?.seen_sheets())
    }

    /// The most memory for reading a sheet, according to the directory of the workbook, which unpacking never exceeds.
    /// Computing it takes at most [`BASE_MEMORY`].
    ///
    /// # Errors
    /// The file is not a workbook, is damaged, or exceeds the limits.
    pub fn memory(mut file: R) -> Result<u64, ReadError> {
        let archive = Archive::open(&mut file)?;
        let workbook = Workbook::read(&archive, &mut file)?;
        let strings = workbook.related(&archive, "sharedStrings").map_or(0, |entry| entry.unpacked);
        Ok(BASE_MEMORY + strings.min(strings::MOST_MEMORY))
    }

    /// The name of the sheet.
    pub fn sheet(&self) -> &str {
        &self.name
    }

    fn read_headers(&mut self) -> Result<(), ReadError> {
        let mut row = RawRow::default();
        loop {
            let Some(head) = self.sheet.read_row(&mut row)? else {
                return Err(ReadError::Empty);
            };
            if head.is_cut {
                return Err(ReadError::TooManyColumns);
            }
            if !matches!(judge(&mut row, MOST_COLUMNS, false), Judged::Blank) {
                self.headers = row.cells.iter().map(|cell| cell.trim().to_owned()).collect();
                self.header_row = row.number;
                return Ok(());
            }
        }
    }

    fn read_next(&mut self, row: &mut RawRow) -> Result<Next, ReadError> {
        loop {
            let Some(head) = self.sheet.read_row(row)? else {
                return Ok(Next::End);
            };
            match judge(row, self.headers.len(), head.is_cut) {
                Judged::Blank => {}
                _ if head.is_hidden => self.hidden_rows += 1,
                Judged::Bad(faults) => return Ok(Next::BadRow(faults)),
                Judged::Good => {
                    let mut bad = self.sheet.take_bad_cells();
                    bad.extend(lost_cells(row));
                    return Ok(if bad.is_empty() { Next::Row } else { Next::BadCells(bad) });
                }
            }
        }
    }
}

impl<R: Read + Seek> Table for XlsxTable<R> {
    fn headers(&self) -> &[String] {
        &self.headers
    }

    fn header_row(&self) -> u64 {
        self.header_row
    }

    fn hidden_rows(&self) -> u64 {
        self.hidden_rows
    }

    fn counts_from_1904(&self) -> bool {
        self.sheet.counts_from_1904()
    }

    fn skip_title(&mut self) -> Result<(), ReadError> {
        self.read_headers()
    }

    fn read_row(&mut self, row: &mut RawRow) -> Result<Next, ReadError> {
        if self.is_over {
            return Ok(Next::End);
        }
        let next = self.read_next(row);
        self.is_over = matches!(next, Ok(Next::End) | Err(_));
        next
    }
}
