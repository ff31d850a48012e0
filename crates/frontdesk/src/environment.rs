//! Variables: the real ones, and those of a `.env` file.

use std::collections::HashSet;
use std::ffi::OsString;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Arg;

use crate::exit::UsageError;
use crate::settings;

/// Names another file than `.env`.
const ENV_FILE: &str = "ENV_FILE";

/// Where variables came from.
#[derive(Debug, Default)]
pub(crate) struct Environment {
    file: Option<PathBuf>,
    /// The variables that the file gave, as the real environment did not have them.
    from_file: HashSet<String>,
}

impl Environment {
    /// The file that gave the variable, if it was not the real environment.
    pub(crate) fn file_of(&self, variable: &str) -> Option<&Path> {
        self.file.as_deref().filter(|_| self.from_file.contains(variable))
    }
}

/// Puts the variables of the `.env` file into the environment, where they are not in it already. To be called
/// before any thread is started.
pub(crate) fn load() -> Result<Environment> {
    let named = std::env::var_os(ENV_FILE).filter(|name| !name.is_empty());
    let file = PathBuf::from(named.clone().unwrap_or_else(|| OsString::from(".env")));
    let text = match std::fs::read_to_string(&file) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound && named.is_none() => {
            return Ok(Environment::default());
        }
        Err(error) => return Err(unreadable(&file, &error.to_string())),
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let from_file = names(&file, text)?.into_iter().filter(|name| std::env::var_os(name).is_none()).collect();
    // Every line was read once already.
    dotenvy::from_read(text.as_bytes()).map_err(|_| unreadable(&file, "it cannot be read"))?;
    Ok(Environment { file: Some(file), from_file })
}

/// Variables that look like settings and are none: misspelt ones, most likely.
pub(crate) fn strangers(settings: &[Arg]) -> Vec<String> {
    let known: HashSet<String> = settings.iter().map(settings::variable_of).collect();
    let mut strangers: Vec<String> = std::env::vars_os()
        .filter_map(|(name, _)| name.into_string().ok())
        .filter(|name| name.starts_with("FRONTDESK_") && !known.contains(name))
        .collect();
    strangers.sort_unstable();
    strangers
}

/// The names of a file's variables.
fn names(file: &Path, text: &str) -> Result<Vec<String>> {
    dotenvy::from_read_iter(text.as_bytes())
        .map(|variable| match variable {
            Ok((name, value)) if !name.is_empty() && !value.contains('\0') => Ok(name),
            Ok((name, _)) => Err(unreadable(file, &format!("{name:?} cannot be a variable"))),
            Err(dotenvy::Error::LineParse(line, _)) => Err(bad_line(file, text, &line)),
            Err(_) => Err(unreadable(file, "it cannot be read")),
        })
        .collect()
}

/// The line itself may hold a secret and is not shown.
fn bad_line(file: &Path, text: &str, line: &str) -> anyhow::Error {
    let first = line.lines().next().unwrap_or_default().trim_end();
    // What is named as the line may be the value alone.
    let is_it = |candidate: &str| !first.is_empty() && candidate.trim_end().ends_with(first);
    let number = text.lines().position(is_it);
    let place = number.map(|number| format!("line {}", number + 1));
    let place = place.unwrap_or_else(|| "a line".to_owned());
    let rule = "must be NAME=value, a value with blanks, quotes or $ in single quotes";
    unreadable(file, &format!("{place} {rule}"))
}

fn unreadable(file: &Path, reason: &str) -> anyhow::Error {
    UsageError(format!("cannot read the variables in {}: {reason}", file.display())).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<String>, String> {
        names(Path::new(".env"), text).map_err(|error| error.to_string())
    }

    #[test]
    fn names_are_read_and_comments_are_not() {
        let text = "# A=1\nB=2\nexport C='x y'\n\nD=\"${B}\" # why\n";
        assert_eq!(read(text), Ok(["B", "C", "D"].map(str::to_owned).to_vec()));
    }

    #[test]
    fn a_bad_line_is_told_by_its_number_and_not_shown() {
        for text in ["A=1\nsecret word\n", "A=1\nB='secret word\n", "A=1\nB=secret word\n"] {
            let error = read(text).expect_err("a bad line");
            assert!(error.contains("line 2 must be NAME=value"), "{error}");
            assert!(!error.contains("secret"), "{error}");
        }
        assert!(read("A=\"x\0\"").is_err());
    }
}
