//! Options for opening a database.

use std::time::Duration;

use crate::engine::database_url::DatabaseUrl;
use crate::engine::secret::SecretKeys;

/// Options for opening a database.
#[derive(Debug, Clone)]
pub struct Options {
    /// The URL of the database.
    pub url: DatabaseUrl,
    /// The keys that seal values which must not be readable in the database.
    pub secrets: SecretKeys,
    /// On the embedded database, the threads that one caller can keep busy with reads. Three more are for other
    /// callers.
    pub readers: usize,
    /// On a server, the most connections.
    pub connections: u32,
    /// Whether to apply missing migrations; otherwise a database that lacks some is refused.
    pub migrate: bool,
    /// Whether no single write waits in this process: bulk work on the embedded database then commits less often, as
    /// long as no other process has the file open.
    pub bulk_only: bool,
    /// The most rows of an atomic import on the embedded database while other callers need its writer.
    pub most_atomic_rows: u64,
    /// Time-out of statements that a caller waits for.
    pub statement_timeout: Duration,
    /// Time-out of statements of an import, an export or another job.
    pub job_timeout: Duration,
}

/// See [`Options::most_atomic_rows`]: about two seconds' worth of rows.
pub const MOST_ATOMIC_ROWS: u64 = 50_000;
/// See [`Options::statement_timeout`].
pub const STATEMENT_TIMEOUT: Duration = Duration::from_secs(10);
/// See [`Options::job_timeout`].
pub const JOB_TIMEOUT: Duration = Duration::from_secs(600);

impl Options {
    /// Two readers, sixteen connections, migrations applied, single writes, no secret key, default time-outs.
    pub fn new(url: DatabaseUrl) -> Self {
        Self {
            url,
            secrets: SecretKeys::default(),
            readers: 2,
            connections: 16,
            migrate: true,
            bulk_only: false,
            most_atomic_rows: MOST_ATOMIC_ROWS,
            statement_timeout: STATEMENT_TIMEOUT,
            job_timeout: JOB_TIMEOUT,
        }
    }
}
