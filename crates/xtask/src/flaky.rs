//! The search for tests that fail by chance.

use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, Result};
use frontdesk_testkit::Durability;

use crate::databases::Databases;
use crate::features::Features;
use crate::test_binaries::Tests;
use crate::workspace::Workspace;

/// The default number of runs.
const RUNS: u32 = 10;

/// Runs all tests repeatedly beside a busy core. Returns whether none failed.
pub(crate) fn run(runs: Option<&str>) -> Result<bool> {
    let runs = runs.map_or(Ok(RUNS), str::parse).context("the number of runs must be a whole number")?;
    let features = Features::of(&Workspace::read()?)?;
    let tests = Tests::build(&features)?.context("the tests do not compile")?;
    let databases = Databases::start(Durability::Fast)?;
    let is_over = AtomicBool::new(false);
    let failed = std::thread::scope(|scope| {
        scope.spawn(|| {
            while !is_over.load(Ordering::Relaxed) {
                std::hint::spin_loop();
            }
        });
        let failed = failures(runs, || tests.run(&databases));
        is_over.store(true, Ordering::Relaxed);
        failed
    })?;
    println!("{} of {runs} runs failed: {failed:?}", failed.len());
    Ok(failed.is_empty())
}

fn failures(runs: u32, run: impl Fn() -> Result<bool>) -> Result<Vec<u32>> {
    let mut failed = Vec::new();
    for number in 1..=runs {
        println!("run {number} of {runs}");
        if !run()? {
            failed.push(number);
        }
    }
    Ok(failed)
}
