//! A database server for tests: a running one given by a variable, or a private one.

use std::sync::OnceLock;

use url::Url;

use crate::address::Address;
use crate::backend::Backend;
use crate::durability::Durability;
use crate::supervisor::Supervisor;
use crate::test_database::TestDatabase;
use crate::{mysql, port, postgres};

/// How many ports to try when the free one was taken meanwhile.
const PORTS_TO_TRY: usize = 5;

/// A private PostgreSQL or MariaDB with its data in a folder of its own, listening on 127.0.0.1. It is stopped and its
/// folder removed when this value is dropped or the process ends, even by `kill -9`.
///
/// Its clock is far from UTC, to reveal queries that depend on the server's time zone.
pub struct DatabaseServer {
    address: Address,
    supervisor: Option<Supervisor>,
}

impl DatabaseServer {
    /// Starts a server from the installed programs and waits until it is ready.
    ///
    /// # Errors
    /// What is missing, or the last lines of its log. SQLite has no server.
    pub fn start(backend: Backend, durability: Durability) -> Result<Self, String> {
        let mut last = String::new();
        for _ in 0..PORTS_TO_TRY {
            let port = port::free_port();
            let started = match backend {
                Backend::Sqlite => return Err("sqlite has no server".to_owned()),
                Backend::Postgres => postgres::start(port, durability),
                Backend::Mysql => mysql::start(port, durability),
            };
            match started {
                Ok((supervisor, url)) => {
                    return Ok(Self { address: Address { backend, url }, supervisor: Some(supervisor) });
                }
                Err(reason) if reason.to_lowercase().contains("bind") => last = reason,
                Err(reason) => return Err(reason),
            }
        }
        Err(last)
    }

    /// The server shared by the tests of this process.
    pub(crate) fn shared(backend: Backend) -> &'static Self {
        static POSTGRES: OnceLock<DatabaseServer> = OnceLock::new();
        static MYSQL: OnceLock<DatabaseServer> = OnceLock::new();
        let server = match backend {
            Backend::Sqlite => panic!("sqlite has no server"),
            Backend::Postgres => &POSTGRES,
            Backend::Mysql => &MYSQL,
        };
        server.get_or_init(|| {
            Self::named(backend)
                .unwrap_or_else(|| Self::start(backend, Durability::Fast))
                .unwrap_or_else(|reason| panic!("cannot get a {backend} server: {reason}"))
        })
    }

    fn named(backend: Backend) -> Option<Result<Self, String>> {
        let variable = backend.server_variable()?;
        let url = Url::parse(&backend.server_url()?).map_err(|error| format!("{variable}: {error}"));
        Some(url.map(|url| Self { address: Address { backend, url }, supervisor: None }))
    }

    /// The URL of a superuser role, with the server's own database, as in `TEST_POSTGRES_URL` and `TEST_MYSQL_URL`.
    pub fn url(&self) -> &str {
        self.address.url.as_str()
    }

    /// Its data folder, if it is a private server.
    pub fn folder(&self) -> Option<&std::path::Path> {
        self.supervisor.as_ref().map(Supervisor::folder)
    }

    /// A fresh, empty database on this server.
    pub fn empty_database(&self) -> TestDatabase {
        TestDatabase::on(&self.address, |name| self.address.create(name))
    }

    pub(crate) fn address(&self) -> &Address {
        &self.address
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader};
    use std::net::TcpStream;
    use std::path::PathBuf;
    use std::process::{Command, Stdio};
    use std::time::{Duration, Instant};

    use super::*;
    use crate::backends;

    /// Set for the process that is to be killed: the server it should start.
    const START: &str = "FRONTDESK_TESTKIT_START";

    /// Not a test of its own: run by `a_killed_process_leaves_no_server_behind` in another process.
    #[test]
    fn start_a_server_and_wait_to_be_killed() {
        let Ok(name) = std::env::var(START) else { return };
        let backend = Backend::ALL.into_iter().find(|it| it.to_string() == name).expect("a backend");
        let server = DatabaseServer::start(backend, Durability::Fast).expect("a server");
        let port = server.address.url.port().expect("a port");
        println!("\nstarted {port} {}", server.folder().expect("a folder").display());
        std::thread::sleep(Duration::from_secs(120));
    }

    #[test]
    fn a_killed_process_leaves_no_server_behind() {
        for backend in backends().iter().filter(|backend| **backend != Backend::Sqlite) {
            let mut process = Command::new(std::env::current_exe().expect("this program"))
                .args([
                    "--exact",
                    "database_server::tests::start_a_server_and_wait_to_be_killed",
                    "--nocapture",
                ])
                .env(START, backend.to_string())
                .stdout(Stdio::piped())
                .spawn()
                .expect("a process");
            let lines = BufReader::new(process.stdout.take().expect("its output")).lines();
            let line = lines
                .map_while(Result::ok)
                .find_map(|line| line.strip_prefix("started ").map(str::to_owned))
                .expect("the server starts");
            let (port, folder) = line.split_once(' ').expect("a port and a folder");
            let (port, folder) = (port.parse().expect("a port"), PathBuf::from(folder));
            assert!(answers(port) && folder.exists(), "{backend}");
            process.kill().expect("killed");
            process.wait().expect("ended");
            let start = Instant::now();
            while answers(port) || folder.exists() {
                assert!(start.elapsed() < Duration::from_secs(20), "{backend} is still running");
                std::thread::sleep(Duration::from_millis(20));
            }
        }
    }

    #[test]
    fn a_dropped_server_is_gone_at_once() {
        for backend in backends().iter().filter(|backend| **backend != Backend::Sqlite) {
            let server = DatabaseServer::start(*backend, Durability::Durable).expect("a server");
            let (port, folder) =
                (server.address.url.port().expect("a port"), server.folder().map(PathBuf::from));
            assert!(answers(port));
            drop(server);
            assert!(!answers(port) && !folder.expect("a folder").exists(), "{backend}");
        }
    }

    #[test]
    fn a_taken_port_is_distinguished_from_other_failures() {
        let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a listener");
        let port = taken.local_addr().expect("an address").port();
        for backend in backends() {
            let failure = match backend {
                Backend::Sqlite => continue,
                Backend::Postgres => postgres::start(port, Durability::Fast).err(),
                Backend::Mysql => mysql::start(port, Durability::Fast).err(),
            };
            let failure = failure.expect("the port is taken");
            assert!(failure.to_lowercase().contains("bind"), "{backend}: {failure}");
        }
    }

    fn answers(port: u16) -> bool {
        TcpStream::connect(("127.0.0.1", port)).is_ok()
    }
}
