//! The connections to one server. When the server stops answering without closing them, all are abandoned together and
//! a new generation replaces them.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use crossbeam_channel::{Receiver, Sender};
use diesel::connection::{
    Instrumentation, InstrumentationEvent, SimpleConnection, TransactionManager, get_default_instrumentation,
};
use diesel::prelude::*;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::call::{Call, Session, Since, clock};
use crate::engine::connection::{AnyConnection, cancel_statement, confine, limit_statements, session_id};
use crate::engine::database_url::DatabaseUrl;
use crate::engine::error::{OpenError, StorageError};
use crate::engine::establish::establish;
use crate::engine::rows::Rows;

/// How long a job waits for a connection before it is refused.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long the connection for cancelling statements is kept idle.
const CANCELS_KEPT: Duration = Duration::from_secs(10);

/// Connections, and the semaphores that share them out.
pub(super) struct Generation {
    /// The connections of most jobs.
    connections: r2d2::Pool<Manager>,
    /// The connections of urgent jobs and of the health check.
    reserve: r2d2::Pool<Manager>,
    /// One permit for each of `connections` but one, which is for jobs on threads of their own.
    places: Arc<Semaphore>,
    /// The share of the places that writes may take: writes that wait for a row lock leave the others to reads.
    writes: Arc<Semaphore>,
    cancels: Sender<Arc<Call>>,
}

/// How the connections are shared out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shares {
    pub(crate) reserve: u32,
    pub(crate) places: u32,
    pub(crate) writes: u32,
}

impl Shares {
    /// With five connections or more there is one for each purpose. With eight or more an urgent job that waits for a
    /// lock does not block the health check.
    pub(crate) fn of(connections: u32) -> Self {
        let reserve = match connections {
            0 | 1 => 0,
            2..8 => 1,
            _ => 2,
        };
        let places = connections.saturating_sub(reserve + 1).max(1);
        Self { reserve, places, writes: (places / 2).max(1) }
    }
}

/// The group of connections that a job uses.
#[derive(Debug, Clone, Copy)]
pub(super) enum Lane {
    Usual,
    Urgent,
}

struct Manager {
    url: DatabaseUrl,
    limit: Duration,
}

/// A connection, and whether it has failed.
pub(super) struct Held {
    conn: AnyConnection,
    broken: bool,
    /// The rows that the session may touch; `None` before it was set.
    rows: Option<Rows>,
    session: Session,
}

impl Held {
    /// Sets the session's rows and statement time-out. Only when they change: most installations have one firm, and
    /// each setting is a round trip.
    fn prepare(&mut self, rows: Rows, limit: Duration) -> Result<(), StorageError> {
        if self.rows != Some(rows) {
            confine(&mut self.conn, rows)?;
            self.rows = Some(rows);
        }
        if self.session.limit != limit {
            limit_statements(&mut self.conn, limit)?;
            self.session.limit = limit;
        }
        Ok(())
    }
}

/// Records the start of the running statement. The statement log stays active.
fn watch_statements(conn: &mut AnyConnection, since: &Since) {
    let since = Arc::clone(since);
    let mut log = get_default_instrumentation();
    conn.set_instrumentation(move |event: InstrumentationEvent<'_>| {
        match event {
            InstrumentationEvent::StartQuery { .. } => since.store(clock(), Ordering::Relaxed),
            InstrumentationEvent::FinishQuery { .. } => since.store(0, Ordering::Relaxed),
            _ => {}
        }
        if let Some(log) = log.as_mut() {
            log.on_connection_event(event);
        }
    });
}

impl r2d2::ManageConnection for Manager {
    type Connection = Held;
    type Error = OpenError;

    fn connect(&self) -> Result<Held, OpenError> {
        let mut conn = establish(&self.url)?;
        let id = session_id(&mut conn)?;
        limit_statements(&mut conn, self.limit)?;
        let since = Since::default();
        watch_statements(&mut conn, &since);
        Ok(Held { conn, broken: false, rows: None, session: Session { id, since, limit: self.limit } })
    }

    fn is_valid(&self, held: &mut Held) -> Result<(), OpenError> {
        held.conn.batch_execute("SELECT 1").map_err(|error| StorageError::from(error).into())
    }

    /// Checked whenever a connection is returned: an open transaction must not reach the next job.
    fn has_broken(&self, held: &mut Held) -> bool {
        let status =
            <AnyConnection as diesel::Connection>::TransactionManager::transaction_manager_status_mut(
                &mut held.conn,
            );
        held.broken || std::thread::panicking() || !matches!(status.transaction_depth(), Ok(None))
    }
}

impl Generation {
    pub(super) fn new(url: &DatabaseUrl, size: u32, limit: Duration) -> Result<Self, OpenError> {
        let shares = Shares::of(size);
        let connections = pool(url, size.saturating_sub(shares.reserve).max(1), limit)?;
        let reserve = match shares.reserve {
            0 => connections.clone(),
            reserve => pool(url, reserve, limit)?,
        };
        let (cancels, waiting) = crossbeam_channel::unbounded();
        let url = url.clone();
        std::thread::Builder::new()
            .name("database-cancels".to_owned())
            .spawn(move || send_cancels(&url, &waiting))?;
        let semaphore = |permits: u32| Arc::new(Semaphore::new(permits as usize));
        let (places, writes) = (semaphore(shares.places), semaphore(shares.writes));
        Ok(Self { connections, reserve, places, writes, cancels })
    }

    /// Waits for the right to use a connection.
    pub(super) async fn place(&self) -> Result<Place, StorageError> {
        Ok(Place { _place: acquired(&self.places).await?, _turn: None })
    }

    /// [`Generation::place`] for a write.
    pub(super) async fn place_to_write(&self) -> Result<Place, StorageError> {
        let turn = acquired(&self.writes).await?;
        Ok(Place { _place: acquired(&self.places).await?, _turn: Some(turn) })
    }

    /// Runs a job on a connection.
    pub(super) fn run<T>(
        &self,
        call: &Call,
        lane: Lane,
        rows: Rows,
        limit: Duration,
        job: &dyn Fn(&mut AnyConnection) -> Result<T, StorageError>,
    ) -> Result<T, StorageError> {
        let connections = match lane {
            Lane::Usual => &self.connections,
            Lane::Urgent => &self.reserve,
        };
        let mut held = connections.get().map_err(|_| StorageError::Unavailable)?;
        call.begin(Session { limit, ..held.session.clone() })?;
        let outcome = held.prepare(rows, limit).and_then(|()| job(&mut held.conn));
        held.broken |= call.end() || matches!(outcome, Err(StorageError::Unavailable));
        outcome
    }

    /// Cancels the statement of a job in the background.
    pub(super) fn cancel(&self, call: Arc<Call>) {
        // If the thread has ended, the statement runs until its time-out.
        let _ = self.cancels.send(call);
    }
}

fn pool(url: &DatabaseUrl, size: u32, limit: Duration) -> Result<r2d2::Pool<Manager>, OpenError> {
    r2d2::Pool::builder()
        .max_size(size)
        // No idle connections at start: when the program exits, a thread that is still connecting uses client libraries
        // that are already unloaded, and crashes.
        .min_idle(Some(0))
        .connection_timeout(PATIENCE)
        // Testing on check-out costs a round trip; a broken connection is replaced when it fails instead.
        .test_on_check_out(false)
        .error_handler(Box::new(r2d2::NopErrorHandler))
        .build(Manager { url: url.clone(), limit })
        .map_err(|error| OpenError::Connect(error.to_string()))
}

/// The right to use a connection; released when dropped.
pub(super) struct Place {
    _place: OwnedSemaphorePermit,
    _turn: Option<OwnedSemaphorePermit>,
}

async fn acquired(semaphore: &Arc<Semaphore>) -> Result<OwnedSemaphorePermit, StorageError> {
    let permit = tokio::time::timeout(PATIENCE, Arc::clone(semaphore).acquire_owned()).await;
    permit.map_err(|_| StorageError::Busy)?.map_err(|_| StorageError::Unavailable)
}

/// Uses a connection of its own, as all others may be taken.
fn send_cancels(url: &DatabaseUrl, waiting: &Receiver<Arc<Call>>) {
    while let Ok(first) = waiting.recv() {
        let mut conn = match establish(url) {
            Ok(conn) => conn,
            Err(error) => {
                tracing::warn!(%error, "cannot connect to cancel a statement; it runs until its time-out");
                continue;
            }
        };
        let mut next = Some(first);
        while let Some(call) = next {
            call.cancel_statement(|session| cancel_statement(&mut conn, session));
            next = waiting.recv_timeout(CANCELS_KEPT).ok();
        }
    }
}
