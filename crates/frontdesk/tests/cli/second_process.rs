//! A second process on the data of a service that runs.

use std::path::Path;

use frontdesk_testkit::Server;

use crate::support::{Desk, get};

/// What the program says when another process has what it needs.
const IN_USE: i32 = 3;
const CLIENTS: &str = "First Name,Last Name,Phone,Integration Id\nAda,Lovelace,+12025550101,ext-1\n";
const KEY: &str = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

fn address(server: &Server) -> String {
    server.url().trim_start_matches("http://").to_owned()
}

#[test]
fn a_second_service_is_refused_whatever_its_address_and_however_it_names_the_database() {
    let desk = Desk::new();
    let mut server = desk.serve(&[]);
    std::os::unix::fs::symlink(desk.path("data"), desk.path("link")).expect("a link");
    let before = std::fs::metadata(desk.path("data/frontdesk.db")).expect("a file");
    for args in [
        &["--data-dir", "data", "--listen", &address(&server)][..],
        &["--data-dir", "data", "--listen", "127.0.0.1:0"],
        &["--data-dir", "link", "--listen", "127.0.0.1:0"],
        &["--data-dir", "other", "--database-url", "sqlite:link/frontdesk.db", "--listen", "127.0.0.1:0"],
    ] {
        let ran = desk.run(&[&["serve", "--log", "error"], args].concat());
        let said = ran.failed_with(IN_USE);
        assert!(
            said.contains("another frontdesk serves the database") && said.contains("stop it first"),
            "{said}"
        );
    }
    let after = std::fs::metadata(desk.path("data/frontdesk.db")).expect("a file");
    assert_eq!(after.modified().expect("a time"), before.modified().expect("a time"));
    assert!(get(&server, "/health/ready").starts_with("HTTP/1.1 200"));
    server.kill9();
    let again = desk.serve(&[]);
    assert!(get(&again, "/health/ready").starts_with("HTTP/1.1 200"), "a killed service holds nothing");
}

#[test]
fn a_service_whose_address_is_taken_leaves_no_database() {
    let (desk, other) = (Desk::new(), Desk::new());
    let server = desk.serve(&[]);
    let address = address(&server);
    let ran = other.run(&["serve", "--listen", &address, "--log", "error"]);
    assert!(ran.failed_with(IN_USE).contains(&format!("cannot serve on {address}: ")), "{ran:?}");
    assert!(!other.path("data/frontdesk.db").exists() && !other.path("data/secret.key").exists());
}

#[test]
fn a_database_that_is_served_is_neither_exchanged_nor_moved_and_all_else_goes_on_beside_it() {
    // With a given key there is no key file whose lock would keep others out.
    let desk = Desk::new().with("FRONTDESK_SECRET_KEY", KEY);
    let server = desk.serve(&[]);
    desk.write("clients.csv", CLIENTS);
    desk.run(&["import", "clients", "clients.csv"]).succeeded();
    desk.run(&["backup", "copy.db"]).succeeded();
    desk.run(&["export", "clients", "--output", "clients.out.csv"]).succeeded();
    desk.run(&["keys", "create", "--role", "reader"]).succeeded();
    desk.run(&["doctor"]).succeeded();
    let refused = desk.run(&["restore", "copy.db", "--replace"]);
    assert!(refused.failed_with(IN_USE).contains("another frontdesk serves the database"), "{refused:?}");
    let refused = desk.run(&["move", "postgres://nobody@127.0.0.1:1/none"]);
    assert!(refused.failed_with(IN_USE).contains("another frontdesk serves the database"), "{refused:?}");
    assert_eq!(desk.run(&["work"]).code, Some(2));
    drop(server);
    desk.run(&["restore", "copy.db", "--replace"]).succeeded();
    let names = desk.files();
    assert!(!names.iter().any(|name| name.ends_with(".partial")), "{names:?}");
    assert!(Path::new(&desk.path("data/frontdesk.db")).exists());
}
