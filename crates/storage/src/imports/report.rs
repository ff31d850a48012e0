//! What an import reports, to its caller and to its record.

use frontdesk_import::tally::Tally;

use super::chunk::ChunkOutcome;
use super::verdicts::{RejectedRow, RowWarning};

/// How the rows of a file are committed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Mode {
    /// Chunk by chunk: rejected rows are left out.
    #[default]
    Chunked,
    /// In one transaction: all rows, or none.
    Atomic,
    /// Dry run: all rows are processed, then the changes are discarded.
    DryRun,
}

impl Mode {
    /// The mode for the two options of callers: a dry run discards the changes of an atomic import, too.
    pub fn of(dry_run: bool, atomic: bool) -> Self {
        match (dry_run, atomic) {
            (true, _) => Self::DryRun,
            (false, true) => Self::Atomic,
            (false, false) => Self::Chunked,
        }
    }

    /// Whether all rows share one transaction.
    pub fn is_one_transaction(self) -> bool {
        matches!(self, Self::Atomic | Self::DryRun)
    }
}

/// Progress and result of an import.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Rows by outcome.
    pub tally: Tally,
    /// Rows left out because the workbook hides them.
    pub hidden_rows: u64,
    /// How many warnings there were.
    pub warnings_total: u64,
    /// The first warnings.
    pub warnings: Vec<RowWarning>,
    /// Whether the changes were kept: not after a dry run, nor after an atomic import with a rejected row.
    pub kept: bool,
}

/// How many warnings are stored in full.
pub(super) const WARNINGS_KEPT: usize = 100;

/// Receives the events of imports. `place` is the import's place among those that run together; 0 for a single one.
pub trait Observer {
    /// A row was rejected. Called in the order of the file.
    fn rejected(&mut self, place: usize, row: RejectedRow);
    /// More rows are done.
    fn progressed(&mut self, place: usize, report: &Report);
    /// All earlier events of this import are void: the transaction conflicted with another one, and it restarts.
    fn restarted(&mut self, place: usize);
}

impl Report {
    pub(super) fn add(&mut self, outcome: ChunkOutcome, place: usize, observer: &mut dyn Observer) {
        self.tally += outcome.tally;
        self.hidden_rows = self.hidden_rows.max(outcome.hidden_rows);
        self.warnings_total += outcome.warnings.len() as u64;
        let room = WARNINGS_KEPT.saturating_sub(self.warnings.len());
        self.warnings.extend(outcome.warnings.into_iter().take(room));
        outcome.rejects.into_iter().for_each(|row| observer.rejected(place, row));
        observer.progressed(place, self);
    }
}
