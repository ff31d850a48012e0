//! Connections to a database server: a pool with a semaphore in front, so that no async worker blocks. Every job runs
//! on a thread that can be abandoned, as a statement on a frozen server never returns.

mod call;
mod generation;
mod watchdog;

use std::sync::{Arc, RwLock};
use std::time::Duration;

use diesel::prelude::*;
use tokio::sync::oneshot;

use crate::engine::audit;
use crate::engine::audit::note::Noted;
use crate::engine::connection::{AnyConnection, assert_writable};
use crate::engine::database_url::DatabaseUrl;
use crate::engine::error::{OpenError, StorageError};
use crate::engine::establish::establish;
use crate::engine::journal;
use crate::engine::rows::Rows;
use call::Call;
pub(crate) use generation::Shares;
use generation::{Generation, Lane, Place};
use watchdog::{Watchdog, Watched};

/// How often a transaction is tried when it conflicts with others.
const ATTEMPTS: u32 = 12;
/// Time-out of the health check.
const PING: Duration = Duration::from_secs(2);

/// The pool of one server.
pub(crate) struct Pool {
    watched: Arc<Watched>,
    _watchdog: Watchdog,
}

/// A job with the connections that it may use.
struct Runner {
    generation: Arc<Generation>,
    lane: Lane,
    rows: Rows,
    limit: Duration,
}

/// Runs a job and writes its journal and audit notes in the same transaction.
fn told<T>(
    conn: &mut AnyConnection,
    job: &impl Fn(&mut AnyConnection) -> Result<Noted<T>, StorageError>,
) -> Result<T, StorageError> {
    let noted = job(conn)?;
    journal::append(conn, &noted.journal)?;
    audit::append(conn, &noted.notes)?;
    Ok(noted.value)
}

impl Pool {
    /// `limit` is the default statement time-out.
    pub(crate) fn open(url: &DatabaseUrl, size: u32, limit: Duration) -> Result<Self, OpenError> {
        // Connects once without the pool, whose errors would only say that it timed out.
        drop(establish(url)?);
        let generation = RwLock::new(Arc::new(Generation::new(url, size, limit)?));
        let watched = Arc::new(Watched { url: url.clone(), size, limit, calls: Arc::default(), generation });
        Ok(Self { _watchdog: Watchdog::start(Arc::clone(&watched))?, watched })
    }

    fn runner(&self, rows: Rows, limit: Duration) -> Runner {
        Runner { generation: self.watched.current(), lane: Lane::Usual, rows, limit }
    }

    /// Uses the reserved connections.
    fn urgent_runner(&self, rows: Rows, limit: Duration) -> Runner {
        Runner { lane: Lane::Urgent, ..self.runner(rows, limit) }
    }

    /// Runs a read on a blocking thread; a second time on a fresh connection when the first one was broken. Dropping
    /// the future cancels the statement.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        rows: Rows,
        limit: Duration,
        job: impl Fn(&mut AnyConnection) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        let runner = self.runner(rows, limit);
        let place = runner.generation.place().await?;
        self.read_in(runner, Some(place), job).await
    }

    /// [`Pool::read`] on the reserved connections.
    pub(crate) async fn read_urgent<T: Send + 'static>(
        &self,
        rows: Rows,
        limit: Duration,
        job: impl Fn(&mut AnyConnection) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        self.read_in(self.urgent_runner(rows, limit), None, job).await
    }

    async fn read_in<T: Send + 'static>(
        &self,
        runner: Runner,
        place: Option<Place>,
        job: impl Fn(&mut AnyConnection) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        let (entry, answer, awaited) = self.watched.calls.start();
        let _cancel =
            CancelOnDrop { call: Arc::clone(&entry.call), generation: Arc::clone(&runner.generation) };
        drop(tokio::task::spawn_blocking(move || {
            let _place = place;
            answer.send(runner.read(&entry.call, &job));
        }));
        awaited.await.unwrap_or(Err(StorageError::Unavailable))
    }

    /// Runs a transaction on a blocking thread, to its end even when the caller no longer waits.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        rows: Rows,
        limit: Duration,
        job: impl Fn(&mut AnyConnection) -> Result<Noted<T>, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        let runner = self.runner(rows, limit);
        let place = runner.generation.place_to_write().await?;
        self.write_in(runner, Some(place), job).await
    }

    /// [`Pool::write`] on the reserved connections.
    pub(crate) async fn write_urgent<T: Send + 'static>(
        &self,
        rows: Rows,
        limit: Duration,
        job: impl Fn(&mut AnyConnection) -> Result<Noted<T>, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        self.write_in(self.urgent_runner(rows, limit), None, job).await
    }

    async fn write_in<T: Send + 'static>(
        &self,
        runner: Runner,
        place: Option<Place>,
        job: impl Fn(&mut AnyConnection) -> Result<Noted<T>, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        let (entry, answer, awaited) = self.watched.calls.start();
        drop(tokio::task::spawn_blocking(move || {
            let _place = place;
            answer.send(runner.write(&entry.call, &job));
        }));
        awaited.await.unwrap_or(Err(StorageError::Unavailable))
    }

    /// Whether the server answers and accepts writes. Uses the reserved connections.
    pub(crate) async fn ping(&self) -> Result<(), StorageError> {
        let runner = self.urgent_runner(Rows::All, PING);
        let (entry, answer, awaited) = self.watched.calls.start();
        drop(tokio::task::spawn_blocking(move || answer.send(runner.read(&entry.call, &assert_writable))));
        let answer = tokio::time::timeout(2 * PING, awaited).await;
        answer.ok().and_then(Result::ok).unwrap_or(Err(StorageError::Unavailable))
    }

    /// [`Pool::read`] for blocking threads.
    pub(crate) fn read_blocking<T: Send + 'static>(
        &self,
        rows: Rows,
        limit: Duration,
        job: impl Fn(&mut AnyConnection) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        let runner = self.runner(rows, limit);
        let (entry, answer, awaited) = self.watched.calls.start();
        wait_for(awaited, move || answer.send(runner.read(&entry.call, &job)))
    }

    /// [`Pool::write`] for blocking threads.
    pub(crate) fn write_blocking<T: Send + 'static>(
        &self,
        rows: Rows,
        limit: Duration,
        job: impl Fn(&mut AnyConnection) -> Result<Noted<T>, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        let runner = self.runner(rows, limit);
        let (entry, answer, awaited) = self.watched.calls.start();
        wait_for(awaited, move || answer.send(runner.write(&entry.call, &job)))
    }
}

/// Runs `work` on a thread of its own, and waits for its answer rather than for its end.
fn wait_for<T>(
    awaited: oneshot::Receiver<Result<T, StorageError>>,
    work: impl FnOnce() + Send + 'static,
) -> Result<T, StorageError> {
    let spawned = std::thread::Builder::new().name("database-job".to_owned()).spawn(work);
    spawned.map_err(|_| StorageError::Busy)?;
    awaited.blocking_recv().unwrap_or(Err(StorageError::Unavailable))
}

impl Runner {
    fn read<T>(
        &self,
        call: &Call,
        job: &impl Fn(&mut AnyConnection) -> Result<T, StorageError>,
    ) -> Result<T, StorageError> {
        match self.run(call, job) {
            Err(StorageError::Unavailable) => self.run(call, job),
            outcome => outcome,
        }
    }

    fn run<T>(
        &self,
        call: &Call,
        job: &dyn Fn(&mut AnyConnection) -> Result<T, StorageError>,
    ) -> Result<T, StorageError> {
        self.generation.run(call, self.lane, self.rows, self.limit, job)
    }

    /// Runs a transaction, and again after a conflict. Never again after a lost connection: the commit may have
    /// succeeded.
    fn write<T>(
        &self,
        call: &Call,
        job: &impl Fn(&mut AnyConnection) -> Result<Noted<T>, StorageError>,
    ) -> Result<T, StorageError> {
        let transaction = |conn: &mut AnyConnection| {
            conn.transaction(|conn| {
                let value = told(conn, job)?;
                call.assert_wanted()?;
                Ok(value)
            })
        };
        let mut attempt = 1;
        loop {
            let outcome = self.run(call, &transaction);
            if attempt == ATTEMPTS || !matches!(outcome, Err(StorageError::Conflict)) {
                return outcome;
            }
            pause(attempt);
            attempt += 1;
        }
    }
}

/// Cancels a read when its caller stops waiting.
struct CancelOnDrop {
    call: Arc<Call>,
    generation: Arc<Generation>,
}

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        if self.call.cancel() {
            self.generation.cancel(Arc::clone(&self.call));
        }
    }
}

/// Longer with each attempt, with jitter, so that conflicting transactions do not retry in step.
fn pause(attempt: u32) {
    let spread = u64::from(uuid::Uuid::new_v4().as_bytes().first().copied().unwrap_or_default());
    std::thread::sleep(Duration::from_micros(u64::from(attempt) * (200 + spread * 8)));
}
