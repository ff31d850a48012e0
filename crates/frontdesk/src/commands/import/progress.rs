//! How far an import is: a bar on a terminal, a line now and then elsewhere.

use std::io::{IsTerminal, stderr};
use std::time::{Duration, Instant};

use frontdesk_import::tally::Tally;
use frontdesk_storage::imports::Source;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Between two lines.
const PAUSE: Duration = Duration::from_secs(3);

const COUNTED: &str = "{bar:30} {pos}/{len} rows  {per_sec}  {eta} left  {msg}";
const UNCOUNTED: &str = "{spinner} {pos} rows  {per_sec}  {msg}";

/// Shows how far an import is.
pub(super) enum Progress {
    Bar(ProgressBar),
    Lines { name: String, begun: Instant, last: Instant },
    Nothing,
}

impl Progress {
    /// Begins. Where there is a bar, the rows are counted meanwhile, so that the time that is left can be told.
    pub(super) fn start(silent: bool, name: &str, source: &Source) -> Self {
        if silent {
            return Self::Nothing;
        }
        if !stderr().is_terminal() {
            let now = Instant::now();
            return Self::Lines { name: name.to_owned(), begun: now, last: now };
        }
        let bar =
            ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr()).with_style(style(UNCOUNTED));
        count(bar.clone(), source.clone());
        Self::Bar(bar)
    }

    /// Shows how many rows are done.
    pub(super) fn show(&mut self, tally: &Tally) {
        match self {
            Self::Bar(bar) => {
                bar.set_message(rejected(tally));
                bar.set_position(tally.rows());
            }
            Self::Lines { name, begun, last } if last.elapsed() >= PAUSE => {
                *last = Instant::now();
                let rate = rate(tally.rows(), begun.elapsed());
                eprintln!("{name}: {} rows, {rate} rows/s  {}", tally.rows(), rejected(tally));
            }
            Self::Lines { .. } | Self::Nothing => {}
        }
    }

    /// Clears the bar away.
    pub(super) fn finish(self) {
        if let Self::Bar(bar) = self {
            bar.finish_and_clear();
        }
    }
}

/// On a thread of its own, which nobody waits for: it tells or does not tell in time.
fn count(bar: ProgressBar, source: Source) {
    let count = move || {
        if let Ok(rows) = source.count_rows()
            && !bar.is_finished()
        {
            bar.set_length(rows);
            bar.set_style(style(COUNTED));
        }
    };
    // Without it the bar shows no end.
    let _ = std::thread::Builder::new().name("import-counter".to_owned()).spawn(count);
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

fn rejected(tally: &Tally) -> String {
    match tally.rejected() {
        0 => String::new(),
        rejected => format!("{rejected} rejected"),
    }
}

/// Rows a second.
pub(super) fn rate(rows: u64, elapsed: Duration) -> u64 {
    let millis = elapsed.as_millis().max(1);
    u64::try_from(u128::from(rows) * 1000 / millis).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_rows_a_second() {
        assert_eq!(rate(1000, Duration::from_millis(500)), 2000);
        assert_eq!(rate(5, Duration::ZERO), 5000);
        assert_eq!(rate(u64::MAX, Duration::from_millis(1)), u64::MAX);
    }

    #[test]
    fn both_templates_can_be_read() {
        for template in [COUNTED, UNCOUNTED] {
            assert!(ProgressStyle::with_template(template).is_ok(), "{template}");
        }
    }
}
