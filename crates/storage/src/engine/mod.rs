//! The database layer under every query: connections, transactions, migrations, the audit chain. It knows no business
//! terms.

pub(crate) mod actor;
pub mod audit;
pub(crate) mod backend;
#[cfg(feature = "sqlite")]
pub mod backup;
pub(crate) mod bell;
pub(crate) mod connection;
pub(crate) mod content_version;
pub(crate) mod database;
pub(crate) mod database_url;
#[cfg(test)]
pub(crate) mod deadlines;
pub(crate) mod error;
pub(crate) mod establish;
pub(crate) mod expected;
pub(crate) mod heavy;
pub(crate) mod hold_firm;
pub(crate) mod journal;
pub(crate) mod kept_count;
pub(crate) mod migrations;
pub(crate) mod options;
pub(crate) mod order;
#[cfg(any(feature = "postgres", feature = "mysql"))]
pub(crate) mod pool;
pub mod private_file;
#[cfg(test)]
pub(crate) mod recorded_statements;
pub(crate) mod rows;
pub(crate) mod schema;
pub(crate) mod scope;
pub mod secret;
#[cfg(feature = "sqlite")]
pub(crate) mod sqlite;
pub(crate) mod statement_log;
pub(crate) mod system;
pub(crate) mod total;
