//! The thread that watches running jobs on a database server. When the server's machine or process is frozen it accepts
//! statements and never answers, and neither the server's nor the client's time-outs apply.

use std::sync::{Arc, PoisonError, RwLock};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender};

use super::call::Calls;
use super::generation::Generation;
use crate::engine::connection::missing_sessions;
use crate::engine::database_url::DatabaseUrl;
use crate::engine::establish::{establish, is_silent};

/// How often the thread checks.
const PERIOD: Duration = Duration::from_millis(250);
/// How long a statement runs before the server is checked.
const SUSPICIOUS: Duration = Duration::from_secs(2);

/// How long after its time-out a statement counts as stuck: neither the server nor a cancellation has ended it.
const LAST_RESORT: Duration = Duration::from_secs(5);

/// State that the thread and the pool share.
pub(super) struct Watched {
    pub(super) url: DatabaseUrl,
    pub(super) size: u32,
    pub(super) limit: Duration,
    pub(super) calls: Arc<Calls>,
    pub(super) generation: RwLock<Arc<Generation>>,
}

impl Watched {
    pub(super) fn current(&self) -> Arc<Generation> {
        Arc::clone(&self.generation.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn look(&self, asked_at: &mut Option<Instant>) {
        let slow = self.calls.slow(SUSPICIOUS);
        if slow.iter().any(|(_, statement)| statement.is_overdue_by(LAST_RESORT)) {
            return self.begin_anew();
        }
        for (call, _) in slow.iter().filter(|(_, statement)| statement.is_overdue_by(SUSPICIOUS)) {
            self.current().cancel(Arc::clone(call));
        }
        if slow.is_empty() || asked_at.is_some_and(|at| at.elapsed() < SUSPICIOUS) {
            return;
        }
        let sessions = slow.iter().map(|(_, statement)| statement.session).collect();
        let is_gone = match missing(&self.url, sessions) {
            None => true,
            // The job may have ended during the check, and its connection with it.
            Some(missing) => slow.iter().any(|(call, statement)| {
                missing.contains(&statement.session) && call.is_still_at(*statement)
            }),
        };
        if is_gone {
            return self.begin_anew();
        }
        *asked_at = Some(Instant::now());
    }

    /// Abandons all connections with their jobs.
    fn begin_anew(&self) {
        tracing::warn!("the database server does not answer; replacing its connections");
        match Generation::new(&self.url, self.size, self.limit) {
            Ok(fresh) => {
                let old = std::mem::replace(
                    &mut *self.generation.write().unwrap_or_else(PoisonError::into_inner),
                    Arc::new(fresh),
                );
                let jobs = self.calls.give_up();
                tracing::warn!(jobs, "connections to the database were replaced; their jobs failed");
                // Closing a connection can wait for the server.
                let closing = std::thread::Builder::new().name("database-closing".to_owned());
                if let Err(error) = closing.spawn(move || drop(old)) {
                    tracing::warn!(%error, "cannot start a thread; old connections are closed later");
                }
            }
            Err(error) => tracing::error!(%error, "cannot open new connections to the database, will retry"),
        }
    }
}

/// Those of the sessions that do not exist on the server: another server may have taken over its address. `None` when
/// it does not answer. A server that refuses the check, for example because it is full, is assumed to have them all.
fn missing(url: &DatabaseUrl, sessions: Vec<i64>) -> Option<Vec<i64>> {
    if is_silent(url) {
        return None;
    }
    let (answer, answered) = crossbeam_channel::bounded(1);
    let url = url.clone();
    let ask = move || {
        let missing = establish(&url).ok().and_then(|mut conn| missing_sessions(&mut conn, &sessions).ok());
        // The receiver may have timed out.
        let _ = answer.send(missing.unwrap_or_default());
    };
    // On a thread of its own: the server may freeze at any moment.
    match std::thread::Builder::new().name("database-asked".to_owned()).spawn(ask) {
        Ok(_) => answered.recv_timeout(2 * SUSPICIOUS).ok(),
        Err(_) => Some(Vec::new()),
    }
}

/// The thread. Stops when this is dropped.
pub(super) struct Watchdog {
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Watchdog {
    pub(super) fn start(watched: Arc<Watched>) -> std::io::Result<Self> {
        let (stop, stopped) = crossbeam_channel::bounded(0);
        let watch = move || watch(&watched, &stopped);
        let thread = std::thread::Builder::new().name("database-watchdog".to_owned()).spawn(watch)?;
        Ok(Self { stop: Some(stop), thread: Some(thread) })
    }
}

fn watch(watched: &Watched, stopped: &Receiver<()>) {
    let mut asked_at = None;
    while stopped.recv_timeout(PERIOD) == Err(RecvTimeoutError::Timeout) {
        watched.look(&mut asked_at);
    }
}

impl Drop for Watchdog {
    fn drop(&mut self) {
        self.stop = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
