//! A database that is removed after its test.

use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};

use tempfile::TempDir;

use crate::address::Address;
use crate::backend::Backend;
use crate::{program, sqlite};

/// A private database, and a private folder. Both are removed when this is dropped.
pub struct TestDatabase {
    backend: Backend,
    url: String,
    folder: TempDir,
    /// The server and the database's name on it.
    pub(crate) place: Option<(Address, String)>,
}

impl TestDatabase {
    /// Its URL, for `DATABASE_URL`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Its backend.
    pub fn backend(&self) -> Backend {
        self.backend
    }

    /// A folder for other files of the test. It also contains a SQLite database.
    pub fn dir(&self) -> &Path {
        self.folder.path()
    }

    /// Runs statements with the client of the database's server, and returns their output: rows as lines.
    ///
    /// # Errors
    /// The database has no server, or a statement failed.
    pub fn execute(&self, sql: &str) -> Result<String, String> {
        let (server, name) = self.place.as_ref().ok_or("this database is a file")?;
        server.execute(Some(name), sql)
    }

    /// Its name on the server.
    pub(crate) fn name(&self) -> &str {
        self.place.as_ref().map_or("", |(_, name)| name)
    }

    pub(crate) fn in_folder(fill: impl FnOnce(&Path) -> std::io::Result<()>) -> Self {
        let folder = new_folder();
        fill(folder.path()).expect("cannot write a database into a temporary folder");
        Self { backend: Backend::Sqlite, url: sqlite::url(folder.path()), folder, place: None }
    }

    pub(crate) fn on(server: &Address, create: impl FnOnce(&str) -> Result<(), String>) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("frontdesk_test_{}_{number}_{}", std::process::id(), program::random_text());
        create(&name).unwrap_or_else(|reason| panic!("cannot make a {} database: {reason}", server.backend));
        Self {
            backend: server.backend,
            url: server.database_url(&name),
            folder: new_folder(),
            place: Some((server.clone(), name)),
        }
    }
}

fn new_folder() -> TempDir {
    tempfile::Builder::new().prefix("frontdesk-test-").tempdir().expect("cannot make a temporary folder")
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        if let Some((server, name)) = &self.place
            && let Err(reason) = server.drop_database(name)
        {
            eprintln!("cannot drop {name}: {reason}");
        }
    }
}
