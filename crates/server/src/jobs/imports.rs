//! The thread that runs imports, one at a time.

mod watch;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use frontdesk_core::FirmId;
use frontdesk_storage::imports::{
    self, Claimed, FileRows, Import, ImportError, ImportOptions, Layout, Mode, Report, Run, Source,
    SourceOptions,
};
use frontdesk_storage::{Scoped, StorageError, firms};

use crate::state::AppState;
use watch::Watch;

/// How long the worker sleeps when idle. On a database server another process may have queued an import; on the
/// embedded database every upload wakes the worker.
const NAP: Duration = Duration::from_secs(2);
const EMBEDDED_NAP: Duration = Duration::from_secs(30);
/// Time between checks for imports of ended processes.
const CLEAR_EVERY: TimeDelta = TimeDelta::minutes(10);

/// The import thread. On drop it finishes the current chunk, releases the import and waits for the thread.
pub struct Worker {
    state: AppState,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    /// Resumes imports of earlier processes, and runs new ones.
    ///
    /// # Errors
    /// The thread cannot be started.
    pub fn start(state: &AppState) -> io::Result<Self> {
        let stop = Arc::new(AtomicBool::new(false));
        let desk = ImportLoop { state: state.clone(), stop: Arc::clone(&stop), cleared_at: None, last: None };
        let thread = std::thread::Builder::new().name("imports".to_owned()).spawn(move || desk.serve())?;
        Ok(Self { state: state.clone(), stop, thread: Some(thread) })
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        self.state.doorbell().ring();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

struct ImportLoop {
    state: AppState,
    stop: Arc<AtomicBool>,
    cleared_at: Option<DateTime<Utc>>,
    /// The firm of the last import: firms take turns.
    last: Option<FirmId>,
}

impl ImportLoop {
    fn serve(mut self) {
        while !self.is_stopped() {
            self.clear();
            match imports::claim(self.state.database(), self.last, self.state.now()) {
                Ok(Some(claimed)) => {
                    self.last = Some(claimed.import.firm);
                    self.take(&claimed);
                }
                Ok(None) => self.state.doorbell().wait(self.nap()),
                Err(error) => {
                    tracing::warn!(%error, "failed to look for imports, will retry");
                    self.state.doorbell().wait(NAP);
                }
            }
        }
    }

    fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    fn is_embedded(&self) -> bool {
        self.state.database().url().is_embedded()
    }

    fn nap(&self) -> Duration {
        if self.is_embedded() { EMBEDDED_NAP } else { NAP }
    }

    /// Takes over the imports of ended processes.
    fn clear(&mut self) {
        let (database, now) = (self.state.database(), self.state.now());
        if self.cleared_at.is_some_and(|before| now < before + CLEAR_EVERY) {
            return;
        }
        // At start no other process can be using the embedded database.
        let alone = self.is_embedded() && self.cleared_at.is_none();
        match imports::recover(database, alone, now) {
            Ok(_) => self.cleared_at = Some(now),
            Err(error) => {
                tracing::warn!(%error, "failed to recover imports of ended processes, will retry")
            }
        }
    }

    fn take(&self, claimed: &Claimed) {
        let Claimed { access, import, claim } = claimed;
        let (id, path) = (import.id, import.spool_path.as_deref().map(PathBuf::from).unwrap_or_default());
        tracing::info!(import = id.get(), kind = import.kind.as_str(), "import started");
        let ended = self.run(claimed, &path).and_then(|ended| {
            let (now, claim) = (self.state.now(), *claim);
            self.state.database().write_blocking(*access, move |scoped| {
                imports::finish(scoped, claim, &ended.report, ended.error.as_deref(), now)
            })
        });
        let ended = match ended {
            Err(StorageError::Import(ImportError::Interrupted)) if self.is_stopped() => {
                return self.give_back(claimed);
            }
            ended => ended.or_else(|error| self.fail(claimed, error)),
        };
        match ended {
            Ok(()) => tracing::info!(import = id.get(), "import finished"),
            // The file is kept: after the lease expires it is claimed again, or another process has it already.
            Err(error) => return tracing::warn!(import = id.get(), %error, "import interrupted, will retry"),
        }
        if let Err(error) = std::fs::remove_file(&path) {
            tracing::warn!(import = id.get(), %error, "failed to remove an imported file");
        }
    }

    fn give_back(&self, claimed: &Claimed) {
        let (id, claim) = (claimed.import.id, claimed.claim);
        let release = move |scoped: &mut Scoped<'_>| imports::release(scoped, claim);
        if let Err(error) = self.state.database().write_blocking(claimed.access, release) {
            tracing::warn!(import = id.get(), %error, "failed to release an import, waiting for its lease to expire");
        }
    }

    /// Ends an import that a retry cannot complete; otherwise returns the error.
    fn fail(&self, claimed: &Claimed, error: StorageError) -> Result<(), StorageError> {
        let Some(text) = reason_to_fail(&error) else { return Err(error) };
        let (claim, now) = (claimed.claim, self.state.now());
        tracing::error!(import = claim.import.get(), %error, "import failed");
        let fail = move |scoped: &mut Scoped<'_>| imports::fail(scoped, claim, &text, now);
        self.state.database().write_blocking(claimed.access, fail)
    }

    fn run(&self, claimed: &Claimed, path: &Path) -> Result<Ended, StorageError> {
        let Claimed { access, import, claim } = claimed;
        let (database, access, claim) = (self.state.database(), *access, *claim);
        let _memory = self.state.unpacking().in_background(import.firm, path, &|| self.is_stopped())?;
        let source = Source::open(path, source_options(import)?)?;
        let total = i64::try_from(source.count_rows()?).unwrap_or(i64::MAX);
        database.write_blocking(access, move |scoped| imports::set_rows_total(scoped, claim, total))?;
        let settings = database.read_blocking(access, firms::settings)?;
        let mode = import.options.mode();
        let state = self.state.clone();
        let run = Run {
            access,
            rows: stoppable(source.rows(&settings, self.state.today()), &self.stop),
            mode,
            record: Some(claim),
            clock: Arc::new(move || state.now()),
        };
        // An atomic import holds the embedded database's only writer.
        let reports = mode == Mode::DryRun || (mode == Mode::Atomic && !self.is_embedded());
        let mut watch = Watch::new(&self.state, access, claim, mode, reports);
        let report = imports::run(database, &run, &mut watch)?;
        watch.store_rejects()?;
        let undone = mode == Mode::Atomic && !report.kept;
        let error =
            undone.then(|| format!("nothing was imported: {} rows were rejected", report.tally.rejected()));
        Ok(Ended { report, error })
    }
}

/// The message of an import that fails for this reason. `None` if it is retried: its lease expires, and it is claimed
/// again.
fn reason_to_fail(error: &StorageError) -> Option<String> {
    let text = match error {
        StorageError::Busy
        | StorageError::Unavailable
        | StorageError::Import(ImportError::Interrupted | ImportError::TakenOver) => return None,
        // A retry would take as long.
        StorageError::TooSlow => {
            "the database took longer than the time limit for imports; rows that are done stay done: import the \
             rest in smaller files, or raise the time limit"
        }
        StorageError::Import(error) => return Some(error.to_string()),
        // Other errors are not caused by the file; the log has the details.
        StorageError::Conflict
        | StorageError::Corrupt { .. }
        | StorageError::Secret(_)
        | StorageError::Database(_) => "internal error, see the log; rows that are done stay done",
    };
    Some(text.to_owned())
}

struct Ended {
    report: Report,
    error: Option<String>,
}

fn source_options(import: &Import) -> Result<SourceOptions, StorageError> {
    let corrupt = StorageError::Corrupt { table: "imports", column: "options", id: import.id.get() };
    Ok(SourceOptions {
        kind: import.kind,
        layout: layout(import).ok_or(corrupt)?,
        mapping: import.options.mapping.clone(),
        integration_type: import.options.integration_type.unwrap_or_default(),
        create_missing: import.options.create_missing,
    })
}

fn layout(import: &Import) -> Option<Layout> {
    let ImportOptions { sheet, header_row, encoding, .. } = &import.options;
    let encoding = encoding.as_deref().map(str::parse).transpose().ok()?;
    Some(Layout::default().sheet(sheet.clone()).header_row(*header_row).encoding(encoding))
}

/// The same rows, until the worker is stopped.
fn stoppable(rows: FileRows, stop: &Arc<AtomicBool>) -> FileRows {
    let stop = Arc::clone(stop);
    rows.guarded(move || if stop.load(Ordering::Relaxed) { Err(ImportError::Interrupted) } else { Ok(true) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_import_fails_where_a_retry_cannot_help() {
        let reason = |error: StorageError| reason_to_fail(&error);
        for passing in [
            StorageError::Busy,
            StorageError::Unavailable,
            ImportError::TakenOver.into(),
            ImportError::Interrupted.into(),
        ] {
            assert_eq!(reason(passing), None);
        }
        let slow = reason(StorageError::TooSlow).expect("a reason");
        assert!(slow.contains("time limit"), "{slow}");
        assert_eq!(reason(ImportError::HeaderRow(7).into()), Some(ImportError::HeaderRow(7).to_string()));
        assert!(reason(StorageError::Conflict).is_some_and(|text| !text.contains("changed")));
    }
}
