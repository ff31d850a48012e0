//! The OpenAPI document against a running server: schemathesis sends what the document allows and what it does not,
//! and holds each answer against it. What the server has written by then is searched for secrets.

mod scene;
mod tool;

use std::process::Command;

use anyhow::{Result, bail};

use crate::commands::{cargo, in_ci, succeeds};
use crate::report::{Outcome, Report};
use crate::workspace::Workspace;
use scene::Scene;

/// How much is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Length {
    /// What is tried before each change: the same each time.
    Short,
    /// What finds the rest: other requests each time.
    Long,
}

impl Length {
    /// Requests made up for each operation, and sequences of operations.
    fn examples(self) -> u32 {
        match self {
            Self::Short => 4,
            Self::Long => 200,
        }
    }
}

/// Whether callers need a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Door {
    Keys,
    Open,
}

impl Door {
    fn name(self) -> &'static str {
        match self {
            Self::Keys => "keys",
            Self::Open => "open",
        }
    }
}

/// The short form. The binary has been built.
pub(crate) fn check(report: &mut Report, workspace: &Workspace) {
    report.step("API as documented, with keys", || run(workspace, Door::Keys, Length::Short));
    report.step("API as documented, without keys", || run(workspace, Door::Open, Length::Short));
}

/// One of the forms by itself.
pub(crate) fn run_alone(is_long: bool) -> Result<bool> {
    let workspace = Workspace::read()?;
    if !succeeds(cargo().args(["build", "--package", "frontdesk"]))? {
        return Ok(false);
    }
    let length = if is_long { Length::Long } else { Length::Short };
    let mut report = Report::default();
    report.step("API as documented, with keys", || run(&workspace, Door::Keys, length));
    report.step("API as documented, without keys", || run(&workspace, Door::Open, length));
    print!("{}", report.summary());
    Ok(report.is_good())
}

fn run(workspace: &Workspace, door: Door, length: Length) -> Result<Outcome> {
    let tool = match tool::install(workspace) {
        Ok(tool) => tool,
        Err(reason) if in_ci() => bail!("{reason}"),
        Err(reason) => {
            println!("{reason}");
            return Ok(Outcome::Incomplete(reason));
        }
    };
    let mut scene = Scene::set(workspace, door)?;
    tool::write_settings(workspace, scene.folder(), scene.key())?;
    let passed = succeeds(&mut command(tool, &scene, door, length))?;
    scene.assert_nothing_leaked()?;
    Ok(if passed { Outcome::Passed } else { Outcome::Failed })
}

fn command(mut tool: Command, scene: &Scene, door: Door, length: Length) -> Command {
    tool.current_dir(scene.folder()).env("FRONTDESK_TRIED_KEY_ID", scene.key_id());
    tool.args(["--config-file", tool::SETTINGS, "run", &format!("{}/openapi.json", scene.url())]);
    tool.args(["--max-examples", &length.examples().to_string()]);
    if length == Length::Short {
        tool.arg("--generation-deterministic");
    } else {
        tool.args(["--generation-database", "none"]);
    }
    if door == Door::Open {
        // Without keys nobody is asked who they are.
        tool.args(["--exclude-checks", "ignored_auth"]);
        // The first key would close the door.
        tool.args(["--exclude-path", "/api/v1/keys"]);
    }
    if (door, length) == (Door::Open, Length::Short) {
        // What a single wrong value does has been tried with a key.
        tool.args(["--phases", "examples,fuzzing,stateful"]);
    }
    tool
}
