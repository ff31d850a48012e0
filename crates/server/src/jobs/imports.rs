//! The thread that takes imports, one after the other.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use frontdesk_core::FirmId;
use frontdesk_storage::imports::{
    self, FileRows, Import, ImportError, ImportOptions, Layout, Observer, RejectedRow, Report, Run, Source,
    SourceOptions,
};
use frontdesk_storage::{Access, Scoped, StorageError, firms};

use crate::state::AppState;

/// How long the worker sleeps when nothing waits. On a server another process may have left something; the embedded
/// database has nobody else, and whoever brings something rings.
const NAP: Duration = Duration::from_secs(2);
const EMBEDDED_NAP: Duration = Duration::from_secs(30);
/// How often an import in one transaction tells how far it is.
const TELL_EVERY: TimeDelta = TimeDelta::seconds(1);
/// Refused rows that are stored at a time.
const REJECTS_AT_A_TIME: usize = 50;
/// Time between two looks for imports of ended processes.
const CLEAR_EVERY: TimeDelta = TimeDelta::minutes(10);

/// The thread. Dropped, it lets the chunk that is under way end, gives the import back and waits.
pub struct Worker {
    state: AppState,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    /// Takes up what an earlier process left, and whatever comes in from now on.
    ///
    /// # Errors
    /// No thread could be started.
    pub fn start(state: &AppState) -> io::Result<Self> {
        let stop = Arc::new(AtomicBool::new(false));
        let desk = Desk { state: state.clone(), stop: Arc::clone(&stop), cleared_at: None, last: None };
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

struct Desk {
    state: AppState,
    stop: Arc<AtomicBool>,
    cleared_at: Option<DateTime<Utc>>,
    /// The firm of the last import: firms take turns.
    last: Option<FirmId>,
}

impl Desk {
    fn serve(mut self) {
        while !self.is_stopped() {
            self.clear();
            match imports::claim(self.state.database(), self.last, self.state.now()) {
                Ok(Some((access, import))) => {
                    self.last = Some(import.firm);
                    self.take(access, &import);
                }
                Ok(None) => self.state.doorbell().wait(self.nap()),
                Err(error) => {
                    tracing::warn!(%error, "no import can be looked for");
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

    /// Takes over what ended processes left behind.
    fn clear(&mut self) {
        let (database, now) = (self.state.database(), self.state.now());
        if self.cleared_at.is_some_and(|before| now < before + CLEAR_EVERY) {
            return;
        }
        // At the start nobody else can be at work on the embedded database.
        let alone = self.is_embedded() && self.cleared_at.is_none();
        match imports::recover(database, alone, now) {
            Ok(_) => self.cleared_at = Some(now),
            Err(error) => {
                tracing::warn!(%error, "imports of ended processes could not be recovered, will retry")
            }
        }
    }

    fn take(&self, access: Access, import: &Import) {
        let (id, path) = (import.id, import.spool_path.as_deref().map(PathBuf::from).unwrap_or_default());
        tracing::info!(import = id.0, kind = import.kind, "an import begins");
        let ended = self.run(access, import, &path).and_then(|ended| {
            let now = self.state.now();
            self.state.database().write_blocking(access, move |scoped| {
                imports::finish(scoped, id, &ended.report, ended.error.as_deref(), now)
            })
        });
        match ended {
            Ok(()) => tracing::info!(import = id.0, "an import has ended"),
            Err(StorageError::Import(ImportError::Interrupted)) if self.is_stopped() => {
                return self.give_back(access, import);
            }
            Err(error @ (StorageError::Busy | StorageError::Unavailable | StorageError::TooSlow)) => {
                // Its lease runs out, and it is taken up again.
                return tracing::warn!(import = id.0, %error, "an import stopped");
            }
            Err(error) => self.fail(access, import, &error),
        }
        if let Err(error) = std::fs::remove_file(&path) {
            tracing::warn!(import = id.0, %error, "an imported file could not be removed");
        }
    }

    fn give_back(&self, access: Access, import: &Import) {
        let id = import.id;
        let given = self.state.database().write_blocking(access, move |scoped| imports::release(scoped, id));
        if let Err(error) = given {
            tracing::warn!(import = id.0, %error, "an import could not be given back");
        }
    }

    fn fail(&self, access: Access, import: &Import, error: &StorageError) {
        let (id, now) = (import.id, self.state.now());
        tracing::error!(import = id.0, %error, "an import failed");
        // What the file is at fault for is told; anything else is ours, and is in the log.
        let text = match error {
            StorageError::Import(error) => error.to_string(),
            _ => "something went wrong on our side; rows that are done stay done".to_owned(),
        };
        let failed =
            self.state.database().write_blocking(access, move |scoped| imports::fail(scoped, id, &text, now));
        if let Err(error) = failed {
            tracing::error!(import = id.0, %error, "an import could not be ended");
        }
    }

    fn run(&self, access: Access, import: &Import, path: &Path) -> Result<Ended, StorageError> {
        let database = self.state.database();
        let _memory = self.state.unpacking().in_background(path)?;
        let source = Source::open(path, source_options(import)?)?;
        let (id, total) = (import.id, i64::try_from(source.count_rows()?).unwrap_or(i64::MAX));
        database.write_blocking(access, move |scoped| imports::set_rows_total(scoped, id, total))?;
        let settings = database.read_blocking(access, firms::settings)?;
        let (dry_run, atomic) = (import.options.dry_run, import.options.atomic);
        let whole = dry_run || atomic;
        let state = self.state.clone();
        let run = Run {
            access,
            rows: stoppable(source.rows(&settings, self.state.today()), &self.stop),
            atomic,
            dry_run,
            record: (!whole).then_some(id),
            clock: Arc::new(move || state.now()),
        };
        // An atomic import on the embedded database has the only writer to itself.
        let tells = whole && (dry_run || !self.is_embedded());
        let mut watch =
            Watch { desk: self, access, import, whole, tells, told_at: self.state.now(), rejects: None };
        let report = imports::run(database, &run, &mut watch)?;
        watch.store_rejects()?;
        let undone = atomic && !dry_run && !report.kept;
        let error =
            undone.then(|| format!("nothing was imported: {} rows were rejected", report.tally.rejected()));
        Ok(Ended { report, error })
    }
}

struct Ended {
    report: Report,
    error: Option<String>,
}

fn source_options(import: &Import) -> Result<SourceOptions, StorageError> {
    let corrupt = |column| StorageError::Corrupt { table: "imports", column, id: import.id.0 };
    let integration_type = import.options.integration_type.as_deref().unwrap_or("CSV_IMPORT");
    Ok(SourceOptions {
        kind: import.kind.parse().map_err(|_| corrupt("kind"))?,
        layout: layout(import).ok_or_else(|| corrupt("options"))?,
        mapping: import.options.mapping.clone(),
        integration_type: integration_type.parse().map_err(|_| corrupt("options"))?,
        create_missing: import.options.create_missing,
    })
}

fn layout(import: &Import) -> Option<Layout> {
    let ImportOptions { sheet, header_row, encoding, .. } = &import.options;
    let encoding = encoding.as_deref().map(str::parse).transpose().ok()?;
    Some(Layout { sheet: sheet.clone(), header_row: *header_row, encoding })
}

/// The same rows, until the worker is told to stop.
fn stoppable(rows: FileRows, stop: &Arc<AtomicBool>) -> FileRows {
    let stop = Arc::clone(stop);
    rows.guarded(move || if stop.load(Ordering::Relaxed) { Err(ImportError::Interrupted) } else { Ok(true) })
}

/// Watches an import. What runs chunk by chunk keeps its own record; what runs in one transaction is told here, and
/// its refused rows wait on disk until the transaction has ended.
struct Watch<'d> {
    desk: &'d Desk,
    access: Access,
    import: &'d Import,
    whole: bool,
    tells: bool,
    told_at: DateTime<Utc>,
    rejects: Option<io::Result<File>>,
}

impl Observer for Watch<'_> {
    fn rejected(&mut self, row: RejectedRow) {
        if self.whole {
            let file = self.rejects.get_or_insert_with(tempfile::tempfile);
            if let Ok(open) = file
                && let Err(error) = append(open, &row)
            {
                *file = Err(error);
            }
        }
    }

    fn restarted(&mut self) {
        self.rejects = None;
    }

    fn progressed(&mut self, report: &Report) {
        let now = self.desk.state.now();
        if !self.tells || now < self.told_at + TELL_EVERY {
            return;
        }
        self.told_at = now;
        let (id, report) = (self.import.id, report.clone());
        let job = move |scoped: &mut Scoped<'_>| imports::progress(scoped, id, &report, now);
        if let Err(error) = self.desk.state.database().write_blocking(self.access, job) {
            tracing::warn!(import = id.0, %error, "the progress of an import could not be told");
        }
    }
}

impl Watch<'_> {
    fn store_rejects(self) -> Result<(), StorageError> {
        let (database, id) = (self.desk.state.database(), self.import.id);
        if !self.whole {
            return Ok(());
        }
        database.write_blocking(self.access, move |scoped| imports::clear_rejects(scoped, id))?;
        let Some(file) = self.rejects else { return Ok(()) };
        let rows = read_back(file.map_err(unkept)?).map_err(unkept)?;
        let mut rows = rows.peekable();
        while rows.peek().is_some() {
            let batch: Vec<_> =
                rows.by_ref().take(REJECTS_AT_A_TIME).collect::<Result<_, _>>().map_err(unkept)?;
            database.write_blocking(self.access, move |scoped| imports::store_rejects(scoped, id, &batch))?;
        }
        Ok(())
    }
}

fn unkept(error: io::Error) -> StorageError {
    StorageError::Import(ImportError::Read(error.into()))
}

fn append(file: &mut File, row: &RejectedRow) -> io::Result<()> {
    let mut line = serde_json::to_vec(row)?;
    line.push(b'\n');
    file.write_all(&line)
}

fn read_back(mut file: File) -> io::Result<impl Iterator<Item = io::Result<RejectedRow>>> {
    file.rewind()?;
    Ok(BufReader::new(file).lines().map(|line| Ok(serde_json::from_str(&line?)?)))
}
