//! Rows on their way from a file into the database.

use std::sync::Arc;

use frontdesk_core::Fault;
use frontdesk_tables::table::RawRow;
use serde::{Deserialize, Serialize};

use super::ImportError;
use super::chunk::Chunks;

/// Asked before each row is taken: whether to go on, end here as a shorter file would, or fail.
pub(super) type Guard = Arc<dyn Fn() -> Result<bool, ImportError> + Send + Sync>;

type OpenChunks = Arc<dyn Fn(Guard) -> Result<Box<dyn Chunks>, ImportError> + Send + Sync>;

/// The rows of a file as what its kind makes of them. They are opened from the start, more than once when a transaction
/// has to be run again. Cheap to clone.
#[derive(Clone)]
pub struct FileRows {
    open: OpenChunks,
    guard: Guard,
}

impl FileRows {
    pub(super) fn new(
        open: impl Fn(Guard) -> Result<Box<dyn Chunks>, ImportError> + Send + Sync + 'static,
    ) -> Self {
        Self { open: Arc::new(open), guard: Arc::new(|| Ok(true)) }
    }

    /// The same rows, as long as `guard` lets them pass. It is asked before each row that there is: `false` ends the
    /// rows as a shorter file would, an error is that of the file.
    #[must_use]
    pub fn guarded(self, guard: impl Fn() -> Result<bool, ImportError> + Send + Sync + 'static) -> Self {
        Self { guard: Arc::new(guard), ..self }
    }

    pub(super) fn open(&self) -> Result<Box<dyn Chunks>, ImportError> {
        (self.open)(Arc::clone(&self.guard))
    }
}

/// A row that was refused. Kept and read back, its faults are whole sentences.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "KeptRow", into = "KeptRow")]
pub struct RejectedRow {
    /// The cells as they were, and the row's number in the file.
    pub row: RawRow,
    /// What is wrong with it.
    pub faults: Vec<Fault>,
}

/// Something to look at in a row that was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowWarning {
    /// The row's number in the file.
    pub row: u64,
    /// What to look at.
    pub message: String,
}

/// A refused row as it is kept.
#[derive(Serialize, Deserialize)]
struct KeptRow {
    number: u64,
    cells: Vec<String>,
    faults: Vec<KeptFault>,
}

/// A fault as it is kept: its field, and the sentence that people read.
#[derive(Serialize, Deserialize)]
pub(super) struct KeptFault {
    field: String,
    sentence: String,
}

impl From<&Fault> for KeptFault {
    fn from(fault: &Fault) -> Self {
        Self { field: fault.field.clone(), sentence: fault.to_string() }
    }
}

impl From<KeptFault> for Fault {
    fn from(kept: KeptFault) -> Self {
        Self::sentence(kept.field, kept.sentence)
    }
}

impl From<RejectedRow> for KeptRow {
    fn from(rejected: RejectedRow) -> Self {
        let faults = rejected.faults.iter().map(KeptFault::from).collect();
        Self { number: rejected.row.number, cells: rejected.row.cells, faults }
    }
}

impl From<KeptRow> for RejectedRow {
    fn from(kept: KeptRow) -> Self {
        let faults = kept.faults.into_iter().map(Fault::from).collect();
        Self { row: RawRow { number: kept.number, cells: kept.cells }, faults }
    }
}
