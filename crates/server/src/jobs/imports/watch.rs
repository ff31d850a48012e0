//! Progress and rejected rows of an import in one transaction.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Seek, Write};

use chrono::{DateTime, TimeDelta, Utc};
use frontdesk_storage::imports::{self, Claim, ImportError, Mode, Observer, RejectedRow, Report};
use frontdesk_storage::{Access, Scoped, StorageError};

use crate::state::AppState;

/// How often an import in one transaction reports its progress.
const REPORT_EVERY: TimeDelta = TimeDelta::seconds(1);
/// Rejected rows stored per transaction.
const REJECTS_AT_A_TIME: usize = 50;

/// Observes an import. A chunked import records its own progress; for an import in one transaction this does, and its
/// rejected rows wait on disk until the transaction has ended.
pub(super) struct Watch<'d> {
    state: &'d AppState,
    access: Access,
    claim: Claim,
    mode: Mode,
    reports: bool,
    reported_at: DateTime<Utc>,
    rejects: Option<io::Result<File>>,
}

impl Observer for Watch<'_> {
    fn rejected(&mut self, _: usize, row: RejectedRow) {
        if self.mode.is_one_transaction() {
            let file = self.rejects.get_or_insert_with(tempfile::tempfile);
            if let Ok(open) = file
                && let Err(error) = append(open, &row)
            {
                *file = Err(error);
            }
        }
    }

    fn restarted(&mut self, _: usize) {
        self.rejects = None;
    }

    fn progressed(&mut self, _: usize, report: &Report) {
        let now = self.state.now();
        if !self.reports || now < self.reported_at + REPORT_EVERY {
            return;
        }
        self.reported_at = now;
        let (claim, report) = (self.claim, report.clone());
        let job = move |scoped: &mut Scoped<'_>| imports::progress(scoped, claim, &report, now);
        if let Err(error) = self.state.database().write_blocking(self.access, job) {
            tracing::warn!(import = claim.import.get(), %error, "failed to record the progress of an import");
        }
    }
}

impl<'d> Watch<'d> {
    /// `reports`: the progress of the one transaction can be written meanwhile.
    pub(super) fn new(state: &'d AppState, access: Access, claim: Claim, mode: Mode, reports: bool) -> Self {
        Self { state, access, claim, mode, reports, reported_at: state.now(), rejects: None }
    }

    /// Replaces the rejected rows of an earlier attempt.
    pub(super) fn store_rejects(self) -> Result<(), StorageError> {
        let (database, claim) = (self.state.database(), self.claim);
        if !self.mode.is_one_transaction() {
            return Ok(());
        }
        database.write_blocking(self.access, move |scoped| imports::clear_rejects(scoped, claim))?;
        let Some(file) = self.rejects else { return Ok(()) };
        let rows = read_back(file.map_err(unkept)?).map_err(unkept)?;
        let mut rows = rows.peekable();
        while rows.peek().is_some() {
            let batch: Vec<_> =
                rows.by_ref().take(REJECTS_AT_A_TIME).collect::<Result<_, _>>().map_err(unkept)?;
            database
                .write_blocking(self.access, move |scoped| imports::store_rejects(scoped, claim, &batch))?;
        }
        Ok(())
    }
}

fn unkept(error: io::Error) -> StorageError {
    StorageError::Import(ImportError::Read(error.into()))
}

fn append(file: &mut File, row: &RejectedRow) -> io::Result<()> {
    let mut line = serde_json::to_vec(row)?;
    line.push(b'\n');
    file.write_all(&line)
}

fn read_back(mut file: File) -> io::Result<impl Iterator<Item = io::Result<RejectedRow>>> {
    file.rewind()?;
    Ok(BufReader::new(file).lines().map(|line| Ok(serde_json::from_str(&line?)?)))
}
