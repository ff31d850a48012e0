//! Errors of the database.

use diesel::result::{DatabaseErrorKind, Error as DieselError};

/// Why a job failed. No text contains a value, a statement or an address.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// Too many jobs wait, or no connection became free in time. The caller should retry shortly.
    #[error("the database is busy")]
    Busy,
    /// The database cannot be reached, disconnected or accepts no writes. The caller should retry later.
    #[error("the database is unavailable")]
    Unavailable,
    /// A statement exceeded its time-out and was cancelled.
    #[error("the database took too long")]
    TooSlow,
    /// Conflicts with other transactions on every attempt.
    #[error("the record was changed concurrently")]
    Conflict,
    /// A stored value that Frontdesk never writes.
    #[error("{table}.{column} of row {id} holds something that cannot be read")]
    Corrupt {
        table: &'static str,
        column: &'static str,
        /// The row's id.
        id: i64,
    },
    /// A sealed value cannot be opened or sealed: see [`crate::engine::secret`].
    #[error(transparent)]
    Secret(#[from] crate::engine::secret::SecretError),
    /// The file to import could not be read to its end.
    #[error(transparent)]
    Import(#[from] crate::imports::ImportError),
    /// Any other error of the database. `Display` leaves out its message, which may quote values.
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
                DatabaseErrorKind::ClosedConnection
                | DatabaseErrorKind::UnableToSendCommand
                | DatabaseErrorKind::ReadOnlyTransaction => Self::Unavailable,
                _ => match kind_of(info.message()) {
                    Some(Kind::Contention) => Self::Conflict,
                    Some(Kind::Lock) => Self::Busy,
                    Some(Kind::Deadline) => Self::TooSlow,
                    Some(Kind::Away) => Self::Unavailable,
                    None => Self::Database(DieselError::DatabaseError(kind, info)),
                },
            },
            DieselError::BrokenTransactionManager => Self::Unavailable,
            other => Self::Database(other),
        }
    }
}

impl StorageError {
    /// Returned by a job that succeeded but wants its transaction rolled back.
    pub(crate) fn taken_back() -> Self {
        Self::Database(DieselError::RollbackTransaction)
    }

    pub(crate) fn is_taken_back(&self) -> bool {
        matches!(self, Self::Database(DieselError::RollbackTransaction))
    }
}

/// Error kinds that Diesel does not distinguish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Another transaction won: this one may be retried.
    Contention,
    /// Another transaction held a lock for longer than the lock time-out.
    Lock,
    /// The statement was cancelled.
    Deadline,
    /// No server, or one that does not accept this now.
    Away,
}

/// The databases distinguish these by text only.
const KINDS: &[(Kind, &[&str])] = &[
    (Kind::Contention, &["Deadlock found", "deadlock detected", "Record has changed since last read"]),
    (
        Kind::Lock,
        &[
            "canceling statement due to lock timeout",
            "could not obtain lock",
            "Lock wait timeout",
            "database is locked",
            "database table is locked",
            "database schema is locked",
        ],
    ),
    (
        Kind::Deadline,
        &[
            "canceling statement due to statement timeout",
            "canceling statement due to user request",
            "Query execution was interrupted",
            "max_statement_time exceeded",
            // SQLite's whole message.
            "interrupted",
        ],
    ),
    (
        Kind::Away,
        &[
            "server closed the connection",
            "terminating connection",
            "connection to server",
            "no connection to the server",
            "could not receive data",
            "could not send data",
            "connection has been closed unexpectedly",
            "SSL SYSCALL error",
            "another command is already in progress",
            "the database system is",
            "too many clients already",
            "remaining connection slots",
            "server has gone away",
            "Lost connection",
            "Can't connect to",
            "Connection was killed",
            "Server shutdown in progress",
            "Commands out of sync",
            "Too many connections",
            "max_user_connections",
            "disconnected by the server",
            "WSREP has not yet prepared",
            // A demoted primary.
            "in a read-only transaction",
            "READ ONLY transaction",
            "during recovery",
            "read-only option",
            "read only option",
            "Running in read-only mode",
            "attempt to write a readonly database",
            // Out of space or memory.
            "No space left on device",
            "database or disk is full",
            "Disk full",
            "is full",
            "out of memory",
            "out of shared memory",
        ],
    ),
];

fn kind_of(message: &str) -> Option<Kind> {
    KINDS.iter().find(|(_, texts)| texts.iter().any(|text| message.contains(text))).map(|(kind, _)| *kind)
}

/// Why the database could not be opened.
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
        source: std::io::Error,
    },
    /// Another process serves this database.
    #[error("another frontdesk serves the database {0}: stop it first")]
    Served(String),
    /// Other processes have this database open.
    #[error("another frontdesk command uses the database {0}: try again when it has ended")]
    InUse(String),
    /// The bundled SQLite has a known defect in its write-ahead log.
    #[error("SQLite {found} is too old: {needed} is needed")]
    SqliteTooOld {
        /// The version that is linked.
        found: String,
        /// The oldest supported version.
        needed: &'static str,
    },
    /// The database did not accept a setting.
    #[error("the database did not accept the setting {name}: it is {found:?} instead of {wanted:?}")]
    Setting {
        /// The pragma.
        name: &'static str,
        /// The requested value.
        wanted: String,
        /// The actual value.
        found: String,
    },
    /// A newer Frontdesk has migrated the database.
    #[error("the database was migrated by a newer Frontdesk (migration {0} is unknown here)")]
    NewerSchema(String),
    #[error("migration failed: {0}")]
    Migration(String),
    /// The database lacks migrations.
    #[error("the database lacks migrations: run `frontdesk migrate`")]
    Behind,
    /// A thread could not be started.
    #[error("cannot start a thread: {0}")]
    Thread(#[from] std::io::Error),
    /// Any other error while opening.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(message: &str) -> StorageError {
        DieselError::DatabaseError(DatabaseErrorKind::Unknown, Box::new(message.to_owned())).into()
    }

    #[test]
    fn errors_are_classified_by_their_messages() {
        for (message, expected) in [
            ("deadlock detected", "concurrently"),
            ("Deadlock found when trying to get lock; try restarting transaction", "concurrently"),
            ("Record has changed since last read in table 'customers'", "concurrently"),
            ("canceling statement due to lock timeout", "busy"),
            ("Lock wait timeout exceeded; try restarting transaction", "busy"),
            ("database is locked", "busy"),
            ("canceling statement due to statement timeout", "too long"),
            ("Query execution was interrupted (max_statement_time exceeded)", "too long"),
            ("Query execution was interrupted", "too long"),
            ("interrupted", "too long"),
            ("cannot execute INSERT in a read-only transaction", "unavailable"),
            ("cannot execute nextval() during recovery", "unavailable"),
            (
                "The MariaDB server is running with the --read-only option so it cannot execute this statement",
                "unavailable",
            ),
            (
                "The MySQL server is running with the --super-read-only option so it cannot execute this statement",
                "unavailable",
            ),
            ("Cannot execute statement in a READ ONLY transaction", "unavailable"),
            ("attempt to write a readonly database", "unavailable"),
            ("database or disk is full", "unavailable"),
            ("The table 'customers' is full", "unavailable"),
            ("terminating connection due to administrator command", "unavailable"),
            ("the database system is shutting down", "unavailable"),
            ("could not send data to server: Broken pipe", "unavailable"),
            ("division by zero", "refused"),
            ("disk I/O error", "refused"),
        ] {
            assert!(of(message).to_string().contains(expected), "{message}: {}", of(message));
        }
        let read_only =
            DieselError::DatabaseError(DatabaseErrorKind::ReadOnlyTransaction, Box::new(String::new()));
        assert!(matches!(read_only.into(), StorageError::Unavailable));
    }
}
