//! A running job on a database server, as the watchdog thread sees it.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

use crate::engine::error::StorageError;

/// Start of the connection's running statement, in milliseconds of [`clock`]; 0 between statements.
pub(super) type Since = Arc<AtomicU64>;

/// Milliseconds since the first call, never 0.
pub(super) fn clock() -> u64 {
    static START: OnceLock<Instant> = OnceLock::new();
    let elapsed = START.get_or_init(Instant::now).elapsed();
    u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX).saturating_add(1)
}

/// The connection of a job.
#[derive(Debug, Clone)]
pub(super) struct Session {
    /// The server's id of the connection.
    pub(super) id: i64,
    pub(super) since: Since,
    /// The statement time-out.
    pub(super) limit: Duration,
}

/// A running statement.
#[derive(Debug, Clone, Copy)]
pub(super) struct Statement {
    /// The server's id of its connection.
    pub(super) session: i64,
    /// Its start, in milliseconds of [`clock`].
    since: u64,
    running_for: Duration,
    limit: Duration,
}

impl Statement {
    /// Whether its time-out expired more than `period` ago.
    pub(super) fn is_overdue_by(self, period: Duration) -> bool {
        self.running_for > self.limit + period
    }
}

/// A running job.
pub(super) struct Call {
    number: u64,
    /// Locked while a statement is being cancelled, so that the connection cannot have passed to another job by then.
    running: Mutex<Option<Running>>,
    is_cancelled: AtomicBool,
    is_given_up: AtomicBool,
}

struct Running {
    session: Session,
    was_cancelled: bool,
}

impl Call {
    /// Records that the job now runs on this connection.
    ///
    /// # Errors
    /// The caller no longer waits for the answer.
    pub(super) fn begin(&self, session: Session) -> Result<(), StorageError> {
        self.assert_wanted()?;
        *self.running() = Some(Running { session, was_cancelled: false });
        Ok(())
    }

    /// Records that the job has left its connection. True if a late cancellation may still hit the connection.
    pub(super) fn end(&self) -> bool {
        let running = self.running().take();
        running.is_some_and(|running| running.was_cancelled) || self.is_given_up.load(Ordering::Relaxed)
    }

    /// Fails once the caller was told that the database is unavailable: the job must not commit then.
    pub(super) fn assert_wanted(&self) -> Result<(), StorageError> {
        let is_over = self.is_given_up.load(Ordering::Relaxed) || self.is_cancelled.load(Ordering::Relaxed);
        if is_over { Err(StorageError::Unavailable) } else { Ok(()) }
    }

    /// Records that the caller no longer waits. True if a statement has to be cancelled.
    pub(super) fn cancel(&self) -> bool {
        self.is_cancelled.store(true, Ordering::Relaxed);
        // In doubt true: cancelling an idle connection has no effect.
        self.running.try_lock().map_or(true, |running| running.is_some())
    }

    /// Cancels the running statement, if any. `send` receives the server's id of the connection.
    pub(super) fn cancel_statement(&self, send: impl FnOnce(i64) -> Result<(), StorageError>) {
        let mut running = self.running();
        if let Some(running) = running.as_mut()
            && !running.was_cancelled
        {
            running.was_cancelled = true;
            if let Err(error) = send(running.session.id) {
                tracing::warn!(%error, "cannot cancel a statement; it runs until its time-out");
            }
        }
    }

    fn running(&self) -> MutexGuard<'_, Option<Running>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether this statement is still running.
    pub(super) fn is_still_at(&self, statement: Statement) -> bool {
        self.statement().is_some_and(|now| (now.session, now.since) == (statement.session, statement.since))
    }

    /// The running statement. `None` while it is being cancelled.
    fn statement(&self) -> Option<Statement> {
        let running = self.running.try_lock().ok()?;
        let session = &running.as_ref()?.session;
        let since = session.since.load(Ordering::Relaxed);
        let running_for = if since == 0 { 0 } else { clock().saturating_sub(since) };
        Some(Statement {
            session: session.id,
            since,
            running_for: Duration::from_millis(running_for),
            limit: session.limit,
        })
    }
}

/// All running jobs.
#[derive(Default)]
pub(super) struct Calls {
    known: Mutex<HashMap<u64, Known>>,
    count: AtomicU64,
}

struct Known {
    call: Arc<Call>,
    /// Answers the caller that the database is unavailable, without waiting for the job's thread.
    give_up: Box<dyn FnOnce() + Send>,
}

/// Removes a job from the list when dropped. Held by the job's thread.
pub(super) struct Entry {
    calls: Arc<Calls>,
    pub(super) call: Arc<Call>,
}

/// The sending side of a job's answer.
pub(super) struct Answer<T>(Arc<Mutex<Option<Sender<T>>>>);

type Sender<T> = oneshot::Sender<Result<T, StorageError>>;

impl<T> Answer<T> {
    pub(super) fn send(&self, outcome: Result<T, StorageError>) {
        let sender = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(sender) = sender {
            // The caller may no longer wait.
            let _ = sender.send(outcome);
        }
    }
}

type Awaited<T> = oneshot::Receiver<Result<T, StorageError>>;

impl Calls {
    fn known(&self) -> MutexGuard<'_, HashMap<u64, Known>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Registers a job: the entry for its thread, the sender of its answer, and the receiver for its caller.
    pub(super) fn start<T: Send + 'static>(self: &Arc<Self>) -> (Entry, Answer<T>, Awaited<T>) {
        let (sender, receiver) = oneshot::channel();
        let answer = Answer(Arc::new(Mutex::new(Some(sender))));
        let given_up = Answer(Arc::clone(&answer.0));
        let call = Arc::new(Call {
            number: self.count.fetch_add(1, Ordering::Relaxed),
            running: Mutex::new(None),
            is_cancelled: AtomicBool::new(false),
            is_given_up: AtomicBool::new(false),
        });
        let give_up = Box::new(move || given_up.send(Err(StorageError::Unavailable)));
        self.known().insert(call.number, Known { call: Arc::clone(&call), give_up });
        (Entry { calls: Arc::clone(self), call }, answer, receiver)
    }

    /// Jobs whose statement has been running for longer than `patience`.
    pub(super) fn slow(&self, patience: Duration) -> Vec<(Arc<Call>, Statement)> {
        let known = self.known();
        let statement = |known: &Known| Some((Arc::clone(&known.call), known.call.statement()?));
        known.values().filter_map(statement).filter(|(_, it)| it.running_for > patience).collect()
    }

    /// Answers all callers that the database is unavailable. The threads end when the server lets them.
    pub(super) fn give_up(&self) -> usize {
        let all: Vec<Known> = self.known().drain().map(|(_, known)| known).collect();
        let count = all.len();
        for known in all {
            known.call.is_given_up.store(true, Ordering::Relaxed);
            (known.give_up)();
        }
        count
    }
}

impl Drop for Entry {
    fn drop(&mut self) {
        self.calls.known().remove(&self.call.number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session() -> Session {
        Session { id: 7, since: Since::default(), limit: Duration::from_secs(10) }
    }

    #[test]
    fn an_abandoned_job_is_answered_and_must_not_commit() {
        let calls = Arc::new(Calls::default());
        let (entry, answer, awaited) = calls.start::<u8>();
        entry.call.begin(session()).expect("the caller waits");
        assert_eq!(calls.give_up(), 1);
        assert!(matches!(awaited.blocking_recv(), Ok(Err(StorageError::Unavailable))));
        assert!(entry.call.assert_wanted().is_err());
        answer.send(Ok(1));
        assert!(entry.call.end(), "its connection is discarded");
        drop(entry);
        assert_eq!(calls.give_up(), 0);
    }

    #[test]
    fn only_a_running_job_is_cancelled_and_only_once() {
        let calls = Arc::new(Calls::default());
        let (entry, _answer, _awaited) = calls.start::<u8>();
        let mut sent = Vec::new();
        let mut cancel = || {
            entry.call.cancel_statement(|id| {
                sent.push(id);
                Ok(())
            });
        };
        cancel();
        entry.call.begin(session()).expect("the caller waits");
        cancel();
        cancel();
        assert_eq!(sent, [7]);
        assert!(entry.call.end());
        assert!(!entry.call.end());
        assert!(!entry.call.cancel(), "nothing runs");
        assert!(entry.call.begin(session()).is_err());
    }

    #[test]
    fn only_the_same_statement_on_the_same_connection_is_still_under_way() {
        let calls = Arc::new(Calls::default());
        let (entry, _answer, _awaited) = calls.start::<u8>();
        let begun = session();
        begun.since.store(clock(), Ordering::Relaxed);
        entry.call.begin(begun.clone()).expect("the caller waits");
        let statement = entry.call.statement().expect("one");
        assert!(entry.call.is_still_at(statement));
        begun.since.fetch_add(1, Ordering::Relaxed);
        assert!(!entry.call.is_still_at(statement), "the next statement");
        entry.call.end();
        assert!(!entry.call.is_still_at(statement), "it has ended");
        let another = Session { id: 8, ..begun };
        another.since.store(statement.since, Ordering::Relaxed);
        entry.call.begin(another).expect("the caller waits");
        assert!(!entry.call.is_still_at(statement), "it runs again on another connection");
    }

    #[test]
    fn a_panicking_thread_leaves_no_caller_waiting() {
        let calls = Arc::new(Calls::default());
        let (entry, answer, awaited) = calls.start::<u8>();
        drop((entry, answer));
        assert!(awaited.blocking_recv().is_err());
    }
}
