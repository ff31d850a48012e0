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
