//! The common setup of the benches.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::workspace::Workspace;

/// How much is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    /// A tenth of the rows and a fifth of the time: for trying things out, not for the record.
    Quick,
    Usual,
    /// Also what takes hours.
    Long,
}

/// The workspace, and the thoroughness of the measurement.
pub(crate) struct Setup {
    pub(crate) workspace: Workspace,
    pub(crate) quick: bool,
    pub(crate) long: bool,
}

impl Setup {
    pub(crate) fn new(workspace: Workspace, extent: Extent) -> Result<Self> {
        fs::create_dir_all(workspace.target_directory.join("bench")).context("cannot make a folder")?;
        Ok(Self { workspace, quick: extent == Extent::Quick, long: extent == Extent::Long })
    }

    /// An empty folder below the target folder: on a disk, as folders for temporary files may be in memory.
    pub(crate) fn folder(&self, name: &str) -> Result<PathBuf> {
        let folder = self.workspace.target_directory.join("bench").join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder).with_context(|| format!("cannot empty {}", folder.display()))?;
        }
        fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        Ok(folder)
    }

    /// `count` rows, or a tenth of them.
    pub(crate) fn rows(&self, count: u64) -> u64 {
        if self.quick { count / 10 } else { count }
    }

    /// `count` seconds, or a fifth of them.
    pub(crate) fn seconds(&self, count: u64) -> u64 {
        if self.quick { (count / 5).max(1) } else { count }
    }
}
