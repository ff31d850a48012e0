//! Frontdesk's database on SQLite, PostgreSQL and MySQL/MariaDB.
//!
//! Only this crate knows SQL. Others hold a [`Database`], prove with an [`Access`] which firm they may see, and
//! hand over a job: a function that gets a [`Scoped`] connection, on which every query is bound to that firm.
//! Rules are not made here: a transaction script loads, asks a rule crate, and writes, in one transaction.
#![deny(unsafe_code)]

#[cfg(not(any(feature = "sqlite", feature = "postgres", feature = "mysql")))]
compile_error!("choose at least one of the features sqlite, postgres and mysql");

mod actor;
mod bell;
mod connection;
mod content_version;
mod database;
mod database_url;
#[cfg(test)]
mod deadlines;
mod engine;
mod error;
mod heavy;
mod hold_firm;
mod migrations;
mod order;
#[cfg(test)]
mod overheard;
#[cfg(any(feature = "postgres", feature = "mysql"))]
mod pool;
mod reseal;
mod schema;
mod scope;
#[cfg(feature = "sqlite")]
mod sqlite;
mod statement_log;

pub mod audit;
pub mod clients;
pub mod customers;
pub mod firms;
pub mod foreign_table;
pub mod idempotency;
pub mod imports;
pub mod interactions;
pub mod keys;
pub mod operators;
pub mod opportunities;
pub mod outbox;
pub mod overview;
pub mod private_file;
pub mod requests;
pub mod revenue;
pub mod secret;
pub mod sessions;
pub mod sync;
pub mod users;
#[cfg(feature = "sqlite")]
pub mod whole;

pub use actor::{Actor, Door};
pub use bell::Bell;
pub use database::{Database, JOB_TIMEOUT, MOST_ATOMIC_ROWS, Options, STATEMENT_TIMEOUT};
pub use database_url::{DatabaseUrl, InvalidDatabaseUrl, MysqlParts};
pub use error::{OpenError, StorageError};
pub use migrations::{MigrationStatus, migrate, migration_status, revert_all};
pub use order::{Order, Position, Slice, SortField, SortKey, SortKind};
pub use reseal::{keys_in_use, reseal};
pub use scope::{Access, Page, Scoped};
#[cfg(feature = "sqlite")]
pub use sqlite::{Alone, ServeLock};
pub use statement_log::{STATEMENT_LOG, log_statements};
