//! A chunk of rows: the piece of an import that is looked up, decided and written together.

use chrono::{DateTime, Utc};
use frontdesk_core::{Fault, FirmSettings};
use frontdesk_import::client::Refusal;
use frontdesk_import::tally::{Outcome, Tally};

use super::row::{RejectedRow, Row, RowWarning};
use crate::customers::{Applied, Change, apply};
use crate::error::StorageError;
use crate::scope::Scoped;

/// What became of a chunk.
#[derive(Debug, Default)]
pub(super) struct ChunkOutcome {
    pub(super) tally: Tally,
    pub(super) rejects: Vec<RejectedRow>,
    pub(super) warnings: Vec<RowWarning>,
}

/// Takes the sound rows of a chunk, in order, and sorts out the others.
pub(super) fn take(
    scoped: &mut Scoped<'_>,
    settings: &FirmSettings,
    rows: &[Row],
    now: DateTime<Utc>,
) -> Result<ChunkOutcome, StorageError> {
    let sound: Vec<&Change> = rows.iter().filter_map(|row| row.change.as_ref().ok()).collect();
    let mut applied = apply(scoped, settings, &sound, now, true)?.into_iter();
    let mut outcome = ChunkOutcome::default();
    for row in rows {
        match &row.change {
            Err(faults) => outcome.reject(row, faults.clone()),
            Ok(_) => {
                let (applied, warnings) = applied.next().ok_or(StorageError::Conflict)?;
                outcome.count(row, applied, warnings);
            }
        }
    }
    Ok(outcome)
}

impl ChunkOutcome {
    fn reject(&mut self, row: &Row, faults: Vec<Fault>) {
        self.tally.count(Outcome::Rejected);
        self.rejects.push(RejectedRow { row: row.row.clone(), faults });
    }

    fn count(&mut self, row: &Row, applied: Applied, warnings: Vec<Fault>) {
        match applied {
            Applied::Refused(refusal) => return self.reject(row, faults_of(refusal)),
            Applied::Taken { outcome, .. } => self.tally.count(outcome),
            Applied::WouldCreate => self.tally.count(Outcome::Created),
        }
        let named = warnings
            .into_iter()
            .map(|warning| RowWarning { row: row.row.number, message: warning.to_string() });
        self.warnings.extend(named);
    }
}

fn faults_of(refusal: Refusal) -> Vec<Fault> {
    match refusal {
        Refusal::Invalid(faults) => faults.into_vec(),
        Refusal::NotFound => vec![Fault::sentence("", refusal.to_string())],
    }
}
