//! PostgreSQL, beside the `\copy` of `psql`, and MariaDB, beside `LOAD DATA`.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result};
use frontdesk_testkit::{Backend, DatabaseServer, Durability, TestDatabase};

use super::{Import, MoreRuns, Runs, TABLES, findings};
use crate::bench::finding::Finding;
use crate::bench::process::{self, Taken};
use crate::bench::setup::Setup;
use crate::bench::{people, programs};

/// The role that the documentation advises: no superuser, so that row-level security applies to it.
const ROLE: &str = "frontdesk_service";

/// A million rows, the same again, then two million; compared with `\copy` of the same rows.
pub(crate) fn run_on_postgres(setup: &Setup) -> Result<Vec<Finding>> {
    let Some(bench) = Bench::start(setup, Backend::Postgres, "import-pg")? else { return Ok(Vec::new()) };
    let first = bench.import(bench.ours.url(), "one.csv")?;
    let again = bench.import(bench.ours.url(), "one.csv")?;
    let reference = bench.copy()?;
    let double = bench.import(bench.doubled.url(), "two.csv")?;
    let runs = Runs { first, reference, more: Some(MoreRuns { again, double }) };
    Ok(findings(setup, bench.rows, &runs, "`\\copy`", 0.8))
}

/// The first import alone, by a role under row-level security.
pub(crate) fn run_on_postgres_as_a_role(setup: &Setup) -> Result<Vec<Finding>> {
    let Some(bench) = Bench::start(setup, Backend::Postgres, "import-pg-role")? else {
        return Ok(Vec::new());
    };
    let grant = format!(
        "CREATE ROLE {ROLE} LOGIN PASSWORD 'pass'; GRANT ALL ON ALL TABLES IN SCHEMA public TO {ROLE};
         GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO {ROLE}; GRANT CREATE ON SCHEMA public TO {ROLE}"
    );
    execute(&bench.ours, &grant)?;
    let (_, place) = bench.ours.url().split_once('@').context("a URL with a user")?;
    let first = bench.import(&format!("postgres://{ROLE}:pass@{place}"), "one.csv")?;
    let runs = Runs { first, reference: bench.copy()?, more: None };
    Ok(findings(setup, bench.rows, &runs, "`\\copy` by a superuser", 0.8))
}

/// The same as on PostgreSQL, compared with `LOAD DATA`.
pub(crate) fn run_on_mariadb(setup: &Setup) -> Result<Vec<Finding>> {
    let Some(bench) = Bench::start(setup, Backend::Mysql, "import-mariadb")? else { return Ok(Vec::new()) };
    let first = bench.import(bench.ours.url(), "one.csv")?;
    let again = bench.import(bench.ours.url(), "one.csv")?;
    let reference = bench.load_data()?;
    let double = bench.import(bench.doubled.url(), "two.csv")?;
    let runs = Runs { first, reference, more: Some(MoreRuns { again, double }) };
    Ok(findings(setup, bench.rows, &runs, "`LOAD DATA`", 0.7))
}

/// A private server with its default durability, and three migrated databases.
struct Bench {
    folder: std::path::PathBuf,
    binary: std::path::PathBuf,
    rows: u64,
    ours: TestDatabase,
    doubled: TestDatabase,
    theirs: TestDatabase,
    server: DatabaseServer,
}

impl Bench {
    /// `None` where the server cannot run here.
    fn start(setup: &Setup, backend: Backend, name: &str) -> Result<Option<Self>> {
        if let Err(reason) = backend.check() {
            println!("NOT RUN: {reason}\n");
            return Ok(None);
        }
        let folder = setup.folder(name)?;
        let rows = setup.rows(1_000_000);
        people::write_csv(&folder.join("one.csv"), rows)?;
        people::write_csv(&folder.join("two.csv"), 2 * rows)?;
        let binary = programs::frontdesk_with_servers(setup)?;
        let server = DatabaseServer::start(backend, Durability::Durable).map_err(anyhow::Error::msg)?;
        let [ours, doubled, theirs] = std::array::from_fn(|_| server.empty_database());
        let bench = Self { folder, binary, rows, ours, doubled, theirs, server };
        for database in [&bench.ours, &bench.doubled, &bench.theirs] {
            bench.database(database.url()).frontdesk(&["migrate"])?;
        }
        Ok(Some(bench))
    }

    fn database(&self, url: &str) -> Import<'_> {
        Import { binary: self.binary.clone(), folder: &self.folder, url: url.to_owned() }
    }

    fn import(&self, url: &str, file: &str) -> Result<Taken> {
        self.settle()?;
        self.database(url).file(file)
    }

    /// Writes what the server has yet to write: each run starts without it.
    fn settle(&self) -> Result<()> {
        match self.ours.backend() {
            Backend::Postgres => execute(&self.ours, "CHECKPOINT"),
            Backend::Mysql | Backend::Sqlite => Ok(()),
        }
    }

    /// The rows by `\copy`, from files with the rows of one customer after those of another.
    fn copy(&self) -> Result<Taken> {
        let export = TABLES.map(|table| {
            format!("\\copy (SELECT * FROM {table} ORDER BY {}) TO {table}.txt", customer_of(table))
        });
        psql(&self.folder, self.ours.url(), &export)?;
        self.settle()?;
        psql(&self.folder, self.theirs.url(), &TABLES.map(|table| format!("\\copy {table} FROM {table}.txt")))
    }

    /// The rows by `LOAD DATA`, from such files in the server's own folder.
    fn load_data(&self) -> Result<Taken> {
        let folder = self.server.folder().context("a private server")?.join("data");
        let file = |table: &str| folder.join(format!("{table}.txt")).display().to_string();
        for table in TABLES {
            let order = customer_of(table);
            let into = file(table);
            let export =
                format!("SELECT * FROM {table} ORDER BY {order} INTO OUTFILE '{into}' CHARACTER SET binary");
            execute(&self.ours, &export)?;
        }
        let load = TABLES.map(|table| {
            format!("LOAD DATA INFILE '{}' INTO TABLE {table} CHARACTER SET binary", file(table))
        });
        process::flush_disks();
        let begun = Instant::now();
        execute(&self.theirs, &load.join(";"))?;
        Ok(Taken { seconds: begun.elapsed().as_secs_f64(), peak_mib: 0.0 })
    }
}

/// The column with the customer's id.
fn customer_of(table: &str) -> &'static str {
    match table {
        "customers" => "id",
        "search_terms" => "record_id",
        _ => "customer_id",
    }
}

fn execute(database: &TestDatabase, sql: &str) -> Result<()> {
    database.execute(sql).map(drop).map_err(anyhow::Error::msg)
}

fn psql(folder: &Path, url: &str, statements: &[String]) -> Result<Taken> {
    let mut command = Command::new("psql");
    command.current_dir(folder).args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", url]);
    for statement in statements {
        command.args(["-c", statement]);
    }
    process::run(&mut command, &folder.join("log"))
}
