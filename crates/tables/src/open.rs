//! Opening a table of either format, and finding its headers below titles.

use std::io::{BufReader, Read, Seek};

use frontdesk_core::{Fault, Faults};

use crate::csv::{CsvTable, TextEncoding};
use crate::mapping::{Kind, Mapping};
use crate::table::{Format, ReadError, Table};
use crate::xlsx::XlsxTable;

/// The most title rows above the headers: name of the sheet, author, date.
pub const MOST_TITLES: usize = 10;
/// The most sheets in a fault.
const MOST_SHEETS: usize = 20;

/// The location of the table in a file, and the file's encoding.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Layout {
    /// The sheet of a workbook; the first one when absent.
    pub sheet: Option<String>,
    /// The header row, counted from 1; detected when absent.
    pub header_row: Option<u64>,
    /// The encoding of a text file without byte-order mark; detected from its first bytes beyond ASCII when absent.
    pub encoding: Option<TextEncoding>,
}

impl Layout {
    /// Sets [`Self::sheet`].
    #[must_use]
    pub fn sheet(mut self, name: impl Into<Option<String>>) -> Self {
        self.sheet = name.into();
        self
    }

    /// Sets [`Self::header_row`].
    #[must_use]
    pub fn header_row(mut self, row: impl Into<Option<u64>>) -> Self {
        self.header_row = row.into();
        self
    }

    /// Sets [`Self::encoding`].
    #[must_use]
    pub fn encoding(mut self, encoding: impl Into<Option<TextEncoding>>) -> Self {
        self.encoding = encoding.into();
        self
    }
}

/// Why a table cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The requested row cannot be the header row.
    #[error("row {0} is empty and cannot be the header row")]
    HeaderRow(u64),
    /// It cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
}

/// A table opened at its headers.
#[non_exhaustive]
pub struct Headed {
    /// The table. Its next row is the one below the headers.
    pub table: Box<dyn Table + Send>,
    /// The number of rows above the headers.
    pub titles: usize,
    /// The mapping of the headers, or its faults.
    pub mapping: Result<Mapping, Faults>,
}

impl std::fmt::Debug for Headed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Headed")
            .field("titles", &self.titles)
            .field("mapping", &self.mapping)
            .finish_non_exhaustive()
    }
}

/// Opens a table of either format at the requested header row, or at the first row with the headers that the kind
/// needs, below up to [`MOST_TITLES`] others. `open` returns the bytes from their start; it is called a few times.
/// `asked` maps headers to fields, in addition to the guessed ones.
///
/// ```
/// use std::io::Cursor;
///
/// use frontdesk_tables::mapping::Kind;
/// use frontdesk_tables::open::{Layout, OpenError, open};
/// use frontdesk_tables::table::{Next, RawRow};
///
/// let file = "Export of March\n\nExternal ID,Surname\nx-1,Lovelace\n";
/// let bytes = || Ok::<_, OpenError>(Cursor::new(file));
/// let mut headed = open(bytes, &Layout::default(), Kind::Clients, &[])?;
/// let mapping = headed.mapping?;
/// let mut row = RawRow::default();
/// while headed.table.read_row(&mut row)? != Next::End {
///     assert_eq!(mapping.cells(&row).next(), Some(("integration_id", "x-1".into())));
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// The bytes cannot be had, are no table, or have no such row.
pub fn open<R, E>(
    open: impl Fn() -> Result<R, E>,
    layout: &Layout,
    kind: Kind,
    asked: &[(String, String)],
) -> Result<Headed, E>
where
    R: Read + Seek + Send + 'static,
    E: From<OpenError>,
{
    let mut table = open_table(open()?, layout, 0)?;
    let guess = |table: &dyn Table| Mapping::guess(kind, table.headers(), asked);
    if let Some(row) = layout.header_row {
        let titles = skip_to(&mut *table, row)?;
        let mapping = guess(&*table);
        return Ok(Headed { table, titles, mapping: with_sheets(&open, layout, mapping)? });
    }
    let first = guess(&*table);
    let (mut mapping, mut titles) = (first.clone(), 0);
    while mapping.is_err() && titles < MOST_TITLES && table.skip_title().is_ok() {
        titles += 1;
        mapping = guess(&*table);
    }
    if mapping.is_ok() {
        return Ok(Headed { table, titles, mapping });
    }
    // Two open workbooks would hold their strings twice.
    drop(table);
    // Where no row is suitable, the first one is assumed to be the header row.
    let table = open_table(open()?, layout, 0)?;
    Ok(Headed { table, titles: 0, mapping: with_sheets(&open, layout, first)? })
}

/// Opens a table of either format, detected from its first bytes, and skips `titles` rows above its headers.
///
/// ```
/// # #[cfg(feature = "csv")] {
/// use std::io::Cursor;
/// use frontdesk_tables::open::{Layout, open_table};
///
/// let table = open_table(Cursor::new("Clients of 2024\nid,name\n7,Ada\n"), &Layout::default(), 1)?;
/// assert_eq!(table.headers(), ["id", "name"]);
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// The bytes are not a table, or end within the titles.
pub fn open_table<R: Read + Seek + Send + 'static>(
    mut reader: R,
    layout: &Layout,
    titles: usize,
) -> Result<Box<dyn Table + Send>, OpenError> {
    let mut table: Box<dyn Table + Send> = match format_of(&mut reader)? {
        Format::Csv => Box::new(CsvTable::open_as(reader, layout.encoding)?),
        Format::Xlsx => Box::new(XlsxTable::open(BufReader::new(reader), layout.sheet.as_deref())?),
    };
    for _ in 0..titles {
        table.skip_title()?;
    }
    Ok(table)
}

/// Detects the format of a table from its first bytes. The reader is rewound afterwards.
///
/// # Errors
/// The bytes cannot be read, or are known not to be a table.
pub fn format_of(reader: &mut (impl Read + Seek)) -> Result<Format, ReadError> {
    let mut first = Vec::with_capacity(Format::SNIFFED);
    reader.by_ref().take(Format::SNIFFED as u64).read_to_end(&mut first)?;
    reader.rewind()?;
    Format::sniff(&first)
}

/// Skips the rows above the header row, and returns how many of them are not empty.
fn skip_to(table: &mut dyn Table, row: u64) -> Result<usize, OpenError> {
    let mut titles = 0;
    while table.header_row() < row {
        table.skip_title().map_err(|error| match error {
            ReadError::Empty => OpenError::HeaderRow(row),
            error => error.into(),
        })?;
        titles += 1;
    }
    if table.header_row() == row { Ok(titles) } else { Err(OpenError::HeaderRow(row)) }
}

/// A hint for a workbook whose first sheet lacks the columns: another sheet may be the right one.
fn with_sheets<R: Read + Seek, E: From<OpenError>>(
    open: impl Fn() -> Result<R, E>,
    layout: &Layout,
    mapping: Result<Mapping, Faults>,
) -> Result<Result<Mapping, Faults>, E> {
    if mapping.is_ok() || layout.sheet.is_some() {
        return Ok(mapping);
    }
    let mut reader = open()?;
    if format_of(&mut reader).map_err(OpenError::from)? != Format::Xlsx {
        return Ok(mapping);
    }
    let sheets = XlsxTable::sheets(BufReader::new(reader)).map_err(OpenError::from)?;
    let Some((first, others)) = sheets.split_first().filter(|(_, others)| !others.is_empty()) else {
        return Ok(mapping);
    };
    let others: Vec<String> = others.iter().take(MOST_SHEETS).map(|name| format!("{name:?}")).collect();
    let message =
        format!("The sheet {first:?} was read; choose another one if it is meant: {}.", others.join(", "));
    let sheet = Fault::sentence("sheet", message);
    Ok(mapping.map_err(|faults| faults.with([sheet])))
}

/// The rows at the top of a sheet, one of which may be the header row. Read once: opening a workbook unpacks all its
/// strings.
#[derive(Debug, Default)]
pub struct Top {
    rows: Vec<Vec<String>>,
    /// Why there are fewer rows than needed, other than the end of the sheet.
    fault: Option<ReadError>,
}

impl Top {
    /// Reads the rows at the top of a sheet of a workbook.
    ///
    /// # Errors
    /// The sheet cannot be read at all.
    pub fn read(reader: impl Read + Seek + Send + 'static, sheet: &str) -> Result<Self, OpenError> {
        let layout = Layout { sheet: Some(sheet.to_owned()), ..Layout::default() };
        let mut table = match open_table(reader, &layout, 0) {
            Err(OpenError::Read(ReadError::Empty)) => return Ok(Self::default()),
            table => table?,
        };
        let mut rows = vec![table.headers().to_vec()];
        while rows.len() <= MOST_TITLES {
            match table.skip_title() {
                Ok(()) => rows.push(table.headers().to_vec()),
                Err(ReadError::Empty) => break,
                Err(fault) => return Ok(Self { rows, fault: Some(fault) }),
            }
        }
        Ok(Self { rows, fault: None })
    }

    /// The kind that fits the sheet best, with the number of rows above its headers and its mapping: the kind with the
    /// most fields in one row.
    pub fn best_kind(&self, asked: &[(String, String)]) -> Option<(Kind, usize, Mapping)> {
        let found = Kind::ALL.iter().filter_map(|kind| {
            let (titles, mapping) = self.headers_for(*kind, asked)?;
            Some((*kind, titles, mapping))
        });
        let known = |mapping: &Mapping| mapping.columns().filter(|column| column.field.is_some()).count();
        // The first of equal ones, as there is no other criterion.
        found.rev().max_by_key(|(_, _, mapping)| known(mapping))
    }

    /// Why the sheet could not be read as far as needed, if so.
    pub fn into_fault(self) -> Option<ReadError> {
        self.fault
    }

    /// The first row with the headers that the kind needs: the number of rows above it, and its mapping.
    fn headers_for(&self, kind: Kind, asked: &[(String, String)]) -> Option<(usize, Mapping)> {
        let guess =
            |(titles, row): (usize, &Vec<String>)| Some((titles, Mapping::guess(kind, row, asked).ok()?));
        self.rows.iter().enumerate().find_map(guess)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn opened(file: &'static str, header_row: Option<u64>) -> Result<Headed, OpenError> {
        let layout = Layout { header_row, ..Layout::default() };
        open(|| Ok(Cursor::new(file)), &layout, Kind::Clients, &[])
    }

    #[test]
    fn headers_are_found_below_titles_and_in_the_requested_row() {
        let titled = "Clients\nMarch\nExternal ID,Surname\nx,y\n";
        for (file, row, titles) in
            [("External ID,Surname\nx,y\n", None, 0), (titled, None, 2), (titled, Some(3), 2)]
        {
            let headed = opened(file, row).expect("a table");
            assert_eq!((headed.titles, headed.mapping.is_ok()), (titles, true), "{file:?}");
        }
        assert!(matches!(opened(titled, Some(9)), Err(OpenError::HeaderRow(9))));
    }

    #[test]
    fn without_a_suitable_row_the_first_is_reported() {
        let headed = opened("a,b\nc,d\n", None).expect("a table");
        assert_eq!((headed.titles, headed.table.headers()), (0, ["a", "b"].map(str::to_owned).as_slice()));
        assert!(headed.mapping.is_err());
        assert!(matches!(opened("", None), Err(OpenError::Read(ReadError::Empty))));
    }
}
