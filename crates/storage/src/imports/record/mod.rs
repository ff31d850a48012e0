//! The record of an import over HTTP: its options, its progress and its rejected rows.

mod claim;
mod counts;
mod lifecycle;
mod rejects;

pub use claim::{Claim, Claimed, claim, renew_lease};
pub use counts::progress;
pub(in crate::imports) use counts::{count, report_so_far};
pub use lifecycle::{fail, finish, recover, release, waiting_files};
pub(crate) use rejects::cells_place;
pub use rejects::{clear_rejects, rejects, store_rejects};

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use frontdesk_core::{FirmId, Id};
use frontdesk_import::client::IntegrationType;
use frontdesk_import::tally::Tally;
use frontdesk_tables::mapping::Kind;
use serde::{Deserialize, Serialize};

use super::report::Mode;
use super::verdicts::RowWarning;
use crate::engine::audit::Action;
use crate::engine::connection::MultiBackend;
use crate::engine::error::StorageError;
use crate::engine::order::{Slice, SortField, in_slice};
use crate::engine::schema::imports;
use crate::engine::schema::of_firm::OfFirm;
use crate::engine::scope::Scoped;

/// The id of an import.
pub type ImportId = Id<Import>;

/// State of an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ImportState {
    /// Waiting to be claimed.
    Queued,
    Running,
    /// The whole file was processed.
    Succeeded,
    /// Failed; `error` says why. Rows counted as done stay done.
    Failed,
}

/// Options chosen by the caller.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportOptions {
    /// Header to field, in addition to the guessed mapping.
    #[serde(default)]
    pub mapping: Vec<(String, String)>,
    /// The sheet of a workbook; the first one when absent.
    #[serde(default)]
    pub sheet: Option<String>,
    /// The header row, counted from 1; detected by its names when absent.
    #[serde(default)]
    pub header_row: Option<u64>,
    /// The encoding of a text file; detected from its first bytes when absent.
    #[serde(default)]
    pub encoding: Option<String>,
    /// The source of the clients, for the kind `clients`.
    #[serde(default)]
    pub integration_type: Option<IntegrationType>,
    /// Whether to create a missing customer that an interaction names.
    #[serde(default)]
    pub create_missing: bool,
    /// Dry run: process all rows, then discard the changes.
    #[serde(default)]
    pub dry_run: bool,
    /// All or nothing.
    #[serde(default)]
    pub atomic: bool,
}

impl ImportOptions {
    /// How the rows are committed.
    pub fn mode(&self) -> Mode {
        Mode::of(self.dry_run, self.atomic)
    }
}

/// A file that was uploaded.
#[derive(Debug, Clone)]
pub struct NewImport {
    /// The kind of its rows.
    pub kind: Kind,
    /// Its name at the caller.
    pub file_name: String,
    /// Where the file is stored.
    pub spool_path: String,
    pub columns: Vec<String>,
    /// Options chosen by the caller.
    pub options: ImportOptions,
}

/// An import as the API shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    pub id: ImportId,
    pub firm: FirmId,
    /// The kind of its rows.
    pub kind: Kind,
    pub state: ImportState,
    /// The file's name at the caller.
    pub file_name: String,
    /// Where the file is stored; `None` once it is no longer needed.
    pub spool_path: Option<String>,
    /// Options chosen by the caller.
    pub options: ImportOptions,
    /// The columns of the file.
    pub columns: Vec<String>,
    /// The number of rows in the file, once they are counted.
    pub rows_total: Option<i64>,
    /// Rows by outcome.
    pub tally: Tally,
    /// Rows left out because the workbook hides them.
    pub rows_hidden: u64,
    /// How many warnings there were.
    pub warnings_total: i64,
    /// The first warnings.
    pub warnings: Vec<RowWarning>,
    /// Why it failed, in one line.
    pub error: Option<String>,
    /// When the file was uploaded.
    pub created_at: DateTime<Utc>,
    /// When its first row was read.
    pub started_at: Option<DateTime<Utc>>,
    /// When the record last changed.
    pub updated_at: DateTime<Utc>,
}

impl Import {
    /// Grows with each change of the record.
    pub fn version(&self) -> i64 {
        self.updated_at.timestamp_micros()
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = imports)]
struct ImportRow {
    id: i64,
    firm_id: i64,
    kind: String,
    state: String,
    file_name: String,
    spool_path: Option<String>,
    options: String,
    file_columns: Option<String>,
    rows_total: Option<i64>,
    created_rows: i64,
    updated_rows: i64,
    unchanged_rows: i64,
    rejected_rows: i64,
    hidden_rows: i64,
    warnings_total: i64,
    warnings: String,
    error: Option<String>,
    created_at: NaiveDateTime,
    started_at: Option<NaiveDateTime>,
    updated_at: NaiveDateTime,
}

impl ImportState {
    /// The word for it in the database and in responses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Succeeded => "succeeded",
            Self::Failed => "failed",
        }
    }

    /// Whether the import has ended.
    pub fn is_final(self) -> bool {
        matches!(self, Self::Succeeded | Self::Failed)
    }

    fn parse(text: &str) -> Option<Self> {
        [Self::Queued, Self::Running, Self::Succeeded, Self::Failed]
            .into_iter()
            .find(|state| state.as_str() == text)
    }
}

impl ImportRow {
    fn into_import(self) -> Result<Import, StorageError> {
        let id = self.id;
        let corrupt = |column| StorageError::Corrupt { table: "imports", column, id };
        let count = |value: i64| u64::try_from(value).map_err(|_| corrupt("rows_done"));
        let tally = Tally::of(
            count(self.created_rows)?,
            count(self.updated_rows)?,
            count(self.unchanged_rows)?,
            count(self.rejected_rows)?,
        );
        Ok(Import {
            id: id.try_into().map_err(|_| corrupt("id"))?,
            firm: self.firm_id.try_into().map_err(|_| corrupt("firm_id"))?,
            kind: self.kind.parse().map_err(|_| corrupt("kind"))?,
            state: ImportState::parse(&self.state).ok_or_else(|| corrupt("state"))?,
            file_name: self.file_name,
            spool_path: self.spool_path,
            options: serde_json::from_str(&self.options).map_err(|_| corrupt("options"))?,
            columns: parse_list(self.file_columns.as_deref()).ok_or_else(|| corrupt("file_columns"))?,
            rows_total: self.rows_total,
            tally,
            rows_hidden: count(self.hidden_rows)?,
            warnings_total: self.warnings_total,
            warnings: parse_list(Some(&self.warnings)).ok_or_else(|| corrupt("warnings"))?,
            error: self.error,
            created_at: self.created_at.and_utc(),
            started_at: self.started_at.map(|time| time.and_utc()),
            updated_at: self.updated_at.and_utc(),
        })
    }
}

fn parse_list<T: serde::de::DeserializeOwned>(text: Option<&str>) -> Option<Vec<T>> {
    text.map_or_else(|| Some(Vec::new()), |text| serde_json::from_str(text).ok())
}

/// Records an uploaded file as `queued`.
///
/// # Errors
/// The database did not answer.
pub fn create(scoped: &mut Scoped<'_>, new: &NewImport, now: DateTime<Utc>) -> Result<Import, StorageError> {
    let now = now.naive_utc();
    diesel::insert_into(imports::table)
        .values((
            imports::firm_id.eq(scoped.firm_id()),
            imports::kind.eq(new.kind.as_str()),
            imports::state.eq(ImportState::Queued.as_str()),
            imports::file_name.eq(&new.file_name),
            imports::spool_path.eq(&new.spool_path),
            (imports::options.eq(to_json(&new.options)?), imports::file_columns.eq(to_json(&new.columns)?)),
            (imports::rows_done.eq(0), imports::created_rows.eq(0), imports::updated_rows.eq(0)),
            (imports::unchanged_rows.eq(0), imports::rejected_rows.eq(0)),
            (imports::warnings_total.eq(0), imports::warnings.eq("[]")),
            (imports::created_at.eq(now), imports::updated_at.eq(now)),
        ))
        .execute(scoped.conn)?;
    // Each upload has a new path, so the path identifies the row on every database.
    let row = imports::table
        .of_firm(scoped.firm)
        .filter(imports::spool_path.eq(&new.spool_path))
        .select(ImportRow::as_select())
        .get_result(scoped.conn)?;
    let import = row.into_import()?;
    scoped.note(Action::Created, "import", import.id, import.created_at);
    Ok(import)
}

/// The import with this id.
///
/// # Errors
/// The database did not answer.
pub fn find(scoped: &mut Scoped<'_>, id: ImportId) -> Result<Option<Import>, StorageError> {
    let row = imports::table
        .of_firm(scoped.firm)
        .filter(imports::id.eq(id.get()))
        .select(ImportRow::as_select())
        .get_result(scoped.conn)
        .optional()?;
    row.map(ImportRow::into_import).transpose()
}

/// One page of the firm's imports, by id.
///
/// # Errors
/// The database did not answer.
pub fn list(
    scoped: &mut Scoped<'_>,
    filter: &ImportFilter,
    slice: impl Into<Slice>,
) -> Result<Vec<Import>, StorageError> {
    let rows: Vec<ImportRow> = in_slice!(matching(scoped, *filter), "imports.id", &slice.into())
        .select(ImportRow::as_select())
        .load(scoped.conn)?;
    rows.into_iter().map(ImportRow::into_import).collect()
}

/// The number of imports that match the filter.
///
/// # Errors
/// The database did not answer.
pub fn count_all(scoped: &mut Scoped<'_>, filter: &ImportFilter) -> Result<i64, StorageError> {
    Ok(matching(scoped, *filter).count().get_result(scoped.conn)?)
}

/// Fields that lists of imports can be sorted by.
pub const SORTS: &[SortField] = &[
    SortField::ID,
    SortField::time("created_at", "imports.created_at"),
    SortField::time("updated_at", "imports.updated_at"),
    SortField::text("kind", "imports.kind"),
    SortField::text("state", "imports.state"),
    SortField::text("file_name", "imports.file_name"),
];

/// Filter of a list of imports.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ImportFilter {
    /// Changed at this time or later.
    pub updated_since: Option<DateTime<Utc>>,
}

fn matching(scoped: &Scoped<'_>, filter: ImportFilter) -> imports::BoxedQuery<'static, MultiBackend> {
    let query = imports::table.of_firm(scoped.firm).into_boxed::<MultiBackend>();
    match filter.updated_since {
        Some(since) => query.filter(imports::updated_at.ge(since.naive_utc())),
        None => query,
    }
}

/// Stores the number of rows in the file.
///
/// # Errors
/// Another process has claimed the import, or the database did not answer.
pub fn set_rows_total(scoped: &mut Scoped<'_>, claim: Claim, rows: i64) -> Result<(), StorageError> {
    diesel::update(own_import(scoped.firm, claim.import.get()))
        .set(imports::rows_total.eq(rows))
        .execute(scoped.conn)?;
    claim.hold(scoped)
}

fn to_json<T: Serialize>(value: &T) -> Result<String, StorageError> {
    serde_json::to_string(value).map_err(|_| StorageError::Corrupt {
        table: "imports",
        column: "options",
        id: 0,
    })
}

#[diesel::dsl::auto_type(no_type_alias)]
fn own_import(firm: FirmId, id: i64) -> _ {
    let own: OfFirm<imports::table, imports::firm_id> = imports::table.of_firm(firm);
    own.filter(imports::id.eq(id))
}
