use frontdesk_testkit::empty_database;

use crate::support::{Desk, all_backends};

#[test]
fn the_status_tells_what_is_pending_and_migrate_applies_it() {
    for backend in all_backends() {
        let database = empty_database(backend);
        let desk = Desk::new().with("DATABASE_URL", database.url());
        let before = desk.run(&["migrate", "--status"]).succeeded();
        assert!(before.contains("pending") && !before.contains("applied"), "{backend}: {before}");
        let count = before.lines().count() - 1;
        let first = desk.run(&["migrate"]).succeeded();
        assert_eq!(first.matches("applied 2").count(), count, "{backend}: {first}");
        let again = desk.run(&["migrate"]).succeeded();
        assert!(again.lines().count() == 1 && again.ends_with("is up to date\n"), "{backend}: {again}");
        let after = desk.run(&["migrate", "--status"]).succeeded();
        assert_eq!(after, before.replace("pending", "applied"), "{backend}");
    }
}

#[test]
fn a_database_of_a_newer_frontdesk_is_one_line() {
    let desk = Desk::new();
    desk.run(&["firms", "list"]).succeeded();
    let status = desk.run(&["migrate", "--status"]).succeeded();
    let newest =
        status.lines().filter_map(|line| line.split_whitespace().next()).next_back().expect("a migration");
    // The version as the file holds it, and a later one in its place.
    let file = desk.path("data/frontdesk.db");
    assert!(!desk.path("data/frontdesk.db-wal").exists(), "everything is in the file");
    let mut bytes = std::fs::read(&file).expect("a database");
    let later = newest.replacen("20", "99", 1);
    let places: Vec<usize> =
        (0..bytes.len()).filter(|start| bytes[*start..].starts_with(newest.as_bytes())).collect();
    assert!(!places.is_empty());
    for start in places {
        bytes[start..start + later.len()].copy_from_slice(later.as_bytes());
    }
    std::fs::write(&file, bytes).expect("written");
    for args in [&["serve"][..], &["firms", "list"], &["migrate"], &["migrate", "--status"]] {
        let ran = desk.run(args);
        let line = ran.failed_with(1);
        assert!(line.contains(&format!("migrated by a newer Frontdesk (migration {later}")), "{line}");
    }
}
