//! Searches, filters and counts with few customers and with many.

mod questions;

use anyhow::Result;
use frontdesk_testkit::{Backend, DatabaseServer, Durability};

use self::questions::{QUESTIONS, Question};
use super::finding::{Budget, Finding};
use super::imports::Import;
use super::load::{self, get};
use super::setup::Setup;
use super::{people, programs};

const CALLERS: usize = 8;
const FEW: u64 = 100_000;
const MANY: u64 = 1_000_000;
/// Only when asked for: its import takes the most time.
const MOST: u64 = 10_000_000;

/// The p99 of each query on one database, in milliseconds.
struct Measured {
    backend: Backend,
    place: String,
    p99: Vec<f64>,
}

/// Runs each query on a database of each size.
pub(crate) fn run(setup: &Setup) -> Result<Vec<Finding>> {
    let few = on_sqlite(setup, FEW)?;
    let mut many = vec![on_sqlite(setup, MANY)?];
    if setup.long {
        many.push(on_sqlite(setup, MOST)?);
    }
    many.extend(on_postgres(setup, MANY)?);
    Ok(QUESTIONS
        .iter()
        .enumerate()
        .flat_map(|(number, it)| findings(setup, it, number, &few, &many))
        .collect())
}

fn findings(
    setup: &Setup,
    question: &Question,
    number: usize,
    few: &Measured,
    many: &[Measured],
) -> Vec<Finding> {
    let budget = |most| if setup.quick { Budget::None } else { Budget::AtMost(most) };
    let of = |measured: &Measured| measured.p99.get(number).copied().unwrap_or(f64::NAN);
    let name = question.name;
    let mut findings = Vec::new();
    for measured in many {
        let what = format!("{name}: {}", measured.place);
        if measured.backend == few.backend {
            let what = format!("{what}; beside it {}", few.place);
            findings.push(Finding::ratio(what, of(measured), of(few), "ms", budget(2.0)));
        }
        findings.push(Finding::alone(what, of(measured), "ms", budget(question.most_ms)));
    }
    findings
}

fn on_sqlite(setup: &Setup, size: u64) -> Result<Measured> {
    let folder = setup.folder(&format!("search-{size}"))?;
    let url = format!("sqlite:{}", folder.join("frontdesk.db").display());
    let import = Import { binary: programs::frontdesk(setup)?, folder: &folder, url };
    measure(setup, Backend::Sqlite, setup.rows(size), &import)
}

fn on_postgres(setup: &Setup, size: u64) -> Result<Option<Measured>> {
    if let Err(reason) = Backend::Postgres.check() {
        println!("NOT RUN: {reason}\n");
        return Ok(None);
    }
    let folder = setup.folder("search-pg")?;
    let server = DatabaseServer::start(Backend::Postgres, Durability::Durable).map_err(anyhow::Error::msg)?;
    let database = server.empty_database();
    let binary = programs::frontdesk_with_servers(setup)?;
    let import = Import { binary, folder: &folder, url: database.url().to_owned() };
    import.frontdesk(&["migrate"])?;
    measure(setup, Backend::Postgres, setup.rows(size), &import).map(Some)
}

fn measure(setup: &Setup, backend: Backend, rows: u64, import: &Import<'_>) -> Result<Measured> {
    people::write_wide_csv(&import.folder.join("clients.csv"), rows)?;
    import.file("clients.csv")?;
    let server = import.serve();
    let ask = |question: &Question| {
        let seconds = setup.seconds(3);
        let measured = load::run(server.url(), CALLERS, seconds, |turn| get(&(question.path)(turn, rows)))?;
        Ok(measured.quantile_ms(0.99))
    };
    let p99 = QUESTIONS.iter().map(ask).collect::<Result<_>>()?;
    Ok(Measured { backend, place: format!("{backend}, {rows} customers"), p99 })
}
