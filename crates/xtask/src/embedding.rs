//! Checks for embedders: the examples run, and the rule crates can be published as they are.

use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};

use crate::commands::{cargo, first_line, in_ci, succeeds};
use crate::packages;
use crate::report::{Outcome, Report};
use crate::workspace::Workspace;

const FRONT_DOOR: &str = "frontdesk-rules";
const WASM: &str = "wasm32-unknown-unknown";
const NO_SEMVER_CHECKS: &str =
    "cargo-semver-checks is not installed: `cargo install --locked cargo-semver-checks`";

/// All checks except the examples, which are built with the tests.
pub(crate) fn check(report: &mut Report, workspace: &Workspace) {
    report.step("rules as packages, on the oldest Rust", || packages::check(workspace));
    report.step("rules on WebAssembly", || wasm(workspace));
    report.step("rules against the last release", || compatible(workspace));
}

/// Runs each example of the `rules` crate, as built by the tests.
///
/// # Errors
/// There are no examples, or one cannot be started.
pub(crate) fn examples(workspace: &Workspace) -> Result<bool> {
    let of_rules = workspace.packages.iter().filter(|package| package.name == FRONT_DOOR);
    let targets = of_rules.flat_map(|package| &package.targets);
    let names: Vec<&str> = targets
        .filter(|target| target.kind.iter().any(|kind| kind == "example"))
        .map(|target| target.name.as_str())
        .collect();
    ensure!(!names.is_empty(), "there are no examples of {FRONT_DOOR}");
    let folder = workspace.target_directory.join("debug/examples");
    let mut all = true;
    for name in names {
        all &= succeeds(&mut Command::new(folder.join(name)))?;
    }
    Ok(all)
}

fn each_package(workspace: &Workspace) -> impl Iterator<Item = &str> {
    workspace.rule_crates().flat_map(|name| ["--package", name])
}

fn wasm(workspace: &Workspace) -> Result<Outcome> {
    let installed = Command::new("rustc").args(["--print", "target-libdir", "--target", WASM]).output();
    let folder = installed.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    if !folder.is_ok_and(|folder| !folder.is_empty() && std::path::Path::new(&folder).is_dir()) {
        let reason = format!("the target is not installed: `rustup target add {WASM}`");
        return Ok(Outcome::Incomplete(reason));
    }
    passed(cargo().args(["check", "--all-features", "--target", WASM]).args(each_package(workspace)))
}

/// Compares the public API of the rule crates with the last release, and nothing else.
///
/// # Errors
/// `cargo-semver-checks` is not installed, or has left out a crate.
pub(crate) fn semver() -> Result<bool> {
    match compatible(&Workspace::read()?)? {
        Outcome::Passed => Ok(true),
        Outcome::Failed => Ok(false),
        Outcome::Incomplete(reason) => bail!("{reason}"),
    }
}

/// Compares the public API with the newest tag `v*`.
fn compatible(workspace: &Workspace) -> Result<Outcome> {
    let Some(tag) = first_line("git", &["describe", "--tags", "--match", "v*", "--abbrev=0"]) else {
        return Ok(Outcome::Incomplete("there is no tag v* yet to compare with".to_owned()));
    };
    let is_installed = cargo().args(["semver-checks", "--version"]).output();
    if !is_installed.is_ok_and(|output| output.status.success()) {
        ensure!(!in_ci(), NO_SEMVER_CHECKS);
        return Ok(Outcome::Incomplete(NO_SEMVER_CHECKS.to_owned()));
    }
    let mut check = cargo();
    check.args(["semver-checks", "--all-features", "--baseline-rev", &tag]).args(each_package(workspace));
    let output = check.stdout(Stdio::inherit()).output().context("cannot run cargo semver-checks")?;
    let told = String::from_utf8_lossy(&output.stderr);
    eprint!("{told}");
    if let Some(left_out) = left_out(&told, workspace.rule_crates()) {
        bail!("{left_out} was not compared");
    }
    Ok(if output.status.success() { Outcome::Passed } else { Outcome::Failed })
}

/// The first crate that the output does not report as checked.
fn left_out<'n>(told: &str, mut names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let is_checked = |name: &str| {
        told.lines().any(|line| {
            let words: Vec<&str> = line.split_whitespace().collect();
            matches!(words.as_slice(), ["Checking" | "Checked", word, ..] if *word == name)
        })
    };
    names.find(|name| !is_checked(name))
}

fn passed(command: &mut Command) -> Result<Outcome> {
    Ok(if succeeds(command)? { Outcome::Passed } else { Outcome::Failed })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_that_was_not_checked_is_reported() {
        let told =
            "    Checking frontdesk-core v0.1.0 -> v0.1.0 (no change)\n    Skipping frontdesk-sync v0.1.0\n";
        let names = ["frontdesk-core", "frontdesk-sync"];
        assert_eq!(left_out(told, names.into_iter()), Some("frontdesk-sync"));
        assert_eq!(left_out(told, names.into_iter().take(1)), None);
        assert_eq!(left_out("", names.into_iter()), Some("frontdesk-core"));
    }
}
