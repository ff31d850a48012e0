//! The databases that tests can run on.

use std::env;
use std::fmt;
use std::io::{self, Write};
use std::process::Command;
use std::sync::OnceLock;

use crate::{mysql, postgres, program};

/// A supported database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Backend {
    /// The embedded database: a file.
    Sqlite,
    /// PostgreSQL.
    Postgres,
    /// MySQL or MariaDB.
    Mysql,
}

impl Backend {
    /// All of them, installed or not.
    pub const ALL: [Self; 3] = [Self::Sqlite, Self::Postgres, Self::Mysql];

    /// The variable with the URL of a running server; none for the embedded database.
    pub fn server_variable(self) -> Option<&'static str> {
        match self {
            Self::Sqlite => None,
            Self::Postgres => Some("TEST_POSTGRES_URL"),
            Self::Mysql => Some("TEST_MYSQL_URL"),
        }
    }

    /// The URL of a running server, if given.
    pub(crate) fn server_url(self) -> Option<String> {
        self.server_variable().and_then(|variable| env::var(variable).ok()).filter(|url| !url.is_empty())
    }

    /// Why this backend cannot run here, and what to install.
    ///
    /// # Errors
    /// One line, phrased to follow the backend's name.
    pub fn check(self) -> Result<(), String> {
        let has_server = self.server_url().is_some();
        match self {
            Self::Sqlite => Ok(()),
            Self::Postgres => postgres::Programs::find(has_server).map(drop),
            Self::Mysql => mysql::Programs::find(has_server).map(drop),
        }
    }

    /// The version of the installed server; none for the embedded database or without a server.
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

/// The backends that tests can run on here. A missing one is reported once on standard error, with what to install;
/// under `CI=true` it fails the test instead, so that nothing is skipped silently.
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
            // Not with `eprintln!`, whose output is hidden while tests pass.
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
