//! What is said when an import has ended.

use std::fmt;
use std::time::Duration;

use frontdesk_core::visible;
use frontdesk_storage::imports::{Mode, Report, Source};

use super::Arguments;
use super::input::Input;
use super::progress::rate;
use super::rejects::Place;
use crate::table::aligned;

/// Warnings that are shown word by word.
const SHOWN: usize = 5;

/// How an import ended.
pub(super) struct Ended {
    /// What was done.
    pub(super) report: Report,
    /// Why it is not all.
    pub(super) error: Option<anyhow::Error>,
    /// Where rejected rows went.
    pub(super) rejects: Option<Place>,
    /// How long it took.
    pub(super) elapsed: Duration,
}

/// The summary, to be printed.
pub(super) struct Summary<'a> {
    pub(super) arguments: &'a Arguments,
    pub(super) input: &'a Input,
    pub(super) source: &'a Source,
    pub(super) ended: &'a Ended,
}

impl fmt::Display for Summary<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\n", self.columns())?;
        self.warnings(f)?;
        let Ended { report, elapsed, .. } = self.ended;
        let (tally, seconds) = (&report.tally, elapsed.as_secs_f64());
        let rows = tally.rows();
        let of_sheet = match (&self.arguments.workbook, self.source.sheet()) {
            (Some(_), Some(sheet)) => format!(", {} of sheet {sheet:?}", self.source.kind()),
            _ => String::new(),
        };
        writeln!(
            f,
            "{}{of_sheet}: {rows} rows in {seconds:.1} s ({} rows/s)",
            visible(self.input.name()),
            rate(rows, *elapsed)
        )?;
        writeln!(f, "  created    {}", tally.created())?;
        writeln!(f, "  updated    {}", tally.updated())?;
        writeln!(f, "  unchanged  {}", tally.unchanged())?;
        write!(f, "  rejected   {}", tally.rejected())?;
        if let Some(place) = &self.ended.rejects {
            let replaced = if place.replaced { " (an older file was replaced)" } else { "" };
            write!(f, ", see {}{replaced}", visible(&place.path.to_string_lossy()))?;
        }
        if report.hidden_rows > 0 {
            write!(f, "\n  hidden     {}, skipped: hidden in the workbook", report.hidden_rows)?;
        }
        match self.remark() {
            Some(remark) => write!(f, "\n{remark}"),
            None => Ok(()),
        }
    }
}

impl Summary<'_> {
    fn columns(&self) -> String {
        let columns = self.source.mapping().columns();
        let rows: Vec<_> = columns
            .map(|column| [column.header.to_owned(), column.field.unwrap_or("(left out)").to_owned()])
            .collect();
        aligned(["COLUMN", "FIELD"], &rows)
    }

    fn warnings(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Report { warnings, warnings_total, .. } = &self.ended.report;
        if *warnings_total == 0 {
            return Ok(());
        }
        writeln!(f, "{warnings_total} warning{}", if *warnings_total == 1 { "" } else { "s" })?;
        for warning in warnings.iter().take(SHOWN) {
            writeln!(f, "  row {}: {}", warning.row, visible(&warning.message))?;
        }
        let more = warnings_total.saturating_sub(SHOWN as u64);
        if more > 0 {
            writeln!(f, "  and {more} more")?;
        }
        writeln!(f)
    }

    /// What the counts alone do not tell.
    fn remark(&self) -> Option<&'static str> {
        let is_cut = self.ended.error.is_some();
        match (self.arguments.mode(), is_cut) {
            (Mode::DryRun, _) => Some("A dry run: nothing was written."),
            (Mode::Atomic, true) => Some("Nothing was written: the import was atomic and did not finish."),
            (Mode::Atomic, false) if !self.ended.report.kept => {
                Some("Nothing was written: the import was atomic and rows were rejected.")
            }
            (Mode::Chunked, true) => {
                Some("These rows were imported, the rest were not. It is safe to import the file again.")
            }
            (Mode::Atomic | Mode::Chunked, false) => None,
        }
    }
}
