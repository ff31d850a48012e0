//! The embedded database: one writer thread and a few reader threads.

mod bare;
mod copy;
mod limit;
mod open_lock;
mod pragmas;
mod readers;
mod writer;

use std::path::Path;
use std::time::{Duration, Instant};

use diesel::connection::TransactionManager;
use tokio::sync::oneshot;

use crate::engine::audit::note::{Note, Noted};
use crate::engine::connection::AnyConnection;
use crate::engine::error::{OpenError, StorageError};
use crate::engine::journal::Batch;

use limit::{CancelOnDrop, Limit, Token, within};
use writer::Ran;

pub(crate) use bare::{Insert, Value};
pub(crate) use copy::{DRY_RUN, on_a_copy};
pub(crate) use limit::renew_deadline;
pub use open_lock::{Alone, ServeLock};
pub(crate) use open_lock::{Neighbours, have_none_open, open_beside, refuse_another_name};
pub(crate) use pragmas::{connect_for_copying, connect_for_writing};

/// The threads of an open embedded database. Dropping it waits for queued jobs.
pub(crate) struct Sqlite {
    writer: writer::Writer,
    readers: readers::Readers,
}

type Savepoints = <AnyConnection as diesel::Connection>::TransactionManager;

/// The result of a job, sent once its transaction is committed.
pub(crate) type Pending<T> = oneshot::Receiver<Result<T, StorageError>>;

impl Sqlite {
    pub(crate) fn open(path: &Path, readers: usize, bulk_only: bool) -> Result<Self, OpenError> {
        // The writer first: it enables the write-ahead log, which a reader may not.
        let writer = writer::Writer::start(path, bulk_only)?;
        Ok(Self { readers: readers::Readers::start(path, readers)?, writer })
    }

    /// Dropping the future cancels the job. The job waits for a reader as long as it may run.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        timeout: Duration,
        job: impl FnOnce(&mut AnyConnection) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        let token = Token::default();
        let _cancel = CancelOnDrop(token.clone());
        self.submit(timeout, token, job)?.await.unwrap_or(Err(StorageError::Unavailable))
    }

    pub(crate) fn read_blocking<T: Send + 'static>(
        &self,
        timeout: Duration,
        job: impl FnOnce(&mut AnyConnection) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        let answer = self.submit(timeout, Token::default(), job)?;
        answer.blocking_recv().unwrap_or(Err(StorageError::Unavailable))
    }

    fn submit<T: Send + 'static>(
        &self,
        timeout: Duration,
        token: Token,
        job: impl FnOnce(&mut AnyConnection) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<Pending<T>, StorageError> {
        let (sender, receiver) = oneshot::channel();
        let submitted = Instant::now();
        self.readers.submit(Box::new(move |conn| {
            if token.is_cancelled() {
                return;
            }
            // Queued jobs are of similar age: once a reader is free, those that have waited too long are refused at
            // once.
            if submitted.elapsed() >= timeout {
                let _ = sender.send(Err(StorageError::Busy));
                return;
            }
            let limit = Limit::lasting(timeout).with_token(token);
            // The caller may no longer wait.
            let _ = sender.send(within(limit, || job(conn)));
        }))?;
        Ok(receiver)
    }

    /// Fails once the writer has stopped after a disk failure.
    pub(crate) fn assert_writable(&self) -> Result<(), StorageError> {
        if self.writer.is_at_work() { Ok(()) } else { Err(StorageError::Unavailable) }
    }

    pub(crate) fn write<T: Send + 'static>(
        &self,
        timeout: Duration,
        job: impl FnOnce(&mut AnyConnection) -> Result<Noted<T>, StorageError> + Send + 'static,
    ) -> Result<Pending<T>, StorageError> {
        let (job, receiver) = in_savepoint(timeout, job);
        self.writer.submit(job)?;
        Ok(receiver)
    }

    /// [`Sqlite::write`] ahead of all queued jobs.
    pub(crate) fn write_urgent<T: Send + 'static>(
        &self,
        timeout: Duration,
        job: impl FnOnce(&mut AnyConnection) -> Result<Noted<T>, StorageError> + Send + 'static,
    ) -> Result<Pending<T>, StorageError> {
        let (job, receiver) = in_savepoint(timeout, job);
        self.writer.submit_urgent(job)?;
        Ok(receiver)
    }

    /// Whether no other process has the file open.
    pub(crate) fn is_alone(&self) -> bool {
        self.writer.is_alone()
    }

    /// Blocks while the queue is full, so that bulk work is slowed down rather than other callers. When the job fails,
    /// other bulk jobs in the same transaction are lost with it.
    pub(crate) fn write_bulk<T: Send + 'static>(
        &self,
        timeout: Duration,
        job: impl FnOnce(&mut AnyConnection) -> Result<Noted<T>, StorageError> + Send + 'static,
    ) -> Result<Pending<T>, StorageError> {
        let (job, receiver) = in_the_open(timeout, job);
        self.writer.submit_bulk(job)?;
        Ok(receiver)
    }
}

/// A job that rolls back to a savepoint when it fails, and answers once its group is committed or lost.
fn in_savepoint<T: Send + 'static>(
    timeout: Duration,
    job: impl FnOnce(&mut AnyConnection) -> Result<Noted<T>, StorageError> + Send + 'static,
) -> (writer::Job, Pending<T>) {
    let (sender, receiver) = oneshot::channel();
    let job: writer::Job = Box::new(move |conn| {
        let (outcome, spoiled) = undone_if_failed(conn, |conn| within(Limit::lasting(timeout), || job(conn)));
        let (outcome, notes, journal) = parted(outcome);
        Ran { spoiled, notes, journal, answer: answer(sender, outcome) }
    });
    (job, receiver)
}

/// Runs a job in a savepoint, and returns whether the surrounding transaction is lost. SQLite rolls back the whole
/// transaction when it interrupts a change or the disk is full; rolling back to the savepoint then fails. The earlier
/// work of the group is gone, and later statements would commit by themselves.
fn undone_if_failed<T>(
    conn: &mut AnyConnection,
    job: impl FnOnce(&mut AnyConnection) -> Result<T, StorageError>,
) -> (Result<T, StorageError>, bool) {
    if let Err(error) = Savepoints::begin_transaction(conn) {
        return (Err(error.into()), true);
    }
    match job(conn) {
        Ok(value) => match Savepoints::commit_transaction(conn) {
            Ok(()) => (Ok(value), false),
            Err(error) => (Err(error.into()), true),
        },
        Err(error) => (Err(error), Savepoints::rollback_transaction(conn).is_err()),
    }
}

/// A job that invalidates its transaction when it fails. A savepoint would copy each page that the job touches.
fn in_the_open<T: Send + 'static>(
    timeout: Duration,
    job: impl FnOnce(&mut AnyConnection) -> Result<Noted<T>, StorageError> + Send + 'static,
) -> (writer::Job, Pending<T>) {
    let (sender, receiver) = oneshot::channel();
    let job: writer::Job = Box::new(move |conn| {
        let (outcome, notes, journal) = parted(within(Limit::lasting(timeout), || job(conn)));
        Ran { spoiled: outcome.is_err(), notes, journal, answer: answer(sender, outcome) }
    });
    (job, receiver)
}

type Parted<T> = (Result<T, StorageError>, Vec<Note>, Vec<Batch>);

/// Splits a job's result from its audit notes and its journal; a failed job has none.
fn parted<T>(outcome: Result<Noted<T>, StorageError>) -> Parted<T> {
    match outcome {
        Ok(Noted { value, notes, journal }) => (Ok(value), notes, journal),
        Err(error) => (Err(error), Vec::new(), Vec::new()),
    }
}

fn answer<T: Send + 'static>(
    sender: oneshot::Sender<Result<T, StorageError>>,
    outcome: Result<T, StorageError>,
) -> writer::Answer {
    // The caller may no longer wait.
    Box::new(move |committed| drop(sender.send(outcome.and_then(|value| committed.map(|()| value)))))
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Sender, channel};

    use diesel::prelude::*;

    use super::*;

    type Job = Box<dyn FnOnce(&mut AnyConnection) -> Result<Noted<()>, StorageError> + Send>;

    /// A job that sends its name.
    fn named(name: &'static str, told: &Sender<&'static str>) -> Job {
        let told = told.clone();
        Box::new(move |_| {
            told.send(name).expect("the test listens");
            Ok(Noted::silent(()))
        })
    }

    #[test]
    fn urgent_jobs_run_before_all_others() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("frontdesk.db");
        crate::migrate(&crate::DatabaseUrl::Sqlite(path.clone())).expect("migrations apply");
        let sqlite = Sqlite::open(&path, 1, false).expect("it opens");
        let (told, order) = channel();
        let (release, held) = channel();
        let hour = Duration::from_secs(3600);
        let long = sqlite.write_bulk(HOUR, move |_| {
            held.recv().expect("released");
            Ok(Noted::silent(()))
        });
        let more = sqlite.write_bulk(HOUR, named("bulk", &told)).expect("room");
        let waiting: Vec<_> =
            (0..500).map(|_| sqlite.write(hour, named("job", &told)).expect("room")).collect();
        let urgent = sqlite.write_urgent(hour, named("urgent", &told)).expect("room");
        release.send(()).expect("it waits");
        urgent.blocking_recv().expect("an answer").expect("committed");
        assert_eq!(order.recv(), Ok("urgent"));
        long.expect("room").blocking_recv().expect("an answer").expect("committed");
        more.blocking_recv().expect("an answer").expect("committed");
        for job in waiting {
            job.blocking_recv().expect("an answer").expect("committed");
        }
    }

    const HOUR: Duration = Duration::from_secs(3600);

    fn opened(folder: &Path) -> Sqlite {
        let path = folder.join("frontdesk.db");
        crate::migrate(&crate::DatabaseUrl::Sqlite(path.clone())).expect("migrations apply");
        Sqlite::open(&path, 1, false).expect("it opens")
    }

    /// A change that never ends by itself.
    fn endless(conn: &mut AnyConnection) -> Result<Noted<()>, StorageError> {
        let sql = "WITH RECURSIVE endless (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM endless)
                   INSERT INTO firms (name, is_corporate) SELECT 'Firm ' || i, i FROM endless WHERE i < 0";
        diesel::sql_query(sql).execute(conn)?;
        Ok(Noted::silent(()))
    }

    fn append_to_names(text: &'static str) -> Job {
        Box::new(move |conn| {
            diesel::sql_query(format!("UPDATE firms SET name = name || '{text}'")).execute(conn)?;
            Ok(Noted::silent(()))
        })
    }

    fn name(sqlite: &Sqlite) -> String {
        let read = |conn: &mut AnyConnection| {
            Ok(crate::engine::schema::firms::table
                .select(crate::engine::schema::firms::name)
                .get_result(conn)?)
        };
        sqlite.read_blocking(HOUR, read).expect("one firm")
    }

    #[test]
    fn jobs_in_the_transaction_of_an_interrupted_change_fail_and_are_rolled_back() {
        let folder = tempfile::tempdir().expect("a folder");
        let sqlite = opened(folder.path());
        let before = name(&sqlite);
        let (release, held) = channel();
        let long = sqlite.write_bulk(HOUR, move |_| {
            held.recv().expect("released");
            Ok(Noted::silent(()))
        });
        let first = sqlite.write(HOUR, append_to_names("1")).expect("room");
        let slow = sqlite.write(Duration::from_millis(50), endless).expect("room");
        let last = sqlite.write(HOUR, append_to_names("2")).expect("room");
        release.send(()).expect("it waits");
        assert!(matches!(slow.blocking_recv().expect("an answer"), Err(StorageError::TooSlow)));
        assert!(first.blocking_recv().expect("an answer").is_err());
        // The job was committed if the test released it too late.
        drop(long.expect("room").blocking_recv().expect("an answer"));
        last.blocking_recv().expect("an answer").expect("committed");
        assert_eq!(name(&sqlite), format!("{before}2"));
    }

    #[test]
    fn urgent_jobs_are_committed_before_others_can_fail_them() {
        let folder = tempfile::tempdir().expect("a folder");
        let sqlite = opened(folder.path());
        let (release, held) = channel();
        let long = sqlite.write_bulk(HOUR, move |_| {
            held.recv().expect("released");
            Ok(Noted::silent(()))
        });
        let slow = sqlite.write(Duration::from_millis(50), endless).expect("room");
        let urgent = sqlite.write_urgent(HOUR, append_to_names("!")).expect("room");
        release.send(()).expect("it waits");
        long.expect("room").blocking_recv().expect("an answer").expect("committed");
        urgent.blocking_recv().expect("an answer").expect("committed");
        assert!(matches!(slow.blocking_recv().expect("an answer"), Err(StorageError::TooSlow)));
    }

    #[test]
    fn a_read_that_waits_too_long_for_a_reader_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let sqlite = opened(folder.path());
        let (release, held) = channel::<()>();
        let first = sqlite.submit(HOUR, Token::default(), move |_| {
            held.recv().ok();
            Ok(())
        });
        let late = sqlite.submit(Duration::ZERO, Token::default(), |_| Ok(())).expect("room");
        let next = sqlite.submit(HOUR, Token::default(), |_| Ok(())).expect("room");
        drop(release);
        assert!(first.expect("room").blocking_recv().expect("an answer").is_ok());
        assert!(matches!(late.blocking_recv().expect("an answer"), Err(StorageError::Busy)));
        assert!(next.blocking_recv().expect("an answer").is_ok());
    }

    #[test]
    fn bulk_work_and_dry_runs_have_a_deadline() {
        let folder = tempfile::tempdir().expect("a folder");
        let sqlite = opened(folder.path());
        let short = Duration::from_millis(50);
        let slow = sqlite.write_bulk(short, endless).expect("room");
        assert!(matches!(slow.blocking_recv().expect("an answer"), Err(StorageError::TooSlow)));
        let next = sqlite.write_bulk(HOUR, append_to_names("!")).expect("room");
        next.blocking_recv().expect("an answer").expect("committed");
        let path = folder.path().join("frontdesk.db");
        let outcome = on_a_copy(&path, Duration::from_secs(1), |conn| endless(conn).map(drop));
        assert!(matches!(outcome, Err(StorageError::TooSlow)), "{outcome:?}");
    }

    #[test]
    fn after_an_interrupted_change_the_next_one_works() {
        let folder = tempfile::tempdir().expect("a folder");
        let sqlite = opened(folder.path());
        for _ in 0..3 {
            let slow = sqlite.write(Duration::from_millis(50), endless).expect("room");
            assert!(matches!(slow.blocking_recv().expect("an answer"), Err(StorageError::TooSlow)));
            let next = sqlite.write(HOUR, append_to_names("!")).expect("room");
            next.blocking_recv().expect("an answer").expect("committed");
        }
    }
}
