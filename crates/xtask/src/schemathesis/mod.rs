//! Tests a running server against the OpenAPI document: schemathesis sends valid and invalid requests, and checks each
//! answer. The server's output is then searched for secrets.

mod scene;
mod tool;

use std::process::Command;

use anyhow::{Result, bail};

use crate::commands::{cargo, in_ci, succeeds};
use crate::report::{Outcome, Report};
use crate::workspace::Workspace;
use scene::Scene;

/// How thorough a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Length {
    /// Before each change: the same requests each time.
    Short,
    /// To find the rest: different requests each time.
    Long,
}

impl Length {
    /// Generated requests per operation, and sequences of operations.
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

/// The short form. The binary must have been built.
pub(crate) fn check(report: &mut Report, workspace: &Workspace) {
    report.step("API as documented, with keys", || run(workspace, Door::Keys, Length::Short));
    report.step("API as documented, without keys", || run(workspace, Door::Open, Length::Short));
}

/// One of the forms alone.
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
        // Without keys there is no authentication.
        tool.args(["--exclude-checks", "ignored_auth"]);
        // Creating the first key would require a key from then on.
        tool.args(["--exclude-path", "/api/v1/keys"]);
    }
    if (door, length) == (Door::Open, Length::Short) {
        // Single invalid values were tested with a key.
        tool.args(["--phases", "examples,fuzzing,stateful"]);
    }
    tool
}
