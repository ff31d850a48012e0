//! Running cargo and other programs with inherited output.

use std::env;
use std::ffi::OsString;
use std::process::Command;

use anyhow::{Context, Result};

/// The cargo that runs this program.
pub(crate) fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")))
}

/// Prints the command, runs it, and returns whether it succeeded.
pub(crate) fn succeeds(command: &mut Command) -> Result<bool> {
    let words: Vec<_> = command.get_args().map(|word| word.to_string_lossy().into_owned()).collect();
    let program = std::path::Path::new(command.get_program()).file_stem().unwrap_or_default();
    println!("+ {} {}", program.to_string_lossy(), words.join(" "));
    let status =
        command.status().with_context(|| format!("cannot run {}", command.get_program().display()))?;
    Ok(status.success())
}

/// Whether a program exists and succeeds with `arguments`.
pub(crate) fn answers(program: &str, arguments: &[&str]) -> bool {
    first_line(program, arguments).is_some()
}

/// The first line of a program's output, if it exists and succeeds.
pub(crate) fn first_line(program: &str, arguments: &[&str]) -> Option<String> {
    let output =
        Command::new(program).args(arguments).output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8_lossy(&output.stdout).lines().next().unwrap_or_default().trim().to_owned())
}

/// Whether this runs in CI, where no step may be left out.
pub(crate) fn in_ci() -> bool {
    env::var("CI").is_ok_and(|value| value == "true")
}
