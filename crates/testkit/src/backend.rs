//! Which databases tests can run on here.

use std::env;
use std::fmt;
use std::io::{self, Write};
use std::process::Command;
use std::sync::OnceLock;

use crate::{mysql, postgres, program};

/// A kind of database that Frontdesk runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Backend {
    /// The embedded one: a file.
    Sqlite,
    /// PostgreSQL.
    Postgres,
    /// MySQL or MariaDB.
    Mysql,
}

impl Backend {
    /// All of them, whether they can run here or not.
    pub const ALL: [Self; 3] = [Self::Sqlite, Self::Postgres, Self::Mysql];

    /// The variable that names a running server to use; none for the embedded database.
    pub fn server_variable(self) -> Option<&'static str> {
        match self {
            Self::Sqlite => None,
            Self::Postgres => Some("TEST_POSTGRES_URL"),
            Self::Mysql => Some("TEST_MYSQL_URL"),
        }
    }

    /// The URL of a running server to use, where one is named.
    pub(crate) fn server_url(self) -> Option<String> {
        self.server_variable().and_then(|variable| env::var(variable).ok()).filter(|url| !url.is_empty())
    }

    /// What keeps this backend from running here, and how to mend it.
    ///
    /// # Errors
    /// One line, to be read after the backend's name.
    pub fn check(self) -> Result<(), String> {
        let has_server = self.server_url().is_some();
        match self {
            Self::Sqlite => Ok(()),
            Self::Postgres => postgres::Programs::find(has_server).map(drop),
            Self::Mysql => mysql::Programs::find(has_server).map(drop),
        }
    }

    /// What the installed server says of itself; none for the embedded database or when there is no server.
    pub fn server_version(self) -> Option<String> {
        let program = match self {
            Self::Sqlite => return None,
            Self::Postgres => postgres::Programs::find(false).ok()?.server?.join("postgres"),
            Self::Mysql => mysql::Programs::find(false).ok()?.server?.1,
        };
        let version = program::run(Command::new(program).arg("--version"), "").ok()?;
        Some(version.trim().to_owned())
    }
}

impl fmt::Display for Backend {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
            Self::Mysql => "mysql",
        })
    }
}

/// The backends that tests can run on here. One that cannot run is named once on standard error, with what to
/// install; under `CI=true` it fails the test instead, so that nothing is skipped in silence.
pub fn backends() -> &'static [Backend] {
    static FOUND: OnceLock<Vec<Backend>> = OnceLock::new();
    FOUND.get_or_init(|| {
        let in_ci = env::var("CI").is_ok_and(|value| value == "true");
        Backend::ALL.into_iter().filter(|backend| is_wanted(*backend) && can_run(*backend, in_ci)).collect()
    })
}

fn is_wanted(backend: Backend) -> bool {
    match env::var("TEST_BACKENDS") {
        Ok(list) => list.split(',').any(|name| name.trim() == backend.to_string()),
        Err(_) => true,
    }
}

fn can_run(backend: Backend, in_ci: bool) -> bool {
    match backend.check() {
        Ok(()) => true,
        Err(reason) if in_ci => panic!("tests cannot run on {backend}: {reason}"),
        Err(reason) => {
            // Not by `eprintln!`, which shows nothing while tests pass.
            writeln!(io::stderr(), "NOT RUN on {backend}: {reason}").ok();
            false
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_database_runs_everywhere() {
        assert_eq!(Backend::Sqlite.check(), Ok(()));
    }
}
