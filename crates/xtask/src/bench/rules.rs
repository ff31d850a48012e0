//! The rule crates alone: no database, no network.

use anyhow::{Result, ensure};

use super::finding::Finding;
use super::setup::Setup;
use crate::commands::{cargo, succeeds};

/// Runs the criterion benches of all crates. Criterion prints and keeps the figures.
pub(crate) fn run(setup: &Setup) -> Result<Vec<Finding>> {
    for (package, name) in setup.workspace.benches() {
        let mut bench = cargo();
        bench.args(["bench", "--package", package, "--all-features", "--bench", name]);
        if setup.quick {
            bench.args(["--", "--quick"]);
        }
        ensure!(succeeds(&mut bench)?, "{package}: {name} failed");
    }
    Ok(Vec::new())
}
