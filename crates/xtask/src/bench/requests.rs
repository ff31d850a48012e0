//! A page of pending requests at the start of a long list, and deep in it.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use frontdesk_testkit::Server;
use serde_json::Value;

use super::finding::{Budget, Finding};
use super::load::{self, Caller, Measured};
use super::setup::Setup;
use super::{process, programs};

const REQUESTS: u64 = 1_000_000;
/// A quarter of the requests has each status.
const PENDING: u64 = REQUESTS / 4;
const CUSTOMERS: u64 = 20_000;
/// Few callers: the response time is measured, not the queue.
const CALLERS: usize = 2;
/// The two are measured alternately, so that other load affects both.
const ROUNDS: u64 = 3;

const FIRST_PAGE: &str = "/api/requests?status=PENDING&limit=50";

/// The server's query of a page, and the expected text in its plan.
const QUERY: &str = "SELECT * FROM requests WHERE firm_id = 1 AND archived = 0 AND status = 'PENDING' AND id > 900000 ORDER BY id LIMIT 50";
const INDEX: &str = "USING INDEX requests_status_idx (status=? AND firm_id=? AND archived=? AND id>?)";

/// Fills a database, and reads the first page and one after nine tenths of the list.
pub(crate) fn run(setup: &Setup) -> Result<Vec<Finding>> {
    let folder = setup.folder("requests")?;
    let requests = setup.rows(REQUESTS);
    fill(&programs::frontdesk(setup)?, &folder, requests)?;
    let database = folder.join("data").join("frontdesk.db");
    look_at_plan(&database)?;
    let url = format!("sqlite:{}", database.display());
    let server = Server::spawn(&programs::bench_server(setup)?, &[url], &[]);
    let deep_page = deep_page(&server, setup.rows(PENDING))?;

    let seconds = setup.seconds(5);
    let ask = |path: &str| load::run(server.url(), CALLERS, seconds, |_| get(path, "application/json"));
    let (mut first, mut deep) = (Measured::default(), Measured::default());
    for _ in 0..ROUNDS {
        first = first.and(ask(FIRST_PAGE)?);
        deep = deep.and(ask(&deep_page)?);
    }
    let budget = if setup.quick { Budget::None } else { Budget::AtMost(1.5) };
    let micros = |measured: &Measured| measured.quantile_ms(0.5) * 1_000.0;
    Ok(vec![
        Finding::ratio(
            format!(
                "50 pending requests of {requests}, behind nine tenths of them: the time that it takes; beside it the first page"
            ),
            micros(&deep),
            micros(&first),
            "µs",
            budget,
        ),
        Finding::alone("p99 of the same", deep.quantile_ms(0.99), "ms", Budget::None),
        Finding::alone("p99 of the first page", first.quantile_ms(0.99), "ms", Budget::None),
    ])
}

/// Customers with the program itself, requests with `sqlite3`: one by one over HTTP they would take an hour.
fn fill(binary: &Path, folder: &Path, requests: u64) -> Result<()> {
    let mut customers = String::from("CID,First Name\n");
    (1..=CUSTOMERS).for_each(|id| customers.push_str(&format!("{id},First{id}\n")));
    fs::write(folder.join("customers.csv"), customers).context("cannot write a file")?;
    let mut import = process::frontdesk(binary, folder);
    import.args(["import", "customers", "customers.csv", "--data-dir", "data"]);
    process::run(&mut import, &folder.join("log"))?;
    fs::write(folder.join("script"), script(requests)).context("cannot write a script")?;
    let mut shell = Command::new("sqlite3");
    shell.current_dir(folder).args(["-bail", "data/frontdesk.db", ".read script"]);
    process::run(&mut shell, &folder.join("log"))?;
    Ok(())
}

/// One request in four each is pending, in progress, completed and rejected; half of the resolved ones are archived.
fn script(requests: u64) -> String {
    format!(
        "PRAGMA synchronous = OFF; PRAGMA cache_size = -262144; PRAGMA foreign_keys = OFF;
BEGIN;
INSERT INTO operators (id, firm_id, first_name, version, created_at, updated_at)
  VALUES (1, 1, 'Jon', 1, '2025-01-01 09:00:00', '2025-01-01 09:00:00');
INSERT INTO requests (id, firm_id, customer_id, body, status, archived, processed_by, resolution_comment, assigned_at,
  resolved_at, seconds_to_assign, seconds_to_resolve, version, created_at, updated_at)
WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < {requests})
SELECT i, 1, i * 7919 % {CUSTOMERS} + 1, 'Please call me back about the matter with the number ' || i || '.',
  CASE i % 4 WHEN 0 THEN 'PENDING' WHEN 1 THEN 'IN_PROGRESS' WHEN 2 THEN 'COMPLETED' ELSE 'REJECTED' END,
  i % 8 >= 6, iif(i % 4 = 0, NULL, 1), iif(i % 4 >= 2, 'Called back.', NULL),
  iif(i % 4 = 0, NULL, '2025-01-02 09:00:00'), iif(i % 4 >= 2, '2025-01-03 09:00:00', NULL),
  iif(i % 4 = 0, NULL, 86400), iif(i % 4 >= 2, 172800, NULL), 1, '2025-01-01 09:00:00', '2025-01-03 09:00:00'
FROM n;
INSERT INTO request_events (firm_id, id, request_id, to_status, happened_at)
SELECT 1, id, id, 'PENDING', created_at FROM requests;
INSERT INTO request_feeds (firm_id, last_event_id) VALUES (1, {requests});
COMMIT;
PRAGMA wal_checkpoint(TRUNCATE);
"
    )
}

fn look_at_plan(database: &Path) -> Result<()> {
    let mut shell = Command::new("sqlite3");
    shell.arg(database).arg(format!("EXPLAIN QUERY PLAN {QUERY}"));
    let plan = shell.output().context("cannot run sqlite3")?;
    let plan = String::from_utf8_lossy(&plan.stdout).into_owned();
    ensure!(plan.contains(INDEX) && !plan.contains("TEMP B-TREE"), "no page of an index:\n{plan}");
    Ok(())
}

/// Pages through nine tenths of the pending requests, and returns the address of the next page.
fn deep_page(server: &Server, pending: u64) -> Result<String> {
    let mut path = "/api/requests?status=PENDING&limit=1000".to_owned();
    let mut caller = Caller::connect(server.url())?;
    for _ in 0..(pending * 9 / 10).div_ceil(1_000) {
        let (body, _) = caller.ask(&get(&path, "application/hal+json"))?;
        let page: Value = serde_json::from_slice(&body).context("a page that is no JSON")?;
        let next = page.pointer("/_links/next/href").and_then(Value::as_str);
        path = next.context("the list ends too soon")?.to_owned();
    }
    let (_, cursor) = path.split_once("cursor=").context("a link without a cursor")?;
    let cursor = cursor.split('&').next().unwrap_or_default();
    Ok(format!("{FIRST_PAGE}&cursor={cursor}"))
}

fn get(path: &str, accept: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nhost: localhost\r\naccept: {accept}\r\n\r\n").into_bytes()
}
