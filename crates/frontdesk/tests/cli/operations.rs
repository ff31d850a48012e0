//! Exports, backups, restoring, and moving to a server.

use frontdesk_testkit::{Backend, empty_database};

use crate::support::{Desk, all_backends};

const CLIENTS: &str = "First Name,Last Name,Phone,Integration Id,SSN\n\
                       =Ada,Lovelace,+12025550101,ext-1,078-05-1120\nBob,\"Day, Jr\",+12025550102,ext-2,\n";

fn furnished() -> Desk {
    let desk = Desk::new();
    desk.write("clients.csv", CLIENTS);
    desk.run(&["import", "clients", "clients.csv"]).succeeded();
    desk
}

#[test]
fn customers_are_exported_as_a_table_without_formulas_and_line_by_line() {
    let desk = furnished();
    let table = desk.run(&["export", "clients"]).succeeded();
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(lines[0], "id,first_name,last_name,birth_date,email,cell_phone,integration_id,ssn");
    assert_eq!(lines[1], "1,'=Ada,Lovelace,,,'+12025550101,ext-1,***-**-1120");
    assert_eq!(lines[2], "2,Bob,\"Day, Jr\",,,'+12025550102,ext-2,");
    let rows = desk.run(&["export", "customers", "--format", "ndjson"]).succeeded();
    let rows: Vec<serde_json::Value> =
        rows.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!((rows.len(), &rows[0]["first_name"], &rows[1]["cid"]), (2, &"=Ada".into(), &2.into()));
    assert!(desk.run(&["export", "requests", "--output", "r.csv"]).succeeded().contains("wrote 0 rows"));
    assert!(desk.read("r.csv").starts_with("id,created_by,body,status,"));
    desk.run(&["export", "requests", "--output", "r.csv"]).failed_with(1);
    assert!(desk.run(&["export", "clients", "--firm", "7"]).failed_with(2).contains("no firm 7"));
}

#[test]
fn a_backup_becomes_the_database_again() {
    let desk = furnished();
    let said = desk.run(&["backup", "copy.db"]).succeeded();
    assert!(said.contains("secret.key") && said.contains("not in it"), "{said}");
    desk.run(&["backup", "copy.db"]).failed_with(1);
    desk.write("more.csv", "First Name,Last Name,Phone,Integration Id\nEve,Moon,+12025550103,ext-3\n");
    desk.run(&["import", "clients", "more.csv"]).succeeded();
    assert_eq!(desk.run(&["export", "clients"]).succeeded().lines().count(), 4);
    assert!(desk.run(&["restore", "copy.db"]).failed_with(2).contains("--replace"));
    let said = desk.run(&["restore", "copy.db", "--replace"]).succeeded();
    assert!(said.contains(".replaced-"), "{said}");
    let clients = desk.run(&["export", "clients"]).succeeded();
    assert!(clients.lines().count() == 3 && clients.contains("***-**-1120"), "{clients}");
    desk.write("text.db", "no database");
    desk.run(&["restore", "text.db", "--replace"]).failed_with(1);
    assert_eq!(desk.run(&["export", "clients"]).succeeded(), clients, "nothing was lost");
}

#[test]
fn a_restored_database_whose_key_is_not_there_says_so() {
    let desk = furnished();
    desk.run(&["backup", "copy.db"]).succeeded();
    let said = desk.run(&["--data-dir", "elsewhere", "restore", "copy.db"]).succeeded();
    assert!(said.contains("secret key") && said.contains("put the key file"), "{said}");
    std::fs::copy(desk.path("data/secret.key"), desk.path("elsewhere/secret.key")).expect("copied");
    let clients = desk.run(&["--data-dir", "elsewhere", "export", "clients"]).succeeded();
    assert!(clients.contains("***-**-1120"), "{clients}");
}

#[test]
fn a_server_is_neither_backed_up_nor_moved() {
    for backend in all_backends().filter(|backend| *backend != Backend::Sqlite) {
        let target = empty_database(backend);
        let desk = Desk::new().with("DATABASE_URL", target.url());
        for args in [&["backup", "x.db"][..], &["restore", "x.db"], &["move", "postgres://localhost/x"]] {
            desk.run(args).failed_with(2);
        }
    }
}

#[test]
fn everything_moves_into_postgres_and_is_read_there_with_the_same_key() {
    if !all_backends().any(|backend| backend == Backend::Postgres) {
        return;
    }
    let mut desk = furnished();
    let before = desk.run(&["export", "clients"]).succeeded();
    let target = empty_database(Backend::Postgres);
    let said = desk.run(&["move", target.url()]).succeeded();
    assert!(said.contains("customers") && said.contains("FRONTDESK_SECRET_KEY"), "{said}");
    assert!(desk.run(&["move", target.url()]).failed_with(1).contains("in use"));
    let key = desk.read("data/secret.key");
    let key = key.lines().rfind(|line| !line.starts_with('#')).expect("a key").trim().to_owned();
    desk.set("DATABASE_URL", target.url());
    desk.set("FRONTDESK_SECRET_KEY", &key);
    assert_eq!(desk.run(&["export", "clients"]).succeeded(), before);
}
