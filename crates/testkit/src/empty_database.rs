//! A database for one test, nothing in it.

use crate::backend::Backend;
use crate::database_server::DatabaseServer;
use crate::test_database::TestDatabase;

/// A fresh database, nothing in it.
///
/// # Panics
/// When the backend cannot run here: ask [`backends`](crate::backends) first.
pub fn empty_database(backend: Backend) -> TestDatabase {
    match backend {
        Backend::Sqlite => TestDatabase::in_folder(|_| Ok(())),
        Backend::Postgres | Backend::Mysql => DatabaseServer::shared(backend).empty_database(),
    }
}
