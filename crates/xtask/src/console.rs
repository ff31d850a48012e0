//! Checks of the console: lints, types and tests, and the real binary in a real browser.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::commands::{answers, in_ci, succeeds};
use crate::report::{Outcome, Report};
use crate::workspace::Workspace;

/// Paths of browsers on Debian, macOS and others that Playwright can drive.
const BROWSERS: [&str; 4] =
    ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/opt/google/chrome/chrome"];

const NO_NODE: &str = "Node.js is not installed, the console is left out: https://nodejs.org";
const NO_BROWSER: &str =
    "Chromium is not installed, the console was not tested in a browser: `apt-get install chromium`";
const NO_AUDIT: &str = "the npm registry returns no advisories here, the console's packages were not checked";

/// Checks the console. The binary must have been built.
pub(crate) fn check(report: &mut Report, workspace: &Workspace) {
    let console = Console::of(workspace);
    report.step("console: lints, types, units", || console.without_browser());
    report.step("console: advisories", || console.advisories());
    report.step("console: in a browser", || console.in_browser());
}

/// Whether a browser can be driven.
pub(crate) enum Ready {
    Yes(Browsing),
    /// Why not.
    No(&'static str),
}

/// A browser, and the console's own tools.
pub(crate) struct Browsing {
    console: Console,
    browser: PathBuf,
}

/// Finds Node.js and a browser, and installs the tools.
pub(crate) fn ready(workspace: &Workspace) -> Result<Ready> {
    if !answers("node", &["--version"]) {
        return Ok(Ready::No(NO_NODE));
    }
    let Some(browser) = browser() else {
        return Ok(Ready::No(NO_BROWSER));
    };
    let console = Console::of(workspace);
    console.install()?;
    Ok(Ready::Yes(Browsing { console, browser }))
}

impl Browsing {
    /// Opens the first page of the service at `url` repeatedly, and returns the measurements as JSON.
    pub(crate) fn first_page(&self, url: &str, times: usize) -> Result<String> {
        let mut script = Command::new("node");
        script.args(["scripts/first-page.mjs", url, &times.to_string()]).current_dir(&self.console.folder);
        let output = script.env("FRONTDESK_CHROMIUM", &self.browser).output().context("cannot run node")?;
        ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }
}

fn browser() -> Option<PathBuf> {
    let named = std::env::var_os("FRONTDESK_CHROMIUM").map(PathBuf::from);
    named.or_else(|| BROWSERS.iter().map(PathBuf::from).find(|path| path.exists()))
}

struct Console {
    folder: PathBuf,
    binary: PathBuf,
    artefacts: PathBuf,
}

impl Console {
    fn of(workspace: &Workspace) -> Self {
        Self {
            folder: workspace.workspace_root.join("crates/console"),
            binary: workspace.target_directory.join("debug/frontdesk"),
            artefacts: workspace.target_directory.join("console"),
        }
    }

    fn without_browser(&self) -> Result<Outcome> {
        if !answers("node", &["--version"]) {
            return left_out(NO_NODE);
        }
        self.install()?;
        for task in ["lint", "types", "api:check", "readme", "test"] {
            if !succeeds(&mut self.npm(&["run", "--silent", task]))? {
                return Ok(Outcome::Failed);
            }
        }
        Ok(Outcome::Passed)
    }

    /// The configured registry may not support the audit; a run without it reports that.
    fn advisories(&self) -> Result<Outcome> {
        if !answers("node", &["--version"]) {
            return left_out(NO_NODE);
        }
        let mut audit = self.npm(&["audit", "--json", "--fetch-retries=0", "--fetch-timeout=60000"]);
        let output = audit.output().context("cannot run npm")?;
        let said: Value =
            serde_json::from_slice(&output.stdout).context("npm audit did not answer with JSON")?;
        if said.get("auditReportVersion").is_none() {
            println!("{NO_AUDIT}");
            return Ok(Outcome::Incomplete(NO_AUDIT.to_owned()));
        }
        if output.status.success() {
            return Ok(Outcome::Passed);
        }
        println!("{said:#}");
        Ok(Outcome::Failed)
    }

    fn in_browser(&self) -> Result<Outcome> {
        if !answers("node", &["--version"]) {
            return left_out(NO_NODE);
        }
        let Some(browser) = browser() else {
            return left_out(NO_BROWSER);
        };
        let mut test = self.npm(&["run", "--silent", "e2e"]);
        test.env("FRONTDESK_CHROMIUM", browser);
        Ok(if succeeds(&mut test)? { Outcome::Passed } else { Outcome::Failed })
    }

    /// Installs the dependencies of the tests.
    fn install(&self) -> Result<()> {
        let is_there = self.folder.join("node_modules/@playwright/test").exists() && is_current(&self.folder);
        if !is_there && !succeeds(&mut self.npm(&["ci", "--ignore-scripts", "--include=dev"]))? {
            bail!("cannot install what the tests of the console need");
        }
        Ok(())
    }

    fn npm(&self, words: &[&str]) -> Command {
        let mut npm = Command::new("npm");
        npm.args(words).current_dir(&self.folder);
        npm.env("FRONTDESK_BIN", &self.binary).env("FRONTDESK_E2E_OUT", &self.artefacts);
        npm
    }
}

/// Whether the installation is newer than the lock file.
fn is_current(folder: &Path) -> bool {
    let time = |file: &str| fs::metadata(folder.join(file)).and_then(|file| file.modified()).ok();
    time("node_modules/.package-lock.json") >= time("package-lock.json")
}

fn left_out(reason: &str) -> Result<Outcome> {
    if in_ci() {
        bail!("{reason}");
    }
    Ok(Outcome::Incomplete(reason.to_owned()))
}
