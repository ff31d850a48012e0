//! Start-up time and idle memory.

use std::fs;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use frontdesk_testkit::Server;

use super::finding::{Budget, Finding};
use super::process::memory_mib;
use super::programs;
use super::setup::Setup;

const STARTS: usize = 11;

/// Starts repeatedly on an existing database.
pub(crate) fn run(setup: &Setup) -> Result<Vec<Finding>> {
    let folder = setup.folder("start")?;
    let binary = programs::frontdesk(setup)?;
    let data = folder.join("data").display().to_string();
    let arguments = ["serve", "--listen", "127.0.0.1:0", "--data-dir", &data];
    drop(Server::spawn(&binary, &arguments, &[]));

    let mut millis = Vec::new();
    for _ in 0..STARTS {
        let start = Instant::now();
        let mut server = Server::spawn(&binary, &arguments, &[]);
        millis.push(start.elapsed().as_secs_f64() * 1_000.0);
        server.terminate();
    }
    millis.sort_by(f64::total_cmp);
    let median = millis.get(STARTS / 2).copied().unwrap_or(f64::NAN);
    let slowest = millis.last().copied().unwrap_or(f64::NAN);

    let server = Server::spawn(&binary, &arguments, &[]);
    thread::sleep(Duration::from_secs(2));
    let memory = memory_mib(server.id(), "VmRSS").context("cannot read the memory of a process here")?;
    let size = fs::metadata(&binary)?.len() as f64 / f64::from(1 << 20);
    Ok(vec![
        Finding::alone(
            format!("start to ready on an existing database, median of {STARTS}"),
            median,
            "ms",
            Budget::AtMost(150.0),
        ),
        Finding::alone("the slowest of them", slowest, "ms", Budget::None),
        Finding::alone("idle memory", memory, "MiB", Budget::AtMost(40.0)),
        Finding::alone("the binary, stripped", size, "MiB", Budget::AtMost(40.0)),
    ])
}
