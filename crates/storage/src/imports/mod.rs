//! Importing files: running an import, and the records of imports over HTTP.

mod chunk;
mod excerpt;
mod kinds;
mod reader;
mod record;
mod report;
mod rows;
mod run;
mod shared_file;
mod source;
mod verdicts;

pub use excerpt::Excerpt;
pub(crate) use record::cells_place;
pub use record::{
    Claim, Claimed, Import, ImportFilter, ImportId, ImportOptions, ImportState, NewImport, SORTS, claim,
    clear_rejects, count_all, create, fail, find, finish, list, progress, recover, rejects, release,
    renew_lease, set_rows_total, store_rejects, waiting_files,
};
pub use report::{Mode, Observer, Report};
pub use rows::FileRows;
pub use run::{Clock, Run, dry_run_all, run};
pub use source::{BASE_MEMORY, Layout, Source, SourceOptions, memory_to_read};
pub use verdicts::{RejectedRow, RowWarning};

/// Why a file cannot be imported. Each is one line for users.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file cannot be read, or only in part.
    #[error(transparent)]
    Read(#[from] frontdesk_tables::table::ReadError),
    /// A sheet of a workbook cannot be read, or only in part.
    #[error("the sheet {name:?}: {error}")]
    Sheet { name: String, error: frontdesk_tables::table::ReadError },
    /// The path is a folder.
    #[error("this is a folder, not a file")]
    Directory,
    /// The row given as the header row is empty.
    #[error("row {0} is empty and cannot be the header row")]
    HeaderRow(u64),
    /// The columns lack what the kind needs.
    #[error(transparent)]
    Columns(frontdesk_core::Faults),
    /// An atomic import would block the writes of other callers for too long.
    #[error(
        "an atomic import takes at most {most} rows while others use the embedded database: \
         split the file, or import it without `atomic`"
    )]
    TooManyForAtomic {
        /// The limit.
        most: u64,
    },
    /// The process was told to stop.
    #[error("the import was interrupted")]
    Interrupted,
    /// The lease expired, and another process has claimed the import.
    #[error("another process has taken the import over")]
    TakenOver,
    /// A thread could not be started.
    #[error("cannot start a thread: {0}")]
    Thread(std::io::Error),
}

impl From<frontdesk_tables::open::OpenError> for ImportError {
    fn from(error: frontdesk_tables::open::OpenError) -> Self {
        use frontdesk_tables::open::OpenError;

        match error {
            OpenError::HeaderRow(row) => Self::HeaderRow(row),
            OpenError::Read(error) => Self::Read(error),
        }
    }
}
