//! Response bodies.

use chrono::{DateTime, TimeDelta, Utc};
use frontdesk_storage::SortField;
use frontdesk_storage::imports::{self, Import, ImportState};
use serde::Serialize;
use utoipa::ToSchema;

use super::IMPORTS;
use crate::http::links::{Links, Origin};
use crate::http::resource::Resource;
use crate::openapi::enums::{ImportKind, ImportProgress};

/// An import.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ImportView {
    /// Its id.
    #[schema(example = 1)]
    id: i64,
    /// The firm.
    #[schema(example = 1)]
    firm_id: i64,
    /// Kind of the rows.
    #[schema(value_type = ImportKind)]
    kind: String,
    /// `queued`, `running`, `succeeded` or `failed`.
    #[schema(value_type = ImportProgress)]
    state: ImportState,
    /// The file's name.
    #[schema(example = "clients.csv")]
    file_name: String,
    /// Whether it is a dry run.
    dry_run: bool,
    /// Whether one rejected row rejects the whole file.
    atomic: bool,
    /// Rows in the file; null until counted.
    #[schema(required)]
    rows_total: Option<i64>,
    /// Processed rows: the sum of the next four.
    rows_done: u64,
    /// Rows that created a record.
    created: u64,
    /// Rows that changed a record.
    updated: u64,
    /// Rows without changes.
    unchanged: u64,
    /// Rejected rows; see `rejects.csv`.
    rejected: u64,
    /// Rows skipped because the workbook hides them; not part of the other counts.
    rows_hidden: u64,
    /// Number of warnings.
    warnings_total: i64,
    /// The first 100 warnings.
    warnings: Vec<WarningView>,
    /// Rows per second so far; null before the first.
    #[schema(required)]
    rate: Option<f64>,
    /// Estimated end at this rate; null if unknown or finished.
    #[schema(required)]
    eta: Option<DateTime<Utc>>,
    /// Why it failed.
    #[schema(required)]
    error: Option<String>,
    /// When the file was uploaded.
    created_at: DateTime<Utc>,
    /// When the import started.
    #[schema(required)]
    started_at: Option<DateTime<Utc>>,
    /// When the record last changed.
    updated_at: DateTime<Utc>,
}

/// A warning about an accepted row.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct WarningView {
    /// The row's number in the file; the header is row 1.
    row: u64,
    /// The warning.
    message: String,
}

/// Rows per second, and the estimated end.
fn pace(import: &Import) -> (Option<f64>, Option<DateTime<Utc>>) {
    let done = import.tally.rows() as f64;
    let Some(started_at) = import.started_at.filter(|_| done > 0.0) else { return (None, None) };
    let seconds = (import.updated_at - started_at).as_seconds_f64();
    if seconds <= 0.0 {
        return (None, None);
    }
    let rate = done / seconds;
    let left = import
        .rows_total
        .filter(|_| !import.state.is_final())
        .map(|total| (total as f64 - done).max(0.0) / rate);
    let eta = left
        .and_then(|left| import.updated_at.checked_add_signed(TimeDelta::milliseconds((left * 1e3) as i64)));
    (Some((rate * 10.0).round() / 10.0), eta)
}

impl From<Import> for ImportView {
    fn from(import: Import) -> Self {
        let (rate, eta) = pace(&import);
        Self {
            id: import.id.get(),
            firm_id: import.firm.get(),
            kind: import.kind.as_str().to_owned(),
            state: import.state,
            file_name: import.file_name,
            dry_run: import.options.dry_run,
            atomic: import.options.atomic,
            rows_total: import.rows_total,
            rows_done: import.tally.rows(),
            created: import.tally.created(),
            updated: import.tally.updated(),
            unchanged: import.tally.unchanged(),
            rejected: import.tally.rejected(),
            rows_hidden: import.rows_hidden,
            warnings_total: import.warnings_total,
            warnings: import
                .warnings
                .into_iter()
                .map(|warning| WarningView { row: warning.row, message: warning.message })
                .collect(),
            rate,
            eta,
            error: import.error,
            created_at: import.created_at,
            started_at: import.started_at,
            updated_at: import.updated_at,
        }
    }
}

impl Resource for ImportView {
    const PLURAL: &'static str = "imports";
    const SORTS: &'static [SortField] = imports::SORTS;

    fn position(&self) -> i64 {
        self.id
    }

    fn links(&self, origin: Origin) -> Links {
        let own = origin.href_of(&IMPORTS, self.id);
        let links = Links::to_self(own.clone())
            .with("collection", origin.href(&IMPORTS))
            .with("events", format!("{own}/events"));
        if self.rejected > 0 { links.with("rejects", format!("{own}/rejects.csv")) } else { links }
    }
}
