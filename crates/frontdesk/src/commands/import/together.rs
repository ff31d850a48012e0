//! Dry runs of the sheets of a workbook, one after the other: each sees the changes of those before it.

use std::time::{Duration, Instant};

use anyhow::Result;
use frontdesk_storage::imports::{Observer, RejectedRow, Report, Run, Source, dry_run_all};
use frontdesk_storage::{Access, Database, firms};

use super::input::Input;
use super::interrupt::Interrupt;
use super::summary::Ended;
use super::watch::Watch;
use super::{Arguments, run_of, watch};

/// Runs all of them, and returns how each ended, up to the first that failed.
pub(super) fn dry_run(
    database: &Database,
    access: Access,
    sources: &[Source],
    input: &Input,
    arguments: &Arguments,
) -> Result<Vec<Ended>> {
    let settings = database.read_blocking(access, firms::settings)?;
    let interrupt = Interrupt::on_signals()?;
    let runs: Vec<Run> =
        sources.iter().map(|source| run_of(access, source, &settings, &interrupt, arguments)).collect();
    let mut sheets = Sheets { sources, input, arguments, interrupt: &interrupt, begun: Vec::new() };
    let outcome = dry_run_all(database, &runs, &mut sheets);
    Ok(match outcome {
        Ok(reports) => {
            sheets.begin(sources.len());
            let ended = sheets.begun.into_iter().zip(reports);
            ended.map(|(sheet, report)| sheet.end(Ok(Some(report)), &interrupt)).collect()
        }
        Err(error) => {
            sheets.begin(1);
            let last = sheets.begun.pop();
            // They were read to their ends: what was told last is all there is.
            let sound = sheets.begun.into_iter().map(|sheet| sheet.end(Ok(None), &interrupt));
            let failed = last.map(|sheet| sheet.end(Err(error.into()), &interrupt));
            sound.chain(failed).collect()
        }
    })
}

/// The sheets that something was heard of.
struct Sheets<'a> {
    sources: &'a [Source],
    input: &'a Input,
    arguments: &'a Arguments,
    interrupt: &'a Interrupt,
    begun: Vec<Sheet>,
}

struct Sheet {
    watch: Watch,
    begun: Instant,
    elapsed: Duration,
}

impl Sheets<'_> {
    /// Begins to watch the first `count` sheets, as far as they are not watched yet.
    fn begin(&mut self, count: usize) {
        while self.begun.len() < count
            && let Some(source) = self.sources.get(self.begun.len())
        {
            if let Some(before) = self.begun.last_mut() {
                before.watch.hide_progress();
            }
            let watch = watch(source, self.input, self.arguments, self.interrupt);
            let begun = Instant::now();
            self.begun.push(Sheet { watch, begun, elapsed: Duration::ZERO });
        }
    }
}

impl Observer for Sheets<'_> {
    fn rejected(&mut self, place: usize, row: RejectedRow) {
        self.begin(place + 1);
        if let Some(sheet) = self.begun.get_mut(place) {
            sheet.watch.rejected(place, row);
        }
    }

    fn progressed(&mut self, place: usize, report: &Report) {
        self.begin(place + 1);
        if let Some(sheet) = self.begun.get_mut(place) {
            sheet.elapsed = sheet.begun.elapsed();
            sheet.watch.progressed(place, report);
        }
    }

    fn restarted(&mut self, place: usize) {
        if let Some(sheet) = self.begun.get_mut(place) {
            sheet.watch.restarted(place);
        }
    }
}

impl Sheet {
    fn end(self, outcome: Result<Option<Report>>, interrupt: &Interrupt) -> Ended {
        Ended::of(self.watch, outcome, interrupt, self.elapsed)
    }
}
