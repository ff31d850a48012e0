//! Imports into an embedded database that nothing else uses: many chunks share a transaction, so that their search terms
//! are inserted in the order of the index, and each commit rewrites its pages once.

use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::Run;
use crate::engine::audit::Action;
use crate::engine::database::Database;
use crate::engine::error::StorageError;
use crate::engine::scope::Scoped;
use crate::imports::chunk::{ChunkOutcome, ChunkSize};
use crate::imports::reader::{Read, Reader};
use crate::imports::record;
use crate::imports::report::{Observer, Report};
use crate::search::PendingTerms;

/// The longest time for which chunks are added to a transaction. With the insert of their terms it stays below the busy
/// time-out of another process, which may start to write meanwhile.
const LONGEST: Duration = Duration::from_secs(5);

/// Chunks that were applied in one transaction.
struct Stretch {
    outcomes: Vec<ChunkOutcome>,
    /// Set once there are no more chunks.
    end: Option<Result<(), StorageError>>,
}

/// Imports stretch by stretch: the writer's thread takes the chunks as they are read.
pub(super) fn run_by_stretches(
    database: &Database,
    run: &Run,
    observer: &mut dyn Observer,
) -> Result<Report, StorageError> {
    let mut report = record::report_so_far(database, run.access, run.record)?;
    let reader = Reader::start(&run.rows, ChunkSize::Large, report.tally.rows())?;
    let chunks = Arc::new(Mutex::new(reader.chunks));
    let mut tells = run.record.is_none();
    let ended = loop {
        let (chunks, run, tells) = (Arc::clone(&chunks), run.clone(), std::mem::take(&mut tells));
        let is_alone = database.alone();
        let pending = database.write_bulk(run.access, move |scoped| {
            if tells {
                scoped.note(Action::Imported, "import", "file", (run.clock)());
            }
            let chunks = chunks.lock().unwrap_or_else(PoisonError::into_inner);
            take(scoped, &chunks, &run, &is_alone)
        })?;
        let Stretch { outcomes, end } = pending.wait()?;
        outcomes.into_iter().for_each(|outcome| report.add(outcome, 0, observer));
        if let Some(end) = end {
            break end;
        }
    };
    // The channel first: a reader that is still running must notice that it is closed.
    drop(chunks);
    let _ = reader.thread.join();
    report.kept = true;
    ended.map(|()| report)
}

fn take(
    scoped: &mut Scoped<'_>,
    chunks: &Receiver<Read>,
    run: &Run,
    is_alone: &impl Fn() -> bool,
) -> Result<Stretch, StorageError> {
    let begun = Instant::now();
    scoped.cause = run.cause();
    let mut terms = PendingTerms::new(scoped.firm_id());
    let mut stretch = Stretch { outcomes: Vec::new(), end: None };
    while stretch.end.is_none() && !terms.is_full() && begun.elapsed() < LONGEST {
        match chunks.recv() {
            Err(_) => stretch.end = Some(Ok(())),
            Ok(Err(error)) => stretch.end = Some(Err(error)),
            Ok(Ok(chunk)) => {
                // The time-out is per chunk.
                #[cfg(feature = "sqlite")]
                crate::engine::sqlite::renew_deadline();
                let outcome = chunk.take(scoped, (run.clock)(), &mut terms)?;
                if let Some(claim) = run.record {
                    record::count(scoped, claim, &outcome, (run.clock)())?;
                }
                scoped.write_journal()?;
                stretch.outcomes.push(outcome);
            }
        }
        if !is_alone() {
            break;
        }
    }
    #[cfg(feature = "sqlite")]
    crate::engine::sqlite::renew_deadline();
    terms.write(scoped.conn)?;
    Ok(stretch)
}
