//! schemathesis, installed below the target folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::commands::{answers, succeeds};
use crate::workspace::Workspace;

/// All packages, each in one version.
const REQUIREMENTS: &str = include_str!("requirements.txt");

const NO_PYTHON: &str =
    "Python is not installed, the API was not tested by schemathesis: `apt-get install python3-venv`";
const NO_VENV: &str =
    "Python has no venv, the API was not tested by schemathesis: `apt-get install python3-venv`";
const NO_PACKAGES: &str = "schemathesis cannot be installed from PyPI here, the API was not tested by it: see what pip \
                           says, and run `cargo xtask schemathesis`";

/// The program with our settings, installed if necessary; or why it is missing.
pub(super) fn install(workspace: &Workspace) -> Result<Command, String> {
    let folder = workspace.target_directory.join("schemathesis").join("venv");
    let (program, stamp) = (folder.join("bin/schemathesis"), folder.join("requirements.txt"));
    let is_current = fs::read_to_string(&stamp).is_ok_and(|stamp| stamp == REQUIREMENTS);
    if !is_current {
        make(&folder, &stamp)?;
    }
    let mut command = Command::new(program);
    command
        .env("PYTHONPATH", settings(workspace))
        .env("SCHEMATHESIS_HOOKS", "hooks")
        .env("PYTHONDONTWRITEBYTECODE", "1");
    Ok(command)
}

/// The settings file of a run, in its folder.
pub(super) const SETTINGS: &str = "schemathesis.toml";

/// Writes the settings of the run, including the key: the process list is public.
pub(super) fn write_settings(workspace: &Workspace, folder: &Path, key: Option<&str>) -> Result<()> {
    let common =
        fs::read_to_string(settings(workspace).join(SETTINGS)).context("cannot read the settings")?;
    let key =
        key.map(|key| format!("headers = {{ Authorization = \"Bearer {key}\" }}\n")).unwrap_or_default();
    fs::write(folder.join(SETTINGS), key + &common).context("cannot write the settings")
}

fn settings(workspace: &Workspace) -> PathBuf {
    workspace.workspace_root.join("crates/xtask/src/schemathesis")
}

fn make(folder: &Path, stamp: &Path) -> Result<(), String> {
    if !answers("python3", &["--version"]) {
        return Err(NO_PYTHON.to_owned());
    }
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(|error| error.to_string())?;
    }
    let done = |command: &mut Command| succeeds(command).unwrap_or(false);
    if !done(Command::new("python3").args(["-m", "venv"]).arg(folder)) {
        return Err(NO_VENV.to_owned());
    }
    let list: PathBuf = folder.join("wanted.txt");
    let written = fs::write(&list, REQUIREMENTS);
    written.map_err(|error| format!("cannot write {}: {error}", list.display()))?;
    let mut pip = Command::new(folder.join("bin/pip"));
    pip.args(["install", "--quiet", "--disable-pip-version-check", "--requirement"]).arg(&list);
    if !done(&mut pip) {
        return Err(NO_PACKAGES.to_owned());
    }
    fs::rename(&list, stamp).map_err(|error| error.to_string())
}
