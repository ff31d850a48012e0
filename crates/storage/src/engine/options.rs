//! How a database is opened.

use std::time::Duration;

use crate::engine::database_url::DatabaseUrl;
use crate::engine::secret::SecretKeys;

/// How a database is opened.
#[derive(Debug, Clone)]
pub struct Options {
    /// Which one.
    pub url: DatabaseUrl,
    /// Seals and opens what must not be readable in the database.
    pub secrets: SecretKeys,
    /// Threads that one caller can keep reading, on the embedded database. Three more are for everybody else.
    pub readers: usize,
    /// Connections at the most, on a server.
    pub connections: u32,
    /// Whether migrations that are missing are applied; else a database that lacks some is refused.
    pub migrate: bool,
    /// Whether nobody waits for single writes here: bulk work on the embedded database then commits seldom, as long
    /// as no other process has the file open.
    pub bulk_only: bool,
    /// Rows of an atomic import at the most, on the embedded database while others wait for its writer.
    pub most_atomic_rows: u64,
    /// How long a statement lasts that a caller waits for.
    pub statement_timeout: Duration,
    /// How long a statement of an import, an export or another job lasts.
    pub job_timeout: Duration,
}

/// See [`Options::most_atomic_rows`]: those of about two seconds.
pub const MOST_ATOMIC_ROWS: u64 = 50_000;
/// See [`Options::statement_timeout`].
pub const STATEMENT_TIMEOUT: Duration = Duration::from_secs(10);
/// See [`Options::job_timeout`].
pub const JOB_TIMEOUT: Duration = Duration::from_secs(600);

impl Options {
    /// Two readers, sixteen connections, migrations applied, single writes, no secret key, usual time-outs.
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
