//! How far an import is: a bar on a terminal, a line now and then elsewhere.

use std::io::{IsTerminal, stderr};
use std::time::{Duration, Instant};

use frontdesk_core::visible;
use frontdesk_import::tally::Tally;
use frontdesk_storage::imports::Source;
use indicatif::{HumanDuration, ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Between two lines.
const PAUSE: Duration = Duration::from_secs(3);

const COUNTED: &str = "{bar:30} {pos} of {len} rows, {msg}";
const UNCOUNTED: &str = "{spinner} {pos} rows, {msg}";

/// Shows how far an import is.
pub(super) struct Progress {
    begun: Instant,
    display: Display,
}

enum Display {
    Bar(ProgressBar),
    Lines { name: String, last: Instant },
    Nothing,
}

impl Progress {
    /// Begins. Where there is a bar, the rows are counted meanwhile, so that the time that is left can be told.
    pub(super) fn start(silent: bool, name: &str, source: &Source) -> Self {
        let begun = Instant::now();
        let display = if silent {
            Display::Nothing
        } else if stderr().is_terminal() {
            Display::Bar(bar(source))
        } else {
            Display::Lines { name: name.to_owned(), last: begun }
        };
        Self { begun, display }
    }

    /// Shows how many rows are done.
    pub(super) fn show(&mut self, tally: &Tally) {
        let elapsed = self.begun.elapsed();
        match &mut self.display {
            Display::Bar(bar) => {
                bar.set_message(message(tally, bar.length(), elapsed));
                bar.set_position(tally.rows());
            }
            Display::Lines { name, last } if last.elapsed() >= PAUSE => {
                *last = Instant::now();
                eprintln!("{}: {} rows, {}", visible(name), tally.rows(), message(tally, None, elapsed));
            }
            Display::Lines { .. } | Display::Nothing => {}
        }
    }

    /// Clears the bar away.
    pub(super) fn finish(self) {
        if let Display::Bar(bar) = self.display {
            bar.finish_and_clear();
        }
    }
}

fn bar(source: &Source) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr()).with_style(style(UNCOUNTED));
    let (counted, source) = (bar.clone(), source.clone());
    let count = move || {
        if let Ok(rows) = source.count_rows()
            && !counted.is_finished()
        {
            counted.set_length(rows);
            counted.set_style(style(COUNTED));
        }
    };
    // The import does not wait for it: without a count in time the bar shows no end.
    let _ = std::thread::Builder::new().name("import-counter".to_owned()).spawn(count);
    bar
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

/// Rate, time left and rejected rows, as far as they are known. Rows arrive in groups, so that the rate is that of
/// the whole import so far.
fn message(tally: &Tally, rows: Option<u64>, elapsed: Duration) -> String {
    let rate = rate(tally.rows(), elapsed);
    let mut text = format!("{rate} rows/s");
    if let Some(rows) = rows
        && let Some(seconds) = rows.saturating_sub(tally.rows()).checked_div(rate)
    {
        text.push_str(&format!(", {:#} left", HumanDuration(Duration::from_secs(seconds))));
    }
    if tally.rejected() > 0 {
        text.push_str(&format!(", {} rejected", tally.rejected()));
    }
    text
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
    fn what_is_known_is_told() {
        let tally = Tally::of(1000, 0, 0, 0);
        assert_eq!(message(&tally, None, Duration::from_secs(1)), "1000 rows/s");
        assert_eq!(message(&tally, Some(31_000), Duration::from_secs(1)), "1000 rows/s, 30s left");
        let tally = Tally::of(996, 0, 0, 4);
        assert_eq!(message(&tally, Some(10), Duration::from_secs(1)), "1000 rows/s, 0s left, 4 rejected");
        assert_eq!(message(&Tally::default(), Some(10), Duration::from_secs(1)), "0 rows/s");
    }

    #[test]
    fn both_templates_can_be_read() {
        for template in [COUNTED, UNCOUNTED] {
            assert!(ProgressStyle::with_template(template).is_ok(), "{template}");
        }
    }
}
