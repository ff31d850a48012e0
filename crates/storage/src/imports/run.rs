//! Running an import: one thread reads, parses and checks chunks of rows while the writer applies them.

mod stretch;

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use chrono::{DateTime, Utc};
use frontdesk_import::tally::Tally;
use stretch::run_by_stretches;

use super::ImportError;
use super::chunk::{Chunk, ChunkOutcome, ChunkSize};
use super::reader::{READ_AHEAD, Reader};
use super::record::{self, Claim};
use super::report::{Mode, Observer, Report};
use super::rows::FileRows;
use crate::engine::audit::Action;
use crate::engine::backend::Pending;
use crate::engine::database::Database;
use crate::engine::error::StorageError;
use crate::engine::scope::{Access, Scoped};
use crate::journal::Cause;
use crate::search::PendingTerms;

/// Chunks whose commit may be pending.
const OUTSTANDING: usize = 64;

/// The clock of an import: rows carry the time at which their chunk was written.
pub type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// What to import, and how.
#[derive(Clone)]
pub struct Run {
    pub access: Access,
    pub rows: FileRows,
    pub mode: Mode,
    /// The claim on the import's record, checked in each transaction of rows. Transactions of [`Mode::Chunked`] also
    /// update the counts, and rows that were counted before are skipped.
    pub record: Option<Claim>,
    /// The time.
    pub clock: Clock,
}

impl Run {
    /// The cause of the changes in the journal.
    fn cause(&self) -> Cause {
        Cause::import(self.record.map(|claim| claim.import.get()))
    }
}

/// Runs an import to its end.
///
/// # Errors
/// The file could not be read to its end, or the database failed. Committed rows stay; the last report to `observer`
/// has their counts.
pub fn run(database: &Database, run: &Run, observer: &mut dyn Observer) -> Result<Report, StorageError> {
    match run.mode {
        Mode::Chunked if database.is_for_bulk_work_alone() => run_by_stretches(database, run, observer),
        Mode::Chunked => run_by_chunks(database, run, observer),
        Mode::Atomic => run_atomic(database, run, observer),
        Mode::DryRun => {
            let reports = dry_run_all(database, std::slice::from_ref(run), observer)?;
            Ok(reports.into_iter().next().unwrap_or_default())
        }
    }
}

/// Each chunk in a transaction of its own, or shared with adjacent chunks.
fn run_by_chunks(
    database: &Database,
    run: &Run,
    observer: &mut dyn Observer,
) -> Result<Report, StorageError> {
    let mut report = record::report_so_far(database, run.access, run.record)?;
    let mut outstanding: VecDeque<Pending<ChunkOutcome>> = VecDeque::new();
    let reader = Reader::start(&run.rows, chunk_size(database), report.tally.rows())?;
    let mut ended = Ok(());
    let mut told = false;
    for chunk in &reader.chunks {
        let tells = run.record.is_none() && !std::mem::replace(&mut told, true);
        match chunk.and_then(|chunk| hand_over(database, run, chunk, tells)) {
            Ok(pending) => outstanding.push_back(pending),
            Err(error) => {
                ended = Err(error);
                break;
            }
        }
        if outstanding.len() > OUTSTANDING
            && let Some(pending) = outstanding.pop_front()
        {
            report.add(pending.wait()?, 0, observer);
        }
    }
    for pending in outstanding {
        report.add(pending.wait()?, 0, observer);
    }
    reader.join();
    report.kept = true;
    ended.map(|()| report)
}

fn hand_over(
    database: &Database,
    run: &Run,
    chunk: Box<dyn Chunk>,
    tells: bool,
) -> Result<Pending<ChunkOutcome>, StorageError> {
    let (record, clock, cause) = (run.record, Arc::clone(&run.clock), run.cause());
    database.write_bulk(run.access, move |scoped| {
        scoped.cause = cause;
        let mut terms = PendingTerms::new(scoped.firm_id());
        let outcome = chunk.take(scoped, clock(), &mut terms)?;
        terms.write(scoped.conn)?;
        if let Some(claim) = record {
            record::count(scoped, claim, &outcome, clock())?;
        }
        if tells {
            scoped.note(Action::Imported, "import", "file", clock());
        }
        Ok(outcome)
    })
}

/// All rows in one transaction, rolled back if a row is rejected.
fn run_atomic(database: &Database, run: &Run, observer: &mut dyn Observer) -> Result<Report, StorageError> {
    let most_rows = database.most_atomic_rows();
    let reports = in_one_transaction(std::slice::from_ref(run), most_rows, observer, |wholes| {
        let (record, clock) = (run.record, Arc::clone(&run.clock));
        let outcome = database.write_bulk(run.access, move |scoped| {
            for whole in &wholes {
                if !whole.take_all(scoped)? {
                    return Err(StorageError::taken_back());
                }
            }
            match record {
                Some(claim) => claim.hold(scoped)?,
                None => scoped.note(Action::Imported, "import", "file", clock()),
            }
            Ok(())
        });
        match outcome?.wait() {
            Ok(()) => Ok(true),
            Err(error) if error.is_taken_back() => Ok(false),
            Err(error) => Err(error),
        }
    })?;
    Ok(reports.into_iter().next().unwrap_or_default())
}

/// Dry runs of several imports of one firm in sequence, each seeing the changes of those before it. They do the same
/// work as real imports, where it does no harm: on a copy of the embedded database, so that the writer stays free; on a
/// server in a transaction that is rolled back.
///
/// # Errors
/// A file could not be read to its end, or the database failed. `observer` has received the progress so far.
pub fn dry_run_all(
    database: &Database,
    runs: &[Run],
    observer: &mut dyn Observer,
) -> Result<Vec<Report>, StorageError> {
    let Some(first) = runs.first() else { return Ok(Vec::new()) };
    in_one_transaction(runs, None, observer, |wholes| {
        let take_all = move |scoped: &mut Scoped<'_>| {
            wholes.iter().try_for_each(|whole| whole.take_all(scoped).map(drop))
        };
        database.dry_run(first.access, take_all).map(|()| false)
    })
}

/// Runs `work` on a thread of its own, as it may run on the writer's thread, and forwards its events.
fn in_one_transaction(
    runs: &[Run],
    most_rows: Option<u64>,
    observer: &mut dyn Observer,
    work: impl FnOnce(Vec<WholeFile>) -> Result<bool, StorageError> + Send,
) -> Result<Vec<Report>, StorageError> {
    let (outcomes, told) = sync_channel(READ_AHEAD);
    let whole = |(place, run): (usize, &Run)| WholeFile {
        run: run.clone(),
        place,
        most_rows,
        outcomes: outcomes.clone(),
    };
    let wholes: Vec<WholeFile> = runs.iter().enumerate().map(whole).collect();
    // The receiver sees the end once all senders are dropped.
    drop(outcomes);
    std::thread::scope(|scope| {
        let worker = scope.spawn(move || work(wholes));
        let mut reports = listen(told, runs.len(), observer);
        let kept = worker.join().unwrap_or(Err(StorageError::Unavailable))?;
        reports.iter_mut().for_each(|report| report.kept = kept);
        Ok(reports)
    })
}

/// Forwards the events of `count` imports until all senders are dropped, and sums them up.
fn listen(told: Receiver<(usize, Told)>, count: usize, observer: &mut dyn Observer) -> Vec<Report> {
    let mut reports = vec![Report::default(); count];
    for (place, told) in told {
        match told {
            Told::Begun => restart(&mut reports, place, observer),
            Told::Outcome(outcome) => {
                let Some(report) = reports.get_mut(place) else { continue };
                report.add(outcome, place, observer);
            }
        }
    }
    reports
}

/// Voids the events of the import at this place and of those after it: the transaction conflicted with another one, and
/// its imports restart in order.
fn restart(reports: &mut [Report], place: usize, observer: &mut dyn Observer) {
    for (place, report) in reports.iter_mut().enumerate().skip(place) {
        if std::mem::take(report) != Report::default() {
            observer.restarted(place);
        }
    }
}

enum Told {
    Begun,
    Outcome(ChunkOutcome),
}

/// A whole file, applied in one transaction.
struct WholeFile {
    run: Run,
    /// Its place among the imports that run together.
    place: usize,
    /// The most rows; longer files are refused.
    most_rows: Option<u64>,
    outcomes: SyncSender<(usize, Told)>,
}

impl WholeFile {
    /// Whether no row was rejected.
    fn take_all(&self, scoped: &mut Scoped<'_>) -> Result<bool, StorageError> {
        let gone = |_| StorageError::Unavailable;
        self.outcomes.send((self.place, Told::Begun)).map_err(gone)?;
        let reader = Reader::start(&self.run.rows, ChunkSize::Large, 0)?;
        scoped.cause = self.run.cause();
        let (mut tally, mut terms) = (Tally::default(), PendingTerms::new(scoped.firm_id()));
        for chunk in &reader.chunks {
            let chunk = chunk?;
            // The time-out is per chunk, not per file.
            #[cfg(feature = "sqlite")]
            crate::engine::sqlite::renew_deadline();
            let outcome = chunk.take(scoped, (self.run.clock)(), &mut terms)?;
            terms.write_if_full(scoped.conn)?;
            // Not at the end of the transaction: the journal of a whole file may not fit into memory.
            scoped.write_journal()?;
            tally += outcome.tally;
            if let Some(most) = self.most_rows.filter(|most| tally.rows() > *most) {
                return Err(ImportError::TooManyForAtomic { most }.into());
            }
            self.outcomes.send((self.place, Told::Outcome(outcome))).map_err(gone)?;
        }
        terms.write(scoped.conn)?;
        reader.join();
        Ok(tally.rejected() == 0)
    }
}

fn chunk_size(database: &Database) -> ChunkSize {
    if database.has_one_writer() { ChunkSize::Small } else { ChunkSize::Large }
}

#[cfg(test)]
mod tests {
    use super::*;
    use frontdesk_core::Fault;
    use frontdesk_import::tally::Outcome;
    use frontdesk_tables::table::RawRow;

    use crate::imports::verdicts::RejectedRow;

    /// The events that are not void: for each import its rejected rows and the number of rows done.
    #[derive(Debug, Default, PartialEq)]
    struct Heard(Vec<(Vec<u64>, u64)>);

    impl Heard {
        fn at(&mut self, place: usize) -> &mut (Vec<u64>, u64) {
            self.0.resize(self.0.len().max(place + 1), Default::default());
            &mut self.0[place]
        }
    }

    impl Observer for Heard {
        fn rejected(&mut self, place: usize, row: RejectedRow) {
            self.at(place).0.push(row.row.number);
        }

        fn progressed(&mut self, place: usize, report: &Report) {
            self.at(place).1 = report.tally.rows();
        }

        fn restarted(&mut self, place: usize) {
            assert_ne!(*self.at(place), Default::default(), "only reported events are voided");
            *self.at(place) = Default::default();
        }
    }

    /// A chunk with one rejected row.
    fn refused(number: u64) -> Told {
        let mut tally = Tally::default();
        tally.count(Outcome::Rejected);
        let row = RawRow { number, cells: vec![] };
        let rejects = vec![RejectedRow { row, faults: vec![Fault::sentence("", "no")] }];
        Told::Outcome(ChunkOutcome { tally, rejects, ..ChunkOutcome::default() })
    }

    #[test]
    fn a_restarted_import_voids_its_earlier_events() {
        let (outcomes, told) = sync_channel(20);
        for said in [
            (0, Told::Begun),
            (0, refused(2)),
            (0, refused(9)),
            (1, Told::Begun),
            (1, refused(3)),
            // The second chunk conflicted, and its first rejected row is a later one now.
            (0, Told::Begun),
            (0, refused(9)),
            (1, Told::Begun),
        ] {
            outcomes.send(said).expect("room");
        }
        drop(outcomes);
        let mut heard = Heard::default();
        let reports = listen(told, 2, &mut heard);
        assert_eq!(heard, Heard(vec![(vec![9], 1), (vec![], 0)]));
        assert_eq!(reports.iter().map(|report| report.tally.rejected()).collect::<Vec<_>>(), [1, 0]);
    }
}
