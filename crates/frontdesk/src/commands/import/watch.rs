//! Watches the import for the caller: passes on progress, keeps rejected rows.

use anyhow::Result;
use frontdesk_storage::imports::{Observer, RejectedRow, Report};

use super::interrupt::Interrupt;
use super::progress::Progress;
use super::rejects::{Place, RejectsFile};

/// Watches one import.
pub(super) struct Watch {
    /// None once it is hidden.
    progress: Option<Progress>,
    rejects: RejectsFile,
    interrupt: Interrupt,
    last: Report,
    failed: Option<anyhow::Error>,
}

impl Watch {
    /// Stops the import by `interrupt` when a rejected row cannot be kept.
    pub(super) fn new(progress: Progress, rejects: RejectsFile, interrupt: Interrupt) -> Self {
        let progress = Some(progress);
        Self { progress, rejects, interrupt, last: Report::default(), failed: None }
    }

    /// What was told last, and where rejected rows went.
    pub(super) fn finish(mut self) -> (Report, Result<Option<Place>>) {
        self.hide_progress();
        let place = self.rejects.finish();
        (self.last, self.failed.map_or(place, Err))
    }

    /// Shows progress no more: there is nothing more to come, or something else to show.
    pub(super) fn hide_progress(&mut self) {
        if let Some(progress) = self.progress.take() {
            progress.finish();
        }
    }

    fn note(&mut self, outcome: Result<()>) {
        if let Err(error) = outcome {
            self.interrupt.ask();
            self.failed.get_or_insert(error);
        }
    }
}

impl Observer for Watch {
    fn rejected(&mut self, _: usize, rejected: RejectedRow) {
        let written = self.rejects.write(&rejected);
        self.note(written);
    }

    fn progressed(&mut self, _: usize, report: &Report) {
        if let Some(progress) = &mut self.progress {
            progress.show(&report.tally);
        }
        self.last.clone_from(report);
    }

    fn restarted(&mut self, _: usize) {
        let restarted = self.rejects.restart();
        self.note(restarted);
        self.last = Report::default();
    }
}
