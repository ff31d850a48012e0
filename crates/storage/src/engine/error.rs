//! What can go wrong between Frontdesk and its database.

use diesel::result::{DatabaseErrorKind, Error as DieselError};

/// A job did not come to its end. None of the texts holds a value, a statement or an address.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// Too much is waiting, or no connection came free in time. Trying again shortly is right.
    #[error("the database is busy")]
    Busy,
    /// The database cannot be reached, went away or takes no writes. Trying again later is right.
    #[error("the database is away")]
    Unavailable,
    /// A statement ran into its deadline and was cancelled.
    #[error("the database took too long")]
    TooSlow,
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
    /// A sealed value cannot be opened or sealed: see [`crate::engine::secret`].
    #[error(transparent)]
    Secret(#[from] crate::engine::secret::SecretError),
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
    /// What a job gives back that wants its own transaction undone without having failed.
    pub(crate) fn taken_back() -> Self {
        Self::Database(DieselError::RollbackTransaction)
    }

    pub(crate) fn is_taken_back(&self) -> bool {
        matches!(self, Self::Database(DieselError::RollbackTransaction))
    }
}

/// What Diesel has no kind for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Another transaction won: this one may run again.
    Contention,
    /// Another transaction holds a lock for longer than is waited for it.
    Lock,
    /// The statement was cancelled.
    Deadline,
    /// There is no server, or one that does not take this now.
    Away,
}

/// The databases tell these by text only.
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
            // The whole message of SQLite.
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
            // A primary that has become a standby.
            "in a read-only transaction",
            "READ ONLY transaction",
            "during recovery",
            "read-only option",
            "read only option",
            "Running in read-only mode",
            "attempt to write a readonly database",
            // No room.
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

#[cfg(test)]
mod tests {
    use super::*;

    fn of(message: &str) -> StorageError {
        DieselError::DatabaseError(DatabaseErrorKind::Unknown, Box::new(message.to_owned())).into()
    }

    #[test]
    fn what_passes_is_told_from_what_does_not() {
        for (message, expected) in [
            ("deadlock detected", "changed by"),
            ("Deadlock found when trying to get lock; try restarting transaction", "changed by"),
            ("Record has changed since last read in table 'customers'", "changed by"),
            ("canceling statement due to lock timeout", "busy"),
            ("Lock wait timeout exceeded; try restarting transaction", "busy"),
            ("database is locked", "busy"),
            ("canceling statement due to statement timeout", "too long"),
            ("Query execution was interrupted (max_statement_time exceeded)", "too long"),
            ("Query execution was interrupted", "too long"),
            ("interrupted", "too long"),
            ("cannot execute INSERT in a read-only transaction", "away"),
            ("cannot execute nextval() during recovery", "away"),
            (
                "The MariaDB server is running with the --read-only option so it cannot execute this statement",
                "away",
            ),
            (
                "The MySQL server is running with the --super-read-only option so it cannot execute this statement",
                "away",
            ),
            ("Cannot execute statement in a READ ONLY transaction", "away"),
            ("attempt to write a readonly database", "away"),
            ("database or disk is full", "away"),
            ("The table 'customers' is full", "away"),
            ("terminating connection due to administrator command", "away"),
            ("the database system is shutting down", "away"),
            ("could not send data to server: Broken pipe", "away"),
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
