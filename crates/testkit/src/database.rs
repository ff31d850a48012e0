//! A database for one test.

use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};

use tempfile::TempDir;

use crate::database_server::{Address, DatabaseServer};
use crate::template::Template;
use crate::{Backend, program, sqlite};

/// A database of its own, and a folder of its own. Both are gone when this is dropped.
pub struct TestDatabase {
    backend: Backend,
    url: String,
    folder: TempDir,
    /// The server that it is on, and its name there.
    place: Option<(Address, String)>,
}

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

/// A fresh copy of the database that `migrate` makes of an empty one, given its URL. `migrate` runs once, not for
/// each copy; it has to close its connections.
///
/// # Panics
/// When the backend cannot run here: ask [`backends`](crate::backends) first.
pub fn database(backend: Backend, migrate: fn(&str)) -> TestDatabase {
    let template = Template::made_by(backend, migrate);
    match template.get().expect("made above") {
        Template::Files(files) => TestDatabase::in_folder(|folder| sqlite::write_files(folder, files)),
        Template::Database(template) => {
            let server = DatabaseServer::shared(backend).address();
            let create = |name: &str| format!("CREATE DATABASE {name} TEMPLATE {template}");
            TestDatabase::on(server, |name| server.execute(None, &create(name)).map(drop))
        }
        Template::Statements(statements) => {
            let server = DatabaseServer::shared(backend).address();
            TestDatabase::on(server, |name| {
                server.execute(
                    None,
                    &format!("CREATE DATABASE {name} CHARACTER SET utf8mb4; USE {name};\n{statements}"),
                )?;
                Ok(())
            })
        }
    }
}

impl TestDatabase {
    /// Where it is: what `DATABASE_URL` takes.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// What kind it is.
    pub fn backend(&self) -> Backend {
        self.backend
    }

    /// A folder for whatever else the test makes. A SQLite database is in it, too.
    pub fn dir(&self) -> &Path {
        self.folder.path()
    }

    /// Runs statements with the client of the database's server, and gives what it prints: rows as lines.
    ///
    /// # Errors
    /// The database is no server's, or a statement failed.
    pub fn execute(&self, sql: &str) -> Result<String, String> {
        let (server, name) = self.place.as_ref().ok_or("this database is a file")?;
        server.execute(Some(name), sql)
    }

    /// Its name on the server.
    pub(crate) fn name(&self) -> &str {
        self.place.as_ref().map_or("", |(_, name)| name)
    }

    fn in_folder(fill: impl FnOnce(&Path) -> std::io::Result<()>) -> Self {
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

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::backends;

    fn on_servers() -> impl Iterator<Item = Backend> {
        backends().iter().copied().filter(|backend| *backend != Backend::Sqlite)
    }

    /// Two tables that point at each other, a trigger, numbers that go on, and text of every kind.
    const TABLES: &str = "
        CREATE TABLE firms (id INT PRIMARY KEY, name VARCHAR(20) NOT NULL);
        CREATE TABLE customers (id INT PRIMARY KEY, firm_id INT NOT NULL, CONSTRAINT customers_firm_fkey
            FOREIGN KEY (firm_id) REFERENCES firms (id));
        CREATE UNIQUE INDEX firms_name_key ON firms (name);
        INSERT INTO firms VALUES (1, 'Zoë 🐝'), (2, 'it''s; \"two\" \\\\ lines');
        INSERT INTO customers VALUES (7, 1);";

    fn migrate(url: &str) {
        let url = url::Url::parse(url).expect("a URL");
        let backend = if url.scheme() == "mysql" { Backend::Mysql } else { Backend::Postgres };
        Address { backend, url }.execute(None, TABLES).expect("tables");
    }

    #[test]
    fn a_copy_has_the_tables_rows_and_constraints_of_its_template() {
        for backend in on_servers() {
            let (copy, original) = (database(backend, migrate), empty_database(backend));
            migrate(original.url());
            let rows = "SELECT name FROM firms ORDER BY id; SELECT id, firm_id FROM customers";
            assert_eq!(copy.execute(rows), original.execute(rows), "{backend}");
            assert!(copy.execute(rows).expect("rows").contains("Zoë 🐝"), "{backend}");
            let stranger = copy.execute("INSERT INTO customers VALUES (8, 3)").expect_err("no such firm");
            assert!(stranger.contains("customers_firm_fkey"), "{backend}: {stranger}");
            let twin =
                copy.execute("INSERT INTO firms VALUES (3, 'Zoë 🐝')").expect_err("a name that is taken");
            assert!(twin.contains("firms_name_key"), "{backend}: {twin}");
        }
    }

    #[test]
    fn two_copies_know_nothing_of_each_other() {
        for backend in on_servers() {
            let (one, other) = (database(backend, migrate), database(backend, migrate));
            one.execute("DELETE FROM customers").expect("deleted");
            assert_eq!(one.execute("SELECT count(*) FROM customers").as_deref(), Ok("0\n"), "{backend}");
            assert_eq!(other.execute("SELECT count(*) FROM customers").as_deref(), Ok("1\n"), "{backend}");
            assert_ne!(one.dir(), other.dir());
        }
    }

    #[test]
    fn an_empty_database_is_empty() {
        for backend in on_servers() {
            let schema = if backend == Backend::Mysql { "DATABASE()" } else { "'public'" };
            let count =
                format!("SELECT count(*) FROM information_schema.tables WHERE table_schema = {schema}");
            assert_eq!(empty_database(backend).execute(&count).as_deref(), Ok("0\n"), "{backend}");
        }
    }

    #[test]
    fn a_dropped_database_is_gone_even_while_somebody_uses_it() {
        for backend in on_servers() {
            let database = database(backend, migrate);
            let (server, name) = database.place.clone().expect("a database on a server");
            let folder = database.dir().to_owned();
            let sleep = if backend == Backend::Mysql { "SELECT SLEEP(1)" } else { "SELECT pg_sleep(5)" };
            let url = database.url().to_owned();
            let sleeper = std::thread::spawn(move || {
                let url = url::Url::parse(&url).expect("a URL");
                Address { backend, url }.execute(None, sleep)
            });
            std::thread::sleep(std::time::Duration::from_millis(200));
            drop(database);
            assert!(!folder.exists());
            assert!(server.execute(Some(&name), "SELECT 1").is_err(), "{backend}");
            assert!(sleeper.join().is_ok());
        }
    }

    #[test]
    fn an_embedded_database_is_copied_with_its_log_and_without_readers_marks() {
        fn write(url: &str) {
            let path = url.strip_prefix("sqlite://").expect("an embedded database");
            fs::write(path, "pages").expect("written");
            fs::write(format!("{path}-wal"), "log").expect("written");
            fs::write(format!("{path}-shm"), "marks").expect("written");
        }
        let (one, other) = (database(Backend::Sqlite, write), database(Backend::Sqlite, write));
        assert_ne!(one.url(), other.url());
        fs::write(one.dir().join("frontdesk.db"), "other pages").expect("written");
        assert_eq!(fs::read(other.dir().join("frontdesk.db")).ok().as_deref(), Some(&b"pages"[..]));
        assert_eq!(fs::read(other.dir().join("frontdesk.db-wal")).ok().as_deref(), Some(&b"log"[..]));
        assert!(!other.dir().join("frontdesk.db-shm").exists());
        let folder = other.dir().to_owned();
        drop(other);
        assert!(!folder.exists());
    }
}
