//! Stopping in good order: on Ctrl-C, or when going on makes no sense.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, Result};
use frontdesk_storage::imports::{FileRows, ImportError};
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

/// Says when to stop. Cheap to clone.
#[derive(Clone, Default)]
pub(super) struct Interrupt {
    asked: Arc<AtomicBool>,
    cut: Arc<AtomicBool>,
}

impl Interrupt {
    /// Stops at the first SIGINT or SIGTERM. A second one ends the program there and then.
    pub(super) fn on_signals() -> Result<Self> {
        let interrupt = Self::default();
        for signal in [SIGINT, SIGTERM] {
            flag::register_conditional_default(signal, Arc::clone(&interrupt.asked))
                .and_then(|_| flag::register(signal, Arc::clone(&interrupt.asked)))
                .context("cannot listen for signals")?;
        }
        Ok(interrupt)
    }

    /// Asks to stop.
    pub(super) fn ask(&self) {
        self.asked.store(true, Ordering::Relaxed);
    }

    /// Whether rows were left out because of a request to stop.
    pub(super) fn has_cut(&self) -> bool {
        self.cut.load(Ordering::Relaxed)
    }

    /// The same rows, until a request to stop. Then they end, as a shorter file would; or they fail when
    /// `whole`, as the first rows alone must not be kept.
    pub(super) fn guard(&self, rows: FileRows, whole: bool) -> FileRows {
        let interrupt = self.clone();
        rows.guarded(move || interrupt.lets_pass(whole))
    }

    /// Asked before each row that there is.
    fn lets_pass(&self, whole: bool) -> Result<bool, ImportError> {
        if !self.asked.load(Ordering::Relaxed) {
            return Ok(true);
        }
        self.cut.store(true, Ordering::Relaxed);
        if whole { Err(ImportError::Interrupted) } else { Ok(false) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_end_when_somebody_asks_and_fail_where_only_all_of_them_count() {
        for whole in [false, true] {
            let interrupt = Interrupt::default();
            assert!(interrupt.lets_pass(whole).expect("a row"));
            assert!(!interrupt.has_cut());
            interrupt.ask();
            // Who asks after the last row cuts nothing: there is no row to be asked about.
            assert!(!interrupt.has_cut());
            let passed = interrupt.lets_pass(whole);
            assert_eq!((passed.is_err(), passed.unwrap_or_default()), (whole, false));
            assert!(interrupt.has_cut());
        }
    }
}
