//! A job that is under way on a database server, as the thread sees it that watches over all of them.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

use crate::engine::error::StorageError;

/// Since when the statement of a connection has been running, in milliseconds of [`clock`]; 0 between statements.
pub(super) type Since = Arc<AtomicU64>;

/// Milliseconds since the first look, never 0.
pub(super) fn clock() -> u64 {
    static START: OnceLock<Instant> = OnceLock::new();
    let elapsed = START.get_or_init(Instant::now).elapsed();
    u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX).saturating_add(1)
}

/// The connection that a job runs on.
#[derive(Debug, Clone)]
pub(super) struct Session {
    /// The server's number of it.
    pub(super) id: i64,
    pub(super) since: Since,
    /// The deadline of a statement.
    pub(super) limit: Duration,
}

/// A statement that is under way.
#[derive(Debug, Clone, Copy)]
pub(super) struct Statement {
    /// The server's number of its connection.
    pub(super) session: i64,
    /// When it began, in milliseconds of [`clock`].
    since: u64,
    running_for: Duration,
    limit: Duration,
}

impl Statement {
    /// Whether it should have ended so long ago.
    pub(super) fn is_overdue_by(self, period: Duration) -> bool {
        self.running_for > self.limit + period
    }
}

/// A job that is under way.
pub(super) struct Call {
    number: u64,
    /// Held while a statement is being cancelled, so that it cannot be another job's by then.
    running: Mutex<Option<Running>>,
    is_cancelled: AtomicBool,
    is_given_up: AtomicBool,
}

struct Running {
    session: Session,
    was_cancelled: bool,
}

impl Call {
    /// Says that the job runs on this connection now.
    ///
    /// # Errors
    /// Nobody wants its answer any more.
    pub(super) fn begin(&self, session: Session) -> Result<(), StorageError> {
        self.assert_wanted()?;
        *self.running() = Some(Running { session, was_cancelled: false });
        Ok(())
    }

    /// Says that it does not any more; whether the connection is spoiled by a cancellation that may still arrive.
    pub(super) fn end(&self) -> bool {
        let running = self.running().take();
        running.is_some_and(|running| running.was_cancelled) || self.is_given_up.load(Ordering::Relaxed)
    }

    /// Fails once the caller was told that the database is away: what the job did must not be committed then.
    pub(super) fn assert_wanted(&self) -> Result<(), StorageError> {
        let is_over = self.is_given_up.load(Ordering::Relaxed) || self.is_cancelled.load(Ordering::Relaxed);
        if is_over { Err(StorageError::Unavailable) } else { Ok(()) }
    }

    /// Says that nobody wants the answer any more; whether there is still a statement to be cancelled.
    pub(super) fn cancel(&self) -> bool {
        self.is_cancelled.store(true, Ordering::Relaxed);
        // In doubt there is one: without it a cancellation comes to nothing.
        self.running.try_lock().map_or(true, |running| running.is_some())
    }

    /// Cancels the statement, should there be one: `send` gets the server's number of the connection.
    pub(super) fn cancel_statement(&self, send: impl FnOnce(i64) -> Result<(), StorageError>) {
        let mut running = self.running();
        if let Some(running) = running.as_mut()
            && !running.was_cancelled
        {
            running.was_cancelled = true;
            if let Err(error) = send(running.session.id) {
                tracing::warn!(%error, "a statement could not be cancelled");
            }
        }
    }

    fn running(&self) -> MutexGuard<'_, Option<Running>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether this statement of it is still under way.
    pub(super) fn is_still_at(&self, statement: Statement) -> bool {
        self.statement().is_some_and(|now| (now.session, now.since) == (statement.session, statement.since))
    }

    /// Its statement. Nothing while it is being cancelled.
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

/// All jobs that are under way.
#[derive(Default)]
pub(super) struct Calls {
    known: Mutex<HashMap<u64, Known>>,
    count: AtomicU64,
}

struct Known {
    call: Arc<Call>,
    /// Tells the caller that the database is away, without waiting for the thread that runs the job.
    give_up: Box<dyn FnOnce() + Send>,
}

/// Forgets a job when it is dropped. The thread that runs the job holds it.
pub(super) struct Entry {
    calls: Arc<Calls>,
    pub(super) call: Arc<Call>,
}

/// How the thread that runs a job answers.
pub(super) struct Answer<T>(Arc<Mutex<Option<Sender<T>>>>);

type Sender<T> = oneshot::Sender<Result<T, StorageError>>;

impl<T> Answer<T> {
    pub(super) fn send(&self, outcome: Result<T, StorageError>) {
        let sender = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(sender) = sender {
            // The caller may have gone away meanwhile.
            let _ = sender.send(outcome);
        }
    }
}

type Awaited<T> = oneshot::Receiver<Result<T, StorageError>>;

impl Calls {
    fn known(&self) -> MutexGuard<'_, HashMap<u64, Known>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A new job: what its thread holds, how it answers, and what its caller waits for.
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

    /// Those whose statement has been running for longer than `patience`.
    pub(super) fn slow(&self, patience: Duration) -> Vec<(Arc<Call>, Statement)> {
        let known = self.known();
        let statement = |known: &Known| Some((Arc::clone(&known.call), known.call.statement()?));
        known.values().filter_map(statement).filter(|(_, it)| it.running_for > patience).collect()
    }

    /// Tells all callers that the database is away. Their threads end when the server lets them.
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
    fn a_job_that_was_given_up_is_answered_and_must_not_commit() {
        let calls = Arc::new(Calls::default());
        let (entry, answer, awaited) = calls.start::<u8>();
        entry.call.begin(session()).expect("it is wanted");
        assert_eq!(calls.give_up(), 1);
        assert!(matches!(awaited.blocking_recv(), Ok(Err(StorageError::Unavailable))));
        assert!(entry.call.assert_wanted().is_err());
        answer.send(Ok(1));
        assert!(entry.call.end(), "its connection is spoiled");
        drop(entry);
        assert_eq!(calls.give_up(), 0);
    }

    #[test]
    fn only_a_job_that_runs_is_cancelled_and_only_once() {
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
        entry.call.begin(session()).expect("it is wanted");
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
        entry.call.begin(begun.clone()).expect("it is wanted");
        let statement = entry.call.statement().expect("one");
        assert!(entry.call.is_still_at(statement));
        begun.since.fetch_add(1, Ordering::Relaxed);
        assert!(!entry.call.is_still_at(statement), "the next statement");
        entry.call.end();
        assert!(!entry.call.is_still_at(statement), "it has ended");
        let another = Session { id: 8, ..begun };
        another.since.store(statement.since, Ordering::Relaxed);
        entry.call.begin(another).expect("it is wanted");
        assert!(!entry.call.is_still_at(statement), "it runs again on another connection");
    }

    #[test]
    fn a_thread_that_breaks_down_leaves_nobody_waiting() {
        let calls = Arc::new(Calls::default());
        let (entry, answer, awaited) = calls.start::<u8>();
        drop((entry, answer));
        assert!(awaited.blocking_recv().is_err());
    }
}
