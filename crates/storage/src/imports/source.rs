//! A file as the rows that its kind makes of it.

use std::fs::File;
use std::io::{BufReader, Read, Seek};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;
use frontdesk_core::FirmSettings;
use frontdesk_import::client::IntegrationType;
use frontdesk_import::csv::CsvTable;
use frontdesk_import::mapping::{Kind, Mapping};
use frontdesk_import::table::{Format, Next, RawRow, ReadError, Table};
use frontdesk_import::xlsx::XlsxTable;

use super::ImportError;
use super::chunk::KindChunks;
use super::kinds::{ActualRows, ClientRows, CustomerRows, OpportunityRows, RowKind, TargetRows};
use super::rows::FileRows;

/// A file that was looked into: it can be read, and its columns mean something.
#[derive(Debug, Clone)]
pub struct Source {
    path: PathBuf,
    kind: Kind,
    sheet: Option<String>,
    integration_type: IntegrationType,
    mapping: Arc<Mapping>,
    headers: Vec<String>,
}

/// How a file is to be read.
#[derive(Debug, Clone)]
pub struct SourceOptions {
    /// What its rows are.
    pub kind: Kind,
    /// The sheet of a workbook; the first one when absent.
    pub sheet: Option<String>,
    /// Header to field, beyond what is guessed.
    pub mapping: Vec<(String, String)>,
    /// Where clients come from, for the kind [`Kind::Clients`].
    pub integration_type: IntegrationType,
}

impl Source {
    /// Looks into a file: its format, its headers, what they mean.
    ///
    /// # Errors
    /// The file cannot be read, is no table, or its columns do not mean what the kind needs.
    pub fn open(path: &Path, options: SourceOptions) -> Result<Self, ImportError> {
        let SourceOptions { kind, sheet, mapping, integration_type } = options;
        let headers = open_table(path, sheet.as_deref())?.headers().to_vec();
        let mapping = Mapping::guess(kind, &headers, &mapping).map_err(ImportError::Columns)?;
        let mapping = Arc::new(mapping);
        Ok(Self { path: path.to_owned(), kind, sheet, integration_type, mapping, headers })
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
        let mut table = open_table(&self.path, self.sheet.as_deref())?;
        let (mut row, mut count) = (RawRow::default(), 0);
        while table.read_row(&mut row)? != Next::End {
            count += 1;
        }
        Ok(count)
    }

    /// The rows, checked by the rules of the kind and by what the firm has chosen. `today` bounds dates of birth.
    ///
    /// # Errors
    /// Files of this kind cannot be imported yet.
    pub fn rows(&self, settings: &FirmSettings, today: NaiveDate) -> Result<FileRows, ImportError> {
        let (settings, integration_type) = (settings.clone(), self.integration_type);
        match self.kind {
            Kind::Clients => Ok(self.rows_of(ClientRows { settings, integration_type, today })),
            Kind::Customers => Ok(self.rows_of(CustomerRows { settings })),
            Kind::Opportunities => Ok(self.rows_of(OpportunityRows { today })),
            Kind::Actuals => Ok(self.rows_of(ActualRows)),
            Kind::Targets => Ok(self.rows_of(TargetRows)),
            Kind::Interactions | Kind::Topics => Err(ImportError::NotOffered(self.kind)),
        }
    }

    fn rows_of(&self, kind: impl RowKind) -> FileRows {
        let (source, kind) = (self.clone(), Arc::new(kind));
        FileRows::new(move |guard| {
            let table = open_table(&source.path, source.sheet.as_deref())?;
            Ok(Box::new(KindChunks::new(table, Arc::clone(&source.mapping), Arc::clone(&kind), guard)))
        })
    }
}

pub(super) fn open_table(path: &Path, sheet: Option<&str>) -> Result<Box<dyn Table + Send>, ImportError> {
    let mut file = File::open(path).map_err(ReadError::from)?;
    if file.metadata().map_err(ReadError::from)?.is_dir() {
        return Err(ImportError::Directory);
    }
    let mut first = Vec::with_capacity(Format::SNIFFED);
    file.by_ref().take(Format::SNIFFED as u64).read_to_end(&mut first).map_err(ReadError::from)?;
    file.rewind().map_err(ReadError::from)?;
    Ok(match Format::sniff(&first)? {
        Format::Csv => Box::new(CsvTable::open(file)?),
        Format::Xlsx => Box::new(XlsxTable::open(BufReader::new(file), sheet)?),
    })
}
