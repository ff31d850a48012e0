//! Every target of `crates/fuzz` under libFuzzer, on stable Rust.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};

use crate::commands::{cargo, succeeds};
use crate::workspace::Workspace;

const SECONDS: u32 = 60;

/// Compiler flags that instrument a program for libFuzzer.
const FLAGS: [&str; 7] = [
    "--cfg=fuzzing",
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "-Ccodegen-units=1",
];

/// Memory limit of a target in MiB; a reader that exceeds it has a defect.
const MEMORY: u32 = 1_024;

/// Time-out of a single input in seconds.
const PATIENCE: u32 = 10;

/// The targets to run, and the time for each.
struct Wanted {
    name: Option<String>,
    seconds: u32,
}

impl Wanted {
    fn of(arguments: &[&str]) -> Result<Self> {
        match arguments {
            [] => Ok(Self { name: None, seconds: SECONDS }),
            [name] if !name.starts_with("--") => {
                Ok(Self { name: Some((*name).to_owned()), seconds: SECONDS })
            }
            ["--seconds", seconds, rest @ ..] | [rest @ .., "--seconds", seconds] => {
                let seconds = seconds.parse().context("--seconds takes a number")?;
                Ok(Self { seconds, ..Self::of(rest)? })
            }
            _ => bail!("usage: cargo xtask fuzz [name] [--seconds N]"),
        }
    }
}

/// The figures of a run.
struct Figures {
    name: String,
    runs: String,
    seconds: String,
    features: String,
    passed: bool,
}

/// Builds the targets, runs them one by one, and prints their figures. Inputs that cause a panic are kept below the
/// target folder.
pub(crate) fn run(arguments: &[&str]) -> Result<bool> {
    let wanted = Wanted::of(arguments)?;
    let workspace = Workspace::read()?;
    let names: Vec<String> = targets(&workspace)?
        .into_iter()
        .filter(|name| wanted.name.as_ref().is_none_or(|wanted| wanted == name))
        .collect();
    ensure!(!names.is_empty(), "no such target: see crates/fuzz/fuzz/fuzz_targets");
    let programs = build(&workspace)?;
    let mut all = Vec::new();
    for name in names {
        all.push(fuzz(&workspace, &programs, &name, wanted.seconds)?);
    }
    println!("\n| target | runs | seconds | features | found |\n|---|---|---|---|---|");
    for Figures { name, runs, seconds, features, passed } in &all {
        let found = if *passed { "nothing" } else { "**something**" };
        println!("| `{name}` | {runs} | {seconds} | {features} | {found} |");
    }
    Ok(all.iter().all(|figures| figures.passed))
}

fn package(workspace: &Workspace) -> PathBuf {
    workspace.workspace_root.join("crates/fuzz/fuzz")
}

fn targets(workspace: &Workspace) -> Result<Vec<String>> {
    let folder = package(workspace).join("fuzz_targets");
    let entries = fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut names = Vec::new();
    for entry in entries {
        names.extend(entry?.path().file_stem().map(|name| name.to_string_lossy().into_owned()));
    }
    names.sort();
    Ok(names)
}

/// Returns the folder of the programs.
fn build(workspace: &Workspace) -> Result<PathBuf> {
    let (package, target) = (package(workspace), workspace.target_directory.join("fuzz"));
    // The same versions as in the workspace; additional ones are resolved.
    fs::copy(workspace.workspace_root.join("Cargo.lock"), package.join("Cargo.lock"))
        .context("cannot copy Cargo.lock")?;
    let host = host()?;
    let mut build = cargo();
    build.current_dir(&package).args(["build", "--release", "--bins", "--target", &host, "--target-dir"]);
    build.arg(&target).env("CARGO_ENCODED_RUSTFLAGS", FLAGS.join("\x1f")).env_remove("RUSTFLAGS");
    ensure!(succeeds(&mut build)?, "the targets cannot be built");
    Ok(target.join(host).join("release"))
}

/// The host triple: when given as the target, build scripts are compiled without [`FLAGS`].
fn host() -> Result<String> {
    let output = Command::new("rustc").arg("-vV").output().context("cannot run rustc")?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let host = text.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).context("rustc does not report its host")
}

fn fuzz(workspace: &Workspace, programs: &Path, name: &str, seconds: u32) -> Result<Figures> {
    let found = workspace.target_directory.join("fuzz/found").join(name);
    let grown = workspace.target_directory.join("fuzz/corpus").join(name);
    for folder in [&found, &grown] {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    println!("\n== {name}");
    let mut command = Command::new(programs.join(name));
    command.arg(format!("-max_total_time={seconds}")).arg("-print_final_stats=1");
    command.arg(format!("-rss_limit_mb={MEMORY}")).arg(format!("-timeout={PATIENCE}"));
    command.arg(format!("-artifact_prefix={}/", found.display()));
    command.arg(&grown).arg(workspace.workspace_root.join("crates/fuzz/corpus").join(name));
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("cannot run {name}"))?;
    let said = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        eprintln!("{said}");
    }
    Ok(figures(name, &said, output.status.success()))
}

/// Parses libFuzzer's last lines: `#123 DONE cov: 45 ft: 67 …`, and `Done 123 runs in 61 second(s)`.
fn figures(name: &str, said: &str, passed: bool) -> Figures {
    let unknown = || "?".to_owned();
    let last = said.lines().rfind(|line| line.contains(" ft: ")).unwrap_or_default();
    let features = last.split(" ft: ").nth(1).and_then(|rest| rest.split(' ').next());
    let done = said.lines().find_map(|line| line.strip_prefix("Done ")).unwrap_or_default();
    let mut words = done.split(' ');
    let (runs, seconds) = (words.next().filter(|word| !word.is_empty()), words.nth(2));
    Figures {
        name: name.to_owned(),
        runs: runs.map_or_else(unknown, str::to_owned),
        seconds: seconds.map_or_else(unknown, str::to_owned),
        features: features.map_or_else(unknown, str::to_owned),
        passed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figures_are_those_of_the_last_line() {
        let said = "#2\tINITED cov: 5 ft: 6 corp: 1/1b\n#90\tDONE   cov: 45 ft: 67 corp: 3/9b exec/s: 2\nDone 90 runs in 61 second(s)\n";
        let Figures { runs, seconds, features, .. } = figures("csv", said, true);
        assert_eq!((runs.as_str(), seconds.as_str(), features.as_str()), ("90", "61", "67"));
        assert_eq!(figures("csv", "", false).runs, "?");
    }

    #[test]
    fn name_and_time_are_accepted_in_any_order() {
        let wanted = |arguments: &[&str]| Wanted::of(arguments).map(|it| (it.name, it.seconds)).ok();
        assert_eq!(wanted(&[]), Some((None, SECONDS)));
        assert_eq!(wanted(&["csv"]), Some((Some("csv".to_owned()), SECONDS)));
        for both in [["csv", "--seconds", "5"], ["--seconds", "5", "csv"]] {
            assert_eq!(wanted(&both), Some((Some("csv".to_owned()), 5)));
        }
        for wrong in [&["--long"][..], &["a", "b"], &["--seconds", "x"], &["--seconds"]] {
            assert_eq!(wanted(wrong), None, "{wrong:?}");
        }
    }
}
