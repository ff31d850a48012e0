//! The rule crates by themselves: no database, no network.

use anyhow::Result;

use crate::commands::{cargo, succeeds};
use crate::workspace::Workspace;

/// Runs the criterion benches of every crate that has some.
pub(crate) fn run(workspace: &Workspace) -> Result<bool> {
    let mut all_well = true;
    for (package, name) in workspace.benches() {
        let bench = ["bench", "--package", package, "--all-features", "--bench", name];
        all_well &= succeeds(cargo().args(bench))?;
    }
    Ok(all_well)
}
