//! An empty database for one test.

use crate::backend::Backend;
use crate::database_server::DatabaseServer;
use crate::test_database::TestDatabase;

/// A fresh, empty database.
///
/// # Panics
/// When the backend cannot run here: check [`backends`](crate::backends) first.
pub fn empty_database(backend: Backend) -> TestDatabase {
    match backend {
        Backend::Sqlite => TestDatabase::in_folder(|_| Ok(())),
        Backend::Postgres | Backend::Mysql => DatabaseServer::shared(backend).empty_database(),
    }
}
