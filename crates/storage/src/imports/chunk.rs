//! A chunk of rows: the unit of an import that is looked up, decided and written together.

#[cfg(test)]
mod tests;

use std::sync::Arc;

use chrono::{DateTime, Utc};
use frontdesk_core::Fault;
use frontdesk_import::repeats::{Again, Keyed, Repeat, Repeats, fold_case};
use frontdesk_import::tally::{Outcome, Tally};
use frontdesk_tables::mapping::Mapping;
use frontdesk_tables::table::{Next, RawRow, Table};

use super::ImportError;
use super::kinds::{RowKind, Taken};
use super::verdicts::{RejectedRow, RowWarning};
use crate::engine::error::StorageError;
use crate::engine::scope::Scoped;
use crate::search::PendingTerms;

/// Called before each row: continue, end here as if the file were shorter, or fail.
pub(super) type Guard = Arc<dyn Fn() -> Result<bool, ImportError> + Send + Sync>;

/// The most memory for the cells of a chunk, whatever its number of rows: 2 MiB.
const CHUNK_WEIGHT: usize = 1 << 21;

/// The size class of a chunk; the kind defines the numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ChunkSize {
    /// Small: other writers wait for a chunk.
    Small,
    /// Large: each chunk costs round trips to a server, and sorted inserts of many rows touch fewer index pages.
    Large,
}

/// Parsed and checked rows of any kind.
pub(super) trait Chunk: Send + Sync {
    /// Applies the valid rows in order, and sorts out the rejected ones. May be called again from the start.
    /// The search terms of new records are added to `terms`, for the caller to write.
    fn take(
        &self,
        scoped: &mut Scoped<'_>,
        now: DateTime<Utc>,
        terms: &mut PendingTerms,
    ) -> Result<ChunkOutcome, StorageError>;
}

/// The rows of a file, chunk by chunk.
pub(super) trait Chunks: Send {
    /// The next chunk; `None` at the end of the file. Valid rows before a damaged part of the file come before its
    /// error.
    fn next_chunk(&mut self, size: ChunkSize) -> Result<Option<Box<dyn Chunk>>, ImportError>;

    /// Skips rows without checking them.
    fn skip_rows(&mut self, count: u64) -> Result<(), ImportError>;
}

/// Outcome of a chunk.
#[derive(Debug, Default)]
pub(super) struct ChunkOutcome {
    pub(super) tally: Tally,
    pub(super) rejects: Vec<RejectedRow>,
    pub(super) warnings: Vec<RowWarning>,
    /// Hidden rows, from the start of the file to the end of the chunk.
    pub(super) hidden_rows: u64,
}

/// A parsed and checked row of a file.
struct Row<T> {
    /// The original cells for the rejects file, and the row's number in the file.
    raw: RawRow,
    parsed: Result<T, Vec<Fault>>,
    /// Warnings about this row or an earlier one.
    warnings: Vec<RowWarning>,
}

struct KindChunk<K: RowKind> {
    kind: Arc<K>,
    rows: Vec<Row<K::Row>>,
    hidden_rows: u64,
}

impl<K: RowKind> Chunk for KindChunk<K> {
    fn take(
        &self,
        scoped: &mut Scoped<'_>,
        now: DateTime<Utc>,
        terms: &mut PendingTerms,
    ) -> Result<ChunkOutcome, StorageError> {
        let sound: Vec<&K::Row> = self.rows.iter().filter_map(|row| row.parsed.as_ref().ok()).collect();
        let taken = if sound.is_empty() { Vec::new() } else { self.kind.take(scoped, &sound, now, terms)? };
        let mut taken = taken.into_iter();
        let mut outcome = ChunkOutcome { hidden_rows: self.hidden_rows, ..ChunkOutcome::default() };
        for row in &self.rows {
            match &row.parsed {
                Err(faults) => {
                    outcome.reject(&row.raw, faults.clone());
                    outcome.warnings.extend(row.warnings.iter().cloned());
                }
                Ok(_) => outcome.count(row, taken.next().ok_or(StorageError::Conflict)?),
            }
        }
        Ok(outcome)
    }
}

impl ChunkOutcome {
    fn reject(&mut self, row: &RawRow, faults: Vec<Fault>) {
        self.tally.count(Outcome::Rejected);
        self.rejects.push(RejectedRow { row: row.clone(), faults });
    }

    fn count<T>(&mut self, row: &Row<T>, taken: Taken) {
        match taken.outcome {
            Err(faults) => return self.reject(&row.raw, faults),
            Ok(outcome) => self.tally.count(outcome),
        }
        self.warnings.extend(row.warnings.iter().cloned());
        let named = taken.warnings.into_iter();
        self.warnings
            .extend(named.map(|warning| RowWarning { row: row.raw.number, message: warning.to_string() }));
    }
}

/// The rows of a table, parsed as those of a kind.
pub(super) struct KindChunks<K> {
    table: Box<dyn Table + Send>,
    mapping: Arc<Mapping>,
    kind: Arc<K>,
    guard: Guard,
    /// Hidden rows that earlier chunks have reported.
    hidden_rows: u64,
    repeats: Repeats,
    ids_without_case: Keyed,
    amounts: Keyed,
    /// How the file ends, once that is known.
    end: Option<Result<(), ImportError>>,
}

impl<K: RowKind> KindChunks<K> {
    pub(super) fn new(
        table: Box<dyn Table + Send>,
        mapping: Arc<Mapping>,
        kind: Arc<K>,
        guard: Guard,
    ) -> Self {
        Self {
            table,
            mapping,
            kind,
            guard,
            hidden_rows: 0,
            repeats: Repeats::default(),
            ids_without_case: Keyed::default(),
            amounts: Keyed::default(),
            end: None,
        }
    }

    /// The next row; `None` at the end of the file or after an error.
    fn next_row(&mut self) -> Option<Row<K::Row>> {
        let mut raw = RawRow::default();
        let next = match self.table.read_row(&mut raw).map_err(ImportError::from) {
            Ok(Next::End) => return self.end_with(Ok(())),
            Ok(next) => next,
            Err(error) => return self.end_with(Err(error)),
        };
        // Rejected rows as well: the rejects file does not record the 1904 date system.
        if self.table.counts_from_1904() {
            self.mapping.rebase_from_1904(&mut raw);
        }
        let unread = match next {
            Next::Row | Next::End => Vec::new(),
            Next::BadCells(cells) => self.mapping.faults_of(cells),
            Next::BadRow(faults) => {
                let parsed = Err(faults.into_vec());
                return self.guarded(Row { raw, parsed, warnings: Vec::new() });
            }
        };
        let parsed = self.kind.parse(&self.mapping, &raw.cleaned());
        let parsed = parsed.map_err(|faults| self.mapping.locate_all(&raw, faults));
        let (parsed, warnings) = match unless_unread(unread, parsed) {
            Ok((row, warnings)) => {
                let mut warnings = self.warnings(&raw, &row, warnings);
                let contradiction = self.compare_amounts(&raw, &row, &mut warnings);
                (contradiction.map_or(Ok(row), |fault| Err(vec![fault])), warnings)
            }
            Err(faults) => (Err(faults), Vec::new()),
        };
        self.guarded(Row { raw, parsed, warnings })
    }

    /// Warnings about a valid row. When an earlier row has the id under another name, both rows get one, as the earlier
    /// row has already been written.
    fn warnings(&mut self, raw: &RawRow, row: &K::Row, found: Vec<Fault>) -> Vec<RowWarning> {
        let located = |warning| self.mapping.locate(raw, warning).to_string();
        let messages = self
            .mapping
            .notes(raw)
            .into_iter()
            .map(|note| note.to_string())
            .chain(found.into_iter().map(located));
        let mut warnings: Vec<RowWarning> =
            messages.map(|message| RowWarning { row: raw.number, message }).collect();
        let repeat = K::identity(row).and_then(|identity| self.repeats.note(raw.number, &identity));
        if let Some(Repeat { first_row, is_new, .. }) = repeat {
            let message = |other: u64| format!("The id also stands in row {other}, under another name.");
            let again = Again { first_row, is_same: false, is_new };
            tell_both(&mut warnings, raw.number, again, message);
        }
        if let Some(identity) = K::identity(row)
            && let Some(key) = fold_case(&identity.id)
            && let Some(again) = self.ids_without_case.note(raw.number, &key, &identity.id, |same| !same)
        {
            let message = |other: u64| {
                format!(
                    "The id differs only in upper and lower case from that of row {other}: they are two ids."
                )
            };
            tell_both(&mut warnings, raw.number, again, message);
        }
        warnings
    }

    /// Handles an amount that occurs twice in a file. An equal amount is a warning for both rows; a different one is
    /// rejected, as either could be right.
    fn compare_amounts(
        &mut self,
        raw: &RawRow,
        row: &K::Row,
        warnings: &mut Vec<RowWarning>,
    ) -> Option<Fault> {
        let (key, amount) = K::amount(row)?;
        let again = self.amounts.note(raw.number, &key, &amount, |_| true)?;
        if again.is_same {
            let message =
                |other: u64| format!("The same amount for the same time also stands in row {other}.");
            tell_both(warnings, raw.number, again, message);
            return None;
        }
        let first = again.first_row;
        *warnings = Vec::from_iter(again.is_new.then(|| RowWarning {
            row: first,
            message: format!("Row {} has another amount for the same time and was refused.", raw.number),
        }));
        let message = format!("Row {first} has another amount for the same time: keep one of the two rows.");
        Some(self.mapping.locate(raw, Fault::sentence("amount", message)))
    }

    fn guarded(&mut self, row: Row<K::Row>) -> Option<Row<K::Row>> {
        match (self.guard)() {
            Ok(true) => Some(row),
            Ok(false) => self.end_with(Ok(())),
            Err(error) => self.end_with(Err(error)),
        }
    }

    fn end_with<T>(&mut self, end: Result<(), ImportError>) -> Option<T> {
        self.end = Some(end);
        None
    }
}

/// Warns about both rows with the same key. The first row gets one warning, however many rows repeat the key.
fn tell_both(warnings: &mut Vec<RowWarning>, row: u64, again: Again, message: impl Fn(u64) -> String) {
    if again.is_new {
        warnings.push(RowWarning { row: again.first_row, message: message(row) });
    }
    warnings.push(RowWarning { row, message: message(again.first_row) });
}

/// The row; or, if some of its cells could not be read, all faults of its cells.
fn unless_unread<T>(unread: Vec<Fault>, parsed: Result<T, Vec<Fault>>) -> Result<T, Vec<Fault>> {
    if unread.is_empty() {
        return parsed;
    }
    let others = parsed.err().unwrap_or_default();
    let others = others.into_iter().filter(|fault| unread.iter().all(|cell| cell.field != fault.field));
    let others: Vec<Fault> = others.collect();
    Err(unread.into_iter().chain(others).collect())
}

impl<K: RowKind> Chunks for KindChunks<K> {
    fn next_chunk(&mut self, size: ChunkSize) -> Result<Option<Box<dyn Chunk>>, ImportError> {
        let most = match size {
            ChunkSize::Small => K::SMALL_CHUNK,
            ChunkSize::Large => K::LARGE_CHUNK,
        };
        let (mut rows, mut weight) = (Vec::with_capacity(most), 0);
        while self.end.is_none() && rows.len() < most && weight < CHUNK_WEIGHT {
            let Some(row) = self.next_row() else { break };
            weight += row.raw.weight();
            rows.push(row);
        }
        let hidden_rows = self.table.hidden_rows();
        let tells_more = std::mem::replace(&mut self.hidden_rows, hidden_rows) < hidden_rows;
        if !rows.is_empty() || tells_more {
            return Ok(Some(Box::new(KindChunk { kind: Arc::clone(&self.kind), rows, hidden_rows })));
        }
        // An error is returned once; the chunks end after it.
        self.end.replace(Ok(())).unwrap_or(Ok(())).map(|()| None)
    }

    fn skip_rows(&mut self, count: u64) -> Result<(), ImportError> {
        let mut raw = RawRow::default();
        for _ in 0..count {
            if self.table.read_row(&mut raw)? == Next::End {
                break;
            }
        }
        Ok(())
    }
}
