//! PostgreSQL: finding its programs, starting it, running statements.

use std::path::{Path, PathBuf};
use std::process::Command;

use url::Url;

use crate::durability::Durability;
use crate::program::{self, random_text};
use crate::supervisor::{Program, Supervisor};

const HOW_TO_INSTALL: &str = "install PostgreSQL (`apt-get install postgresql`) or set TEST_POSTGRES_URL";

const PREPARE: &str = r#"printf %s "$PASSWORD" >password && "$BIN/initdb" --pgdata=data --username=frontdesk \
  --pwfile=password --auth=scram-sha-256 --encoding=UTF8 --no-locale --no-sync"#;

const RUN: &str = r#""$BIN/postgres" -D data -p "$PORT" -c listen_addresses=127.0.0.1 \
  -c unix_socket_directories= -c max_connections=300 -c timezone='<+0545>-05:45' $OPTIONS"#;

const FAST: &str = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_wal_size=128MB";

/// The programs needed to use PostgreSQL.
pub(crate) struct Programs {
    client: PathBuf,
    /// The folder with `initdb` and `postgres`; not needed when a server is given.
    pub(crate) server: Option<PathBuf>,
}

impl Programs {
    pub(crate) fn find(has_server: bool) -> Result<Self, String> {
        let mut folders = program::versioned_folders(Path::new("/usr/lib/postgresql"), "", "bin");
        folders.extend(program::versioned_folders(Path::new("/usr"), "pgsql-", "bin"));
        // Debian's psql in PATH is a wrapper script, which takes four times as long to start as psql itself.
        let installed = folders.iter().map(|folder| folder.join("psql")).find(|file| file.is_file());
        let client = installed.or_else(|| program::find(&["psql"], &[]));
        let initdb = program::find(&["initdb"], &folders).and_then(|file| file.canonicalize().ok());
        let server = initdb.and_then(|file| file.parent().map(Path::to_owned));
        let missing = |what: &str| format!("{what} is not installed: {HOW_TO_INSTALL}");
        if server.is_none() && !has_server {
            return Err(missing("initdb"));
        }
        Ok(Self { client: client.ok_or_else(|| missing("psql"))?, server })
    }
}

/// Starts a private server on `port`.
pub(crate) fn start(port: u16, durability: Durability) -> Result<(Supervisor, Url), String> {
    let folder = Programs::find(false)?.server.unwrap_or_default();
    let password = random_text() + &random_text();
    let options = if durability == Durability::Fast { FAST } else { "" };
    let supervisor = Supervisor::start(&Program {
        name: "postgres",
        in_memory: durability == Durability::Fast,
        prepare: PREPARE,
        run: RUN,
        variables: &[
            ("BIN", folder.display().to_string()),
            ("LC_ALL", "C".to_owned()),
            ("OPTIONS", options.to_owned()),
            ("PASSWORD", password.clone()),
            ("PORT", port.to_string()),
        ],
        ready: "database system is ready to accept connections",
        stop_signal: "QUIT",
        accounts: &["postgres", "nobody"],
    })?;
    let url = Url::parse(&format!("postgres://frontdesk:{password}@127.0.0.1:{port}/postgres"));
    Ok((supervisor, url.map_err(|error| error.to_string())?))
}

/// Runs `sql` in `database`, by default the one in the URL, and returns its output: rows as lines, columns separated by
/// bars.
pub(crate) fn execute(url: &Url, database: Option<&str>, sql: &str) -> Result<String, String> {
    let mut address = url.clone();
    if let Some(name) = database {
        address.set_path(name);
    }
    // The process list is public: the password is passed in the environment.
    let password =
        percent_encoding::percent_decode_str(url.password().unwrap_or_default()).decode_utf8_lossy();
    address.set_password(None).ok();
    let mut psql = Command::new(Programs::find(true)?.client);
    psql.args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", address.as_str()]);
    if !password.is_empty() {
        psql.env("PGPASSWORD", password.as_ref());
    }
    program::run(&mut psql, sql)
}
