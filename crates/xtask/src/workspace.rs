//! The crates of this workspace, from `cargo metadata`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use crate::commands;

#[derive(Deserialize)]
pub(crate) struct Workspace {
    pub(crate) packages: Vec<Package>,
    pub(crate) workspace_root: PathBuf,
    pub(crate) target_directory: PathBuf,
}

#[derive(Deserialize)]
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) rust_version: Option<String>,
    pub(crate) features: BTreeMap<String, Vec<String>>,
    pub(crate) targets: Vec<Target>,
}

#[derive(Deserialize)]
pub(crate) struct Target {
    pub(crate) name: String,
    pub(crate) kind: Vec<String>,
}

impl Workspace {
    pub(crate) fn read() -> Result<Self> {
        let output = commands::cargo()
            .args(["metadata", "--format-version=1", "--no-deps"])
            .output()
            .context("cannot run cargo")?;
        ensure!(
            output.status.success(),
            "cargo metadata: {}",
            String::from_utf8_lossy(&output.stderr).trim()
        );
        serde_json::from_slice(&output.stdout).context("cannot read what cargo metadata says")
    }

    /// The rule crates, which embedders can use without the rest.
    pub(crate) fn rule_crates(&self) -> impl Iterator<Item = &str> {
        const RULES: [&str; 8] =
            ["core", "tables", "import", "opportunities", "interactions", "requests", "sync", "rules"];
        let is_rule =
            |name: &&str| name.strip_prefix("frontdesk-").is_some_and(|short| RULES.contains(&short));
        self.packages.iter().map(|package| package.name.as_str()).filter(is_rule)
    }

    /// The benches of all crates, each with its crate.
    pub(crate) fn benches(&self) -> impl Iterator<Item = (&str, &str)> {
        let is_bench = |target: &&Target| target.kind.iter().any(|kind| kind == "bench");
        self.packages.iter().flat_map(move |package| {
            package
                .targets
                .iter()
                .filter(is_bench)
                .map(|target| (package.name.as_str(), target.name.as_str()))
        })
    }
}
