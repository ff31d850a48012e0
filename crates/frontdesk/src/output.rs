//! Results on standard output.

use std::borrow::Cow;
use std::io::{ErrorKind, IsTerminal, Write};

use anyhow::{Context, Result};
use frontdesk_core::visible;

/// Prints a text and a line feed. On a terminal no character of it acts but line feeds. A reader that has seen enough
/// (`| head`) is no failure.
pub(crate) fn print(text: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    let text = if out.is_terminal() { lines_visible(text) } else { Cow::Borrowed(text) };
    match writeln!(out, "{text}").and_then(|()| out.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        outcome => outcome.context("cannot write to standard output"),
    }
}

fn lines_visible(text: &str) -> Cow<'_, str> {
    let lines: Vec<Cow<'_, str>> = text.split('\n').map(visible).collect();
    Cow::Owned(lines.join("\n"))
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
