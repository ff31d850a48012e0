//! A server process that ends, and whose folder is removed, when the process that started it ends, even by `kill -9`.

use std::fs;
use std::io::Read;
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Time-out for starting a server, generous for a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// A folder in memory, on Linux.
const MEMORY: &str = "/dev/shm";

/// The free space needed there: several times what tests use. Containers often have 64 MB.
const MEMORY_NEEDED: u64 = 4 << 30;

/// The program to run. `prepare` and `run` are shell commands, run in a folder of their own with `variables` in the
/// environment.
pub(crate) struct Program<'a> {
    /// Part of the folder's name.
    pub(crate) name: &'a str,
    /// Whether its data may be in memory, which makes creating databases several times as fast.
    pub(crate) in_memory: bool,
    pub(crate) prepare: &'a str,
    pub(crate) run: &'a str,
    pub(crate) variables: &'a [(&'a str, String)],
    /// The text in the server's log once it is ready.
    pub(crate) ready: &'a str,
    pub(crate) stop_signal: &'a str,
    /// Accounts to run as when this process is root, best first: database servers refuse to run as root.
    pub(crate) accounts: &'a [&'a str],
}

/// A running server under a shell that waits until this value is dropped.
pub(crate) struct Supervisor {
    shell: Child,
    folder: PathBuf,
}

impl Supervisor {
    /// Starts the program and waits until it is ready.
    pub(crate) fn start(program: &Program<'_>) -> Result<Self, String> {
        let account = Account::to_run_under(program.accounts)?;
        let folder = account.make_folder(program)?;
        let mut command = Command::new("sh");
        command
            .args(["-c", include_str!("supervise.sh")])
            .env("FOLDER", &folder)
            .env("PREPARE", program.prepare)
            .env("RUN", program.run)
            .env("STOP_SIGNAL", program.stop_signal)
            .envs(program.variables.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            // Ctrl-C in a terminal is meant for the tests; the shell ends after them.
            .process_group(0);
        if let Account::Other { user, group } = account {
            command.uid(user).gid(group);
        }
        let shell = command.spawn().map_err(|error| format!("sh: {error}"))?;
        Self { shell, folder }.wait_until_ready(program.ready)
    }

    fn wait_until_ready(mut self, ready: &str) -> Result<Self, String> {
        let start = Instant::now();
        loop {
            if let Ok(Some(_)) = self.shell.try_wait() {
                return Err(self.last_words());
            }
            if self.log().contains(ready) {
                return Ok(self);
            }
            if start.elapsed() > PATIENCE {
                return Err(format!("not ready after {} s:\n{}", PATIENCE.as_secs(), self.log()));
            }
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    fn log(&self) -> String {
        fs::read(self.folder.join("log"))
            .map(|log| String::from_utf8_lossy(&log).into_owned())
            .unwrap_or_default()
    }

    fn last_words(&mut self) -> String {
        let mut text = Vec::new();
        if let Some(mut stdout) = self.shell.stdout.take() {
            stdout.read_to_end(&mut text).ok();
        }
        format!("the server ended:\n{}", String::from_utf8_lossy(&text).trim())
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }
}

impl Drop for Supervisor {
    fn drop(&mut self) {
        drop(self.shell.stdin.take());
        // Closed, so that the shell does not block on a log without a reader.
        drop(self.shell.stdout.take());
        self.shell.wait().ok();
    }
}

enum Account {
    Own,
    Other { user: u32, group: u32 },
}

impl Account {
    fn to_run_under(candidates: &[&str]) -> Result<Self, String> {
        if !rustix::process::geteuid().is_root() {
            return Ok(Self::Own);
        }
        candidates
            .iter()
            .find_map(|name| Some(Self::Other { user: id(name, "-u")?, group: id(name, "-g")? }))
            .ok_or_else(|| {
                format!("running as root, and there is no user {} to run as", candidates.join(" or "))
            })
    }

    /// A folder owned by this account, in a folder that it can reach.
    fn make_folder(&self, program: &Program<'_>) -> Result<PathBuf, String> {
        let failed = |error: std::io::Error| format!("cannot make a folder for {}: {error}", program.name);
        let parent = match self {
            _ if program.in_memory && has_memory() => PathBuf::from(MEMORY),
            Self::Own => std::env::temp_dir(),
            Self::Other { .. } => folder_open_to_all(std::env::temp_dir()),
        };
        let prefix = format!("frontdesk-{}-", program.name);
        let folder = tempfile::Builder::new().prefix(&prefix).tempdir_in(parent).map_err(failed)?;
        if let Self::Other { user, group } = self {
            chown(folder.path(), Some(*user), Some(*group)).map_err(failed)?;
        }
        Ok(folder.keep())
    }
}

fn has_memory() -> bool {
    rustix::fs::statvfs(MEMORY).is_ok_and(|space| {
        space.f_bavail.saturating_mul(space.f_frsize) >= MEMORY_NEEDED
            && tempfile::tempfile_in(MEMORY).is_ok()
    })
}

/// `folder`, or `/tmp` when other accounts cannot enter it or create files in it: root's own temporary folder may be
/// private.
fn folder_open_to_all(folder: PathBuf) -> PathBuf {
    let allows =
        |path: &Path, bits| fs::metadata(path).is_ok_and(|it| it.permissions().mode() & bits == bits);
    let is_open = allows(&folder, 0o003) && folder.ancestors().all(|path| allows(path, 0o001));
    if is_open { folder } else { PathBuf::from("/tmp") }
}

fn id(name: &str, option: &str) -> Option<u32> {
    let output = Command::new("id").args([option, name]).stderr(Stdio::null()).output().ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}
