//! Who may read what Frontdesk writes, and what is left behind. The umask of these runs forbids nothing.

use std::fs::{self, Permissions};
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use frontdesk_testkit::Server;

use crate::support::{BINARY, Desk, Ran, begin, signal};

const CLIENTS: &str = "First Name,Last Name,Phone,Integration Id\n\
                       Ada,Lovelace,+12025550101,ext-1\nBob,Day,no number,ext-2\n";
/// For what another process does soon: patience for a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);
/// Files that the tests write themselves.
const GIVEN: [&str; 2] = ["clients.csv", "accounts.csv"];

/// Runs the binary after a line of shell.
fn run_after(desk: &Desk, shell: &str, args: &[&str]) -> Ran {
    desk.command_after(shell, args).output().expect("it runs").into()
}

fn serve(desk: &Desk) -> Server {
    let data = desk.path("data").display().to_string();
    let shell = "umask 000; exec \"$0\" \"$@\"";
    let args = ["-c", shell, BINARY, "serve", "--listen", "127.0.0.1:0", "--data-dir", &data];
    Server::spawn(Path::new("/bin/sh"), &args, &[])
}

fn mode(path: &Path) -> u32 {
    fs::symlink_metadata(path).expect("it exists").permissions().mode() & 0o7777
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).expect("set");
}

/// All below a folder.
fn all_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(all_below(&path));
        }
        found.push(path);
    }
    found
}

fn wait_until(what: &str, is_so: impl Fn() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < PATIENCE, "not in time: {what}");
        sleep(Duration::from_millis(10));
    }
}

fn has_upload(desk: &Desk) -> bool {
    let uploads = fs::read_dir(desk.path("data/uploads")).expect("a folder").flatten();
    uploads.into_iter().any(|entry| entry.file_name().to_string_lossy().starts_with("frontdesk-upload-"))
}

/// An upload that does not end.
fn upload(server: &Server) -> std::net::TcpStream {
    let head =
        "POST /imports HTTP/1.1\r\ncontent-type: multipart/form-data; boundary=x\r\ncontent-length: 100000";
    let part =
        "--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"clients.csv\"\r\n\r\nFirst Name,";
    begin(server, head, part)
}

#[test]
fn whatever_is_written_is_for_its_owner_alone() {
    let desk = Desk::new();
    desk.write("clients.csv", CLIENTS);
    // A file that is there is replaced, and its mode with it.
    desk.write("rejects.csv", "old");
    set_mode(&desk.path("rejects.csv"), 0o666);
    let run = |args: &[&str]| run_after(&desk, "umask 000", args);
    assert_eq!(run(&["import", "clients", "clients.csv", "--rejects", "rejects.csv"]).code, Some(2));
    assert_eq!(run(&["import", "clients", "clients.csv"]).code, Some(2));
    run(&["export", "clients", "--output", "out.csv"]).succeeded();
    run(&["backup", "copy.db"]).succeeded();
    // A copy that came from elsewhere may be open to all.
    fs::copy(desk.path("copy.db"), desk.path("accounts.csv")).expect("copied");
    set_mode(&desk.path("accounts.csv"), 0o666);
    run(&["restore", "accounts.csv", "--replace"]).succeeded();
    let server = serve(&desk);
    let _upload = upload(&server);
    wait_until("an upload", || has_upload(&desk));
    let found = all_below(&desk.path(""));
    for path in &found {
        let is_given = path.file_name().is_some_and(|name| GIVEN.iter().any(|given| name == *given));
        assert!(is_given || mode(path) & 0o077 == 0, "{:04o} {}", mode(path), path.display());
    }
    let names: Vec<String> = found
        .iter()
        .map(|path| path.strip_prefix(desk.path("")).expect("below").display().to_string())
        .collect();
    for name in [
        "data",
        "data/frontdesk.db",
        "data/frontdesk.db-wal",
        "data/frontdesk.db-shm",
        "data/frontdesk.open-lock",
        "data/frontdesk.serve-lock",
        "data/frontdesk.migrate-lock",
        "data/secret.key",
        "data/uploads",
        "data/uploads.lock",
        "rejects.csv",
        "clients.rejects.csv",
        "out.csv",
        "copy.db",
    ] {
        assert!(names.iter().any(|found| found == name), "{name} is not among {names:?}");
    }
    assert!(names.iter().any(|name| name.contains(".replaced-")), "{names:?}");
}

#[test]
fn what_others_could_read_is_closed_at_the_start() {
    let desk = Desk::new();
    drop(serve(&desk));
    let (data, database) = (desk.path("data"), desk.path("data/frontdesk.db"));
    let uploads = desk.path("data/uploads");
    [(&data, 0o755), (&uploads, 0o777), (&database, 0o644)]
        .iter()
        .for_each(|(path, mode)| set_mode(path, *mode));
    let server = serve(&desk);
    assert_eq!([&data, &uploads, &database].map(|path| mode(path)), [0o700, 0o700, 0o600]);
    let log = server.log();
    let told = log.lines().filter(|line| line.contains("removed the access of other users")).count();
    assert_eq!(told, 3, "{log}");
}

#[test]
fn what_killed_processes_left_is_removed_at_the_start() {
    let desk = Desk::new();
    let mut server = serve(&desk);
    let upload = upload(&server);
    wait_until("an upload", || has_upload(&desk));
    server.kill9();
    drop(upload);
    assert!(has_upload(&desk));
    for folder in ["data/restore-a1b2c3", "data/dry-run-d4e5f6", "data/restore-notes"] {
        fs::create_dir(desk.path(folder)).expect("a folder");
    }
    for file in ["data/restore-a1b2c3/copy.db", "data/dry-run-d4e5f6/copy.db", "data/restore-notes/mine.txt"]
    {
        desk.write(file, "x");
    }
    let server = serve(&desk);
    assert!(!has_upload(&desk), "{}", server.log());
    assert!(!desk.path("data/restore-a1b2c3").exists() && !desk.path("data/dry-run-d4e5f6").exists());
    assert!(desk.path("data/restore-notes/mine.txt").exists());
}

#[test]
fn a_copy_for_which_there_is_no_room_leaves_nothing() {
    let desk = Desk::new();
    desk.run(&["migrate"]).succeeded();
    // Blocks of 512 bytes: more than the shared memory of the log, less than a database.
    let ran = run_after(&desk, "trap '' XFSZ; ulimit -f 128", &["backup", "copy.db"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert_eq!(desk.files(), ["data"]);
    desk.run(&["backup", "copy.db"]).succeeded();
}

#[test]
fn a_copy_that_is_broken_off_leaves_nothing() {
    let desk = Desk::new();
    desk.run(&["migrate"]).succeeded();
    // The copy waits as long as this has the database.
    let mut holder = Command::new("sqlite3")
        .arg(desk.path("data/frontdesk.db"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("sqlite3 runs");
    let mut statements = holder.stdin.take().expect("a pipe");
    writeln!(statements, "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; SELECT 'held';")
        .expect("written");
    let lines = BufReader::new(holder.stdout.take().expect("a pipe")).lines();
    assert!(lines.map_while(Result::ok).any(|line| line == "held"));
    let mut child = desk.spawn(&mut desk.command(&["backup", "copy.db"]));
    wait_until("a copy that is begun", || desk.path("copy.db.partial").exists());
    signal(&child, "TERM");
    assert_eq!(child.wait().expect("it ends").signal(), Some(15));
    assert_eq!(desk.files(), ["data"]);
    drop(statements);
    holder.wait().expect("it ends");
}
