//! The measured programs, built as they are shipped.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use super::setup::Setup;
use crate::commands::{cargo, succeeds};

/// The binary with its default features.
pub(crate) fn frontdesk(setup: &Setup) -> Result<PathBuf> {
    build(setup, &["--package", "frontdesk"], "frontdesk", "frontdesk")
}

/// The binary with the database servers beside SQLite.
pub(crate) fn frontdesk_with_servers(setup: &Setup) -> Result<PathBuf> {
    let arguments = ["--package", "frontdesk", "--features", "postgres,mysql"];
    build(setup, &arguments, "frontdesk", "frontdesk-servers")
}

/// The app with a static answer, as the reference of reads.
pub(crate) fn bench_server(setup: &Setup) -> Result<PathBuf> {
    let arguments = ["--package", "frontdesk-server", "--example", "bench_server"];
    build(setup, &arguments, "examples/bench_server", "bench_server")
}

/// A plain connection pool, as the reference of writes.
pub(crate) fn plain_pool(setup: &Setup) -> Result<PathBuf> {
    let arguments = ["--package", "frontdesk-storage", "--example", "plain_pool"];
    build(setup, &arguments, "examples/plain_pool", "plain_pool")
}

/// Builds a program and keeps a copy: the next build would replace it.
fn build(setup: &Setup, arguments: &[&str], made: &str, kept: &str) -> Result<PathBuf> {
    let mut build = cargo();
    build.args(["build", "--release"]).args(arguments);
    ensure!(succeeds(&mut build)?, "{kept} cannot be built");
    let target = &setup.workspace.target_directory;
    let copy = target.join("bench").join(kept);
    copy_program(&target.join("release").join(made), &copy)?;
    Ok(copy)
}

fn copy_program(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to).map(drop).with_context(|| format!("cannot copy {}", from.display()))
}
