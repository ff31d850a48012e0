//! Imports of clients, compared with the databases' own clients for the same rows.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use frontdesk_testkit::{Backend, DatabaseServer, Durability, Server};

use super::finding::{Budget, Finding};
use super::process::{self, Taken};
use super::setup::Setup;
use super::{people, programs};

/// Required by PostgreSQL. No value is sealed here.
const SECRET_KEY: &str = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

/// Frontdesk's settings for writing, used for `sqlite3` too.
const PRAGMAS: &str = "PRAGMA cache_size=-163840; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY;";

/// The columns that an import fills, and their content. `sqlite3` cannot read a blob from a file, so a text of the same
/// size and order replaces it.
const SQLITE_CUSTOMERS: &str = "SELECT id, firm_id, printf('%016d', id), kind, first_name, last_name, company_name, email, \
     email_folded, phone, birth_date, integration_id, occupation, customer_type, search_text, version, created_at, \
     updated_at, deleted_at, tombstone FROM customers ORDER BY id";
const PHONES: &str =
    "SELECT customer_id, position, firm_id, e164, raw FROM customer_phones ORDER BY customer_id, position";

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

/// A million rows, the same again, then two million; compared with `sqlite3` for the same rows.
pub(crate) fn run_on_sqlite(setup: &Setup) -> Result<Vec<Finding>> {
    let folder = setup.folder("import")?;
    let rows = setup.rows(1_000_000);
    people::write_csv(&folder.join("one.csv"), rows)?;
    people::write_csv(&folder.join("two.csv"), 2 * rows)?;
    let binary = programs::frontdesk(setup)?;
    let into = |name: &str| Import {
        binary: binary.clone(),
        folder: &folder,
        url: format!("sqlite:{}", folder.join(name).display()),
    };
    let ours = into("ours.db");
    let first = ours.file("one.csv")?;
    let again = ours.file("one.csv")?;
    let double = into("double.db").file("two.csv")?;

    let sqlite = |database: &str, script: &str| sqlite3(&folder, database, script);
    sqlite(
        "ours.db",
        &format!(".mode csv\n.output customers.csv\n{SQLITE_CUSTOMERS};\n.output phones.csv\n{PHONES};\n"),
    )?;
    into("theirs.db").frontdesk(&["migrate"])?;
    let customers = format!("{PRAGMAS}\n.mode csv\n.import customers.csv customers\n");
    let one_table = sqlite("theirs.db", &customers)?;
    into("both.db").frontdesk(&["migrate"])?;
    let two_tables = sqlite("both.db", &format!("{customers}.import phones.csv customer_phones\n"))?;
    Ok(findings(
        setup,
        rows,
        &Runs { first, again, double, one_table, two_tables },
        ["`.import` of `customers` alone", "`.import` of `customers` and `customer_phones`"],
    ))
}

/// The same with PostgreSQL and `\copy`.
pub(crate) fn run_on_postgres(setup: &Setup) -> Result<Vec<Finding>> {
    if let Err(reason) = Backend::Postgres.check() {
        println!("NOT RUN: {reason}\n");
        return Ok(Vec::new());
    }
    let folder = setup.folder("import-pg")?;
    let rows = setup.rows(1_000_000);
    people::write_csv(&folder.join("one.csv"), rows)?;
    people::write_csv(&folder.join("two.csv"), 2 * rows)?;
    let binary = programs::frontdesk_with_postgres(setup)?;
    let server = DatabaseServer::start(Backend::Postgres, Durability::Durable).map_err(anyhow::Error::msg)?;
    let [ours, doubled, theirs, both] = std::array::from_fn(|_| server.empty_database());
    let into = |url: &str| Import { binary: binary.clone(), folder: &folder, url: url.to_owned() };
    let sql = |url: &str, statements: &[&str]| psql(&folder, url, statements);
    // Each starts without pending writes of the server.
    let settle = || sql(ours.url(), &["CHECKPOINT"]);

    for database in [&ours, &doubled, &theirs, &both] {
        into(database.url()).frontdesk(&["migrate"])?;
    }
    settle()?;
    let first = into(ours.url()).file("one.csv")?;
    settle()?;
    let again = into(ours.url()).file("one.csv")?;
    sql(ours.url(), &["\\copy customers TO customers.txt", "\\copy customer_phones TO phones.txt"])?;
    settle()?;
    let one_table = sql(theirs.url(), &["\\copy customers FROM customers.txt"])?;
    settle()?;
    let two_tables =
        sql(both.url(), &["\\copy customers FROM customers.txt", "\\copy customer_phones FROM phones.txt"])?;
    settle()?;
    let double = into(doubled.url()).file("two.csv")?;
    Ok(findings(
        setup,
        rows,
        &Runs { first, again, double, one_table, two_tables },
        ["`\\copy` of `customers` alone", "`\\copy` of `customers` and `customer_phones`"],
    ))
}

struct Runs {
    first: Taken,
    again: Taken,
    double: Taken,
    one_table: Taken,
    two_tables: Taken,
}

fn findings(setup: &Setup, rows: u64, runs: &Runs, [alone, both]: [&str; 2]) -> Vec<Finding> {
    let rate = |rows: u64, taken: Taken| rows as f64 / taken.seconds;
    let budget = |figure| if setup.quick { Budget::None } else { figure };
    let ours = rate(rows, runs.first);
    let new = format!("import of {rows} new clients with two phones each; beside it");
    vec![
        Finding::ratio(
            format!("{new} {alone}"),
            ours,
            rate(rows, runs.one_table),
            "rows/s",
            budget(Budget::AtLeast(0.5)),
        ),
        Finding::ratio(format!("{new} {both}"), ours, rate(rows, runs.two_tables), "rows/s", Budget::None),
        Finding::ratio(
            "import of the same file again; beside it the first time",
            rate(rows, runs.again),
            ours,
            "rows/s",
            budget(Budget::AtLeast(0.5)),
        ),
        Finding::ratio(
            "import of twice as many; beside it the first import",
            rate(2 * rows, runs.double),
            ours,
            "rows/s",
            Budget::None,
        ),
        Finding::alone("peak memory", runs.first.peak_mib, "MiB", Budget::AtMost(400.0)),
        Finding::alone("peak memory of twice as many", runs.double.peak_mib, "MiB", Budget::AtMost(400.0)),
    ]
}

fn sqlite3(folder: &Path, database: &str, script: &str) -> Result<Taken> {
    let name = folder.join("script");
    std::fs::write(&name, script).context("cannot write a script")?;
    let mut command = Command::new("sqlite3");
    command.current_dir(folder).args(["-bail", database, ".read script"]);
    process::run(&mut command, &folder.join("log"))
}

fn psql(folder: &Path, url: &str, statements: &[&str]) -> Result<Taken> {
    if statements.is_empty() {
        bail!("nothing to do");
    }
    let mut command = Command::new("psql");
    command.current_dir(folder).args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", url]);
    for statement in statements {
        command.args(["-c", statement]);
    }
    process::run(&mut command, &folder.join("log"))
}
