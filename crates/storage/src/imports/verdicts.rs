//! Rejected rows and warnings.

use frontdesk_core::Fault;
use frontdesk_tables::table::RawRow;
use serde::{Deserialize, Serialize};

/// A rejected row. The faults of stored rows are whole sentences.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "KeptRow", into = "KeptRow")]
pub struct RejectedRow {
    /// The original cells, and the row's number in the file.
    pub row: RawRow,
    pub faults: Vec<Fault>,
}

/// A warning about an accepted row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowWarning {
    /// The row's number in the file.
    pub row: u64,
    pub message: String,
}

/// A rejected row as stored.
#[derive(Serialize, Deserialize)]
struct KeptRow {
    number: u64,
    cells: Vec<String>,
    faults: Vec<KeptFault>,
}

/// A fault as stored: its field, and the sentence for users.
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
