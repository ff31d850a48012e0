//! What runs jobs: the threads of the embedded database, or the pool of connections to a server.
#![cfg_attr(
    not(any(feature = "postgres", feature = "mysql")),
    expect(unused_variables, reason = "the embedded database cannot tell rows apart")
)]

use crate::connection::AnyConnection;
use crate::database::Options;
use crate::database_url::DatabaseUrl;
use crate::error::{OpenError, StorageError};
use crate::scope::{Noted, Rows};

pub(crate) enum Engine {
    #[cfg(feature = "sqlite")]
    Sqlite(crate::sqlite::Sqlite),
    #[cfg(any(feature = "postgres", feature = "mysql"))]
    Pool(crate::pool::Pool),
}

/// The answer to a piece of bulk work, perhaps still to come.
pub(crate) enum Pending<T> {
    #[cfg(feature = "sqlite")]
    Later(crate::sqlite::Pending<T>),
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

impl Engine {
    /// Starts the threads or the pool.
    pub(crate) fn start(options: &Options) -> Result<Self, OpenError> {
        Ok(match &options.url {
            #[cfg(feature = "sqlite")]
            DatabaseUrl::Sqlite(path) => {
                Self::Sqlite(crate::sqlite::Sqlite::open(path, options.readers, options.bulk_only)?)
            }
            #[cfg(not(feature = "sqlite"))]
            DatabaseUrl::Sqlite(_) => return Err(OpenError::NotCompiledIn("sqlite")),
            #[cfg(any(feature = "postgres", feature = "mysql"))]
            url => Self::Pool(crate::pool::Pool::open(url, options.connections)?),
            #[cfg(not(any(feature = "postgres", feature = "mysql")))]
            DatabaseUrl::Postgres(_) => return Err(OpenError::NotCompiledIn("postgres")),
            #[cfg(not(any(feature = "postgres", feature = "mysql")))]
            DatabaseUrl::Mysql(_) => return Err(OpenError::NotCompiledIn("mysql")),
        })
    }

    /// Runs a job that only reads.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        rows: Rows,
        job: impl Fn(&mut AnyConnection) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        match self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite(sqlite) => sqlite.read(job)?.await.unwrap_or(Err(StorageError::Unavailable)),
            #[cfg(any(feature = "postgres", feature = "mysql"))]
            Self::Pool(pool) => pool.read(rows, job).await,
        }
    }

    /// Runs a job in a transaction.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        rows: Rows,
        job: impl Fn(&mut AnyConnection) -> Result<Noted<T>, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        match self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite(sqlite) => sqlite.write(job)?.await.unwrap_or(Err(StorageError::Unavailable)),
            #[cfg(any(feature = "postgres", feature = "mysql"))]
            Self::Pool(pool) => pool.write(rows, job).await,
        }
    }

    /// [`Engine::read`] for threads of their own.
    pub(crate) fn read_blocking<T: Send + 'static>(
        &self,
        rows: Rows,
        job: impl Fn(&mut AnyConnection) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        match self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite(sqlite) => Pending::Later(sqlite.read(job)?).wait(),
            #[cfg(any(feature = "postgres", feature = "mysql"))]
            Self::Pool(pool) => pool.read_here(rows, job),
        }
    }

    /// [`Engine::write`] for threads of their own.
    pub(crate) fn write_blocking<T: Send + 'static>(
        &self,
        rows: Rows,
        job: impl Fn(&mut AnyConnection) -> Result<Noted<T>, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        match self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite(sqlite) => Pending::Later(sqlite.write(job)?).wait(),
            #[cfg(any(feature = "postgres", feature = "mysql"))]
            Self::Pool(pool) => pool.write_here(rows, job),
        }
    }

    /// Hands over a piece of bulk work in a transaction that may also hold the pieces before and after it. Waits
    /// while too many pieces wait already.
    pub(crate) fn write_bulk<T: Send + 'static>(
        &self,
        rows: Rows,
        job: impl Fn(&mut AnyConnection) -> Result<Noted<T>, StorageError> + Send + 'static,
    ) -> Result<Pending<T>, StorageError> {
        match self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite(sqlite) => sqlite.write_bulk(job).map(Pending::Later),
            #[cfg(any(feature = "postgres", feature = "mysql"))]
            Self::Pool(pool) => Ok(Pending::Ready(pool.write_here(rows, job))),
        }
    }

    /// Runs a job whose writes are not kept. On the embedded database it works on a copy, and nobody waits for it.
    pub(crate) fn rehearse(
        &self,
        url: &DatabaseUrl,
        rows: Rows,
        job: impl Fn(&mut AnyConnection) -> Result<(), StorageError> + Send + 'static,
    ) -> Result<(), StorageError> {
        match self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite(_) => {
                let DatabaseUrl::Sqlite(path) = url else { return Err(StorageError::Unavailable) };
                crate::sqlite::on_a_copy(path, job)
            }
            #[cfg(any(feature = "postgres", feature = "mysql"))]
            Self::Pool(pool) => {
                let outcome = pool.write_here(rows, move |conn| {
                    job(conn)?;
                    Err::<Noted<()>, _>(StorageError::taken_back())
                });
                outcome.or_else(|error| if error.is_taken_back() { Ok(()) } else { Err(error) })
            }
        }
    }
}
