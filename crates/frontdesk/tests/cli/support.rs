//! A folder to work in, and the binary run in it.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use frontdesk_testkit::{Backend, Server, backends};
use tempfile::TempDir;

pub(crate) const BINARY: &str = env!("CARGO_BIN_EXE_frontdesk");

/// A folder of its own, in which the binary runs without the settings of the tests' environment.
pub(crate) struct Desk {
    folder: TempDir,
    variables: Vec<(String, String)>,
}

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Desk {
    pub(crate) fn new() -> Self {
        let folder = tempfile::Builder::new().prefix("frontdesk-cli-").tempdir().expect("a folder");
        Self { folder, variables: Vec::new() }
    }

    /// The same with a variable more.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.set(name, value);
        self
    }

    /// Sets a variable for the runs to come.
    pub(crate) fn set(&mut self, name: &str, value: &str) {
        self.variables.retain(|(known, _)| known != name);
        self.variables.push((name.to_owned(), value.to_owned()));
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect("written");
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("a file")
    }

    /// The names of what lies in the folder, in order.
    pub(crate) fn files(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).expect("a folder");
        let mut names: Vec<String> = entries
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    pub(crate) fn command(&self, args: &[&str]) -> Command {
        self.prepared(Command::new(BINARY), args)
    }

    /// The same after a line of shell, which may set limits.
    pub(crate) fn command_after(&self, shell: &str, args: &[&str]) -> Command {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", &format!("{shell}; exec \"$0\" \"$@\""), BINARY]);
        self.prepared(command, args)
    }

    fn prepared(&self, mut command: Command, args: &[&str]) -> Command {
        let is_ours =
            |name: &str| name.starts_with("FRONTDESK_") || name == "DATABASE_URL" || name == "ENV_FILE";
        let inherited = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
        inherited.filter(|name| is_ours(name)).for_each(|name| {
            command.env_remove(name);
        });
        command.args(args).current_dir(self.folder.path()).stdin(Stdio::null());
        // The default port may be in use: the README has a service run while the tests do.
        if args.first() == Some(&"serve") {
            command.env("FRONTDESK_LISTEN", "127.0.0.1:0");
        }
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        self.command(args).output().expect("it runs").into()
    }

    /// Runs with something on standard input.
    pub(crate) fn run_with_input(&self, args: &[&str], input: impl AsRef<[u8]>) -> Ran {
        let mut child = self.spawn(self.command(args).stdin(Stdio::piped()));
        let mut pipe = child.stdin.take().expect("a pipe");
        pipe.write_all(input.as_ref()).expect("written");
        drop(pipe);
        child.wait_with_output().expect("it ends").into()
    }

    pub(crate) fn spawn(&self, command: &mut Command) -> Child {
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs")
    }

    /// The service, on the data of this folder.
    pub(crate) fn serve(&self, more: &[&str]) -> Server {
        let data = self.path("data").display().to_string();
        let args = ["serve", "--listen", "127.0.0.1:0", "--data-dir", &data];
        let variables: Vec<(&str, &str)> =
            self.variables.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        Server::spawn(Path::new(BINARY), &[&args, more].concat(), &variables)
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        Self { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }
}

impl Ran {
    /// What it printed, all being well.
    #[track_caller]
    pub(crate) fn succeeded(self) -> String {
        assert_eq!(self.code, Some(0), "{self:#?}");
        self.out
    }

    /// The one line that it ended with, nothing printed.
    #[track_caller]
    pub(crate) fn failed_with(&self, code: i32) -> &str {
        assert_eq!(self.code, Some(code), "{self:#?}");
        assert_eq!(self.out, "", "{self:#?}");
        assert_eq!(self.err.lines().count(), 1, "{self:#?}");
        self.err.trim_end()
    }
}

/// Backends that can run here and are compiled in.
pub(crate) fn all_backends() -> impl Iterator<Item = Backend> {
    backends().iter().copied().filter(|backend| match backend {
        Backend::Sqlite => cfg!(feature = "sqlite"),
        Backend::Postgres => cfg!(feature = "postgres"),
        Backend::Mysql => cfg!(feature = "mysql"),
    })
}

/// Starts a request: the head, and as much of the body as is given.
pub(crate) fn begin(server: &Server, head: &str, body: &str) -> TcpStream {
    let address = server.url().trim_start_matches("http://");
    let mut stream = TcpStream::connect(address).expect("a connection");
    write!(stream, "{head}\r\nhost: {address}\r\nconnection: close\r\n\r\n{body}").expect("written");
    stream
}

/// The whole answer to a request.
pub(crate) fn end(mut stream: TcpStream) -> String {
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    answer
}

pub(crate) fn get(server: &Server, path: &str) -> String {
    end(begin(server, &format!("GET {path} HTTP/1.1"), ""))
}

pub(crate) fn signal(child: &Child, signal: &str) {
    let id = child.id().to_string();
    let sent = Command::new("kill").args([&format!("-{signal}"), &id]).status().expect("kill runs");
    assert!(sent.success());
}
