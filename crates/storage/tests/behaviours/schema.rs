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

/// The last migration of the version before. Its processes go on while those of this version start.
const VERSION_BEFORE: &str = "20261121000011";

#[test]
fn the_version_before_keeps_webhooks_while_it_is_replaced() {
    // An embedded database has one process, which ends before the next one starts.
    for backend in backends().iter().filter(|backend| **backend != Backend::Sqlite) {
        let test = empty_database(*backend);
        migrate(&url(&test)).expect("up");
        let kept = test.execute(
            "INSERT INTO crm_webhooks (webhook_id, crm_id, payload, outcome, occurred_at, received_at)
             VALUES ('evt-1', 'c-1', '{}', 'parked', '2026-01-31 09:00:00', '2026-01-31 09:00:00')",
        );
        assert_eq!(kept.map(drop), Ok(()), "{backend}");
    }
}

#[test]
fn a_migration_that_ended_before_it_was_recorded_is_run_again() {
    // The others take back the steps of a migration that did not end.
    for backend in backends().iter().filter(|backend| **backend == Backend::Mysql) {
        let test = empty_database(*backend);
        migrate(&url(&test)).expect("up");
        let applied = migration_status(&url(&test)).expect("a status");
        let forgotten = format!("DELETE FROM __diesel_schema_migrations WHERE version > '{VERSION_BEFORE}'");
        test.execute(&forgotten).expect("deleted");
        migrate(&url(&test)).expect("up again");
        assert_eq!(migration_status(&url(&test)).expect("a status"), applied, "{backend}");
    }
}
