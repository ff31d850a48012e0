//! MariaDB, or MySQL when given by URL: finding its programs, starting it, running statements.

use std::path::PathBuf;
use std::process::Command;

use percent_encoding::percent_decode_str;
use url::Url;

use crate::durability::Durability;
use crate::program::{self, random_text};
use crate::supervisor::{Program, Supervisor};

const HOW_TO_INSTALL: &str = "install MariaDB (`apt-get install mariadb-server`) or set TEST_MYSQL_URL";

/// Each server has its own folder for temporary files: on start one removes those that look left over.
const PREPARE: &str = r#"printf '%s\n' "CREATE USER 'frontdesk'@'127.0.0.1' IDENTIFIED BY '$PASSWORD';" \
  "GRANT ALL ON *.* TO 'frontdesk'@'127.0.0.1' WITH GRANT OPTION;" >accounts.sql && mkdir tmp &&
"$INSTALL" --no-defaults --datadir="$FOLDER/data" --tmpdir="$FOLDER/tmp" \
  --auth-root-authentication-method=socket --skip-test-db $OPTIONS"#;

const RUN: &str = r#""$SERVER" --no-defaults --datadir="$FOLDER/data" --tmpdir="$FOLDER/tmp" \
  --socket="$FOLDER/socket" --pid-file="$FOLDER/pid" --bind-address=127.0.0.1 --port="$PORT" \
  --skip-name-resolve --max-connections=300 --character-set-server=utf8mb4 \
  --default-time-zone=+05:45 --init-file="$FOLDER/accounts.sql" $OPTIONS"#;

const FAST: &str =
    "--innodb-flush-log-at-trx-commit=0 --loose-innodb-flush-method=nosync --loose-debug-no-sync";

/// The programs needed to use MariaDB.
pub(crate) struct Programs {
    client: PathBuf,
    dump: PathBuf,
    /// `mariadb-install-db` and `mariadbd`; not needed when a server is given.
    pub(crate) server: Option<(PathBuf, PathBuf)>,
}

impl Programs {
    pub(crate) fn find(has_server: bool) -> Result<Self, String> {
        let folders = ["/usr/sbin", "/usr/libexec", "/usr/local/sbin"].map(PathBuf::from);
        let find = |names: &[&str]| {
            let missing = || format!("{} is not installed: {HOW_TO_INSTALL}", names.first().unwrap_or(&"it"));
            program::find(names, &folders).ok_or_else(missing)
        };
        let server = find(&["mariadb-install-db"]).and_then(|install| Ok((install, find(&["mariadbd"])?)));
        let server = if has_server { server.ok() } else { Some(server?) };
        let client = find(&["mariadb", "mysql"])?;
        Ok(Self { client, dump: find(&["mariadb-dump", "mysqldump"])?, server })
    }
}

/// Starts a private server on `port`.
pub(crate) fn start(port: u16, durability: Durability) -> Result<(Supervisor, Url), String> {
    let (install, server) = Programs::find(false)?.server.unwrap_or_default();
    let password = random_text() + &random_text();
    let options = if durability == Durability::Fast { FAST } else { "" };
    let supervisor = Supervisor::start(&Program {
        name: "mariadb",
        in_memory: durability == Durability::Fast,
        prepare: PREPARE,
        run: RUN,
        variables: &[
            ("INSTALL", install.display().to_string()),
            ("OPTIONS", options.to_owned()),
            ("PASSWORD", password.clone()),
            ("PORT", port.to_string()),
            ("SERVER", server.display().to_string()),
        ],
        ready: "ready for connections",
        stop_signal: "KILL",
        accounts: &["mysql", "nobody"],
    })?;
    let url = Url::parse(&format!("mysql://frontdesk:{password}@127.0.0.1:{port}/mysql"));
    Ok((supervisor, url.map_err(|error| error.to_string())?))
}

/// Runs `sql` in `database`, by default the one in the URL, and returns its output: rows as lines, columns separated by
/// tabs.
pub(crate) fn execute(url: &Url, database: Option<&str>, sql: &str) -> Result<String, String> {
    let mut client = command(&Programs::find(true)?.client, url);
    client
        .args(["--batch", "--skip-column-names"])
        .arg(database.unwrap_or(url.path().trim_start_matches('/')));
    program::run(&mut client, sql)
}

/// The statements that recreate `database`: MariaDB has no templates, and running these is the fastest way to copy.
pub(crate) fn dump(url: &Url, database: &str) -> Result<String, String> {
    let mut dump = command(&Programs::find(true)?.dump, url);
    dump.args(["--single-transaction", "--routines", "--events", "--hex-blob", "--skip-comments"]);
    dump.args(["--skip-add-drop-table", "--skip-add-locks", "--skip-disable-keys", database]);
    program::run(&mut dump, "")
}

fn command(program: &PathBuf, url: &Url) -> Command {
    let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    let mut command = Command::new(program);
    command
        .args(["--no-defaults", "--protocol=tcp", "--default-character-set=utf8mb4"])
        .args(["--host", url.host_str().unwrap_or("127.0.0.1")])
        .args(["--port", &url.port().unwrap_or(3306).to_string()])
        .args(["--user", &decoded(url.username())]);
    // The process list is public: the password is passed in the environment.
    if let Some(password) = url.password() {
        command.env("MYSQL_PWD", decoded(password));
    }
    command
}
