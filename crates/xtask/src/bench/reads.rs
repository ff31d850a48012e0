//! `GET /clients/{id}`, compared with a static answer of the same bytes from the same server.

use anyhow::{Context, Result};
use frontdesk_testkit::Server;

use super::finding::{Budget, Finding};
use super::load::{self, Caller, Measured, get};
use super::setup::Setup;
use super::{people, process, programs};

const CALLERS: usize = 32;
/// The two are measured alternately, so that other load affects both.
const ROUNDS: u64 = 3;

/// Reads random clients of a database of 100,000.
pub(crate) fn run(setup: &Setup) -> Result<Vec<Finding>> {
    let folder = setup.folder("read")?;
    let rows = setup.rows(100_000);
    let (file, data) = (folder.join("clients.csv"), folder.join("data"));
    people::write_csv(&file, rows)?;
    let mut import = process::frontdesk(&programs::frontdesk(setup)?, &folder);
    import.args(["import", "clients", "clients.csv", "--data-dir", "data"]);
    process::run(&mut import, &folder.join("log"))?;

    let url = format!("sqlite:{}", data.join("frontdesk.db").display());
    let server = Server::spawn(&programs::bench_server(setup)?, &[url], &[]);
    let (body, _) = Caller::connect(server.url())?.ask(&get(&format!("/clients/{}", rows / 2)))?;
    Caller::connect(server.url())?.ask(&put(&body)).context("the static answer")?;

    let seconds = setup.seconds(8);
    let (mut found, mut fixed) = (Measured::default(), Measured::default());
    for _ in 0..ROUNDS {
        fixed = fixed.and(load::run(server.url(), CALLERS, seconds, |_| get("/bench/static"))?);
        found = found.and(load::run(server.url(), CALLERS, seconds, |number| {
            get(&format!("/clients/{}", number.wrapping_mul(7_919) % rows + 1))
        })?);
    }
    let budget = |figure| if setup.quick { Budget::None } else { figure };
    Ok(vec![
        Finding::ratio(
            format!(
                "`GET /clients/{{id}}` of {rows} clients, {CALLERS} callers; beside it a static answer of {} bytes",
                body.len()
            ),
            found.rate(),
            fixed.rate(),
            "requests/s",
            budget(Budget::AtLeast(0.75)),
        ),
        Finding::alone("p99 of the same", found.quantile_ms(0.99), "ms", budget(Budget::AtMost(2.0))),
        Finding::alone("p99 of the static answer", fixed.quantile_ms(0.99), "ms", Budget::None),
    ])
}

fn put(body: &[u8]) -> Vec<u8> {
    let head =
        format!("PUT /bench/static HTTP/1.1\r\nhost: localhost\r\ncontent-length: {}\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}
