//! `kill -9` in the middle of imports: nothing is broken, lost or there twice.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::fs::File;
use std::os::unix::process::ExitStatusExt;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use frontdesk_testkit::{Backend, Server, TestDatabase, database};
use serde_json::Value;

use crate::support::{Desk, all_backends, signal};

const KEY: &str = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

/// How often an import is killed, on each database.
const KILLS: u32 = 50;
/// How many of them have to find some of the rows in and others not, or there are more.
const HITS: u32 = 12;
/// Clients in the file of those imports.
const ROWS: usize = 1_200;
/// Clients in an uploaded file.
const UPLOADED_ROWS: usize = 12_000;
/// A column that means nothing, so wide that a few hundred rows are as many as are written at a time.
const NOTE: usize = 8_192;
/// Longer than the embedded database lets rows of an import wait for their commit while others have it open.
const NAP: Duration = Duration::from_millis(450);
/// Another process takes an import up when the lease of the killed one has run out, after a minute.
const PATIENCE: Duration = Duration::from_secs(150);

/// Numbers that are the same at each run (SplitMix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        let number = frontdesk_mock_crm::mix(self.0);
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        number
    }

    /// A part of a time, from the one to the other percentage of it.
    fn part(&mut self, whole: Duration, percent: std::ops::Range<u64>) -> Duration {
        let width = percent.end - percent.start;
        let thousandths = percent.start * 10 + self.next() % (width * 10);
        whole.mul_f64(thousandths as f64 / 1000.0)
    }
}

fn clients(rows: usize, note: usize) -> String {
    let mut text = "external_id,first_name,last_name,phone,email,note\n".to_owned();
    let note = "n".repeat(note);
    for number in 0..rows {
        let phone = 2_000_000 + number;
        writeln!(text, "m{number},First{number},Last,+1202{phone},m{number}@example.com,{note}")
            .expect("text");
    }
    text
}

/// The clients of such a file as `people` tells them.
fn expected_people(rows: usize) -> Vec<String> {
    let person = |number| {
        let phone = 2_000_000 + number;
        format!("1,First{number},Last,,m{number}@example.com,'+1202{phone},m{number},")
    };
    let mut people: Vec<String> = (0..rows).map(person).collect();
    people.sort();
    people
}

fn curl(args: &[&str]) -> String {
    let output =
        Command::new("curl").args(["--silent", "--show-error"]).args(args).output().expect("curl runs");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// All clients, but for their ids, in order.
fn people(server: &Server) -> Vec<String> {
    let list = curl(&[&format!("{}/clients", server.url()), "--header", "accept: text/csv"]);
    let mut lines = list.lines();
    assert!(lines.next().is_some_and(|head| head.starts_with("id,firm_id,")), "{list}");
    // Without the id, and without the times of the run.
    let person = |line: &str| {
        let mut columns: Vec<&str> = line.split(',').skip(1).collect();
        columns.truncate(columns.len() - 2);
        columns.join(",")
    };
    let mut people: Vec<String> = lines.map(person).collect();
    people.sort();
    people
}

#[track_caller]
fn assert_same(people: &[String], expected: &[String], context: &str) {
    let odd = people.iter().zip(expected).find(|(one, other)| one != other);
    assert!(odd.is_none(), "{context}: {odd:?}");
    assert_eq!(people.len(), expected.len(), "{context}");
}

fn migrate(url: &str) {
    let mut migration = Command::new(env!("CARGO_BIN_EXE_frontdesk"));
    let migrated = migration.arg("migrate").env("DATABASE_URL", url).output().expect("it runs");
    assert!(migrated.status.success(), "{migrated:?}");
}

/// A migrated database, and a desk that works on it.
fn desk(backend: Backend) -> (TestDatabase, Desk) {
    let database = database(backend, migrate);
    let desk = Desk::new().with("DATABASE_URL", database.url()).with("FRONTDESK_SECRET_KEY", KEY);
    (database, desk)
}

/// What SQLite itself says of the file, where its shell is installed. The service has opened it by then.
#[track_caller]
fn assert_sound(database: &TestDatabase) {
    if database.backend() != Backend::Sqlite {
        return;
    }
    let checks = "PRAGMA integrity_check; PRAGMA foreign_key_check;";
    let shell = Command::new("sqlite3").arg(database.dir().join("frontdesk.db")).arg(checks).output();
    if let Ok(output) = shell {
        assert_eq!(String::from_utf8_lossy(&output.stdout), "ok\n", "{output:?}");
    }
}

/// Runs `each` on every backend, at the same time.
fn on_all_backends(each: impl Fn(Backend) + Sync) {
    let each = &each;
    thread::scope(|scope| {
        for backend in all_backends() {
            scope.spawn(move || each(backend));
        }
    });
}

/// Begins an import and kills it; whether it was still at work. `usual` is how long it takes undisturbed.
fn kill_an_import(backend: Backend, desk: &Desk, file: &str, usual: Duration, random: &mut Random) -> bool {
    let mut child = desk.spawn(&mut desk.command(&["import", "clients", file, "--quiet"]));
    if backend == Backend::Sqlite {
        // It would write such a small file in one transaction. Asleep for a while, it commits what it has when it
        // wakes.
        thread::sleep(random.part(usual, 40..95));
        signal(&child, "STOP");
        thread::sleep(NAP);
        signal(&child, "CONT");
        thread::sleep(random.part(usual, 0..40));
    } else {
        thread::sleep(random.part(usual, 30..100));
    }
    child.kill().expect("a process of our own can be killed");
    child.wait().expect("a killed process ends").signal() == Some(9)
}

/// Kills one import and runs it again; whether it was in the middle, with some of its rows in and others not.
fn survive(
    backend: Backend,
    file: &str,
    usual: &mut Duration,
    random: &mut Random,
    expected: &[String],
) -> bool {
    let (database, desk) = desk(backend);
    // As a service would that has the file open: rows then do not wait long for their commit.
    let neighbour = File::create(database.dir().join("frontdesk.open-lock")).expect("a file");
    neighbour.lock_shared().expect("a lock");
    let was_at_work = kill_an_import(backend, &desk, file, *usual, random);
    let left = people(&desk.serve(&[]));
    assert_sound(&database);
    let known: HashSet<&String> = expected.iter().collect();
    let different: HashSet<&String> = left.iter().collect();
    assert_eq!(different.len(), left.len(), "{backend}: a user exists twice");
    assert!(different.is_subset(&known), "{backend}: a user exists in part");
    let again = desk.run(&["import", "clients", file]).succeeded();
    assert!(again.contains(&format!(": {ROWS} rows in ")), "{backend}: {again}");
    assert_same(&people(&desk.serve(&[])), expected, &format!("{backend}, {} rows before", left.len()));
    assert_sound(&database);
    // The machine may be busier or idler than it was.
    *usual = usual.mul_f64(match left.len() {
        0 => 1.05,
        _ if was_at_work => 1.0,
        _ => 0.95,
    });
    was_at_work && !left.is_empty() && left.len() < ROWS
}

#[test]
fn an_import_that_is_killed_anywhere_ends_right_when_it_is_run_again() {
    let expected = expected_people(ROWS);
    on_all_backends(|backend| {
        let (_database, desk) = desk(backend);
        desk.write("clients.csv", &clients(ROWS, NOTE));
        let file = desk.path("clients.csv").display().to_string();
        let start = Instant::now();
        desk.run(&["import", "clients", &file]).succeeded();
        let mut usual = start.elapsed();
        assert_same(&people(&desk.serve(&[])), &expected, "undisturbed");
        let mut random = Random(1906);
        let (mut kills, mut hits) = (0, 0);
        while kills < KILLS || (hits < HITS && kills < 2 * KILLS) {
            kills += 1;
            hits += u32::from(survive(backend, &file, &mut usual, &mut random, &expected));
        }
        println!("{backend}: {hits} of {kills} kills hit the middle, {:?}", start.elapsed());
        assert!(hits >= HITS, "{backend}: only {hits} of {kills} kills hit the middle");
    });
}

/// Uploads the file `clients.csv`; the path of its import.
fn upload(desk: &Desk, server: &Server) -> String {
    let file = format!("file=@{}", desk.path("clients.csv").display());
    let answer = curl(&[&format!("{}/imports", server.url()), "-F", "kind=clients", "-F", &file]);
    let import: Value = serde_json::from_str(&answer).expect("JSON");
    format!("/imports/{}", import["id"])
}

fn look(server: &Server, path: &str) -> Value {
    serde_json::from_str(&curl(&[&format!("{}{path}", server.url())])).expect("JSON")
}

/// Looks at an import until it is as wanted.
#[track_caller]
fn wait_for(server: &Server, path: &str, is_wanted: impl Fn(&Value) -> bool) -> Value {
    let start = Instant::now();
    loop {
        let import = look(server, path);
        if is_wanted(&import) {
            return import;
        }
        assert!(start.elapsed() < PATIENCE, "{import}");
        thread::sleep(Duration::from_millis(10));
    }
}

fn has_ended(import: &Value) -> bool {
    import["state"] == "succeeded" || import["state"] == "failed"
}

/// Kills the service once some more rows are in, but not all; how many are.
#[track_caller]
fn kill_in_the_middle(server: &mut Server, path: &str, before: u64) -> u64 {
    let is_further = |import: &Value| import["rows_done"].as_u64() > Some(before) || has_ended(import);
    let import = wait_for(server, path, is_further);
    server.kill9();
    assert_eq!(import["state"], "running", "too late: {import}");
    import["rows_done"].as_u64().expect("a number")
}

#[test]
fn an_upload_goes_on_by_itself_after_the_service_was_killed() {
    let expected = expected_people(UPLOADED_ROWS);
    on_all_backends(|backend| {
        let (database, desk) = desk(backend);
        let mut server = desk.serve(&[]);
        desk.write("clients.csv", &clients(UPLOADED_ROWS, NOTE / 8));
        let path = upload(&desk, &server);
        let done = kill_in_the_middle(&mut server, &path, 0);
        server = desk.serve(&[]);
        assert!(look(&server, &path)["rows_done"].as_u64() >= Some(done), "{backend}: it went back");
        if backend == Backend::Sqlite {
            // No other process can be at work, so that it continues at once: time for another crash.
            kill_in_the_middle(&mut server, &path, done);
            server = desk.serve(&[]);
        }
        let import = wait_for(&server, &path, has_ended);
        assert_eq!(import["state"], "succeeded", "{backend}: {import}");
        for name in ["rows_total", "rows_done", "created"] {
            assert_eq!(import[name], UPLOADED_ROWS, "{backend}, {name}: {import}");
        }
        for name in ["updated", "unchanged", "rejected"] {
            assert_eq!(import[name], 0, "{backend}, {name}: {import}");
        }
        assert_same(&people(&server), &expected, &backend.to_string());
        assert_sound(&database);
    });
}

#[test]
fn an_upload_whose_file_is_gone_after_a_crash_fails_and_tells_what_it_did() {
    let (_database, desk) = desk(Backend::Sqlite);
    let mut server = desk.serve(&[]);
    desk.write("clients.csv", &clients(UPLOADED_ROWS, NOTE / 8));
    let path = upload(&desk, &server);
    kill_in_the_middle(&mut server, &path, 0);
    let spool = std::fs::read_dir(desk.path("data").join("uploads")).expect("a folder of uploads");
    for file in spool {
        std::fs::remove_file(file.expect("a file").path()).expect("removed");
    }
    let server = desk.serve(&[]);
    let import = wait_for(&server, &path, has_ended);
    assert_eq!(import["state"], "failed", "{import}");
    assert!(import["error"].as_str().is_some_and(|error| error.contains("the file is lost")), "{import}");
    let there = people(&server).len();
    assert!(there > 0 && there < UPLOADED_ROWS, "{there}");
    assert_eq!((&import["rows_done"], &import["created"]), (&there.into(), &there.into()), "{import}");
}
