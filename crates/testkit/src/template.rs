//! The source of copies of a migrated database: migrations run once, not once per test.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::address::Address;
use crate::backend::Backend;
use crate::database_server::DatabaseServer;
use crate::empty_database::empty_database;
use crate::program::random_text;
use crate::test_database::TestDatabase;
use crate::{mysql, sqlite};

/// Creates the tables in the database with this URL.
pub(crate) type Migrate = fn(&str);

/// A migrated database, in the form that is fastest to copy.
pub(crate) enum Template {
    /// SQLite: its files.
    Files(Vec<(String, Vec<u8>)>),
    /// PostgreSQL: the name of a template database on the same server.
    Database(String),
    /// MariaDB: the statements that recreate it.
    Statements(String),
}

impl Template {
    /// The template created by `migrate` at its first use in a process.
    pub(crate) fn made_by(backend: Backend, migrate: Migrate) -> Arc<OnceLock<Self>> {
        type Made = HashMap<(Backend, usize), Arc<OnceLock<Template>>>;
        static MADE: Mutex<Option<Made>> = Mutex::new(None);
        let cell = {
            let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
            made.get_or_insert_default().entry((backend, migrate as usize)).or_default().clone()
        };
        cell.get_or_init(|| {
            Self::make(backend, migrate)
                .unwrap_or_else(|reason| panic!("cannot make a {backend} template: {reason}"))
        });
        cell
    }

    fn make(backend: Backend, migrate: Migrate) -> Result<Self, String> {
        match backend {
            Backend::Sqlite => {
                let database = migrated(backend, migrate);
                sqlite::read_files(database.dir()).map(Self::Files).map_err(|error| error.to_string())
            }
            Backend::Postgres => {
                find_or_make(DatabaseServer::shared(backend).address(), migrate).map(Self::Database)
            }
            Backend::Mysql => {
                let database = migrated(backend, migrate);
                let server = DatabaseServer::shared(backend).address();
                mysql::dump(&server.url, database.name()).map(Self::Statements)
            }
        }
    }
}

fn migrated(backend: Backend, migrate: Migrate) -> TestDatabase {
    let database = empty_database(backend);
    migrate(database.url());
    database
}

/// The template's name on the server. The template stays there for other processes of the same program; one that
/// creates it concurrently finds the name taken and uses it.
fn find_or_make(server: &Address, migrate: Migrate) -> Result<String, String> {
    let name = format!("frontdesk_template_{:016x}", fingerprint(migrate)?);
    let exists = format!("SELECT 1 FROM pg_database WHERE datname = '{name}'");
    if server.execute(None, &exists)?.is_empty() {
        let draft = format!("frontdesk_draft_{}", random_text());
        server.create(&draft)?;
        migrate(&server.database_url(&draft));
        let renamed = server.execute(None, &format!("ALTER DATABASE {draft} RENAME TO {name}"));
        if let Err(reason) = renamed {
            server.drop_database(&draft)?;
            if server.execute(None, &exists)?.is_empty() {
                return Err(reason);
            }
        }
    }
    Ok(name)
}

/// The same in every process of the same build with the same migrations.
fn fingerprint(migrate: Migrate) -> Result<u64, String> {
    let failed = |error: std::io::Error| format!("cannot read this program's own file: {error}");
    let program = std::env::current_exe().map_err(failed)?;
    let file = program.metadata().map_err(failed)?;
    let mut hasher = DefaultHasher::new();
    (&program, file.len(), file.modified().map_err(failed)?).hash(&mut hasher);
    // A function's address changes between runs, its distance from another function does not.
    (migrate as usize).wrapping_sub(empty_database as fn(Backend) -> TestDatabase as usize).hash(&mut hasher);
    Ok(hasher.finish())
}
