//! A file, opened as one of the kinds.

use std::io::BufReader;
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;
use frontdesk_core::FirmSettings;
use frontdesk_import::client::IntegrationType;
use frontdesk_import::names::are_last_name_first;
use frontdesk_tables::mapping::{Kind, Mapping};
pub use frontdesk_tables::open::Layout;
use frontdesk_tables::open::{self, Headed, OpenError, Top};
use frontdesk_tables::table::{Format, Next, RawRow, Table};
pub use frontdesk_tables::xlsx::BASE_MEMORY;
use frontdesk_tables::xlsx::XlsxTable;

use super::ImportError;
use super::chunk::KindChunks;
use super::kinds::{
    ActualRows, ClientRows, CustomerRows, InteractionRows, OpportunityRows, RowKind, TargetRows, TopicRows,
};
use super::rows::FileRows;
use super::shared_file::SharedFile;

/// A readable file whose columns are mapped. It is opened once: its headers, its count and its rows are those of one
/// file, even if another one is renamed to its path meanwhile.
#[derive(Debug, Clone)]
pub struct Source {
    file: SharedFile,
    kind: Kind,
    layout: Layout,
    /// Title rows above the headers.
    titles: usize,
    integration_type: IntegrationType,
    create_missing: bool,
    mapping: Arc<Mapping>,
    headers: Vec<String>,
}

/// The most memory for reading a CSV file: one or two rows of a mebibyte, and what is read ahead.
const CSV_MEMORY: u64 = 8 << 20;

/// Rows that are checked for the order of full names.
const NAMES_LOOKED_AT: usize = 1_000;

/// How to read a file.
#[derive(Debug, Clone)]
pub struct SourceOptions {
    /// The kind of its rows.
    pub kind: Kind,
    /// Where its table is.
    pub layout: Layout,
    /// Header to field, in addition to the guessed mapping.
    pub mapping: Vec<(String, String)>,
    /// The source of clients, for the kind [`Kind::Clients`].
    pub integration_type: IntegrationType,
    /// Whether to create a missing customer that an interaction names.
    pub create_missing: bool,
}

impl Source {
    /// Opens a file and checks its format, its headers and their mapping.
    ///
    /// # Errors
    /// The file cannot be read, is not a table, or its columns lack what the kind needs.
    pub fn open(path: &Path, options: SourceOptions) -> Result<Self, ImportError> {
        let file = SharedFile::open(path)?;
        let reader = || Ok::<_, ImportError>(file.reader());
        let Headed { titles, mapping, .. } =
            open::open(reader, &options.layout, options.kind, &options.mapping)?;
        let mapping = mapping.map_err(ImportError::Columns)?;
        Ok(Self::new(file, options, titles, mapping))
    }

    fn new(file: SharedFile, options: SourceOptions, titles: usize, mapping: Mapping) -> Self {
        Self {
            file,
            kind: options.kind,
            titles,
            integration_type: options.integration_type,
            create_missing: options.create_missing,
            headers: mapping.columns().map(|column| column.header.to_owned()).collect(),
            mapping: Arc::new(mapping),
            layout: options.layout,
        }
    }

    /// Opens a workbook sheet by sheet; the kind of a sheet is the one with the most fields among its headers. Sheets
    /// without a kind, and empty ones, are named and skipped. Sources are returned in import order: customers before
    /// records that refer to them.
    ///
    /// # Errors
    /// The file is not a workbook, or cannot be read; a sheet is damaged or too wide.
    pub fn open_workbook(
        path: &Path,
        options: &SourceOptions,
    ) -> Result<(Vec<Self>, Vec<String>), ImportError> {
        let file = SharedFile::open(path)?;
        let (mut sources, mut passed_over) = (Vec::new(), Vec::new());
        for sheet in XlsxTable::sheets(BufReader::new(file.reader()))? {
            match Self::open_sheet(&file, &sheet, options)? {
                Some(source) => sources.push(source),
                None => passed_over.push(sheet),
            }
        }
        sources.sort_by_key(|source| Kind::ALL.iter().position(|kind| *kind == source.kind));
        Ok((sources, passed_over))
    }

    /// A sheet as the kind that fits it best; `None` when none fits.
    fn open_sheet(
        file: &SharedFile,
        sheet: &str,
        options: &SourceOptions,
    ) -> Result<Option<Self>, ImportError> {
        let unreadable = |error| ImportError::Sheet { name: sheet.to_owned(), error };
        let top = Top::read(file.reader(), sheet).map_err(|error| match error {
            OpenError::Read(error) => unreadable(error),
            error => error.into(),
        })?;
        match top.best_kind(&options.mapping) {
            Some((kind, titles, mapping)) => {
                let layout = Layout::default().sheet(sheet.to_owned());
                let options = SourceOptions { kind, layout, ..options.clone() };
                Ok(Some(Self::new(file.clone(), options, titles, mapping)))
            }
            None => top.into_fault().map_or(Ok(None), |fault| Err(unreadable(fault))),
        }
    }

    /// The kind of its rows.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The chosen sheet of a workbook.
    pub fn sheet(&self) -> Option<&str> {
        self.layout.sheet.as_deref()
    }

    /// The columns of the file, for the rejects file.
    pub fn headers(&self) -> &[String] {
        &self.headers
    }

    /// The mapping of the columns.
    pub fn mapping(&self) -> &Mapping {
        &self.mapping
    }

    /// Reads the file once to count its rows, in a fraction of the time of an import.
    ///
    /// # Errors
    /// The file cannot be read to its end.
    pub fn count_rows(&self) -> Result<u64, ImportError> {
        let mut table = self.open_table()?;
        let (mut row, mut count) = (RawRow::default(), 0);
        while table.read_row(&mut row)? != Next::End {
            count += 1;
        }
        Ok(count)
    }

    /// The rows, checked by the rules of the kind and the firm's settings. `today` is the latest valid birth date.
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
            let table = source.open_table()?;
            Ok(Box::new(KindChunks::new(table, mapping, Arc::clone(&kind), guard)))
        })
    }

    fn open_table(&self) -> Result<Box<dyn Table + Send>, ImportError> {
        Ok(open::open_table(self.file.reader(), &self.layout, self.titles)?)
    }

    /// The mapping, after checking whether the file writes full names as `Last, First`. Only the first rows are
    /// checked; they are the same ones when an import resumes after them.
    fn mapping_of_rows(&self) -> Result<Arc<Mapping>, ImportError> {
        let Some(column) = self.mapping.full_names() else { return Ok(Arc::clone(&self.mapping)) };
        let mut table = self.open_table()?;
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

/// The most memory for reading a file. Computing it takes at most [`BASE_MEMORY`].
///
/// # Errors
/// The file cannot be read, or is not a table.
pub fn memory_to_read(path: &Path) -> Result<u64, ImportError> {
    let mut file = SharedFile::open(path)?.reader();
    Ok(match open::format_of(&mut file)? {
        Format::Csv => CSV_MEMORY,
        Format::Xlsx => XlsxTable::memory(BufReader::new(file))?,
    })
}
