//! Imports of clients, compared with the databases' own clients for the same rows.

mod servers;
mod sqlite;

use std::path::{Path, PathBuf};

use anyhow::Result;
use frontdesk_testkit::Server;

use super::finding::{Budget, Finding};
use super::process::{self, Taken};
use super::setup::Setup;

pub(crate) use servers::{run_on_mariadb, run_on_postgres, run_on_postgres_as_a_role};
pub(crate) use sqlite::run_on_sqlite;

/// Required by database servers. No value is sealed here.
const SECRET_KEY: &str = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

/// The tables that an import fills, the last one with the search index.
const TABLES: [&str; 3] = ["customers", "customer_phones", "search_terms"];

/// A database to import into.
pub(super) struct Import<'s> {
    pub(super) binary: PathBuf,
    pub(super) folder: &'s Path,
    pub(super) url: String,
}

impl Import<'_> {
    pub(super) fn frontdesk(&self, arguments: &[&str]) -> Result<Taken> {
        let mut command = process::frontdesk(&self.binary, self.folder);
        command.args(arguments).args(["--database-url", &self.url]).env("FRONTDESK_SECRET_KEY", SECRET_KEY);
        process::run(&mut command, &self.folder.join("log"))
    }

    pub(super) fn file(&self, name: &str) -> Result<Taken> {
        self.frontdesk(&["import", "clients", name])
    }

    /// A server on the database.
    pub(super) fn serve(&self) -> Server {
        let data = self.folder.join("data").display().to_string();
        let arguments =
            ["serve", "--listen", "127.0.0.1:0", "--data-dir", &data, "--database-url", &self.url];
        Server::spawn(&self.binary, &arguments, &[("FRONTDESK_SECRET_KEY", SECRET_KEY)])
    }
}

/// What was measured.
struct Runs {
    first: Taken,
    /// The database's own client with the same rows.
    reference: Taken,
    more: Option<MoreRuns>,
}

struct MoreRuns {
    /// The same file again.
    again: Taken,
    /// A file of twice as many rows, into an empty database.
    double: Taken,
}

/// The findings; `least` is the least ratio to the reference.
fn findings(setup: &Setup, rows: u64, runs: &Runs, reference: &str, least: f64) -> Vec<Finding> {
    let rate = |rows: u64, seconds: f64| rows as f64 / seconds;
    let budget = |figure| if setup.quick { Budget::None } else { figure };
    let ours = rate(rows, runs.first.seconds);
    let mut findings = vec![
        Finding::ratio(
            format!(
                "import of {rows} new clients with two phones each and their search terms; beside it {reference} \
                 of the same three tables"
            ),
            ours,
            rate(rows, runs.reference.seconds),
            "rows/s",
            budget(Budget::AtLeast(least)),
        ),
        Finding::alone("peak memory", runs.first.peak_mib, "MiB", Budget::AtMost(400.0)),
    ];
    if let Some(MoreRuns { again, double }) = &runs.more {
        findings.extend([
            Finding::ratio(
                "import of the same file again; beside it the first time",
                rate(rows, again.seconds),
                ours,
                "rows/s",
                budget(Budget::AtLeast(0.5)),
            ),
            Finding::ratio(
                "the second half of twice as many; beside it the first import",
                rate(rows, double.seconds - runs.first.seconds),
                ours,
                "rows/s",
                budget(Budget::AtLeast(0.9)),
            ),
            Finding::alone("peak memory of twice as many", double.peak_mib, "MiB", Budget::AtMost(400.0)),
        ]);
    }
    findings
}
