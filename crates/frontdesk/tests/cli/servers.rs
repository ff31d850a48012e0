//! What goes wrong with a database server.

use frontdesk_testkit::{Backend, empty_database};

use crate::support::{Desk, all_backends};

const KEY: &str = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

fn servers() -> impl Iterator<Item = Backend> {
    all_backends().filter(|backend| *backend != Backend::Sqlite)
}

#[test]
fn a_database_server_needs_a_key_from_the_start() {
    for backend in servers() {
        let database = empty_database(backend);
        let desk = Desk::new().with("DATABASE_URL", database.url());
        desk.write("x.csv", "id\n1\n");
        for args in [&["serve"][..], &["keys", "rotate-secret"]] {
            let ran = desk.run(args);
            assert!(ran.failed_with(2).contains("FRONTDESK_SECRET_KEY must be set"), "{backend}: {ran:?}");
        }
        assert!(
            desk.run(&["migrate", "--status"]).succeeded().contains("pending"),
            "{backend}: it was touched"
        );
        desk.run(&["firms", "list"]).succeeded();
    }
}

#[test]
fn no_connection_is_one_line_without_the_password() {
    for backend in servers() {
        let desk = Desk::new()
            .with("DATABASE_URL", &format!("{backend}://desk:hunter2@127.0.0.1:1/desk"))
            .with("FRONTDESK_SECRET_KEY", KEY);
        for args in [&["serve"][..], &["firms", "list"], &["migrate"]] {
            let ran = desk.run(args);
            let line = ran.failed_with(1);
            assert!(line.contains("cannot connect to the database"), "{backend}: {line}");
            assert!(!line.contains("hunter2"), "{backend}: {line}");
        }
    }
}

#[test]
fn a_stranger_is_turned_away_in_one_line_without_the_password() {
    for backend in servers() {
        let database = empty_database(backend);
        let (scheme, rest) = database.url().split_once("://").expect("a URL");
        let place = rest.rsplit_once('@').map_or(rest, |(_, place)| place);
        let url = format!("{scheme}://stranger:hunter2@{place}");
        let ran = Desk::new().with("DATABASE_URL", &url).run(&["firms", "list"]);
        let line = ran.failed_with(1);
        assert!(line.contains("cannot connect to the database"), "{backend}: {line}");
        assert!(!line.contains("hunter2"), "{backend}: {line}");
    }
}
