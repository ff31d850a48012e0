//! Tests of statement time-outs on each database.
#![cfg(all(feature = "sqlite", feature = "postgres", feature = "mysql"))]

use std::time::Duration;

use diesel::prelude::*;
use diesel::sql_types::BigInt;
use frontdesk_testkit::{Backend, TestDatabase, backends};

use crate::engine::connection::AnyConnection;
use crate::engine::error::StorageError;
use crate::engine::scope::{Access, Scoped};
use crate::{Database, Options};

const CONNECTIONS: u32 = 8;
const FOREVER: Duration = Duration::from_secs(3600);

/// A database with a statement time-out of `limit`.
fn open(test: &TestDatabase, limit: Duration) -> (Database, Access) {
    let options = Options {
        statement_timeout: limit,
        job_timeout: limit,
        connections: CONNECTIONS,
        ..Options::new(test.url().parse().expect("a URL"))
    };
    let database = Database::open(options).expect("it opens");
    let access = database.access_blocking(frontdesk_core::FirmId::FIRST).expect("an answer").expect("firm 1");
    (database, access)
}

fn migrated(backend: Backend) -> TestDatabase {
    frontdesk_testkit::database(backend, |url| {
        crate::migrate(&url.parse().expect("a URL")).expect("migrations apply");
    })
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

fn number(conn: &mut AnyConnection, sql: &str) -> Result<i64, StorageError> {
    let rows: Vec<Number> = diesel::sql_query(sql).load(conn)?;
    Ok(rows.first().map_or(0, |row| row.n))
}

/// A statement that does not end by itself.
fn endless(scoped: &mut Scoped<'_>) -> Result<i64, StorageError> {
    let sql = match scoped.conn {
        AnyConnection::Sqlite(_) => {
            "WITH RECURSIVE endless (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM endless) SELECT count(*) AS n FROM endless"
        }
        AnyConnection::Postgres(_) => "SELECT count(*) AS n, pg_sleep(3600) AS endless FROM firms",
        AnyConnection::Mysql(_) => {
            "SELECT count(*) AS n FROM seq_1_to_1000000000 AS endless, seq_1_to_1000000000 AS more"
        }
    };
    number(scoped.conn, sql)
}

fn short(scoped: &mut Scoped<'_>) -> Result<i64, StorageError> {
    number(scoped.conn, "SELECT count(*) AS n FROM firms")
}

#[test]
fn a_statement_is_cancelled_at_its_deadline() {
    for backend in backends() {
        let test = migrated(*backend);
        let (database, access) = open(&test, Duration::from_secs(1));
        for _ in 0..2 {
            let slow = database.read_blocking(access, endless);
            assert!(matches!(slow, Err(StorageError::TooSlow)), "{backend}: {slow:?}");
            let slow = database.write_blocking(access, endless);
            assert!(matches!(slow, Err(StorageError::TooSlow)), "{backend}: {slow:?}");
            assert_eq!(database.read_blocking(access, short).expect("an answer"), 1, "{backend}");
            let renamed = database.write_blocking(access, |scoped| {
                Ok(diesel::sql_query("UPDATE firms SET name = 'Renamed'").execute(scoped.conn)?)
            });
            assert_eq!(renamed.expect("written"), 1, "{backend}");
        }
    }
}

/// How many endless statements run on the server.
fn under_way(test: &TestDatabase) -> String {
    let sql = match test.backend() {
        Backend::Postgres => {
            "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%pg_sleep%'
             AND pid <> pg_backend_pid() AND datname = current_database()"
        }
        _ => {
            "SELECT count(*) FROM information_schema.processlist WHERE info LIKE '%seq_1_to%'
             AND id <> connection_id() AND db = database()"
        }
    };
    test.execute(sql).expect("an answer").trim().to_owned()
}

async fn until(mut done: impl FnMut() -> bool) {
    while !done() {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn a_statement_ends_when_its_caller_goes_away() {
    for backend in backends() {
        let test = migrated(*backend);
        let (database, access) = off_the_runtime(|| open(&test, FOREVER));
        for _ in 0..3 {
            let read = |_: usize| {
                let database = database.clone();
                tokio::spawn(async move { database.read(access, endless).await })
            };
            // As many as may read at a time, so that the next round needs their places.
            let reads: Vec<_> = (0..5).map(read).collect();
            if *backend == Backend::Sqlite {
                tokio::time::sleep(Duration::from_millis(50)).await;
            } else {
                until(|| under_way(&test) == "5").await;
            }
            reads.iter().for_each(tokio::task::JoinHandle::abort);
            if *backend != Backend::Sqlite {
                until(|| under_way(&test) == "0").await;
            }
        }
        assert_eq!(database.read(access, short).await.expect("an answer"), 1, "{backend}");
        off_the_runtime(|| drop(database));
    }
}

fn second_firm(database: &Database) -> Access {
    let by = crate::Actor::COMMAND_LINE;
    let settings = frontdesk_core::FirmSettings::default();
    crate::firms::create(database, "Second", &settings, by, chrono::DateTime::UNIX_EPOCH).expect("a firm");
    database.access_blocking(2.try_into().expect("an id")).expect("an answer").expect("firm 2")
}

#[tokio::test]
async fn heavy_reads_leave_room_for_light_ones_other_firms_and_health_checks() {
    for backend in backends() {
        let test = migrated(*backend);
        let (database, access) = off_the_runtime(|| open(&test, FOREVER));
        let other = off_the_runtime(|| second_firm(&database));
        let read = |_: usize| {
            let database = database.clone();
            tokio::spawn(async move { database.read_heavy(access, endless).await })
        };
        let reads: Vec<_> = (0..64).map(read).collect();
        tokio::task::yield_now().await;
        for _ in 0..20 {
            assert_eq!(database.read(other, short).await.expect("an answer"), 2, "{backend}");
            assert_eq!(database.read_heavy(other, short).await.expect("an answer"), 2, "{backend}");
            database.ping().await.expect("well");
        }
        reads.iter().for_each(tokio::task::JoinHandle::abort);
        for read in reads {
            assert!(read.await.is_err(), "{backend}: it was still waiting");
        }
        off_the_runtime(|| drop(database));
    }
}

/// How many changes of a firm wait for a lock on the server.
fn waiting_for_a_lock(test: &TestDatabase) -> usize {
    let sql = match test.backend() {
        Backend::Postgres => {
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'UPDATE firms%'
             AND datname = current_database()"
        }
        _ => {
            "SELECT count(*) FROM information_schema.processlist WHERE info LIKE 'UPDATE firms%'
             AND db = database()"
        }
    };
    test.execute(sql).expect("an answer").trim().parse().expect("a number")
}

fn rename(scoped: &mut Scoped<'_>) -> Result<usize, StorageError> {
    let sql = format!("UPDATE firms SET name = 'Firm {0}' WHERE id = {0}", scoped.firm_id());
    Ok(diesel::sql_query(sql).execute(scoped.conn)?)
}

#[tokio::test]
async fn writes_that_wait_for_a_row_leave_room_for_reads_revocations_and_health_checks() {
    for backend in backends().iter().filter(|it| **it != Backend::Sqlite) {
        let test = migrated(*backend);
        let (database, access) = off_the_runtime(|| open(&test, FOREVER));
        let other = off_the_runtime(|| second_firm(&database));
        let (release, released) = std::sync::mpsc::channel::<()>();
        let (hold, held) = std::sync::mpsc::channel();
        let holder = std::thread::spawn({
            let database = database.clone();
            move || {
                database.write_blocking(access, move |scoped| {
                    let renamed = rename(scoped)?;
                    hold.send(()).ok();
                    released.recv().ok();
                    Ok(renamed)
                })
            }
        });
        off_the_runtime(move || held.recv().expect("the row is held"));
        let writes: Vec<_> = (0..CONNECTIONS)
            .map(|_| {
                let database = database.clone();
                tokio::spawn(async move { database.write(access, rename).await })
            })
            .collect();
        until(|| waiting_for_a_lock(&test) >= 2).await;
        for _ in 0..8 {
            database.ping().await.unwrap_or_else(|error| panic!("{backend}: {error}"));
            assert_eq!(database.read(other, short).await.expect("an answer"), 2, "{backend}");
            database.read_urgent(other, short).await.expect("an answer");
            database.write_urgent(other, rename).await.expect("written");
        }
        release.send(()).expect("it waits");
        let held = off_the_runtime(|| holder.join().expect("it ends"));
        assert_eq!(held.expect("written"), 1, "{backend}");
        for write in writes {
            let outcome = write.await.expect("it ends");
            assert!(matches!(outcome, Ok(_) | Err(StorageError::Busy)), "{backend}: {outcome:?}");
        }
        off_the_runtime(|| drop(database));
    }
}

fn off_the_runtime<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| scope.spawn(work).join().expect("it ends"))
}

#[tokio::test]
async fn a_read_only_server_is_unhealthy_and_refuses_writes() {
    for backend in backends().iter().filter(|it| **it == Backend::Postgres) {
        let test = migrated(*backend);
        let (database, access) = off_the_runtime(|| open(&test, FOREVER));
        database.ping().await.expect("well");
        let name = test.execute("SELECT current_database()").expect("a name");
        let set = |value: &str| {
            let sql = format!("ALTER DATABASE {} SET default_transaction_read_only = {value}", name.trim());
            test.execute(&format!("BEGIN READ WRITE; {sql}; COMMIT")).expect("set");
            // Settings of a database apply from the next connection on.
            let sessions = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                            WHERE datname = current_database() AND pid <> pg_backend_pid()";
            test.execute(sessions).expect("ended");
        };
        set("on");
        assert!(matches!(database.ping().await, Err(StorageError::Unavailable)), "{backend}");
        let write = |scoped: &mut Scoped<'_>| {
            Ok(diesel::sql_query("UPDATE firms SET name = 'Renamed'").execute(scoped.conn)?)
        };
        assert!(matches!(database.write(access, write).await, Err(StorageError::Unavailable)), "{backend}");
        set("off");
        while database.ping().await.is_err() {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        while database.write(access, write).await.is_err() {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        off_the_runtime(|| drop(database));
    }
}

/// Stops or continues all processes of a server.
fn signal(folder: &std::path::Path, signal: &str) {
    let data = folder.join("data");
    let processes = std::fs::read_dir("/proc").expect("processes").flatten();
    let of_the_server = processes.filter(|process| {
        std::fs::read_link(process.path().join("cwd")).is_ok_and(|folder| folder.starts_with(&data))
    });
    let ids: Vec<_> = of_the_server.map(|process| process.file_name()).collect();
    assert!(!ids.is_empty(), "the server has processes");
    let sent = std::process::Command::new("kill").arg(format!("-{signal}")).args(&ids).status();
    assert!(sent.expect("kill runs").success());
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_frozen_server_blocks_no_caller_and_is_reconnected() {
    use frontdesk_testkit::{DatabaseServer, Durability};

    for backend in backends().iter().filter(|it| **it != Backend::Sqlite) {
        let server = DatabaseServer::start(*backend, Durability::Fast).expect("a server");
        let folder = server.folder().expect("a folder").to_owned();
        let test = server.empty_database();
        off_the_runtime(|| crate::migrate(&test.url().parse().expect("a URL")).expect("migrations apply"));
        let (database, access) = off_the_runtime(|| open(&test, FOREVER));
        let read = || {
            let database = database.clone();
            tokio::spawn(async move { database.read(access, short).await })
        };
        assert_eq!(read().await.expect("it ends").expect("an answer"), 1, "{backend}");
        signal(&folder, "STOP");
        // More reads than connections, and a job on a thread of its own, with a time-out of an hour.
        let reads: Vec<_> = (0..12).map(|_| read()).collect();
        let blocking = database.clone();
        let job = tokio::task::spawn_blocking(move || blocking.write_blocking(access, short));
        for read in reads {
            assert!(read.await.expect("it ends").is_err(), "{backend}");
        }
        assert!(job.await.expect("it ends").is_err(), "{backend}");
        assert!(database.ping().await.is_err(), "{backend}");
        signal(&folder, "CONT");
        while database.ping().await.is_err() || read().await.expect("it ends").is_err() {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        off_the_runtime(|| drop(database));
    }
}

/// Forwards connections to a port that can be changed; open ones keep their target.
#[cfg(target_os = "linux")]
fn forwarder(target: std::sync::Arc<std::sync::atomic::AtomicU16>) -> u16 {
    use std::net::{Shutdown, TcpListener, TcpStream};

    fn pump(mut from: TcpStream, mut to: TcpStream) {
        std::io::copy(&mut from, &mut to).ok();
        to.shutdown(Shutdown::Both).ok();
    }
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    std::thread::spawn(move || {
        for caller in listener.incoming().flatten() {
            let port = target.load(std::sync::atomic::Ordering::SeqCst);
            let Ok(server) = TcpStream::connect(("127.0.0.1", port)) else { continue };
            let (there, back) =
                (server.try_clone().expect("a socket"), caller.try_clone().expect("a socket"));
            std::thread::spawn(move || pump(caller, there));
            std::thread::spawn(move || pump(server, back));
        }
    });
    port
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_server_at_the_address_of_a_frozen_one_is_used() {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU16, Ordering};

    use frontdesk_testkit::{DatabaseServer, Durability};

    let (first, second) = (
        DatabaseServer::start(Backend::Postgres, Durability::Fast).expect("a server"),
        DatabaseServer::start(Backend::Postgres, Durability::Fast).expect("a server"),
    );
    let url = |server: &DatabaseServer| url::Url::parse(server.url()).expect("a URL");
    let port = |server: &DatabaseServer| url(server).port().expect("a port");
    let password = url(&first).password().expect("a password").to_owned();
    // Both with the same password, and a database of the same name.
    for server in [&first, &second] {
        let mut admin =
            crate::engine::establish::establish(&server.url().parse().expect("a URL")).expect("it opens");
        for change in [&format!("ALTER ROLE frontdesk PASSWORD '{password}'"), "CREATE DATABASE desk"] {
            diesel::sql_query(change).execute(&mut admin).expect("changed");
        }
        let mut address = url(server);
        address.set_password(Some(&password)).expect("a password");
        address.set_path("desk");
        off_the_runtime(|| {
            crate::migrate(&address.as_str().parse().expect("a URL")).expect("migrations apply")
        });
    }
    let target = Arc::new(AtomicU16::new(port(&first)));
    let mut address = url(&first);
    address.set_port(Some(forwarder(Arc::clone(&target)))).expect("a port");
    address.set_path("desk");
    let options = Options {
        statement_timeout: FOREVER,
        job_timeout: FOREVER,
        connections: 4,
        ..Options::new(address.as_str().parse().expect("a URL"))
    };
    let database = off_the_runtime(|| Database::open(options).expect("it opens"));
    let access = database.access(frontdesk_core::FirmId::FIRST).await.expect("an answer").expect("firm 1");
    // A connection is idle, and no statement runs when the server freezes and another one takes over.
    assert_eq!(database.read(access, short).await.expect("an answer"), 1);
    let folder = first.folder().expect("a folder").to_owned();
    signal(&folder, "STOP");
    target.store(port(&second), Ordering::SeqCst);
    while database.read(access, short).await.is_err() {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    database.ping().await.expect("well");
    signal(&folder, "CONT");
    off_the_runtime(|| drop(database));
}
