//! Runs the real binary.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

/// Logged by the binary once it listens, followed by the address.
const LISTENING: &str = "listening on http://";

/// Time-out for starting and stopping, generous for a busy machine.
const PATIENCE: Duration = Duration::from_secs(120);

/// A running `frontdesk serve`, or any program that logs `listening on http://127.0.0.1:PORT` and answers `GET
/// /health/ready`. It is killed when this is dropped or the process ends, even by `kill -9`.
///
/// It runs in a folder of its own and without the `FRONTDESK_*`, `DATABASE_URL` and `ENV_FILE` of the environment: only
/// settings given by the test count.
pub struct Server {
    url: String,
    child: Child,
    watcher: Child,
    folder: TempDir,
}

impl Server {
    /// Starts `binary` and waits until it is ready.
    ///
    /// # Panics
    /// When it exits or is not ready within two minutes, with its log.
    pub fn spawn<A: AsRef<OsStr>>(binary: &Path, args: &[A], env: &[(&str, &str)]) -> Self {
        Self::try_spawn(binary, args, env).unwrap_or_else(|reason| panic!("{reason}"))
    }

    /// [`Server::spawn`] for callers that restart it when it does not start, like a supervisor.
    ///
    /// # Errors
    /// It exited, or was not ready within two minutes, with its log.
    ///
    /// # Panics
    /// The program does not exist.
    pub fn try_spawn<A: AsRef<OsStr>>(
        binary: &Path,
        args: &[A],
        env: &[(&str, &str)],
    ) -> Result<Self, String> {
        let folder =
            tempfile::Builder::new().prefix("frontdesk-server-").tempdir().expect("a temporary folder");
        let log = File::create(log_file(&folder)).expect("a log file");
        let ours = std::env::vars_os().map(|(name, _)| name).filter(|name| {
            let name = name.to_string_lossy();
            name.starts_with("FRONTDESK_") || name == "DATABASE_URL" || name == "ENV_FILE"
        });
        let mut command = Command::new(binary);
        ours.for_each(|name| {
            command.env_remove(name);
        });
        let child = command
            .args(args)
            .envs(env.iter().copied())
            .current_dir(folder.path())
            .stdin(Stdio::null())
            .stdout(log.try_clone().expect("a second handle of the log file"))
            .stderr(log)
            .spawn()
            .unwrap_or_else(|error| panic!("cannot start {}: {error}", binary.display()));
        let watcher = watch(child.id());
        let mut server = Self { url: String::new(), child, watcher, folder };
        server.wait_until_ready()?;
        Ok(server)
    }

    fn wait_until_ready(&mut self) -> Result<(), String> {
        let start = Instant::now();
        loop {
            if let Some(address) = listening_address(&self.log()) {
                self.url = format!("http://{address}");
                if is_ready(&address) {
                    return Ok(());
                }
            }
            if let Ok(Some(status)) = self.child.try_wait() {
                return Err(format!("the server ended with {status}:\n{}", self.log()));
            }
            if start.elapsed() >= PATIENCE {
                return Err(format!("the server is not ready:\n{}", self.log()));
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Its address: `http://127.0.0.1:PORT`, without a trailing slash.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Its output so far, standard output and standard error interleaved.
    pub fn log(&self) -> String {
        fs::read(log_file(&self.folder))
            .map(|log| String::from_utf8_lossy(&log).into_owned())
            .unwrap_or_default()
    }

    /// Sends the signal for a graceful end, and does not wait for it.
    pub fn ask_to_end(&self) {
        let id = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw).expect("a process id");
        kill_process(id, Signal::TERM).expect("a process of our own can be told to end");
    }

    /// Kills it without a chance to clean up, as in a crash.
    pub fn kill9(&mut self) {
        stop_watching(&mut self.watcher);
        self.child.kill().expect("a process of our own can be killed");
        self.child.wait().expect("a killed process ends");
    }

    /// Sends the signal that `kill` and service managers send, and waits.
    ///
    /// # Panics
    /// When it takes longer than two minutes, with its log.
    pub fn terminate(&mut self) -> ExitStatus {
        stop_watching(&mut self.watcher);
        self.ask_to_end();
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("a process of our own can be waited for") {
                return status;
            }
            assert!(start.elapsed() < PATIENCE, "the server does not end:\n{}", self.log());
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        stop_watching(&mut self.watcher);
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// A shell that kills process `id` once this process has ended and closed its end of the pipe.
fn watch(id: u32) -> Child {
    Command::new("sh")
        .args(["-c", "while read -r _; do :; done; kill -9 \"$1\"", "sh", &id.to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("cannot start sh")
}

/// Call it before the watched process is reaped: afterwards its id may belong to another process.
fn stop_watching(watcher: &mut Child) {
    watcher.kill().ok();
    watcher.wait().ok();
}

fn log_file(folder: &TempDir) -> PathBuf {
    folder.path().join("log")
}

/// The address in the first complete line with one.
fn listening_address(log: &str) -> Option<String> {
    let (_, rest) = log.split_once(LISTENING)?;
    let end = rest.find(|c: char| !c.is_ascii_hexdigit() && !matches!(c, '.' | ':' | '[' | ']'))?;
    rest.get(..end).map(str::to_owned)
}

fn is_ready(address: &str) -> bool {
    let Ok(mut stream) = TcpStream::connect(address) else {
        return false;
    };
    stream.set_read_timeout(Some(PATIENCE)).ok();
    let request = format!("GET /health/ready HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    let mut answer = Vec::new();
    stream.write_all(request.as_bytes()).is_ok()
        && stream.read_to_end(&mut answer).is_ok()
        && answer.starts_with(b"HTTP/1.1 200")
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader};

    use super::*;

    #[test]
    fn the_address_is_read_from_a_whole_line_only() {
        let cases = [
            ("2026-01-31 INFO listening on http://127.0.0.1:8080\n", Some("127.0.0.1:8080")),
            (r#"{"message":"listening on http://127.0.0.1:8080"}"#, Some("127.0.0.1:8080")),
            ("listening on http://[::1]:8080 (open)", Some("[::1]:8080")),
            ("listening on http://127.0.0.1:80", None),
            ("starting", None),
            ("", None),
        ];
        for (log, expected) in cases {
            assert_eq!(listening_address(log).as_deref(), expected, "{log:?}");
        }
    }

    /// Set for the process that acts as the server.
    const PLAY: &str = "PLAY_THE_SERVER";

    /// Not a test of its own: the server of the tests below, in another process. Ready at the second request.
    #[test]
    fn play_the_server() {
        if std::env::var_os(PLAY).is_none() {
            return;
        }
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a listener");
        eprintln!("listening on http://{}", listener.local_addr().expect("an address"));
        for (count, stream) in listener.incoming().enumerate() {
            let mut stream = stream.expect("a connection");
            let request =
                BufReader::new(&stream).lines().map_while(Result::ok).take_while(|line| !line.is_empty());
            assert!(request.count() > 0);
            let status = if count == 0 { "503 Service Unavailable" } else { "200 OK" };
            write!(stream, "HTTP/1.1 {status}\r\ncontent-length: 0\r\n\r\n").expect("an answer");
        }
    }

    fn server() -> Server {
        let program = std::env::current_exe().expect("this program");
        Server::spawn(&program, &["--exact", "http::tests::play_the_server", "--nocapture"], &[(PLAY, "1")])
    }

    #[test]
    fn a_server_becomes_ready_has_a_log_and_can_be_terminated() {
        let mut server = server();
        assert!(server.log().contains(&format!("listening on {}\n", server.url())));
        let address = server.url().trim_start_matches("http://").to_owned();
        assert!(is_ready(&address));
        assert!(!server.terminate().success(), "it ends by the signal");
        assert!(!is_ready(&address));
    }

    #[test]
    fn killed_and_dropped_servers_stop_answering() {
        let mut killed = server();
        killed.kill9();
        assert!(TcpStream::connect(killed.url().trim_start_matches("http://")).is_err());
        let dropped = server();
        let address = dropped.url().trim_start_matches("http://").to_owned();
        drop(dropped);
        assert!(TcpStream::connect(address).is_err());
    }

    #[test]
    fn a_watched_process_ends_with_its_watchers_pipe() {
        let mut process = Command::new("sleep").arg("60").spawn().expect("a process");
        let mut watcher = watch(process.id());
        drop(watcher.stdin.take());
        assert!(!process.wait().expect("it ends").success());
        watcher.wait().expect("so does the watcher");
    }

    #[test]
    #[should_panic(expected = "the server ended with exit status: 3:\nno such flag\n")]
    fn a_server_that_exits_at_once_is_reported_with_its_log() {
        Server::spawn(Path::new("/bin/sh"), &["-c", "echo no such flag >&2; exit 3"], &[]);
    }
}
