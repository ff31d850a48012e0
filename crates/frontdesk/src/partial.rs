//! Files that are written under another name first, and signals.

use std::path::Path;

use anyhow::{Context, Result};
use frontdesk_storage::private_file::Draft;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

/// Removes what is written of a file when a signal ends the program. It ends by that signal, as it would have.
pub(crate) fn remove_on_signals(target: &Path) -> Result<()> {
    let partial = Draft::partial_of(target);
    let mut signals = Signals::new([SIGHUP, SIGINT, SIGTERM]).context("cannot listen for signals")?;
    let wait = move || {
        for signal in signals.forever() {
            let _ = std::fs::remove_file(&partial);
            let _ = emulate_default_handler(signal);
        }
    };
    std::thread::Builder::new().name("signals".to_owned()).spawn(wait).context("cannot start a thread")?;
    Ok(())
}
