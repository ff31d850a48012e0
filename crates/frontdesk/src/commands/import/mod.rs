//! `frontdesk import`: files become customers.

mod input;
mod interrupt;
mod progress;
mod rejects;
mod summary;
mod together;
mod watch;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use frontdesk_core::{FirmId, FirmSettings, visible};
use frontdesk_import::client::IntegrationType;
use frontdesk_storage::imports::{Layout, Mode, Report, Run, Source, SourceOptions, run as run_import};
use frontdesk_storage::{Access, Actor, Database, DatabaseUrl, firms};
use frontdesk_tables::csv::TextEncoding;
use frontdesk_tables::mapping::Kind;

use self::input::Input;
use self::interrupt::Interrupt;
use self::progress::Progress;
use self::rejects::RejectsFile;
use self::summary::{Ended, Summary};
use self::watch::Watch;
use crate::exit::{UsageError, WRONG};
use crate::settings::DatabaseSettings;
use crate::{clock, open, output};

/// Import a CSV file, an XLSX workbook or a table of another database
///
/// Each row goes through the same rules as over HTTP. Bad rows are written to a rejects file with their faults, the others
/// are imported; correct the rejects file and import it. Importing the same file again changes nothing, so an interrupted
/// import is simply run again.
#[derive(Debug, Args)]
#[command(after_help = "\
Columns are known by the letters and digits of their headers: `Given Name`, `E-mail`, `DOB *` and
`Mobile #` are understood.

Examples:
  frontdesk import clients clients.csv
  frontdesk import clients export.xlsx --sheet Contacts --map 'Ref=integration_id' --map 'Note=-'
  frontdesk import customers accounts.csv --firm 2 --dry-run
  frontdesk import interactions calls.xlsx --sheet 2019 --create-missing
  frontdesk import clients kontakte.csv --encoding windows-1250 --header-row 3
  frontdesk import --workbook everything.xlsx
  zcat clients.csv.gz | frontdesk import clients -
  frontdesk import opportunities --from mysql://reader:secret@db.example.com/crm

Exit codes: 0 all rows are in, 1 failed, 2 rows were rejected.")]
pub(crate) struct Arguments {
    /// The kind of rows
    #[arg(required_unless_present = "workbook", conflicts_with = "workbook",
        value_parser = PossibleValuesParser::new(Kind::ALL.iter().map(|kind| kind.as_str())).try_map(|word| word.parse::<Kind>()))]
    kind: Option<Kind>,

    /// The file: CSV (comma, semicolon or tab; UTF-8, UTF-16 or Windows-1252) or XLSX. - reads standard input
    #[arg(required_unless_present_any = ["from", "workbook"], conflicts_with = "workbook")]
    file: Option<PathBuf>,

    /// Import all sheets of this workbook, each as the kind its headers name, customers first
    #[arg(long, value_name = "FILE", conflicts_with_all = ["sheet", "map", "rejects", "from"])]
    workbook: Option<PathBuf>,

    /// Read a table of another system's MySQL or MariaDB database instead of a file: mysql://user:password@host/database
    #[arg(long, value_name = "URL", conflicts_with_all = ["file", "sheet"])]
    from: Option<DatabaseUrl>,

    /// The table to read [default: customer for customers, crm_opportunities for opportunities]
    #[arg(long, value_name = "NAME", requires = "from")]
    table: Option<String>,

    /// The firm to import into
    #[arg(long, value_name = "NUMBER", default_value_t = FirmId::FIRST)]
    firm: FirmId,

    /// Map a column to a field, whatever its header; an empty field or - ignores the column. Can be repeated
    #[arg(long, value_name = "HEADER=FIELD", value_parser = mapping)]
    map: Vec<(String, String)>,

    /// The sheet of a workbook [default: the first one]
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,

    /// The row of headers, counted from 1 [default: the first row that names the columns, below up to ten others]
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u64).range(1..=1_048_576), conflicts_with = "workbook")]
    header_row: Option<u64>,

    /// The encoding of a text file, such as windows-1250 [default: UTF-8, UTF-16 with a byte-order mark, or Windows-1252]
    #[arg(long, value_name = "NAME")]
    encoding: Option<TextEncoding>,

    /// The source of the clients; it decides which names are required
    #[arg(long, value_name = "TYPE", default_value_t = IntegrationType::CsvImport)]
    integration_type: IntegrationType,

    /// Create placeholder customers for unknown numbers in interactions
    #[arg(long)]
    create_missing: bool,

    /// Report the outcome without storing anything
    #[arg(long)]
    dry_run: bool,

    /// Store nothing if any row is rejected. At most 50,000 rows while another process has the embedded database open, as
    /// its writes wait for the import
    #[arg(long)]
    atomic: bool,

    /// The file for rejected rows; an existing one is replaced [default: FILE.rejects.csv in the working folder, numbered
    /// if it exists]
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,

    /// Show no progress
    #[arg(long)]
    no_progress: bool,

    /// Show neither progress nor a summary
    #[arg(long, short)]
    quiet: bool,
}

/// A field has no `=` in it, a header may.
fn mapping(text: &str) -> Result<(String, String), &'static str> {
    let (header, field) = text.rsplit_once('=').ok_or("must be HEADER=FIELD")?;
    Ok((header.trim().to_owned(), field.trim().to_owned()))
}

/// Imports.
pub(crate) fn run(settings: &DatabaseSettings, arguments: &Arguments) -> Result<ExitCode> {
    let input = arguments.input()?;
    let name = || input.name().to_owned();
    let Some(kind) = arguments.kind else {
        let options = arguments.source_options(Kind::Clients);
        let (sources, passed_over) = Source::open_workbook(input.path(), &options).with_context(name)?;
        for sheet in &passed_over {
            eprintln!(
                "{}: skipped sheet {sheet:?}: its headers match no kind of rows",
                visible(input.name())
            );
        }
        if sources.is_empty() {
            bail!("{}: no sheet has headers that name a kind of rows", input.name());
        }
        return import_all(settings, arguments, &input, &sources);
    };
    let source = Source::open(input.path(), arguments.source_options(kind)).with_context(name)?;
    import_all(settings, arguments, &input, &[source])
}

/// One after the other, until one fails.
fn import_all(
    settings: &DatabaseSettings,
    arguments: &Arguments,
    input: &Input,
    sources: &[Source],
) -> Result<ExitCode> {
    let opened = open::for_bulk_work(settings)?;
    let access = access(&opened.database, arguments.firm)?;
    let mut code = ExitCode::SUCCESS;
    if arguments.dry_run && sources.len() > 1 {
        let all_ended = together::dry_run(&opened.database, access, sources, input, arguments)?;
        for (source, ended) in sources.iter().zip(all_ended) {
            code = conclude(arguments, input, source, ended)?.unwrap_or(code);
        }
        return Ok(code);
    }
    for source in sources {
        let ended = carry_out(&opened.database, access, source, input, arguments)?;
        code = conclude(arguments, input, source, ended)?.unwrap_or(code);
    }
    Ok(code)
}

/// Says how an import ended; the exit code, if rows were rejected.
fn conclude(arguments: &Arguments, input: &Input, source: &Source, ended: Ended) -> Result<Option<ExitCode>> {
    if !arguments.quiet {
        output::print(&Summary { arguments, input, source, ended: &ended }.to_string())?;
    }
    match ended.error {
        Some(error) => Err(error).with_context(|| input.name().to_owned()),
        None => Ok((ended.report.tally.rejected() > 0).then(|| ExitCode::from(WRONG))),
    }
}

impl Arguments {
    /// The file, or the table as one.
    fn input(&self) -> Result<Input> {
        if let Some(from) = &self.from {
            rejects::check(self.rejects.as_deref(), Path::new(""))?;
            return Input::copy(from, self.table()?);
        }
        let file = self.workbook.as_deref().or(self.file.as_deref()).unwrap_or(Path::new("-"));
        rejects::check(self.rejects.as_deref(), file)?;
        Input::open(file)
    }

    /// The table that holds rows of this kind, under the name that it usually has.
    fn table(&self) -> Result<&str> {
        match (&self.table, self.kind) {
            (Some(table), _) => Ok(table),
            (None, Some(Kind::Customers)) => Ok("customer"),
            (None, Some(Kind::Opportunities)) => Ok("crm_opportunities"),
            (None, Some(kind)) => bail!(UsageError(format!("--table: name the table that holds {kind}"))),
            (None, None) => bail!(UsageError("--table: name the table and what it holds".to_owned())),
        }
    }

    fn mode(&self) -> Mode {
        Mode::of(self.dry_run, self.atomic)
    }

    fn source_options(&self, kind: Kind) -> SourceOptions {
        SourceOptions {
            kind,
            layout: Layout::default()
                .sheet(self.sheet.clone())
                .header_row(self.header_row)
                .encoding(self.encoding),
            mapping: self.map.clone(),
            integration_type: self.integration_type,
            create_missing: self.create_missing,
        }
    }
}

fn access(database: &Database, firm: FirmId) -> Result<Access> {
    match database.access_blocking(firm)? {
        Some(access) => Ok(access.by(Actor::COMMAND_LINE)),
        None => bail!("there is no firm {firm}: see `frontdesk firms list`"),
    }
}

fn carry_out(
    database: &Database,
    access: Access,
    source: &Source,
    input: &Input,
    arguments: &Arguments,
) -> Result<Ended> {
    let settings = database.read_blocking(access, firms::settings)?;
    let interrupt = Interrupt::on_signals()?;
    let run = run_of(access, source, &settings, &interrupt, arguments);
    let mut watch = watch(source, input, arguments, &interrupt);
    let begun = Instant::now();
    let outcome = run_import(database, &run, &mut watch);
    let elapsed = begun.elapsed();
    Ok(Ended::of(watch, outcome.map(Some).map_err(Into::into), &interrupt, elapsed))
}

fn run_of(
    access: Access,
    source: &Source,
    settings: &FirmSettings,
    interrupt: &Interrupt,
    arguments: &Arguments,
) -> Run {
    let rows = source.rows(settings, clock::now().date_naive());
    let mode = arguments.mode();
    Run {
        access,
        rows: interrupt.guard(rows, mode.is_one_transaction()),
        mode,
        record: None,
        clock: Arc::new(clock::now),
    }
}

fn watch(source: &Source, input: &Input, arguments: &Arguments, interrupt: &Interrupt) -> Watch {
    let name = rejects_name(arguments, source, input);
    let rejects = RejectsFile::new(arguments.rejects.as_deref(), &name, source.headers());
    let progress = Progress::start(arguments.no_progress || arguments.quiet, input.name(), source);
    Watch::new(progress, rejects, interrupt.clone())
}

/// Each sheet of a workbook has a rejects file of its own.
fn rejects_name(arguments: &Arguments, source: &Source, input: &Input) -> String {
    match (&arguments.workbook, source.sheet()) {
        (Some(file), Some(sheet)) => {
            let stem = file.file_stem().unwrap_or_default().to_string_lossy();
            let plain = |c: char| if c.is_alphanumeric() { c } else { '_' };
            format!("{stem}.{}.xlsx", sheet.chars().map(plain).collect::<String>())
        }
        _ => input.name().to_owned(),
    }
}

impl Ended {
    /// What the watcher has seen, and how the import ended.
    fn of(watch: Watch, outcome: Result<Option<Report>>, interrupt: &Interrupt, elapsed: Duration) -> Self {
        let (last, rejects) = watch.finish();
        let interrupted = interrupt.has_cut().then(|| anyhow!("interrupted; it is safe to import it again"));
        let (rejects, unkept) = match rejects {
            Ok(place) => (place, None),
            Err(error) => (None, Some(error)),
        };
        let (report, failed) = match outcome {
            Ok(report) => (report.unwrap_or(last), None),
            Err(error) => (last, Some(error)),
        };
        Self { report, error: unkept.or(interrupted).or(failed), rejects, elapsed }
    }
}
