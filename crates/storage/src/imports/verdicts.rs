//! What is told of single rows: that one was refused, or is to be looked at.

use frontdesk_core::Fault;
use frontdesk_tables::table::RawRow;
use serde::{Deserialize, Serialize};

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
