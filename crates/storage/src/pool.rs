//! Connections to a database server: a pool, and a semaphore in front of it so that nobody blocks an async worker.

use std::sync::Arc;
use std::time::Duration;

use diesel::connection::{SimpleConnection, TransactionManager};
use diesel::prelude::*;
use tokio::sync::Semaphore;

use crate::audit;
use crate::connection::{AnyConnection, confine, establish};
use crate::database_url::DatabaseUrl;
use crate::error::{OpenError, StorageError};
use crate::scope::{Noted, Rows};

/// How long a job waits for a connection before it is turned away.
const PATIENCE: Duration = Duration::from_secs(2);
/// How often a transaction that met another one is run in all.
const ATTEMPTS: u32 = 12;

/// The pool of one server. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Pool {
    connections: r2d2::Pool<Manager>,
    places: Arc<Semaphore>,
}

struct Manager {
    url: DatabaseUrl,
}

/// A connection, and whether it was seen to fail.
pub(crate) struct Held {
    conn: AnyConnection,
    broken: bool,
    /// Whose rows it may touch; none before it was told.
    rows: Option<Rows>,
}

impl Held {
    /// Lets the connection touch these rows and no others. It is told only when that changes: most services have one
    /// firm, and each telling is a round trip.
    fn confine(&mut self, rows: Rows) -> Result<(), StorageError> {
        if self.rows != Some(rows) {
            confine(&mut self.conn, rows)?;
            self.rows = Some(rows);
        }
        Ok(())
    }
}

/// Runs a job and writes down what it noted, in the same transaction.
fn told<T>(
    conn: &mut AnyConnection,
    job: &impl Fn(&mut AnyConnection) -> Result<Noted<T>, StorageError>,
) -> Result<T, StorageError> {
    let noted = job(conn)?;
    audit::append(conn, &noted.notes)?;
    Ok(noted.value)
}

impl r2d2::ManageConnection for Manager {
    type Connection = Held;
    type Error = OpenError;

    fn connect(&self) -> Result<Held, OpenError> {
        establish(&self.url).map(|conn| Held { conn, broken: false, rows: None })
    }

    fn is_valid(&self, held: &mut Held) -> Result<(), OpenError> {
        held.conn.batch_execute("SELECT 1").map_err(|error| StorageError::from(error).into())
    }

    /// Asked each time a connection comes back: an open transaction must not reach the next user.
    fn has_broken(&self, held: &mut Held) -> bool {
        let status =
            <AnyConnection as diesel::Connection>::TransactionManager::transaction_manager_status_mut(
                &mut held.conn,
            );
        held.broken || std::thread::panicking() || !matches!(status.transaction_depth(), Ok(None))
    }
}

impl Pool {
    pub(crate) fn open(url: &DatabaseUrl, size: u32) -> Result<Self, OpenError> {
        // One connection by hand: the pool would only say that it waited in vain.
        drop(establish(url)?);
        let connections = r2d2::Pool::builder()
            .max_size(size)
            // None in reserve: a thread that is still connecting when the program ends meets client libraries that have
            // taken themselves apart, and crashes.
            .min_idle(Some(0))
            .connection_timeout(PATIENCE)
            // A check at each check-out is a round trip; a connection found broken is thrown away instead.
            .test_on_check_out(false)
            .error_handler(Box::new(r2d2::NopErrorHandler))
            .build(Manager { url: url.clone() })
            .map_err(|error| OpenError::Connect(error.to_string()))?;
        Ok(Self { connections, places: Arc::new(Semaphore::new(size as usize)) })
    }

    /// Runs a read on a thread for blocking work; once more on a fresh connection when the first one was broken.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        rows: Rows,
        job: impl Fn(&mut AnyConnection) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        self.blocking(move |pool| pool.read_here(rows, job)).await
    }

    /// Runs a transaction on a thread for blocking work.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        rows: Rows,
        job: impl Fn(&mut AnyConnection) -> Result<Noted<T>, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        self.blocking(move |pool| pool.write_here(rows, job)).await
    }

    async fn blocking<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Self) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        let places = Arc::clone(&self.places);
        let place = tokio::time::timeout(PATIENCE, places.acquire_owned()).await;
        let place = place.map_err(|_| StorageError::Busy)?.map_err(|_| StorageError::Unavailable)?;
        let pool = self.clone();
        let run = move || {
            let _place = place;
            job(&pool)
        };
        tokio::task::spawn_blocking(run).await.map_err(|_| StorageError::Unavailable)?
    }

    pub(crate) fn read_here<T>(
        &self,
        rows: Rows,
        job: impl Fn(&mut AnyConnection) -> Result<T, StorageError>,
    ) -> Result<T, StorageError> {
        match self.with_connection(rows, &job) {
            Err(StorageError::Unavailable) => self.with_connection(rows, &job),
            outcome => outcome,
        }
    }

    /// Runs a transaction, again when it met another one. Never again after a connection was lost: the commit
    /// may have happened.
    pub(crate) fn write_here<T>(
        &self,
        rows: Rows,
        job: impl Fn(&mut AnyConnection) -> Result<Noted<T>, StorageError>,
    ) -> Result<T, StorageError> {
        let mut attempt = 1;
        loop {
            let outcome = self.with_connection(rows, &|conn| conn.transaction(|conn| told(conn, &job)));
            if attempt == ATTEMPTS || !matches!(outcome, Err(StorageError::Conflict)) {
                return outcome;
            }
            pause(attempt);
            attempt += 1;
        }
    }

    fn with_connection<T>(
        &self,
        rows: Rows,
        job: &dyn Fn(&mut AnyConnection) -> Result<T, StorageError>,
    ) -> Result<T, StorageError> {
        let mut held = self.connections.get().map_err(|_| StorageError::Unavailable)?;
        let outcome = held.confine(rows).and_then(|()| job(&mut held.conn));
        held.broken |= matches!(outcome, Err(StorageError::Unavailable));
        outcome
    }
}

/// Longer with each attempt, and not the same for all who met.
fn pause(attempt: u32) {
    let spread = u64::from(uuid::Uuid::new_v4().as_bytes().first().copied().unwrap_or_default());
    std::thread::sleep(Duration::from_micros(u64::from(attempt) * (200 + spread * 8)));
}
