//! How the program ends: what is said, and the exit code.

use std::fmt;
use std::io;
use std::process::ExitCode;

use frontdesk_core::visible;
use frontdesk_storage::{OpenError, StorageError};

/// Something was asked for that cannot be, or rows were rejected.
pub(crate) const WRONG: u8 = 2;

/// Another process has what is needed: the database, or the address.
const IN_USE: u8 = 3;

/// What was asked for cannot be: a wrong value, or settings that do not go together.
#[derive(Debug)]
pub(crate) struct UsageError(pub(crate) String);

impl fmt::Display for UsageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for UsageError {}

/// The exit code, after an error was told in one line.
pub(crate) fn report(outcome: anyhow::Result<ExitCode>) -> ExitCode {
    let error = match outcome {
        Ok(code) => return code,
        Err(error) => error,
    };
    eprintln!("frontdesk: {}", one_line(&error));
    if error.downcast_ref::<UsageError>().is_some() {
        ExitCode::from(WRONG)
    } else if error.chain().any(is_in_use) {
        ExitCode::from(IN_USE)
    } else {
        ExitCode::FAILURE
    }
}

fn is_in_use(cause: &(dyn std::error::Error + 'static)) -> bool {
    let is_taken = |error: &io::Error| error.kind() == io::ErrorKind::AddrInUse;
    matches!(cause.downcast_ref(), Some(OpenError::Served(_) | OpenError::InUse(_)))
        || cause.downcast_ref().is_some_and(is_taken)
}

/// The error and what it came from, as far as it is fit to be told: what a database says of a statement may quote
/// values. While it is opened there are none.
fn one_line(error: &anyhow::Error) -> String {
    let mut text = String::new();
    for cause in error.chain() {
        let cause_text = cause.to_string();
        let said = visible(&cause_text);
        // Some errors tell their cause themselves.
        if !text.ends_with(&*said) {
            text.push_str(if text.is_empty() { "" } else { ": " });
            text.push_str(&said);
        }
        if cause.is::<StorageError>() {
            break;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use anyhow::Context;

    use super::*;

    #[test]
    fn an_error_is_one_line_with_its_causes() {
        let error = Err::<(), _>(std::io::Error::other("no\nroom")).context("cannot write");
        assert_eq!(error.map_err(|error| one_line(&error)), Err(r"cannot write: no\u000aroom".to_owned()));
        let twice = frontdesk_tables::table::ReadError::Io(std::io::Error::other("gone"));
        assert_eq!(one_line(&twice.into()), "the file cannot be read: gone");
    }
}
