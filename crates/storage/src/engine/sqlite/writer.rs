//! The thread that writes, with group commit: it takes the jobs that wait, runs each in a savepoint of its own,
//! commits once, and only then answers them all. One flush to the disk serves many.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender, TrySendError, select};
use diesel::SqliteConnection;
use diesel::connection::{AnsiTransactionManager, TransactionManager};

use super::neighbours::Neighbours;
use super::pragmas;
use crate::engine::audit::append;
use crate::engine::audit::note::Note;
use crate::engine::connection::AnyConnection;
use crate::engine::error::{OpenError, StorageError};

/// How many jobs may wait; more are turned away, to be tried again.
const QUEUE: usize = 1024;
/// How many jobs share a commit at the most, so that the first of them does not wait for ever.
const LARGEST_GROUP: usize = 256;
/// How many jobs may wait that go before all others.
const URGENT_QUEUE: usize = 256;
/// How many pieces of bulk work may wait: one that runs, one that is ready.
const BULK_QUEUE: usize = 2;
/// How long bulk work alone may put off its commit. A longer one would hold up the next caller for as long as it
/// takes to flush what has piled up.
const LONGEST_BULK_TRANSACTION: Duration = Duration::from_millis(400);
/// The same where nobody else writes. Keys come in no order, so that each commit writes most pages of every index anew:
/// the fewer the better. Far below the time that other processes wait for a lock, as one may come meanwhile.
const LONGEST_LONE_TRANSACTION: Duration = Duration::from_secs(2);
/// How long to wait for the next piece of bulk work before committing the last.
const BULK_PATIENCE: Duration = Duration::from_millis(20);

/// Does its work, and gives back how to answer once the fate of the group is known.
pub(super) type Job = Box<dyn FnOnce(&mut AnyConnection) -> Ran + Send>;
pub(super) type Answer = Box<dyn FnOnce(Result<(), StorageError>) + Send>;

/// A job that was run.
pub(super) struct Ran {
    pub(super) answer: Answer,
    /// Whether it failed and left half its work behind, so that the transaction must not be committed.
    pub(super) spoiled: bool,
    /// What the audit log is to tell of it.
    pub(super) notes: Vec<Note>,
}

pub(super) struct Writer {
    urgent: Option<Sender<Job>>,
    jobs: Option<Sender<Job>>,
    bulk: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
    neighbours: Arc<Neighbours>,
}

impl Writer {
    /// `bulk_only`: nobody waits for a single write in this process.
    pub(super) fn start(path: &Path, bulk_only: bool) -> Result<Self, OpenError> {
        let neighbours = Arc::new(Neighbours::join(path)?);
        let conn = AnyConnection::Sqlite(pragmas::connect_for_writing(path)?);
        let (urgent, urgent_queue) = crossbeam_channel::bounded(URGENT_QUEUE);
        let (jobs, job_queue) = crossbeam_channel::bounded(QUEUE);
        let (bulk, bulk_queue) = crossbeam_channel::bounded(BULK_QUEUE);
        let desk = Desk {
            path: path.to_owned(),
            conn,
            bulk_only,
            neighbours: Arc::clone(&neighbours),
            urgent: urgent_queue,
            jobs: job_queue,
            bulk: bulk_queue,
            notes: Vec::new(),
        };
        let thread =
            std::thread::Builder::new().name("sqlite-writer".to_owned()).spawn(move || desk.serve())?;
        Ok(Self {
            urgent: Some(urgent),
            jobs: Some(jobs),
            bulk: Some(bulk),
            thread: Some(thread),
            neighbours,
        })
    }

    /// Whether no other process has the file open.
    pub(super) fn is_alone(&self) -> bool {
        self.neighbours.are_none()
    }

    /// Whether writes are taken.
    pub(super) fn is_at_work(&self) -> bool {
        self.thread.as_ref().is_some_and(|thread| !thread.is_finished())
    }

    pub(super) fn submit(&self, job: Job) -> Result<(), StorageError> {
        send(self.jobs.as_ref(), job)
    }

    /// Before all that waits.
    pub(super) fn submit_urgent(&self, job: Job) -> Result<(), StorageError> {
        send(self.urgent.as_ref(), job)
    }

    pub(super) fn submit_bulk(&self, job: Job) -> Result<(), StorageError> {
        let bulk = self.bulk.as_ref().ok_or(StorageError::Unavailable)?;
        bulk.send(job).map_err(|_| StorageError::Unavailable)
    }
}

fn send(queue: Option<&Sender<Job>>, job: Job) -> Result<(), StorageError> {
    match queue.map(|queue| queue.try_send(job)) {
        Some(Ok(())) => Ok(()),
        Some(Err(TrySendError::Full(_))) => Err(StorageError::Busy),
        Some(Err(TrySendError::Disconnected(_))) | None => Err(StorageError::Unavailable),
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.urgent = None;
        self.jobs = None;
        self.bulk = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

enum Next {
    /// In a transaction of its own: whatever shared it could take it along.
    Urgent(Job),
    Job(Job),
    Bulk(Job),
    Nothing,
}

/// What is on the writer's desk.
struct Desk {
    path: PathBuf,
    conn: AnyConnection,
    bulk_only: bool,
    neighbours: Arc<Neighbours>,
    urgent: Receiver<Job>,
    jobs: Receiver<Job>,
    bulk: Receiver<Job>,
    /// What the audit log is to tell of the group that runs.
    notes: Vec<Note>,
}

/// What cannot be trusted any more.
enum Broken {
    /// The connection: another one will do.
    Connection,
    /// The disk. After a failed flush later commits may be acknowledged and lost, so there are none: every
    /// write is refused until the service is started again.
    Disk,
}

impl Desk {
    fn serve(mut self) {
        let mut bulk_is_next = false;
        loop {
            let first = self.wait(bulk_is_next);
            // In turns, so that a stream of small writes cannot keep bulk work out for ever.
            bulk_is_next = matches!(first, Next::Job(_));
            let outcome = match first {
                Next::Nothing => return,
                first => self.run_transaction(first),
            };
            match outcome {
                Ok(()) => {}
                Err(Broken::Connection) if self.reconnect().is_ok() => {}
                Err(_) => return,
            }
        }
    }

    /// Blocks until there is something to do; nothing when all queues are closed and empty.
    fn wait(&self, bulk_is_next: bool) -> Next {
        if let Ok(job) = self.urgent.try_recv() {
            return Next::Urgent(job);
        }
        if bulk_is_next && let Ok(job) = self.bulk.try_recv() {
            return Next::Bulk(job);
        }
        if let Ok(job) = self.jobs.try_recv() {
            return Next::Job(job);
        }
        select! {
            recv(self.urgent) -> job => job.map_or_else(|_| self.remaining(), Next::Urgent),
            recv(self.jobs) -> job => job.map_or_else(|_| self.remaining(), Next::Job),
            recv(self.bulk) -> job => job.map_or_else(|_| self.remaining(), Next::Bulk),
        }
    }

    /// What the queues still hold once they are being closed.
    fn remaining(&self) -> Next {
        let urgent = self.urgent.recv().map(Next::Urgent);
        let next =
            urgent.or_else(|_| self.jobs.recv().map(Next::Job)).or_else(|_| self.bulk.recv().map(Next::Bulk));
        next.unwrap_or(Next::Nothing)
    }

    /// What bulk work goes on with inside its transaction: a caller that waits, else the next piece. Nothing when something
    /// urgent waits.
    fn wait_briefly(&self) -> Next {
        if !self.urgent.is_empty() {
            return Next::Nothing;
        }
        if let Ok(job) = self.jobs.try_recv() {
            return Next::Job(job);
        }
        select! {
            recv(self.urgent) -> job => job.map_or(Next::Nothing, Next::Urgent),
            recv(self.jobs) -> job => job.map_or(Next::Nothing, Next::Job),
            recv(self.bulk) -> job => job.map_or(Next::Nothing, Next::Bulk),
            default(BULK_PATIENCE) => Next::Nothing,
        }
    }

    fn run_transaction(&mut self, first: Next) -> Result<(), Broken> {
        let mut answers = Vec::new();
        let outcome = self.run_group(first, &mut answers);
        let committed = outcome.is_ok();
        for answer in answers {
            answer(if committed { Ok(()) } else { Err(StorageError::Unavailable) });
        }
        match outcome {
            Err(error) if error.is_taken_back() => Ok(()),
            outcome => outcome.map_err(|error| judge(&error)),
        }
    }

    fn run_group(&mut self, first: Next, answers: &mut Vec<Answer>) -> Result<(), StorageError> {
        self.notes.clear();
        begin(&mut self.conn)?;
        let begun = Instant::now();
        let longest = self.longest_bulk_transaction();
        let mut next = first;
        loop {
            next = match next {
                Next::Nothing => break,
                Next::Urgent(job) => {
                    self.run_one(job, answers)?;
                    break;
                }
                Next::Job(job) => {
                    self.run_one(job, answers)?;
                    self.run_waiting(answers)?;
                    break;
                }
                Next::Bulk(job) => {
                    self.run_one(job, answers)?;
                    if begun.elapsed() > longest { Next::Nothing } else { self.wait_briefly() }
                }
            };
        }
        // Once for the whole group: the ends of chains are read and written once.
        append(&mut self.conn, &self.notes)?;
        commit(&mut self.conn)
    }

    fn longest_bulk_transaction(&self) -> Duration {
        if self.bulk_only && self.neighbours.are_none() {
            LONGEST_LONE_TRANSACTION
        } else {
            LONGEST_BULK_TRANSACTION
        }
    }

    /// Whatever waits by now shares the commit.
    fn run_waiting(&mut self, answers: &mut Vec<Answer>) -> Result<(), StorageError> {
        while answers.len() < LARGEST_GROUP && self.urgent.is_empty() {
            let Ok(job) = self.jobs.try_recv() else { break };
            self.run_one(job, answers)?;
        }
        Ok(())
    }

    fn run_one(&mut self, job: Job, answers: &mut Vec<Answer>) -> Result<(), StorageError> {
        let ran = run(job, &mut self.conn)?;
        answers.push(ran.answer);
        self.notes.extend(ran.notes);
        if ran.spoiled {
            roll_back(&mut self.conn)?;
            return Err(StorageError::taken_back());
        }
        Ok(())
    }

    /// A fresh connection; the old one takes its open transaction with it.
    fn reconnect(&mut self) -> Result<(), OpenError> {
        match pragmas::connect_for_writing(&self.path) {
            Ok(conn) => {
                self.conn = AnyConnection::Sqlite(conn);
                Ok(())
            }
            Err(error) => {
                tracing::error!(%error, "the database file cannot be opened again: no more writes");
                Err(error)
            }
        }
    }
}

/// IMMEDIATE: a transaction that reads before it writes would fail at once when another process wrote meanwhile.
fn begin(conn: &mut AnyConnection) -> Result<(), StorageError> {
    on_sqlite(conn, |conn| AnsiTransactionManager::begin_transaction_sql(conn, "BEGIN IMMEDIATE"))
}

fn commit(conn: &mut AnyConnection) -> Result<(), StorageError> {
    on_sqlite(conn, <AnsiTransactionManager as TransactionManager<SqliteConnection>>::commit_transaction)
}

fn roll_back(conn: &mut AnyConnection) -> Result<(), StorageError> {
    on_sqlite(conn, <AnsiTransactionManager as TransactionManager<SqliteConnection>>::rollback_transaction)
}

fn on_sqlite(
    conn: &mut AnyConnection,
    action: impl FnOnce(&mut SqliteConnection) -> diesel::QueryResult<()>,
) -> Result<(), StorageError> {
    match conn {
        AnyConnection::Sqlite(conn) => Ok(action(conn)?),
        #[cfg(any(feature = "postgres", feature = "mysql"))]
        _ => Err(StorageError::Unavailable),
    }
}

/// A job that panics is a defect, but not one that may take the others' writer away.
fn run(job: Job, conn: &mut AnyConnection) -> Result<Ran, StorageError> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| job(conn))).map_err(|_| {
        tracing::error!("a write panicked; its group is rolled back");
        StorageError::Unavailable
    })
}

fn judge(error: &StorageError) -> Broken {
    let disk = matches!(error, StorageError::Database(source) if source.to_string().contains("disk I/O"));
    tracing::error!(%error, disk, "a group of writes was lost");
    if disk { Broken::Disk } else { Broken::Connection }
}
