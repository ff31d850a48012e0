//! Searches and filtered lists with few customers and with many.

use anyhow::Result;
use frontdesk_testkit::Server;

use super::finding::{Budget, Finding};
use super::load;
use super::setup::Setup;
use super::{people, process, programs};

const CALLERS: usize = 8;
/// The numbers of customers that are compared.
const SIZES: [u64; 2] = [100_000, 1_000_000];

/// A query, and its name. The number varies it between requests.
type Question = (&'static str, fn(u64) -> String);

const QUESTIONS: &[Question] = &[
    ("one word", |turn| format!("/api/customers?limit=50&q=last{}", turn.wrapping_mul(7_919) % 100_000)),
    ("nothing", |turn| format!("/api/customers?limit=50&q=absent{turn}")),
    ("one letter", |_| "/api/customers?limit=50&q=f".to_owned()),
    ("two words", |turn| {
        let number = turn.wrapping_mul(7_919) % 100_000;
        format!("/api/customers?limit=50&q=first{}+last{}", number % 5_000, number.wrapping_mul(31) % 100_000)
    }),
    ("two letters of all", |_| "/api/customers?limit=50&q=f+l".to_owned()),
    ("the end of a number", |turn| {
        format!("/api/customers?limit=50&q={:05}", turn.wrapping_mul(7_919) % 100_000)
    }),
    ("the domain of all addresses", |_| "/api/customers?limit=50&q=%40example.com".to_owned()),
    ("a filter by name", |turn| {
        format!("/api/customers?limit=50&first_name=first{}", turn.wrapping_mul(7_919) % 5_000)
    }),
    ("a filter by time that nothing matches", |_| {
        "/clients?limit=50&updated_since=2199-01-01T00:00:00Z".to_owned()
    }),
    ("the first page and the number of all", |_| "/api/customers?limit=50&count=true".to_owned()),
    ("all kinds at once", |turn| format!("/api/v1/search?q=first{}", turn.wrapping_mul(7_919) % 5_000)),
];

/// Runs each query on a database of each size.
pub(crate) fn run(setup: &Setup) -> Result<Vec<Finding>> {
    let mut quantiles: Vec<Vec<f64>> = Vec::new();
    for size in SIZES {
        quantiles.push(measure(setup, setup.rows(size))?);
    }
    let budget = |figure| if setup.quick { Budget::None } else { figure };
    let mut findings = Vec::new();
    for (place, (name, _)) in QUESTIONS.iter().enumerate() {
        let p99: Vec<f64> = quantiles.iter().filter_map(|of_size| of_size.get(place).copied()).collect();
        let [few, many] = p99.as_slice() else { continue };
        let what =
            format!("p99 of {CALLERS} callers, {name}: {} customers; beside it {}", SIZES[1], SIZES[0]);
        findings.push(Finding::ratio(what, *many, *few, "ms", budget(Budget::AtMost(2.0))));
    }
    Ok(findings)
}

/// The p99 of each query, in milliseconds.
fn measure(setup: &Setup, customers: u64) -> Result<Vec<f64>> {
    let folder = setup.folder(&format!("search-{customers}"))?;
    people::write_csv(&folder.join("clients.csv"), customers)?;
    let mut import = process::frontdesk(&programs::frontdesk(setup)?, &folder);
    import.args(["import", "clients", "clients.csv", "--data-dir", "data"]);
    process::run(&mut import, &folder.join("log"))?;
    let url = format!("sqlite:{}", folder.join("data").join("frontdesk.db").display());
    let server = Server::spawn(&programs::bench_server(setup)?, &[url], &[]);
    let ask = |question: &Question| {
        let measured = load::run(server.url(), CALLERS, setup.seconds(3), |turn| get(&(question.1)(turn)))?;
        Ok(measured.quantile_ms(0.99))
    };
    QUESTIONS.iter().map(ask).collect()
}

fn get(path: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n\r\n").into_bytes()
}
