//! Runs the test binaries side by side, each with more tests at a time than there are cores: many of them wait for
//! servers, time-outs and disks more than they compute. `cargo test` runs one binary after another.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Instant;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::commands::{cargo, succeeds};
use crate::databases::Databases;
use crate::features::Features;

/// Those that take longest, so that none of them is left to run alone at the end.
const FIRST: [&str; 4] = ["cli", "api", "behaviours", "chaos"];
/// How many tests a binary runs at a time, for each core.
const TESTS_A_CORE: usize = 2;

/// The tests of all crates, built.
pub(crate) struct Tests {
    binaries: Vec<Binary>,
    features: String,
}

struct Binary {
    name: String,
    program: PathBuf,
    /// The folder of its package, which tests expect to run in.
    folder: PathBuf,
}

/// What cargo says of a file that it has built.
#[derive(Deserialize)]
struct Artifact {
    target: Target,
    profile: Profile,
    executable: PathBuf,
    manifest_path: PathBuf,
}

#[derive(Deserialize)]
struct Target {
    name: String,
}

#[derive(Deserialize)]
struct Profile {
    test: bool,
}

impl Tests {
    /// Builds them. `None` when something does not compile.
    pub(crate) fn build(features: &Features) -> Result<Option<Self>> {
        let mut build = cargo();
        build.args(["test", "--workspace", "--no-run", "--features", &features.list]);
        build.args(["--message-format", "json-render-diagnostics"]).stderr(Stdio::inherit());
        println!("+ cargo test --no-run");
        let output = build.output().context("cannot run cargo")?;
        if !output.status.success() {
            return Ok(None);
        }
        let mut binaries = binaries(&String::from_utf8_lossy(&output.stdout));
        binaries
            .sort_by_key(|binary| FIRST.iter().position(|name| *name == binary.name).unwrap_or(FIRST.len()));
        Ok(Some(Self { binaries, features: features.list.clone() }))
    }

    /// Runs all of them, and the examples in the documentation. Returns whether all passed.
    pub(crate) fn run(&self, databases: &Databases) -> Result<bool> {
        let cores = thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let threads =
            std::env::var("RUST_TEST_THREADS").unwrap_or_else(|_| (cores * TESTS_A_CORE).to_string());
        let (left, passed) = (Mutex::new(self.binaries.iter()), AtomicBool::new(true));
        let next = || left.lock().unwrap_or_else(PoisonError::into_inner).next();
        thread::scope(|scope| {
            for _ in 0..cores {
                scope.spawn(|| {
                    while let Some(binary) = next() {
                        let is_good = binary.run(&threads, databases);
                        passed.fetch_and(is_good, Ordering::Relaxed);
                    }
                });
            }
        });
        let mut examples = cargo();
        examples.args(["test", "--workspace", "--doc", "--no-fail-fast", "--features", &self.features]);
        Ok(succeeds(examples.envs(databases.variables()))? && passed.into_inner())
    }
}

/// The test binaries among all that was built.
fn binaries(messages: &str) -> Vec<Binary> {
    let artifacts = messages.lines().filter_map(|line| serde_json::from_str::<Artifact>(line).ok());
    let tests = artifacts.filter(|artifact| artifact.profile.test);
    tests
        .map(|artifact| Binary {
            name: artifact.target.name,
            program: artifact.executable,
            folder: artifact.manifest_path.parent().unwrap_or(Path::new(".")).to_owned(),
        })
        .collect()
}

impl Binary {
    /// Runs it, and shows its output if a test fails.
    fn run(&self, threads: &str, databases: &Databases) -> bool {
        let begun = Instant::now();
        let output = Command::new(&self.program)
            .current_dir(&self.folder)
            .env("CARGO_MANIFEST_DIR", &self.folder)
            .env("RUST_TEST_THREADS", threads)
            .envs(databases.variables())
            .stdin(Stdio::null())
            .output();
        let seconds = begun.elapsed().as_secs_f64();
        match output {
            Ok(Output { status, stdout, .. }) if status.success() => {
                println!(
                    "{:<28} {seconds:>6.1} s  {}",
                    self.name,
                    outcome(&String::from_utf8_lossy(&stdout))
                );
                true
            }
            Ok(Output { status, stdout, stderr }) => {
                let [out, err] = [&stdout, &stderr].map(|text| String::from_utf8_lossy(text));
                println!("{:<28} {seconds:>6.1} s  FAILED: {status}\n{err}{out}", self.name);
                false
            }
            Err(error) => {
                println!("{:<28} cannot be run: {error}", self.program.display());
                false
            }
        }
    }
}

/// The line that sums up a run.
fn outcome(output: &str) -> &str {
    let line = output.lines().rev().find_map(|line| line.strip_prefix("test result: "));
    line.and_then(|line| line.split(';').next()).unwrap_or("passed")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn test_binaries_are_told_from_what_else_was_built() {
        let message = |name: &str, test: bool, executable: &str| {
            format!(
                r#"{{"reason":"compiler-artifact","manifest_path":"/w/crates/a/Cargo.toml","target":{{"name":"{name}"}},"profile":{{"test":{test}}},"executable":{executable}}}"#
            )
        };
        let messages = [
            message("library", false, "null"),
            message("tested", true, r#""/t/tested""#),
            message("example", false, r#""/t/example""#),
            r#"{"reason":"build-finished","success":true}"#.to_owned(),
        ];
        let found = binaries(&messages.join("\n"));
        let [binary] = found.as_slice() else { panic!("{} binaries", found.len()) };
        assert_eq!((binary.name.as_str(), &*binary.program), ("tested", Path::new("/t/tested")));
        assert_eq!(binary.folder, Path::new("/w/crates/a"));
    }

    #[test]
    fn a_run_is_summed_up_by_its_last_line() {
        let output =
            "running 2 tests\n..\ntest result: ok. 2 passed; 0 failed; 0 ignored; finished in 0.01s\n\n";
        assert_eq!(outcome(output), "ok. 2 passed");
        assert_eq!(outcome(""), "passed");
    }
}
