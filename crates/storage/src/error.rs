//! What can go wrong between Frontdesk and its database.

use diesel::result::{DatabaseErrorKind, Error as DieselError};

/// A job did not come to its end. None of the texts holds a value, a statement or an address.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// Too much is waiting, or no connection came free in time. Trying again shortly is right.
    #[error("the database is busy")]
    Busy,
    /// The database cannot be reached, or went away. Trying again later is right.
    #[error("the database is away")]
    Unavailable,
    /// Others changed the same thing at the same time, again and again.
    #[error("the record was changed by somebody else at the same time")]
    Conflict,
    /// A stored value that Frontdesk would never have written.
    #[error("{table}.{column} of row {id} holds something that cannot be read")]
    Corrupt {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// The row's id.
        id: i64,
    },
    /// A sealed value cannot be opened or sealed: see [`crate::secret`].
    #[error(transparent)]
    Secret(#[from] crate::secret::SecretError),
    /// The file to import could not be read to its end.
    #[error(transparent)]
    Import(#[from] crate::imports::ImportError),
    /// Any other answer of the database. `Display` leaves out its words: they may quote values.
    #[error("the database refused a statement")]
    Database(#[source] DieselError),
}

impl From<DieselError> for StorageError {
    fn from(error: DieselError) -> Self {
        match error {
            DieselError::DatabaseError(kind, info) => match kind {
                DatabaseErrorKind::UniqueViolation | DatabaseErrorKind::SerializationFailure => {
                    Self::Conflict
                }
                DatabaseErrorKind::ClosedConnection => Self::Unavailable,
                _ if is_contention(info.message()) => Self::Conflict,
                _ if is_disconnection(info.message()) => Self::Unavailable,
                _ => Self::Database(DieselError::DatabaseError(kind, info)),
            },
            DieselError::BrokenTransactionManager => Self::Unavailable,
            other => Self::Database(other),
        }
    }
}

impl StorageError {
    /// What a job gives back that wants its own transaction undone without having failed.
    pub(crate) fn taken_back() -> Self {
        Self::Database(DieselError::RollbackTransaction)
    }

    pub(crate) fn is_taken_back(&self) -> bool {
        matches!(self, Self::Database(DieselError::RollbackTransaction))
    }
}

/// Deadlocks and lock time-outs have no kind of their own in Diesel.
fn is_contention(message: &str) -> bool {
    [
        "Deadlock found",
        "deadlock detected",
        "Lock wait timeout",
        "Record has changed since last read",
        "database is locked",
    ]
    .iter()
    .any(|text| message.contains(text))
}

/// A server that went away is told by text only.
fn is_disconnection(message: &str) -> bool {
    [
        "server closed the connection",
        "terminating connection",
        "connection to server",
        "no connection to the server",
        "server has gone away",
        "Lost connection",
        "Server shutdown in progress",
        "could not receive data",
    ]
    .iter()
    .any(|text| message.contains(text))
}

/// The database could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The binary was built without this database.
    #[error("this binary was built without {0}: build it with `--features {0}`")]
    NotCompiledIn(&'static str),
    /// No connection. The reason names neither user nor password.
    #[error("cannot connect to the database: {0}")]
    Connect(String),
    /// The folder or the file of the embedded database cannot be used.
    #[error("cannot open the database file {path}: {source}")]
    File {
        /// The file.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// Another process serves the embedded database.
    #[error("another frontdesk serves the database {0}: stop it first")]
    Served(String),
    /// Other processes have the embedded database open.
    #[error("another frontdesk command uses the database {0}: try again when it has ended")]
    InUse(String),
    /// The bundled SQLite is too old to be trusted with a write-ahead log.
    #[error("SQLite {found} is too old: {needed} is needed")]
    SqliteTooOld {
        /// The version that is linked.
        found: String,
        /// The oldest that will do.
        needed: &'static str,
    },
    /// A setting did not take.
    #[error("the database did not accept the setting {name}: it is {found:?} instead of {wanted:?}")]
    Setting {
        /// The pragma.
        name: &'static str,
        /// What it was to be.
        wanted: String,
        /// What it is.
        found: String,
    },
    /// A newer Frontdesk has been here.
    #[error("the database was migrated by a newer Frontdesk (migration {0} is unknown here)")]
    NewerSchema(String),
    /// A migration failed.
    #[error("migration failed: {0}")]
    Migration(String),
    /// The database has not all migrations.
    #[error("the database lacks migrations: run `frontdesk migrate`")]
    Behind,
    /// A thread could not be started.
    #[error("cannot start a thread: {0}")]
    Thread(#[from] std::io::Error),
    /// Any other answer while opening.
    #[error(transparent)]
    Storage(#[from] StorageError),
}
