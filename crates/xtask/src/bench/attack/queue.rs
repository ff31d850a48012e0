//! An import queue full of files of one firm.

use std::fs;
use std::path::Path;
use std::time::Instant;

use anyhow::Result;
use frontdesk_testkit::Server;

use super::{Target, memory};
use crate::bench::finding::{Budget, Finding};
use crate::bench::{people, process, upload};

const FILES: usize = 100;
const ROWS: u64 = 2_000;
/// A file of another firm waits for the running one only, and takes the same time as ever.
const MOST: f64 = 4.0;

/// The time of a firm's import, alone and with many files of another firm queued before it.
pub(super) fn run(target: &Target) -> Result<Vec<Finding>> {
    let path = target.folder.join("clients.csv");
    people::write_csv(&path, ROWS)?;
    let file = fs::read(&path)?;
    for name in ["Second", "Third"] {
        create_firm(target, name)?;
    }
    let server = target.serve("queue", &[]);
    let alone = import(&server, 2, &file)?;
    for _ in 0..FILES {
        upload::import(server.url(), 1, &file)?;
    }
    let behind = import(&server, 3, &file)?;
    let what = format!(
        "an import of {ROWS} rows behind {FILES} files of another firm, from the upload to its end; beside it alone"
    );
    Ok(vec![
        Finding::ratio(what, behind, alone, "ms", Budget::AtMost(MOST)),
        Finding::alone("peak memory meanwhile", memory(&server, "VmHWM")?, "MiB", Budget::None),
    ])
}

fn create_firm(target: &Target, name: &str) -> Result<()> {
    let data: &Path = &target.folder.join("queue");
    let mut create = process::frontdesk(&target.binary, &target.folder);
    create.args(["firms", "create", name, "--data-dir"]).arg(data);
    process::run(&mut create, &target.folder.join("log")).map(drop)
}

/// Milliseconds from the upload to the end.
fn import(server: &Server, firm: u64, file: &[u8]) -> Result<f64> {
    let start = Instant::now();
    let import = upload::import(server.url(), firm, file)?;
    upload::wait(server.url(), firm, import.id)?;
    Ok(start.elapsed().as_secs_f64() * 1_000.0)
}
