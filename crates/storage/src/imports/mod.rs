//! Files that become customers: running an import, and the record of each that came in over HTTP.

mod chunk;
mod record;
mod row;
mod run;

pub use record::{
    Import, ImportId, ImportOptions, ImportState, NewImport, claim, clear_rejects, count_all, create, fail,
    find, finish, list, recover, rejects, renew_lease, set_columns, set_rows_total, store_rejects,
};
pub use row::{OpenRows, RejectedRow, Row, RowWarning, Rows};
pub use run::{Clock, Observer, Report, Run, run};

/// Why a file cannot be imported to its end.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// The file cannot be read, or not any further: one line that says where and why.
    #[error("{0}")]
    File(String),
    /// No thread could be started.
    #[error("cannot start a thread: {0}")]
    Thread(String),
}
