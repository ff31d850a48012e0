//! Exports, backups, restoring, and moving to a server.

use frontdesk_testkit::{Backend, empty_database};

use crate::support::{Desk, all_backends, begin, end};

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
fn what_is_left_beside_a_lost_database_is_no_part_of_the_one_that_is_restored() {
    let desk = furnished();
    desk.run(&["backup", "copy.db"]).succeeded();
    let before = desk.run(&["export", "clients"]).succeeded();
    let mut server = desk.serve(&[]);
    let sign_up = r#"{"name":"Eve Moon","email":"eve@example.com","phone":"+12025550103"}"#;
    let head = format!(
        "POST /users HTTP/1.1\r\ncontent-type: application/json\r\ncontent-length: {}",
        sign_up.len()
    );
    let answer = end(begin(&server, &head, sign_up));
    assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
    server.kill9();
    // The log of a killed server is whole: SQLite would read it into whatever database lies beside it.
    std::fs::remove_file(desk.path("data/frontdesk.db")).expect("removed");
    let log = std::fs::read(desk.path("data/frontdesk.db-wal")).expect("a log");
    assert!(!log.is_empty());
    desk.write("data/frontdesk.db-journal", "half a journal");
    let said = desk.run(&["restore", "copy.db"]).succeeded();
    let kept = |suffix: &str| {
        let name = |line: &str| line.rsplit_once(".replaced-").map(|(_, end)| end.to_owned());
        let end = said.lines().filter_map(name).find(|end| end.ends_with(suffix));
        let end = end.unwrap_or_else(|| panic!("no {suffix}: {said}"));
        std::fs::read(desk.path(&format!("data/frontdesk.db.replaced-{end}"))).expect("a file")
    };
    assert_eq!((kept("-wal") == log, kept("-journal").as_slice()), (true, &b"half a journal"[..]));
    assert_eq!(desk.run(&["export", "clients"]).succeeded(), before);
}

#[test]
fn text_that_only_looks_disarmed_goes_out_and_comes_in_as_it_is() {
    let (desk, other) = (Desk::new(), Desk::new());
    // Reading takes one apostrophe off.
    desk.write("all.csv", "CID,First Name,Last Name,Phone,Area\n1,''=Ada,'''-x,+12025550101,a;b\n");
    desk.run(&["import", "customers", "all.csv"]).succeeded();
    let stored = |desk: &Desk| {
        let line = desk.run(&["export", "customers", "--format", "ndjson"]).succeeded();
        let row: serde_json::Value = serde_json::from_str(&line).expect("JSON");
        ["first_name", "last_name", "phone", "area"].map(|name| row[name].clone())
    };
    assert_eq!(stored(&desk), ["'=Ada", "''-x", "+12025550101", "a;b"]);
    other.write("all.csv", &desk.run(&["export", "customers"]).succeeded());
    other.run(&["import", "customers", "all.csv"]).succeeded();
    assert_eq!(stored(&other), stored(&desk));
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

const DAY: [&str; 3] = ["demo", "--as-of", "2024-12-31"];

/// Everything that can be written down, kind by kind.
fn exports(desk: &Desk) -> Vec<(&'static str, String)> {
    let kinds = [
        "customers",
        "clients",
        "opportunities",
        "interactions",
        "topics",
        "actuals",
        "targets",
        "operators",
        "requests",
        "users",
    ];
    kinds.map(|kind| (kind, desk.run(&["export", kind, "--format", "ndjson"]).succeeded())).into()
}

#[test]
fn a_table_of_a_kind_that_is_imported_changes_nothing_here_and_brings_everything_there() {
    let desk = Desk::new();
    desk.run(&DAY).succeeded();
    let other = Desk::new();
    for kind in ["customers", "opportunities", "interactions", "topics", "actuals", "targets"] {
        let table = desk.run(&["export", kind]).succeeded();
        let (header, rows) = table.split_once('\n').expect("a header");
        let count = rows.lines().count();
        assert!(count > 9, "{kind}: {table}");
        for (place, counted) in [(&desk, "unchanged"), (&other, "created")] {
            place.write("all.csv", &table);
            let said = place.run(&["import", kind, "all.csv"]).succeeded();
            let line = said.lines().find(|line| line.trim_start().starts_with(counted)).expect("a count");
            assert_eq!(line.split_whitespace().nth(1), Some(&*count.to_string()), "{kind}: {said}");
        }
        let again = other.run(&["export", kind]).succeeded();
        if kind == "customers" {
            // Public ids are given anew.
            let without_uuid = |table: &str| -> Vec<String> {
                let cells = |line: &str| line.splitn(3, ',').map(str::to_owned).collect::<Vec<_>>();
                table.lines().map(|line| cells(line).remove(2)).collect()
            };
            assert_eq!(without_uuid(&again), without_uuid(&table));
        } else {
            assert_eq!(again, table, "{kind}: {header}");
        }
    }
}

/// A role that owns what it makes, and and to which row-level security applies.
struct Owner<'d> {
    database: &'d frontdesk_testkit::TestDatabase,
    name: String,
}

impl<'d> Owner<'d> {
    fn of(database: &'d frontdesk_testkit::TestDatabase) -> Self {
        let name = database.url().rsplit('/').next().unwrap_or_default();
        let name: String = name.chars().filter(char::is_ascii_alphanumeric).rev().take(30).collect();
        let name = format!("frontdesk_owner_{name}");
        let role = Self { database, name };
        role.run(&format!(
            "CREATE ROLE {0} LOGIN PASSWORD 'pass'; GRANT ALL ON SCHEMA public TO {0}",
            role.name
        ));
        role
    }

    fn run(&self, sql: &str) -> String {
        self.database.execute(sql).expect(sql)
    }

    fn url(&self) -> String {
        let place = self.database.url().rsplit_once('@').map(|(_, place)| place).expect("a place");
        format!("postgres://{}:pass@{place}", self.name)
    }
}

impl Drop for Owner<'_> {
    fn drop(&mut self) {
        if let Err(reason) = self.database.execute(&format!("DROP OWNED BY {0}; DROP ROLE {0}", self.name)) {
            eprintln!("{reason}");
        }
    }
}

#[test]
fn all_of_the_demo_moves_into_postgres_where_rows_are_looked_after_and_comes_back_the_same() {
    if !all_backends().any(|backend| backend == Backend::Postgres) {
        return;
    }
    let mut desk = Desk::new();
    desk.run(&DAY).succeeded();
    desk.write(
        "second.csv",
        "First Name,Last Name,Phone,Integration Id,SSN\nEve,Moon,+12025550103,ext-3,078-05-1120\n",
    );
    desk.run(&["firms", "create", "Second"]).succeeded();
    desk.run(&["import", "clients", "second.csv", "--firm", "2"]).succeeded();
    let (before, second) = (exports(&desk), desk.run(&["export", "clients", "--firm", "2"]).succeeded());
    let audit = desk.run(&["audit", "verify"]).succeeded();

    let target = empty_database(Backend::Postgres);
    let owner = Owner::of(&target);
    let moved = desk.run(&["move", &owner.url()]).succeeded();
    let mut rows = 0;
    for line in moved.lines().skip(1).take_while(|line| !line.is_empty()) {
        let mut words = line.split_whitespace();
        let (table, told) = (words.next().expect("a table"), words.next().expect("a number"));
        assert_eq!(owner.run(&format!("SELECT count(*) FROM {table}")).trim(), told, "{table}");
        rows += told.parse::<u64>().expect("a number");
    }
    assert!(rows > 20_000, "{moved}");
    let looked_after = owner.run("SELECT count(*) FROM pg_class WHERE relforcerowsecurity");
    assert!(looked_after.trim().parse::<u32>().expect("a number") > 20, "{looked_after}");

    let key = desk.read("data/secret.key");
    let key = key.lines().rfind(|line| !line.starts_with('#')).expect("a key").trim().to_owned();
    desk.set("DATABASE_URL", &owner.url());
    desk.set("FRONTDESK_SECRET_KEY", &key);
    for ((kind, before), (_, after)) in before.iter().zip(exports(&desk)) {
        assert!(
            *before == after,
            "{kind} came back another: {} and {} lines",
            before.lines().count(),
            after.lines().count()
        );
    }
    assert_eq!(desk.run(&["export", "clients", "--firm", "2"]).succeeded(), second);
    assert_eq!(desk.run(&["audit", "verify"]).succeeded(), audit);
    assert!(desk.run(&["doctor"]).succeeded().contains("agree"));
    // It goes on from there, and the demo knows itself again.
    let again = desk.run(&DAY).succeeded();
    assert!(again.lines().all(|line| line.contains(" 0 created, 0 updated, ")), "{again}");
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
