//! The writer thread, with group commit: it takes the waiting jobs, runs each in a savepoint, commits once, and only
//! then answers them all. One flush to the disk serves many.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender, TrySendError, select};
use diesel::SqliteConnection;
use diesel::connection::{AnsiTransactionManager, TransactionManager};

use super::open_lock::Neighbours;
use super::pragmas;
use crate::engine::audit::append;
use crate::engine::audit::note::Note;
use crate::engine::connection::AnyConnection;
use crate::engine::error::{OpenError, StorageError};
use crate::engine::journal::{self, Batch};

/// The most waiting jobs; more are refused, to be retried.
const QUEUE: usize = 1024;
/// The most jobs per commit, so that the first of them is not delayed without limit.
const LARGEST_GROUP: usize = 256;
/// The most waiting urgent jobs.
const URGENT_QUEUE: usize = 256;
/// The most waiting pieces of bulk work: one that runs, one that is ready.
const BULK_QUEUE: usize = 2;
/// How long bulk work alone may delay its commit. A longer transaction would block the next caller for as long as it
/// takes to flush.
const LONGEST_BULK_TRANSACTION: Duration = Duration::from_millis(400);
/// The same without other writers in this process. Keys are in random order, so that each commit rewrites most pages of
/// every index: fewer commits are better. Far below the busy time-out of other processes, as one may start to write
/// meanwhile.
const LONGEST_LONE_TRANSACTION: Duration = Duration::from_secs(2);
/// How long to wait for the next piece of bulk work before committing.
const BULK_PATIENCE: Duration = Duration::from_millis(20);

/// Runs, and returns how to answer once the group is committed or lost.
pub(super) type Job = Box<dyn FnOnce(&mut AnyConnection) -> Ran + Send>;
pub(super) type Answer = Box<dyn FnOnce(Result<(), StorageError>) + Send>;

/// The result of a job.
pub(super) struct Ran {
    pub(super) answer: Answer,
    /// Whether it failed and left partial changes, so that the transaction must not be committed.
    pub(super) spoiled: bool,
    /// Changes for the audit log.
    pub(super) notes: Vec<Note>,
    /// Changes for the journal.
    pub(super) journal: Vec<Batch>,
}

pub(super) struct Writer {
    urgent: Option<Sender<Job>>,
    jobs: Option<Sender<Job>>,
    bulk: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
    neighbours: Arc<Neighbours>,
}

impl Writer {
    /// `bulk_only`: no caller waits for a single write in this process.
    pub(super) fn start(path: &Path, bulk_only: bool) -> Result<Self, OpenError> {
        let neighbours = Arc::new(Neighbours::join(path)?);
        let conn = AnyConnection::Sqlite(connect(path, bulk_only)?);
        let (urgent, urgent_queue) = crossbeam_channel::bounded(URGENT_QUEUE);
        let (jobs, job_queue) = crossbeam_channel::bounded(QUEUE);
        let (bulk, bulk_queue) = crossbeam_channel::bounded(BULK_QUEUE);
        let desk = WriterLoop {
            path: path.to_owned(),
            conn,
            bulk_only,
            neighbours: Arc::clone(&neighbours),
            urgent: urgent_queue,
            jobs: job_queue,
            bulk: bulk_queue,
            notes: Vec::new(),
            journal: Vec::new(),
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

    /// Whether the thread accepts writes.
    pub(super) fn is_at_work(&self) -> bool {
        self.thread.as_ref().is_some_and(|thread| !thread.is_finished())
    }

    pub(super) fn submit(&self, job: Job) -> Result<(), StorageError> {
        send(self.jobs.as_ref(), job)
    }

    /// Ahead of all queued jobs.
    pub(super) fn submit_urgent(&self, job: Job) -> Result<(), StorageError> {
        send(self.urgent.as_ref(), job)
    }

    pub(super) fn submit_bulk(&self, job: Job) -> Result<(), StorageError> {
        let bulk = self.bulk.as_ref().ok_or(StorageError::Unavailable)?;
        bulk.send(job).map_err(|_| StorageError::Unavailable)
    }
}

fn connect(path: &Path, bulk_only: bool) -> Result<SqliteConnection, OpenError> {
    let mut conn = pragmas::connect_for_writing(path)?;
    if bulk_only {
        pragmas::enlarge_cache(&mut conn)?;
    }
    Ok(conn)
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
    /// In a transaction of its own: a failing job in the same transaction could roll it back.
    Urgent(Job),
    Job(Job),
    Bulk(Job),
    Nothing,
}

/// The state of the writer thread.
struct WriterLoop {
    path: PathBuf,
    conn: AnyConnection,
    bulk_only: bool,
    neighbours: Arc<Neighbours>,
    urgent: Receiver<Job>,
    jobs: Receiver<Job>,
    bulk: Receiver<Job>,
    /// Audit notes of the current group.
    notes: Vec<Note>,
    /// Changes of the current group.
    journal: Vec<Batch>,
}

/// What has failed.
enum Broken {
    /// The connection: it is replaced.
    Connection,
    /// The disk. After a failed flush later commits may be acknowledged and lost, so every write is refused until the
    /// service is restarted.
    Disk,
}

impl WriterLoop {
    fn serve(mut self) {
        let mut bulk_is_next = false;
        loop {
            let first = self.wait(bulk_is_next);
            // In turns, so that a stream of small writes cannot starve bulk work.
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

    /// Blocks until there is a job; ends when all queues are closed and empty.
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

    /// The next queued job while the queues are being closed.
    fn remaining(&self) -> Next {
        let urgent = self.urgent.recv().map(Next::Urgent);
        let next =
            urgent.or_else(|_| self.jobs.recv().map(Next::Job)).or_else(|_| self.bulk.recv().map(Next::Bulk));
        next.unwrap_or(Next::Nothing)
    }

    /// The next job within a bulk transaction: a waiting caller's, else the next piece. None when an urgent job waits.
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
        self.journal.clear();
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
                    // A large import writes its journal as it goes, behind that of the jobs before it.
                    self.write_journal()?;
                    self.run_one(job, answers)?;
                    if begun.elapsed() > longest { Next::Nothing } else { self.wait_briefly() }
                }
            };
        }
        // Once per group: the ends of the chains and the last numbers are read and written once.
        self.write_journal()?;
        append(&mut self.conn, &self.notes)?;
        commit(&mut self.conn)
    }

    fn write_journal(&mut self) -> Result<(), StorageError> {
        journal::append(&mut self.conn, &std::mem::take(&mut self.journal))
    }

    fn longest_bulk_transaction(&self) -> Duration {
        if self.bulk_only && self.neighbours.are_none() {
            LONGEST_LONE_TRANSACTION
        } else {
            LONGEST_BULK_TRANSACTION
        }
    }

    /// Jobs that are queued by now share the commit.
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
        self.journal.extend(ran.journal);
        if ran.spoiled {
            roll_back(&mut self.conn)?;
            return Err(StorageError::taken_back());
        }
        Ok(())
    }

    /// A fresh connection; closing the old one rolls its transaction back.
    fn reconnect(&mut self) -> Result<(), OpenError> {
        match connect(&self.path, self.bulk_only) {
            Ok(conn) => {
                self.conn = AnyConnection::Sqlite(conn);
                Ok(())
            }
            Err(error) => {
                tracing::error!(%error, "cannot reopen the database file: all writes are refused until a restart");
                Err(error)
            }
        }
    }
}

/// IMMEDIATE: a transaction that reads before it writes would fail at once after a write by another process.
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

/// A panicking job is a defect, but must not stop the writer for other callers.
fn run(job: Job, conn: &mut AnyConnection) -> Result<Ran, StorageError> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| job(conn))).map_err(|_| {
        tracing::error!("a write panicked; its group is rolled back");
        StorageError::Unavailable
    })
}

fn judge(error: &StorageError) -> Broken {
    let disk = matches!(error, StorageError::Database(source) if source.to_string().contains("disk I/O"));
    tracing::error!(%error, disk, "a group of writes failed and was rolled back");
    if disk { Broken::Disk } else { Broken::Connection }
}
