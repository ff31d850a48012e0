//! Runs jobs: on the threads of the embedded database, or on the connection pool of a server.
#![cfg_attr(
    not(any(feature = "postgres", feature = "mysql")),
    expect(unused_variables, reason = "the embedded database cannot tell rows apart")
)]

use std::time::Duration;

use frontdesk_core::FirmId;

use crate::engine::audit::note::Noted;
use crate::engine::connection::AnyConnection;
use crate::engine::database_url::DatabaseUrl;
use crate::engine::error::{OpenError, StorageError};
use crate::engine::options::Options;
use crate::engine::rows::Rows;
use crate::engine::scope::firm_exists;

/// Time limits of statements.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Deadlines {
    /// For statements that a caller waits for.
    pub(crate) statement: Duration,
    /// For jobs on threads of their own: imports, exports, commands.
    pub(crate) job: Duration,
}

/// How long a health check waits for a reader of the embedded database: as long as for a server.
#[cfg(feature = "sqlite")]
const PING: Duration = Duration::from_secs(4);

pub(crate) struct Engine {
    kind: Kind,
    deadlines: Deadlines,
}

enum Kind {
    #[cfg(feature = "sqlite")]
    Sqlite(crate::engine::sqlite::Sqlite),
    #[cfg(any(feature = "postgres", feature = "mysql"))]
    Pool(crate::engine::pool::Pool),
}

/// The result of a piece of bulk work, possibly still to come.
pub(crate) enum Pending<T> {
    #[cfg(feature = "sqlite")]
    Later(crate::engine::sqlite::Pending<T>),
    #[cfg(any(feature = "postgres", feature = "mysql"))]
    Ready(Result<T, StorageError>),
}

impl<T> Pending<T> {
    /// Blocks until the transaction is committed or lost.
    pub(crate) fn wait(self) -> Result<T, StorageError> {
        match self {
            #[cfg(feature = "sqlite")]
            Self::Later(answer) => answer.blocking_recv().unwrap_or(Err(StorageError::Unavailable)),
            #[cfg(any(feature = "postgres", feature = "mysql"))]
            Self::Ready(outcome) => outcome,
        }
    }
}

/// How many heavy reads run at a time, in all and per caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct HeavyReads {
    pub(crate) permits: usize,
    pub(crate) per_caller: usize,
}

/// On the embedded database one caller keeps `readers` threads busy at most. One more is for the firm's other callers,
/// one for other firms, and one for light reads alone.
#[cfg(feature = "sqlite")]
fn heavy_reads_on(readers: usize) -> HeavyReads {
    HeavyReads { permits: readers + 2, per_caller: readers }
}

/// On a server, heavy reads leave the places of writes and one for light reads free.
#[cfg(any(feature = "postgres", feature = "mysql"))]
fn heavy_reads_over(connections: u32) -> HeavyReads {
    let shares = crate::engine::pool::Shares::of(connections);
    let permits = (shares.places.saturating_sub(shares.writes + 1) as usize).max(1);
    // One is left to other callers of the firm, and one to other firms.
    let per_caller = (permits * 2 / 3).min(permits.saturating_sub(2)).max(1);
    HeavyReads { permits, per_caller }
}

impl Engine {
    /// Starts the threads or the pool.
    pub(crate) fn start(options: &Options) -> Result<(Self, HeavyReads), OpenError> {
        let deadlines = Deadlines { statement: options.statement_timeout, job: options.job_timeout };
        let (kind, heavy) = match &options.url {
            #[cfg(feature = "sqlite")]
            DatabaseUrl::Sqlite(path) => {
                let heavy = heavy_reads_on(options.readers.max(1));
                let sqlite = crate::engine::sqlite::Sqlite::open(path, heavy.permits + 1, options.bulk_only)?;
                (Kind::Sqlite(sqlite), heavy)
            }
            #[cfg(not(feature = "sqlite"))]
            DatabaseUrl::Sqlite(_) => return Err(OpenError::NotCompiledIn("sqlite")),
            #[cfg(any(feature = "postgres", feature = "mysql"))]
            url => {
                let heavy = heavy_reads_over(options.connections);
                let pool = crate::engine::pool::Pool::open(url, options.connections, deadlines.statement)?;
                (Kind::Pool(pool), heavy)
            }
            #[cfg(not(any(feature = "postgres", feature = "mysql")))]
            DatabaseUrl::Postgres(_) => return Err(OpenError::NotCompiledIn("postgres")),
            #[cfg(not(any(feature = "postgres", feature = "mysql")))]
            DatabaseUrl::Mysql(_) => return Err(OpenError::NotCompiledIn("mysql")),
        };
        Ok((Self { kind, deadlines }, heavy))
    }

    /// Runs a job that only reads. Dropping the future cancels the job.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        rows: Rows,
        job: impl Fn(&mut AnyConnection) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        let limit = self.deadlines.statement;
        match &self.kind {
            #[cfg(feature = "sqlite")]
            Kind::Sqlite(sqlite) => sqlite.read(limit, job).await,
            #[cfg(any(feature = "postgres", feature = "mysql"))]
            Kind::Pool(pool) => pool.read(rows, limit, job).await,
        }
    }

    /// [`Engine::read`] ahead of all queued jobs.
    pub(crate) async fn read_urgent<T: Send + 'static>(
        &self,
        rows: Rows,
        job: impl Fn(&mut AnyConnection) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        let limit = self.deadlines.statement;
        match &self.kind {
            // Heavy reads always leave a reader free.
            #[cfg(feature = "sqlite")]
            Kind::Sqlite(sqlite) => sqlite.read(limit, job).await,
            #[cfg(any(feature = "postgres", feature = "mysql"))]
            Kind::Pool(pool) => pool.read_urgent(rows, limit, job).await,
        }
    }

    /// Runs a job in a transaction.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        rows: Rows,
        job: impl Fn(&mut AnyConnection) -> Result<Noted<T>, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        let limit = self.deadlines.statement;
        match &self.kind {
            #[cfg(feature = "sqlite")]
            Kind::Sqlite(sqlite) => sqlite.write(limit, job)?.await.unwrap_or(Err(StorageError::Unavailable)),
            #[cfg(any(feature = "postgres", feature = "mysql"))]
            Kind::Pool(pool) => pool.write(rows, limit, job).await,
        }
    }

    /// [`Engine::write`] ahead of all queued jobs.
    pub(crate) async fn write_urgent<T: Send + 'static>(
        &self,
        rows: Rows,
        job: impl Fn(&mut AnyConnection) -> Result<Noted<T>, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        let limit = self.deadlines.statement;
        match &self.kind {
            #[cfg(feature = "sqlite")]
            Kind::Sqlite(sqlite) => {
                sqlite.write_urgent(limit, job)?.await.unwrap_or(Err(StorageError::Unavailable))
            }
            #[cfg(any(feature = "postgres", feature = "mysql"))]
            Kind::Pool(pool) => pool.write_urgent(rows, limit, job).await,
        }
    }

    /// Whether a long transaction blocks the writes of others.
    pub(crate) fn has_one_writer_for_all(&self, bulk_only: bool) -> bool {
        match &self.kind {
            #[cfg(feature = "sqlite")]
            Kind::Sqlite(sqlite) => !(bulk_only && sqlite.is_alone()),
            #[cfg(any(feature = "postgres", feature = "mysql"))]
            Kind::Pool(_) => false,
        }
    }

    /// Whether the database answers and accepts writes. Does not queue behind jobs.
    pub(crate) async fn ping(&self) -> Result<(), StorageError> {
        match &self.kind {
            #[cfg(feature = "sqlite")]
            Kind::Sqlite(sqlite) => {
                sqlite.assert_writable()?;
                let read = self.read(Rows::All, |conn| firm_exists(conn, FirmId::FIRST).map(drop));
                tokio::time::timeout(PING, read).await.unwrap_or(Err(StorageError::Busy))
            }
            #[cfg(any(feature = "postgres", feature = "mysql"))]
            Kind::Pool(pool) => pool.ping().await,
        }
    }

    /// [`Engine::read`] for blocking threads.
    pub(crate) fn read_blocking<T: Send + 'static>(
        &self,
        rows: Rows,
        job: impl Fn(&mut AnyConnection) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        let limit = self.deadlines.job;
        match &self.kind {
            #[cfg(feature = "sqlite")]
            Kind::Sqlite(sqlite) => sqlite.read_blocking(limit, job),
            #[cfg(any(feature = "postgres", feature = "mysql"))]
            Kind::Pool(pool) => pool.read_blocking(rows, limit, job),
        }
    }

    /// [`Engine::write`] for blocking threads.
    pub(crate) fn write_blocking<T: Send + 'static>(
        &self,
        rows: Rows,
        job: impl Fn(&mut AnyConnection) -> Result<Noted<T>, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        let limit = self.deadlines.job;
        match &self.kind {
            #[cfg(feature = "sqlite")]
            Kind::Sqlite(sqlite) => Pending::Later(sqlite.write(limit, job)?).wait(),
            #[cfg(any(feature = "postgres", feature = "mysql"))]
            Kind::Pool(pool) => pool.write_blocking(rows, limit, job),
        }
    }

    /// Queues a piece of bulk work in a transaction that may also hold the pieces before and after it. Blocks while the
    /// queue is full.
    pub(crate) fn write_bulk<T: Send + 'static>(
        &self,
        rows: Rows,
        job: impl Fn(&mut AnyConnection) -> Result<Noted<T>, StorageError> + Send + 'static,
    ) -> Result<Pending<T>, StorageError> {
        match &self.kind {
            #[cfg(feature = "sqlite")]
            Kind::Sqlite(sqlite) => sqlite.write_bulk(self.deadlines.job, job).map(Pending::Later),
            #[cfg(any(feature = "postgres", feature = "mysql"))]
            Kind::Pool(pool) => Ok(Pending::Ready(pool.write_blocking(rows, self.deadlines.job, job))),
        }
    }

    /// Runs a job and discards its writes. On the embedded database it works on a copy and blocks no other job.
    pub(crate) fn dry_run(
        &self,
        url: &DatabaseUrl,
        rows: Rows,
        job: impl Fn(&mut AnyConnection) -> Result<(), StorageError> + Send + 'static,
    ) -> Result<(), StorageError> {
        match &self.kind {
            #[cfg(feature = "sqlite")]
            Kind::Sqlite(_) => {
                let DatabaseUrl::Sqlite(path) = url else { return Err(StorageError::Unavailable) };
                crate::engine::sqlite::on_a_copy(path, self.deadlines.job, job)
            }
            #[cfg(any(feature = "postgres", feature = "mysql"))]
            Kind::Pool(pool) => {
                let outcome = pool.write_blocking(rows, self.deadlines.job, move |conn| {
                    job(conn)?;
                    Err::<Noted<()>, _>(StorageError::taken_back())
                });
                outcome.or_else(|error| if error.is_taken_back() { Ok(()) } else { Err(error) })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(feature = "sqlite")]
    #[test]
    fn one_reader_each_is_left_to_other_callers_other_firms_and_light_reads() {
        for readers in [1, 2, 8] {
            let heavy = heavy_reads_on(readers);
            assert_eq!((heavy.permits, heavy.per_caller), (readers + 2, readers));
        }
    }

    #[cfg(any(feature = "postgres", feature = "mysql"))]
    #[test]
    fn heavy_reads_never_get_the_last_connection() {
        for (connections, permits, per_caller) in
            [(1, 1, 1), (2, 1, 1), (4, 1, 1), (5, 1, 1), (8, 2, 1), (16, 6, 4), (100, 48, 32)]
        {
            assert_eq!(heavy_reads_over(connections), HeavyReads { permits, per_caller }, "{connections}");
        }
    }

    #[cfg(any(feature = "postgres", feature = "mysql"))]
    #[test]
    fn from_five_connections_on_each_purpose_has_one() {
        for connections in 5..=1000 {
            let shares = crate::engine::pool::Shares::of(connections);
            assert_eq!(shares.reserve + 1 + shares.places, connections, "one is for jobs on threads");
            assert!(shares.reserve >= 1);
            let heavy = u32::try_from(heavy_reads_over(connections).permits).expect("few");
            assert!(shares.writes + heavy < shares.places, "{connections}: a light read has a place");
        }
    }
}
