//! Rows on their way from a file into the database.

use std::sync::Arc;

use frontdesk_core::Fault;
use frontdesk_import::table::RawRow;

use super::ImportError;
use crate::customers::Change;

/// One row of a file, read and checked by itself.
#[derive(Debug)]
pub struct Row {
    /// The cells as they were, for the rejects file, and the row's number in the file.
    pub row: RawRow,
    /// What it asks for, or what is wrong with it.
    pub change: Result<Change, Vec<Fault>>,
}

/// The rows of a file, in order. An error ends the file.
pub type Rows = Box<dyn Iterator<Item = Result<Row, ImportError>> + Send>;

/// Opens the rows from the start; more than once when a transaction has to be run again.
pub type OpenRows = Arc<dyn Fn() -> Result<Rows, ImportError> + Send + Sync>;

/// A row that was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RejectedRow {
    /// The cells as they were, and the row's number in the file.
    pub row: RawRow,
    /// What is wrong with it.
    pub faults: Vec<Fault>,
}

/// Something to look at in a row that was taken.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct RowWarning {
    /// The row's number in the file.
    pub row: u64,
    /// What to look at.
    pub message: String,
}
