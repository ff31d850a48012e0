//! Licences, duplicate versions, sources and advisories, checked by `cargo deny`.

use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::commands::{cargo, in_ci, succeeds};
use crate::report::{Outcome, Report};

/// Time-out for downloading the advisory database.
const PATIENCE: Duration = Duration::from_secs(120);

const NOT_INSTALLED: &str = "cargo-deny is not installed: `cargo install --locked cargo-deny`";

pub(crate) fn check(report: &mut Report) {
    report.step("licences, versions, sources", licences);
    report.step("advisories", advisories);
}

fn licences() -> Result<Outcome> {
    match (is_installed(), in_ci()) {
        (true, _) => {
            let checked = succeeds(cargo().args([
                "deny",
                "--all-features",
                "check",
                "--deny",
                "unmatched-skip",
                "licenses",
                "bans",
                "sources",
            ]))?;
            Ok(if checked { Outcome::Passed } else { Outcome::Failed })
        }
        (false, true) => bail!(NOT_INSTALLED),
        (false, false) => Ok(Outcome::Incomplete(NOT_INSTALLED.to_owned())),
    }
}

/// The advisory database cannot be downloaded everywhere; a run without it reports that.
fn advisories() -> Result<Outcome> {
    if !is_installed() {
        return Ok(Outcome::Incomplete(NOT_INSTALLED.to_owned()));
    }
    if !fetch_database()? {
        let reason = "the advisory database cannot be fetched here, advisories were not checked";
        println!("{reason}");
        return Ok(Outcome::Incomplete(reason.to_owned()));
    }
    let checked =
        succeeds(cargo().args(["deny", "--all-features", "check", "--disable-fetch", "advisories"]))?;
    Ok(if checked { Outcome::Passed } else { Outcome::Failed })
}

fn is_installed() -> bool {
    cargo().args(["deny", "--version"]).output().is_ok_and(|output| output.status.success())
}

fn fetch_database() -> Result<bool> {
    let mut child =
        cargo().args(["deny", "fetch", "db"]).stdin(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status.success());
        }
        if start.elapsed() > PATIENCE {
            child.kill()?;
            child.wait()?;
            return Ok(false);
        }
        std::thread::sleep(Duration::from_millis(100));
    }
}
