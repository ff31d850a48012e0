//! Stopping in good order: on Ctrl-C, or when going on makes no sense.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, Result};
use frontdesk_import::table::ReadError;
use frontdesk_storage::imports::{ImportError, OpenRows, Rows};
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

    /// Whether rows were left out because somebody asked to stop.
    pub(super) fn has_cut(&self) -> bool {
        self.cut.load(Ordering::Relaxed)
    }

    /// The same rows, as long as nobody asks to stop. Then they end, as a shorter file would; or they fail when
    /// `whole`, as the first rows alone must not be kept.
    pub(super) fn guard(&self, open: OpenRows, whole: bool) -> OpenRows {
        let interrupt = self.clone();
        Arc::new(move || {
            let interrupt = interrupt.clone();
            Ok(Box::new(Guarded { rows: open()?, interrupt, whole, is_over: false }) as Rows)
        })
    }
}

struct Guarded {
    rows: Rows,
    interrupt: Interrupt,
    whole: bool,
    is_over: bool,
}

impl Iterator for Guarded {
    type Item = <Rows as Iterator>::Item;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_over {
            return None;
        }
        let next = self.rows.next();
        if next.is_none() || !self.interrupt.asked.load(Ordering::Relaxed) {
            return next;
        }
        self.is_over = true;
        self.interrupt.cut.store(true, Ordering::Relaxed);
        let error = || ReadError::Io(std::io::ErrorKind::Interrupted.into());
        self.whole.then(|| Err(ImportError::Read(error())))
    }
}

#[cfg(test)]
mod tests {
    use frontdesk_import::table::RawRow;
    use frontdesk_storage::imports::Row;

    use super::*;

    /// Three rows; the caller asks to stop before the third one.
    fn taken(whole: bool) -> (Vec<Option<u64>>, bool) {
        let interrupt = Interrupt::default();
        let row = |number| Ok(Row { row: RawRow { number, cells: Vec::new() }, change: Err(Vec::new()) });
        let open: OpenRows = Arc::new(move || Ok(Box::new((2..5).map(row)) as Rows));
        let rows = interrupt.guard(open, whole)().expect("rows");
        let taken = rows.map(|row| {
            let number = row.ok().map(|row| row.row.number);
            if number == Some(3) {
                interrupt.ask();
            }
            number
        });
        (taken.collect(), interrupt.has_cut())
    }

    #[test]
    fn rows_end_when_somebody_asks_and_fail_where_only_all_of_them_count() {
        assert_eq!(taken(false), (vec![Some(2), Some(3)], true));
        assert_eq!(taken(true), (vec![Some(2), Some(3), None], true));
    }

    #[test]
    fn who_asks_after_the_last_row_cuts_nothing() {
        let interrupt = Interrupt::default();
        let open: OpenRows = Arc::new(|| Ok(Box::new(std::iter::empty()) as Rows));
        interrupt.ask();
        assert_eq!(interrupt.guard(open, true)().expect("rows").count(), 0);
        assert!(!interrupt.has_cut());
    }
}
