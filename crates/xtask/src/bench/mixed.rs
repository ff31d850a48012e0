//! Response times of writes while an import runs.

use std::time::{Duration, Instant};
use std::{fs, thread};

use anyhow::{Result, bail};
use frontdesk_testkit::Server;

use super::finding::{Budget, Finding};
use super::load::{Caller, Measured};
use super::people::{self, BY_PATCH};
use super::programs;
use super::setup::Setup;
use super::upload;

/// Callers that write, each with a pause between requests.
const CALLERS: u64 = 8;
const REST: Duration = Duration::from_millis(10);

/// PATCHes new clients while an import over HTTP runs.
pub(crate) fn run(setup: &Setup) -> Result<Vec<Finding>> {
    let folder = setup.folder("mixed")?;
    let rows = setup.rows(200_000);
    let file = folder.join("clients.csv");
    people::write_csv(&file, rows)?;
    let data = folder.join("data").display().to_string();
    let arguments = ["serve", "--listen", "127.0.0.1:0", "--data-dir", &data];
    let server = Server::spawn(&programs::frontdesk(setup)?, &arguments, &[]);

    let start = Instant::now();
    let import = upload::import(server.url(), 1, &fs::read(&file)?)?;
    let latencies = patch_while_running(server.url(), import.id)?;
    let seconds = start.elapsed().as_secs_f64();
    let writes = Measured::of(latencies, seconds);
    let budget = if setup.quick { Budget::None } else { Budget::AtMost(100.0) };
    Ok(vec![
        Finding::alone(
            format!("p99 of `PATCH /clients` by {CALLERS} callers while an import of {rows} rows runs"),
            writes.quantile_ms(0.99),
            "ms",
            budget,
        ),
        Finding::alone("median of the same", writes.quantile_ms(0.5), "ms", Budget::None),
        Finding::alone("slowest of the same", writes.quantile_ms(1.0), "ms", Budget::None),
        Finding::alone("PATCHes meanwhile", writes.rate(), "requests/s", Budget::None),
        Finding::alone("the import meanwhile", rows as f64 / seconds, "rows/s", Budget::None),
    ])
}

fn patch_while_running(url: &str, import: u64) -> Result<Vec<u32>> {
    let has_ended = std::sync::atomic::AtomicBool::new(false);
    let order = std::sync::atomic::Ordering::Relaxed;
    thread::scope(|scope| {
        let write = |first: u64| -> Result<Vec<u32>> {
            let mut caller = Caller::connect(url)?;
            let mut latencies = Vec::new();
            for number in (first..).step_by(CALLERS as usize) {
                if has_ended.load(order) {
                    break;
                }
                latencies.push(caller.ask(&people::patch(BY_PATCH + number))?.1);
                thread::sleep(REST);
            }
            Ok(latencies)
        };
        let writers: Vec<_> = (0..CALLERS).map(|first| scope.spawn(move || write(first))).collect();
        let ended = upload::wait(url, 1, import);
        has_ended.store(true, order);
        let parts: Result<Vec<_>> = writers
            .into_iter()
            .map(|writer| writer.join().unwrap_or_else(|_| bail!("a writer thread panicked")))
            .collect();
        ended?;
        Ok(parts?.concat())
    })
}
