//! The console's first page, in a browser with an empty cache.

use anyhow::{Context, Result};
use frontdesk_testkit::Server;
use serde::Deserialize;

use super::finding::{Budget, Finding};
use super::setup::Setup;
use super::{people, process, programs};
use crate::console::{self, Ready};

const TIMES: usize = 15;

/// The output of the console script.
#[derive(Deserialize)]
struct Seen {
    page_ms: Vec<f64>,
    blank_ms: Vec<f64>,
    script_bytes: f64,
}

/// Opens the list of a small and of a large firm.
pub(crate) fn run(setup: &Setup) -> Result<Vec<Finding>> {
    let console = match console::ready(&setup.workspace)? {
        Ready::Yes(console) => console,
        Ready::No(reason) => {
            println!("{reason}\n");
            return Ok(Vec::new());
        }
    };
    let mut findings = Vec::new();
    for rows in [1_000, 100_000] {
        let server = firm_of(setup, rows)?;
        let times = if setup.quick { 3 } else { TIMES };
        let told = console.first_page(server.url(), times)?;
        let seen: Seen = serde_json::from_str(&told).context("what the browser saw")?;
        findings.extend(tell(rows, seen));
    }
    Ok(findings)
}

fn firm_of(setup: &Setup, rows: u64) -> Result<Server> {
    let folder = setup.folder("console")?;
    people::write_csv(&folder.join("clients.csv"), rows)?;
    let binary = programs::frontdesk(setup)?;
    let mut import = process::frontdesk(&binary, &folder);
    import.args(["import", "clients", "clients.csv", "--data-dir", "data"]);
    process::run(&mut import, &folder.join("log"))?;
    let data = folder.join("data").display().to_string();
    Ok(Server::spawn(&binary, &["serve", "--listen", "127.0.0.1:0", "--data-dir", &data], &[]))
}

fn tell(rows: u64, seen: Seen) -> [Finding; 3] {
    let (page, blank) = (median(seen.page_ms), median(seen.blank_ms));
    let what = format!("first page with {rows} clients until it responds to a key, with an empty cache");
    let beside =
        Finding::ratio("the same; beside it a page with a line of text", page, blank, "ms", Budget::None);
    [
        Finding::alone(what, page, "ms", Budget::AtMost(1_000.0)),
        beside,
        Finding::alone("packed script of it", seen.script_bytes / 1_000.0, "kB", Budget::AtMost(200.0)),
    ]
}

fn median(mut millis: Vec<f64>) -> f64 {
    millis.sort_by(f64::total_cmp);
    millis.get(millis.len() / 2).copied().unwrap_or(f64::NAN)
}
