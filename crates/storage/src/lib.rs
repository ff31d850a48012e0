//! Frontdesk's database on SQLite, PostgreSQL and MySQL/MariaDB.
//!
//! Only this crate knows SQL. Other crates hold a [`Database`], prove with an [`Access`] which firm they may use, and
//! pass a job: a function that receives a [`Scoped`] connection, on which every query is bound to that firm. Rules are
//! not in this crate: a transaction script loads, asks a rule crate, and writes, in one transaction.
#![deny(unsafe_code)]
#![expect(missing_docs, reason = "fields are documented where their name does not say enough")]

#[cfg(not(any(feature = "sqlite", feature = "postgres", feature = "mysql")))]
compile_error!("choose at least one of the features sqlite, postgres and mysql");

pub mod clients;
pub mod customers;
pub mod deleted;
mod engine;
pub mod everything;
pub mod firms;
pub mod foreign_table;
pub mod idempotency;
pub mod imports;
pub mod interactions;
pub mod journal;
pub mod keys;
pub mod operators;
pub mod opportunities;
pub mod outbox;
pub mod overview;
#[cfg(test)]
mod plans;
mod refold;
pub mod requests;
mod reseal;
pub mod revenue;
mod search;
pub mod sessions;
pub mod sync;
pub mod users;

pub use engine::actor::{Actor, Door};
pub use engine::audit;
#[cfg(feature = "sqlite")]
pub use engine::backup;
pub use engine::bell::Bell;
pub use engine::database::Database;
pub use engine::database_url::{DatabaseUrl, InvalidDatabaseUrl, MysqlParts};
pub use engine::error::{OpenError, StorageError};
pub use engine::expected::Expected;
pub use engine::migrations::{MigrationStatus, migrate, migration_status, revert_all};
pub use engine::options::{JOB_TIMEOUT, MOST_ATOMIC_ROWS, Options, STATEMENT_TIMEOUT};
pub use engine::order::{Order, Position, Slice, SortField, SortKey, SortKind};
pub use engine::private_file;
pub use engine::scope::{Access, Page, Scoped};
pub use engine::secret;
#[cfg(feature = "sqlite")]
pub use engine::sqlite::{Alone, ServeLock};
pub use engine::statement_log::{STATEMENT_LOG, log_statements};
pub use engine::total::Total;
pub use reseal::{keys_in_use, reseal};
