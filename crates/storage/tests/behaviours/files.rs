//! Files, and what is imported of them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use frontdesk_core::FirmSettings;
use frontdesk_import::client::IntegrationType;
use frontdesk_storage::imports::{
    self, Layout, Mode, Observer, RejectedRow, Report, Run, Source, SourceOptions,
};
use frontdesk_tables::mapping::Kind;

use crate::support::{World, noon};

/// What was refused: the line, and why.
#[derive(Default)]
pub(crate) struct Notes {
    pub(crate) rejected: Vec<(u64, String)>,
}

impl Observer for Notes {
    fn rejected(&mut self, _: usize, row: RejectedRow) {
        let faults: Vec<String> = row.faults.iter().map(ToString::to_string).collect();
        self.rejected.push((row.row.number, faults.join("; ")));
    }

    fn progressed(&mut self, _: usize, _: &Report) {}

    fn restarted(&mut self, _: usize) {
        self.rejected.clear();
    }
}

/// A file beside the database.
pub(crate) fn file(world: &World, name: &str, text: &str) -> PathBuf {
    let path = world.test.dir().join(name);
    std::fs::write(&path, text).expect("a file");
    path
}

/// What imports a file.
pub(crate) fn run_of(world: &World, path: &Path, kind: Kind) -> Run {
    run_with(world, path, kind, false)
}

/// The same, customers that are missing made or not.
pub(crate) fn run_with(world: &World, path: &Path, kind: Kind, create_missing: bool) -> Run {
    let source = source(path, kind, create_missing);
    run_rows(world, &source, &FirmSettings::default())
}

/// The same, in a firm that has chosen something.
pub(crate) fn run_under(world: &World, path: &Path, kind: Kind, settings: &FirmSettings) -> Run {
    run_rows(world, &source(path, kind, false), settings)
}

fn source(path: &Path, kind: Kind, create_missing: bool) -> Source {
    let options = SourceOptions {
        kind,
        layout: Layout::default(),
        mapping: vec![],
        integration_type: IntegrationType::CsvImport,
        create_missing,
    };
    Source::open(path, options).expect("a file that can be read")
}

fn run_rows(world: &World, source: &Source, settings: &FirmSettings) -> Run {
    let rows = source.rows(settings, noon().date_naive());
    Run { access: world.access, rows, mode: Mode::Chunked, record: None, clock: Arc::new(noon) }
}

/// Imports it, and notes what was refused.
pub(crate) fn import(world: &World, run: &Run) -> (Report, Notes) {
    let mut notes = Notes::default();
    let report = imports::run(&world.database, run, &mut notes).expect("an import that ends");
    (report, notes)
}
