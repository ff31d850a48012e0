//! The steps of a run, their outcomes and durations.

use std::fmt::Write;
use std::time::{Duration, Instant};

use anyhow::Result;

/// Outcome of a step.
pub(crate) enum Outcome {
    Passed,
    Failed,
    /// Something was left out, for this reason.
    Incomplete(String),
}

/// The steps so far.
#[derive(Default)]
pub(crate) struct Report {
    steps: Vec<(&'static str, Outcome, Duration)>,
}

impl Report {
    /// Runs a step. Later steps run even when it fails, so that one run shows all failures.
    pub(crate) fn step(&mut self, name: &'static str, work: impl FnOnce() -> Result<Outcome>) {
        println!("\n== {name}");
        let start = Instant::now();
        let outcome = work().unwrap_or_else(|error| {
            eprintln!("{error:#}");
            Outcome::Failed
        });
        self.steps.push((name, outcome, start.elapsed()));
    }

    /// A step that passes or fails.
    pub(crate) fn check(&mut self, name: &'static str, work: impl FnOnce() -> Result<bool>) {
        self.step(name, || Ok(if work()? { Outcome::Passed } else { Outcome::Failed }));
    }

    /// Whether no step failed.
    pub(crate) fn is_good(&self) -> bool {
        !self.steps.iter().any(|(_, outcome, _)| matches!(outcome, Outcome::Failed))
    }

    /// One line for each step.
    pub(crate) fn summary(&self) -> String {
        let mut text = String::from("\n== summary\n");
        for (name, outcome, duration) in &self.steps {
            let outcome = match outcome {
                Outcome::Passed => "passed".to_owned(),
                Outcome::Failed => "FAILED".to_owned(),
                Outcome::Incomplete(reason) => format!("incomplete: {reason}"),
            };
            writeln!(text, "{name:<34} {:>7.1} s  {outcome}", duration.as_secs_f64()).ok();
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_step_fails_the_run_and_does_not_stop_it() {
        let mut report = Report::default();
        report.check("one", || Ok(true));
        report.step("two", || Ok(Outcome::Incomplete("no network".to_owned())));
        assert!(report.is_good());
        report.check("three", || anyhow::bail!("broken"));
        report.check("four", || Ok(true));
        assert!(!report.is_good());
        let summary = report.summary();
        assert_eq!(summary.matches("passed").count(), 2, "{summary}");
        assert_eq!(summary.matches("FAILED").count(), 1, "{summary}");
        assert!(summary.contains("incomplete: no network"), "{summary}");
    }
}
