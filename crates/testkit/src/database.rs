//! A migrated database for one test.

use crate::backend::Backend;
use crate::database_server::DatabaseServer;
use crate::sqlite;
use crate::template::Template;
use crate::test_database::TestDatabase;

/// A fresh copy of an empty database migrated by `migrate`, which receives its URL. `migrate` runs once, not for each
/// copy; it has to close its connections.
///
/// # Panics
/// When the backend cannot run here: check [`backends`](crate::backends) first.
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

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::address::Address;
    use crate::backends;
    use crate::empty_database::empty_database;

    fn on_servers() -> impl Iterator<Item = Backend> {
        backends().iter().copied().filter(|backend| *backend != Backend::Sqlite)
    }

    /// Two tables that refer to each other, a trigger, sequences, and text of every type.
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
    fn two_copies_are_independent() {
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
    fn a_dropped_database_is_gone_even_while_it_is_in_use() {
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
