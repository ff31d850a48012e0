//! Finding and running other programs.

use std::env;
use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The first of `names` in a folder of `PATH`, otherwise in one of `folders`.
pub(crate) fn find(names: &[&str], folders: &[PathBuf]) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let candidates: Vec<PathBuf> = env::split_paths(&path).chain(folders.iter().cloned()).collect();
    names
        .iter()
        .find_map(|name| candidates.iter().map(|folder| folder.join(name)).find(|file| file.is_file()))
}

/// The folders `{parent}/{entry}{below}` whose entry starts with `prefix` and ends in a number, highest first.
pub(crate) fn versioned_folders(parent: &Path, prefix: &str, below: &str) -> Vec<PathBuf> {
    let mut found: Vec<(u32, PathBuf)> = std::fs::read_dir(parent)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let version = entry.file_name().to_str()?.strip_prefix(prefix)?.parse().ok()?;
            Some((version, entry.path().join(below)))
        })
        .collect();
    found.sort_by(|a, b| b.cmp(a));
    found.into_iter().map(|(_, folder)| folder).collect()
}

/// Runs `command` with `input` and returns its output.
///
/// # Errors
/// Its standard error, when it could not be run or failed.
pub(crate) fn run(command: &mut Command, input: &str) -> Result<String, String> {
    let name = Path::new(command.get_program()).file_name().unwrap_or(OsStr::new("?")).display().to_string();
    let failed = |reason: String| format!("{name}: {reason}");
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| failed(error.to_string()))?;
    let mut stdin = child.stdin.take().expect("standard input is a pipe");
    let output = std::thread::scope(|scope| {
        // A program that stops reading reports the reason on standard error; the broken pipe adds nothing.
        scope.spawn(move || stdin.write_all(input.as_bytes()).ok());
        child.wait_with_output()
    })
    .map_err(|error| failed(error.to_string()))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(failed(String::from_utf8_lossy(&output.stderr).trim().to_owned()))
    }
}

/// Sixteen random hexadecimal digits.
pub(crate) fn random_text() -> String {
    let mut bytes = [0_u8; 8];
    let mut source = std::fs::File::open("/dev/urandom").expect("there is a source of randomness");
    std::io::Read::read_exact(&mut source, &mut bytes).expect("the source of randomness gives bytes");
    format!("{:016x}", u64::from_le_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_version_comes_first() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["9", "15", "16", "old", "17beta"] {
            std::fs::create_dir(folder.path().join(name)).expect("a folder");
        }
        let expected: Vec<PathBuf> =
            ["16/bin", "15/bin", "9/bin"].map(|name| folder.path().join(name)).to_vec();
        assert_eq!(versioned_folders(folder.path(), "", "bin"), expected);
        assert_eq!(versioned_folders(Path::new("/nowhere"), "", "bin"), Vec::<PathBuf>::new());
    }

    #[test]
    fn a_program_gets_its_input_and_its_failure_is_reported() {
        assert_eq!(run(&mut Command::new("cat"), "text"), Ok("text".to_owned()));
        let failure = run(Command::new("sh").args(["-c", "echo no >&2; exit 3"]), "");
        assert_eq!(failure, Err("sh: no".to_owned()));
        let missing = run(&mut Command::new("/nowhere/program"), "").expect_err("no such program");
        assert!(missing.starts_with("program: "), "{missing}");
    }
}
