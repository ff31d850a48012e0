//! A file as the rows that its kind makes of it.

use std::fs::File;
use std::io::{BufReader, Read, Seek};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;
use frontdesk_core::{Fault, Faults, FirmSettings};
use frontdesk_import::client::IntegrationType;
use frontdesk_import::names::are_last_name_first;
use frontdesk_tables::csv::{CsvTable, TextEncoding};
use frontdesk_tables::mapping::{Kind, Mapping};
use frontdesk_tables::table::{Format, Next, RawRow, ReadError, Table};
pub use frontdesk_tables::xlsx::BASE_MEMORY;
use frontdesk_tables::xlsx::XlsxTable;

use super::ImportError;
use super::chunk::KindChunks;
use super::kinds::{
    ActualRows, ClientRows, CustomerRows, InteractionRows, OpportunityRows, RowKind, TargetRows, TopicRows,
};
use super::rows::FileRows;

/// A file that was looked into: it can be read, and its columns mean something.
#[derive(Debug, Clone)]
pub struct Source {
    path: PathBuf,
    kind: Kind,
    layout: Layout,
    /// Rows above the headers.
    titles: usize,
    integration_type: IntegrationType,
    create_missing: bool,
    mapping: Arc<Mapping>,
    headers: Vec<String>,
}

/// The most rows above the headers that are passed over: the name of the sheet, who made it, when.
const MOST_TITLES: usize = 10;

/// The most memory that reading a CSV file takes: a row or two of a mebibyte, and what is read ahead.
const CSV_MEMORY: u64 = 8 << 20;

/// Where the table is in a file, and how the file is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layout {
    /// The sheet of a workbook; the first one when absent.
    pub sheet: Option<String>,
    /// The row of headers, counted from 1; found by what it names when absent.
    pub header_row: Option<u64>,
    /// The encoding of a text file without byte-order mark; told by its first bytes beyond ASCII when absent.
    pub encoding: Option<TextEncoding>,
}

/// The most sheets that a fault lists.
const MOST_SHEETS: usize = 20;
/// Rows that are looked at for how full names are written.
const NAMES_LOOKED_AT: usize = 1_000;

/// How a file is to be read.
#[derive(Debug, Clone)]
pub struct SourceOptions {
    /// What its rows are.
    pub kind: Kind,
    /// Where its table is.
    pub layout: Layout,
    /// Header to field, beyond what is guessed.
    pub mapping: Vec<(String, String)>,
    /// Where clients come from, for the kind [`Kind::Clients`].
    pub integration_type: IntegrationType,
    /// Whether a customer that an interaction names and that is not there is made.
    pub create_missing: bool,
}

impl Source {
    /// Looks into a file: its format, its headers, what they mean.
    ///
    /// # Errors
    /// The file cannot be read, is no table, or its columns do not mean what the kind needs.
    pub fn open(path: &Path, options: SourceOptions) -> Result<Self, ImportError> {
        let Headed { titles, mapping, .. } =
            open_at_headers(path, &options.layout, options.kind, &options.mapping)?;
        let mapping = mapping.map_err(ImportError::Columns)?;
        Ok(Self::new(path, options, titles, mapping))
    }

    fn new(path: &Path, options: SourceOptions, titles: usize, mapping: Mapping) -> Self {
        Self {
            path: path.to_owned(),
            kind: options.kind,
            titles,
            integration_type: options.integration_type,
            create_missing: options.create_missing,
            headers: mapping.columns().map(|column| column.header.to_owned()).collect(),
            mapping: Arc::new(mapping),
            layout: options.layout,
        }
    }

    /// Looks into a workbook sheet by sheet: each is of the kind of which its headers name the most fields. Sheets that are of
    /// no kind, or empty, are named, and passed over. Sources come in the order in which they are to be imported: customers before
    /// what speaks of them.
    ///
    /// # Errors
    /// The file is no workbook, or cannot be read; a sheet is damaged or too wide.
    pub fn open_workbook(
        path: &Path,
        options: &SourceOptions,
    ) -> Result<(Vec<Self>, Vec<String>), ImportError> {
        let file = File::open(path).map_err(ReadError::from)?;
        if file.metadata().map_err(ReadError::from)?.is_dir() {
            return Err(ImportError::Directory);
        }
        let (mut sources, mut passed_over) = (Vec::new(), Vec::new());
        for sheet in XlsxTable::sheets(BufReader::new(file))? {
            match Self::open_sheet(path, &sheet, options)? {
                Some(source) => sources.push(source),
                None => passed_over.push(sheet),
            }
        }
        sources.sort_by_key(|source| Kind::ALL.iter().position(|kind| *kind == source.kind));
        Ok((sources, passed_over))
    }

    /// A sheet as the kind that it fits best; `None` when it fits none.
    fn open_sheet(path: &Path, sheet: &str, options: &SourceOptions) -> Result<Option<Self>, ImportError> {
        let unreadable = |error| ImportError::Sheet { name: sheet.to_owned(), error };
        let top = Top::of(path, sheet).map_err(|error| match error {
            ImportError::Read(error) => unreadable(error),
            error => error,
        })?;
        let found =
            Kind::ALL.iter().filter_map(|kind| Some((*kind, top.headers_for(*kind, &options.mapping)?)));
        let known = |mapping: &Mapping| mapping.columns().filter(|column| column.field.is_some()).count();
        // Of those that fit alike the first: nothing says more.
        let best = found.rev().max_by_key(|(_, (_, mapping))| known(mapping));
        match (best, top.fault) {
            (Some((kind, (titles, mapping))), _) => {
                let layout = Layout { sheet: Some(sheet.to_owned()), ..Layout::default() };
                let options = SourceOptions { kind, layout, ..options.clone() };
                Ok(Some(Self::new(path, options, titles, mapping)))
            }
            (None, Some(fault)) => Err(unreadable(fault)),
            (None, None) => Ok(None),
        }
    }

    /// What the rows are.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The sheet of a workbook that was asked for.
    pub fn sheet(&self) -> Option<&str> {
        self.layout.sheet.as_deref()
    }

    /// The columns of the file, for the rejects file.
    pub fn headers(&self) -> &[String] {
        &self.headers
    }

    /// What the columns mean.
    pub fn mapping(&self) -> &Mapping {
        &self.mapping
    }

    /// Reads the file once to count its rows: a fraction of the time that importing it takes.
    ///
    /// # Errors
    /// The file cannot be read to its end.
    pub fn count_rows(&self) -> Result<u64, ImportError> {
        let mut table = open_table(&self.path, &self.layout, self.titles)?;
        let (mut row, mut count) = (RawRow::default(), 0);
        while table.read_row(&mut row)? != Next::End {
            count += 1;
        }
        Ok(count)
    }

    /// The rows, checked by the rules of the kind and by what the firm has chosen. `today` bounds dates of birth.
    pub fn rows(&self, settings: &FirmSettings, today: NaiveDate) -> FileRows {
        let (settings, integration_type) = (settings.clone(), self.integration_type);
        match self.kind {
            Kind::Clients => self.rows_of(ClientRows { settings, integration_type, today }),
            Kind::Customers => self.rows_of(CustomerRows { settings }),
            Kind::Opportunities => self.rows_of(OpportunityRows { today }),
            Kind::Interactions => self.rows_of(InteractionRows { create_missing: self.create_missing }),
            Kind::Topics => self.rows_of(TopicRows),
            Kind::Actuals => self.rows_of(ActualRows),
            Kind::Targets => self.rows_of(TargetRows),
        }
    }

    fn rows_of(&self, kind: impl RowKind) -> FileRows {
        let (source, kind) = (self.clone(), Arc::new(kind));
        FileRows::new(move |guard| {
            let mapping = source.mapping_of_rows()?;
            let table = open_table(&source.path, &source.layout, source.titles)?;
            Ok(Box::new(KindChunks::new(table, mapping, Arc::clone(&kind), guard)))
        })
    }

    /// The mapping, once it was looked whether the file writes full names as `Last, First`. Only the first rows are read for
    /// it; they are the same ones when an import is resumed behind them.
    fn mapping_of_rows(&self) -> Result<Arc<Mapping>, ImportError> {
        let Some(column) = self.mapping.full_names() else { return Ok(Arc::clone(&self.mapping)) };
        let mut table = open_table(&self.path, &self.layout, self.titles)?;
        let (mut row, mut names) = (RawRow::default(), Vec::new());
        while names.len() < NAMES_LOOKED_AT && table.read_row(&mut row).is_ok_and(|next| next != Next::End) {
            names.push(row.cleaned().cell(column).to_owned());
        }
        if !are_last_name_first(names.iter().map(String::as_str)) {
            return Ok(Arc::clone(&self.mapping));
        }
        Ok(Arc::new(Mapping::clone(&self.mapping).with_last_name_first()))
    }
}

/// A file that is opened where its headers are.
pub(super) struct Headed {
    pub(super) table: Box<dyn Table + Send>,
    /// Rows above the headers.
    pub(super) titles: usize,
    /// What the headers mean, or what they lack.
    pub(super) mapping: Result<Mapping, Faults>,
}

/// Goes to the row of headers that was named, or looks for the one that names what the kind needs, below up to
/// [`MOST_TITLES`] others.
pub(super) fn open_at_headers(
    path: &Path,
    layout: &Layout,
    kind: Kind,
    asked: &[(String, String)],
) -> Result<Headed, ImportError> {
    let mut table = open_table(path, layout, 0)?;
    let guess = |table: &dyn Table| Mapping::guess(kind, table.headers(), asked);
    if let Some(row) = layout.header_row {
        let titles = skip_to(&mut *table, row)?;
        let mapping = guess(&*table);
        return Ok(Headed { table, titles, mapping: with_sheets(path, layout, mapping)? });
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
    // Where no row will do for the headers, it is the first that people mean.
    let table = open_table(path, layout, 0)?;
    Ok(Headed { table, titles: 0, mapping: with_sheets(path, layout, first)? })
}

/// Passes over the rows above; how many there are that hold something.
fn skip_to(table: &mut dyn Table, row: u64) -> Result<usize, ImportError> {
    let mut titles = 0;
    while table.header_row() < row {
        table.skip_title().map_err(|error| match error {
            ReadError::Empty => ImportError::HeaderRow(row),
            error => error.into(),
        })?;
        titles += 1;
    }
    if table.header_row() == row { Ok(titles) } else { Err(ImportError::HeaderRow(row)) }
}

/// Where the first sheet of a workbook does not have the columns, another one is meant.
fn with_sheets(
    path: &Path,
    layout: &Layout,
    mapping: Result<Mapping, Faults>,
) -> Result<Result<Mapping, Faults>, ImportError> {
    let Err(faults) = &mapping else { return Ok(mapping) };
    if layout.sheet.is_some() || open_file(path)?.1 != Format::Xlsx {
        return Ok(mapping);
    }
    let sheets = XlsxTable::sheets(BufReader::new(open_file(path)?.0))?;
    let Some((first, others)) = sheets.split_first().filter(|(_, others)| !others.is_empty()) else {
        return Ok(mapping);
    };
    let others: Vec<String> = others.iter().take(MOST_SHEETS).map(|name| format!("{name:?}")).collect();
    let message =
        format!("The sheet {first:?} was read; choose another one if it is meant: {}.", others.join(", "));
    let sheet = Fault::sentence("sheet", message);
    let all = faults.as_slice().iter().cloned().chain([sheet]).collect();
    Ok(Faults::check(all).and(mapping))
}

/// The rows at the top of a sheet, one of which may be its headers. Read once: a workbook unpacks all its strings whenever
/// it is opened.
#[derive(Default)]
struct Top {
    rows: Vec<Vec<String>>,
    /// Why they end before there are enough of them, but for the end of the sheet.
    fault: Option<ReadError>,
}

impl Top {
    fn of(path: &Path, sheet: &str) -> Result<Self, ImportError> {
        let layout = Layout { sheet: Some(sheet.to_owned()), ..Layout::default() };
        let mut table = match open_table(path, &layout, 0) {
            Err(ImportError::Read(ReadError::Empty)) => return Ok(Self::default()),
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

    /// The first row that names what the kind needs: how many are above it, and what it means.
    fn headers_for(&self, kind: Kind, asked: &[(String, String)]) -> Option<(usize, Mapping)> {
        let guess =
            |(titles, row): (usize, &Vec<String>)| Some((titles, Mapping::guess(kind, row, asked).ok()?));
        self.rows.iter().enumerate().find_map(guess)
    }
}

/// The most memory that reading a file takes. Finding it out takes at most [`BASE_MEMORY`].
///
/// # Errors
/// The file cannot be read, or is no table.
pub fn memory_to_read(path: &Path) -> Result<u64, ImportError> {
    let (file, format) = open_file(path)?;
    Ok(match format {
        Format::Csv => CSV_MEMORY,
        Format::Xlsx => XlsxTable::memory(BufReader::new(file))?,
    })
}

fn open_table(path: &Path, layout: &Layout, titles: usize) -> Result<Box<dyn Table + Send>, ImportError> {
    let (file, format) = open_file(path)?;
    let mut table: Box<dyn Table + Send> = match format {
        Format::Csv => Box::new(CsvTable::open_as(file, layout.encoding)?),
        Format::Xlsx => Box::new(XlsxTable::open(BufReader::new(file), layout.sheet.as_deref())?),
    };
    for _ in 0..titles {
        table.skip_title()?;
    }
    Ok(table)
}

fn open_file(path: &Path) -> Result<(File, Format), ImportError> {
    let mut file = File::open(path).map_err(ReadError::from)?;
    if file.metadata().map_err(ReadError::from)?.is_dir() {
        return Err(ImportError::Directory);
    }
    let mut first = Vec::with_capacity(Format::SNIFFED);
    file.by_ref().take(Format::SNIFFED as u64).read_to_end(&mut first).map_err(ReadError::from)?;
    file.rewind().map_err(ReadError::from)?;
    Ok((file, Format::sniff(&first)?))
}
