//! Migrations and settings.

use std::collections::BTreeSet;
use std::path::Path;

use frontdesk_storage::{Database, OpenError, Options, migrate, migration_status, revert_all};
use frontdesk_testkit::{Backend, backends, empty_database};

use crate::support::url;

fn folders(backend: Backend) -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../migrations").join(backend.to_string());
    let entries = std::fs::read_dir(root).expect("a folder of migrations");
    entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
}

#[test]
fn every_backend_has_the_same_migrations() {
    assert_eq!(folders(Backend::Sqlite), folders(Backend::Postgres));
    assert_eq!(folders(Backend::Sqlite), folders(Backend::Mysql));
}

#[test]
fn migrations_go_up_and_down_and_up_again() {
    for backend in backends() {
        let test = empty_database(*backend);
        let url = url(&test);
        assert_eq!(migration_status(&url).expect("a status").applied, Vec::<String>::new(), "{backend}");
        migrate(&url).expect("up");
        let applied = migration_status(&url).expect("a status");
        assert_eq!(applied.applied.len(), folders(*backend).len(), "{backend}");
        assert_eq!(applied.pending, Vec::<String>::new(), "{backend}");
        revert_all(&url).expect("down");
        assert_eq!(migration_status(&url).expect("a status").applied, Vec::<String>::new(), "{backend}");
        migrate(&url).expect("up again");
        assert_eq!(migration_status(&url).expect("a status"), applied, "{backend}");
    }
}

#[test]
fn eight_processes_may_migrate_at_once() {
    for backend in backends() {
        let test = empty_database(*backend);
        let url = url(&test);
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| migrate(&url).expect("migrations apply, or have been applied"));
            }
        });
    }
}

#[test]
fn a_database_that_lacks_migrations_is_refused_when_none_may_be_applied() {
    for backend in backends() {
        let test = empty_database(*backend);
        let options = Options { migrate: false, ..Options::new(url(&test)) };
        assert!(matches!(Database::open(options), Err(OpenError::Behind)), "{backend}");
    }
}
