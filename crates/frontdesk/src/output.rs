//! Results on standard output.

use std::io::{ErrorKind, Write};

use anyhow::{Context, Result};

/// Prints a text and a line feed. A reader that has seen enough (`| head`) is no failure.
pub(crate) fn print(text: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    match writeln!(out, "{text}").and_then(|()| out.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        outcome => outcome.context("cannot write to standard output"),
    }
}

/// How writing to standard output ended. A reader that has seen enough (`| head`) is no failure.
pub(crate) fn ended(outcome: Result<()>) -> Result<()> {
    let is_gone = |error: &anyhow::Error| {
        let cause = error.chain().find_map(|cause| cause.downcast_ref::<std::io::Error>());
        cause.is_some_and(|cause| cause.kind() == ErrorKind::BrokenPipe)
    };
    match outcome {
        Err(error) if is_gone(&error) => Ok(()),
        outcome => outcome,
    }
}
