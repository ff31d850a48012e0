//! All checks that a change has to pass.

use anyhow::{Result, ensure};
use frontdesk_testkit::Durability;

use crate::commands::{cargo, in_ci, succeeds};
use crate::console;
use crate::databases::{self, Databases};
use crate::deny;
use crate::embedding;
use crate::features::Features;
use crate::report::{Outcome, Report};
use crate::schemathesis;
use crate::test_binaries::Tests;
use crate::workspace::Workspace;

/// Runs all checks, prints their outcomes, and returns whether all passed.
pub(crate) fn run() -> Result<bool> {
    let workspace = Workspace::read()?;
    let features = Features::of(&workspace)?;
    let mut report = Report::default();
    report.check("format", || succeeds(cargo().args(["fmt", "--all", "--", "--check"])));
    deny::check(&mut report);
    report.check("lints", || lint(&features));
    report.check("documentation", || {
        let build = ["doc", "--workspace", "--no-deps", "--features", &features.list];
        succeeds(cargo().args(build).env("RUSTDOCFLAGS", "-D warnings"))
    });
    report.step("tests", || tests(&features));
    report.check("examples", || embedding::examples(&workspace));
    report.check("rules without features", || {
        let packages = workspace.rule_crates().flat_map(|name| ["--package", name]);
        succeeds(cargo().args(["check", "--no-default-features"]).args(packages))
    });
    // The default build must not contain code that only other databases use: it would cause warnings. It is not built:
    // the steps below run the program of the tests, which has all features.
    report.check("binary with default features", || {
        succeeds(cargo().args(["clippy", "--package", "frontdesk", "--", "-D", "warnings"]))
    });
    embedding::check(&mut report, &workspace);
    schemathesis::check(&mut report, &workspace);
    console::check(&mut report, &workspace);
    print!("{}", report.summary());
    Ok(report.is_good())
}

/// The lints alone.
pub(crate) fn run_lints() -> Result<bool> {
    lint(&Features::of(&Workspace::read()?)?)
}

fn lint(features: &Features) -> Result<bool> {
    let lint = ["clippy", "--workspace", "--all-targets", "--features", &features.list];
    succeeds(cargo().args(lint).args(["--", "-D", "warnings"]))
}

fn tests(features: &Features) -> Result<Outcome> {
    let missing = databases::missing();
    ensure!(missing.is_empty() || !in_ci(), "{}", missing.join("\n"));
    let Some(tests) = Tests::build(features)? else { return Ok(Outcome::Failed) };
    if !tests.run(&Databases::start(Durability::Fast)?)? {
        return Ok(Outcome::Failed);
    }
    let left_out: Vec<String> =
        features.missing.iter().map(|line| (*line).to_owned()).chain(missing).collect();
    Ok(if left_out.is_empty() { Outcome::Passed } else { Outcome::Incomplete(left_out.join("; ")) })
}
