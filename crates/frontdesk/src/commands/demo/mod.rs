//! `frontdesk demo`: a firm's worth of made-up data, so that every screen has something to show.

mod accounts;
mod contacts;
mod deals;
mod dice;
mod requests;
mod users;

use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use chrono::NaiveDate;
use clap::Args;
use frontdesk_core::{FirmId, parse_day};
use frontdesk_import::client::IntegrationType;
use frontdesk_storage::clients::{self, Client, ClientFilter};
use frontdesk_storage::imports::{
    Layout, Mode, Observer, RejectedRow, Report, Run, Source, SourceOptions, run as run_import,
};
use frontdesk_storage::{Access, Actor, Database, Page, Scoped, StorageError, firms};
use frontdesk_tables::mapping::Kind;

use crate::settings::DatabaseSettings;
use crate::{clock, open, output};

/// Fill a firm with sample data
///
/// Three hundred accounts in five areas, two thousand deals, two fiscal years of actuals and targets, a year and a half of
/// interactions with their topics, four hundred support requests with their history, and forty sign-ups, including the
/// irregularities of real data. The data are the same each time; dates are relative to the day. Running it again updates
/// them without duplicates; other records of the firm are not changed.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  frontdesk demo
  frontdesk demo --firm 2 --as-of 2024-12-31")]
pub(crate) struct Arguments {
    /// The firm to fill
    #[arg(long, value_name = "NUMBER", default_value_t = FirmId::FIRST)]
    firm: FirmId,

    /// The day to which dates are relative, as YYYY-MM-DD [default: today]
    #[arg(long, value_name = "DAY", value_parser = day)]
    as_of: Option<NaiveDate>,
}

fn day(text: &str) -> Result<NaiveDate, &'static str> {
    parse_day(text).ok_or("must be a real date as YYYY-MM-DD")
}

/// Fills a firm.
pub(crate) fn run(settings: &DatabaseSettings, arguments: &Arguments) -> Result<ExitCode> {
    let opened = open::for_bulk_work(settings)?;
    let firm = arguments.firm;
    let Some(access) = opened.database.access_blocking(firm)? else {
        bail!("there is no firm {firm}: see `frontdesk firms list`");
    };
    let today = arguments.as_of.unwrap_or_else(|| clock::now().date_naive());
    let demo = Demo { database: &opened.database, access: access.by(Actor::COMMAND_LINE), today };
    demo.import(Kind::Clients, &accounts::clients())?;
    let ids = demo.ids()?;
    demo.import(Kind::Customers, &accounts::customers(&ids))?;
    demo.import(Kind::Targets, &deals::targets(today))?;
    demo.import(Kind::Actuals, &deals::actuals(today))?;
    demo.import(Kind::Opportunities, &deals::opportunities(&ids, firm.get(), today))?;
    demo.import(Kind::Interactions, &contacts::interactions(&ids, today))?;
    demo.import(Kind::Topics, &contacts::topics(today))?;
    let (operators, asked) = demo.make(move |scoped| requests::make(scoped, &ids, today))?;
    operators.tell("operators")?;
    asked.tell("requests")?;
    demo.make(move |scoped| users::make(scoped, today))?.tell("users")?;
    Ok(ExitCode::SUCCESS)
}

/// What became of things that are not made from files: all of them were made, or were there.
#[derive(Clone, Copy)]
struct Made {
    created: u64,
    unchanged: u64,
}

impl Made {
    fn created(created: u64) -> Self {
        Self { created, unchanged: 0 }
    }

    fn unchanged(unchanged: u64) -> Self {
        Self { created: 0, unchanged }
    }

    fn tell(self, what: &str) -> Result<()> {
        tell(what, [self.created, 0, self.unchanged, 0])
    }
}

/// Created, updated, unchanged and rejected, in one line.
fn tell(what: impl std::fmt::Display, [created, updated, unchanged, rejected]: [u64; 4]) -> Result<()> {
    output::print(&format!(
        "{what}: {created} created, {updated} updated, {unchanged} unchanged, {rejected} rejected"
    ))
}

/// Where the data go.
struct Demo<'d> {
    database: &'d Database,
    access: Access,
    today: NaiveDate,
}

impl Demo<'_> {
    /// Takes a file in, on the way that every file takes, and tells how it went.
    fn import(&self, kind: Kind, text: &str) -> Result<()> {
        let mut file = tempfile::Builder::new().prefix("frontdesk-demo-").suffix(".csv").tempfile()?;
        file.write_all(text.as_bytes()).context("a temporary file")?;
        let options = SourceOptions {
            kind,
            layout: Layout::default(),
            mapping: Vec::new(),
            integration_type: IntegrationType::MyCase,
            create_missing: false,
        };
        let source = Source::open(file.path(), options)?;
        let settings = self.database.read_blocking(self.access, firms::settings)?;
        let run = Run {
            access: self.access,
            rows: source.rows(&settings, self.today),
            mode: Mode::Chunked,
            record: None,
            clock: Arc::new(clock::now),
        };
        let mut first = FirstRejected(None);
        let report = run_import(self.database, &run, &mut first)?;
        let tally = &report.tally;
        tell(kind, [tally.created(), tally.updated(), tally.unchanged(), tally.rejected()])?;
        match first.0 {
            Some(fault) => bail!("the sample {kind} were rejected: {fault}"),
            None => Ok(()),
        }
    }

    /// Makes what is made one by one, all of it or nothing.
    fn make<T: Send + 'static>(
        &self,
        job: impl Fn(&mut Scoped<'_>) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T> {
        Ok(self.database.write_blocking(self.access, job)?)
    }

    /// The numbers of the accounts, each with the id of its customer.
    fn ids(&self) -> Result<Vec<(u64, i64)>> {
        let filter = ClientFilter { q: Some(accounts::MARK.to_owned()), ..ClientFilter::default() };
        let page = Page { after: None, limit: 10 * accounts::ACCOUNTS as i64 };
        let found =
            self.database.read_blocking(self.access, move |scoped| clients::list(scoped, &filter, page))?;
        let mut ids: Vec<(u64, i64)> = found.iter().filter_map(number_and_id).collect();
        ids.sort_unstable();
        Ok(ids)
    }
}

fn number_and_id(client: &Client) -> Option<(u64, i64)> {
    let number = client.integration_id.as_deref()?.strip_prefix("demo-")?;
    Some((number.parse().ok()?, client.id.get()))
}

/// Remembers why the first row was refused that was to be taken: a firm may have chosen what does not go with it.
struct FirstRejected(Option<String>);

impl Observer for FirstRejected {
    fn rejected(&mut self, _: usize, row: RejectedRow) {
        let faults: Vec<String> = row.faults.iter().map(ToString::to_string).collect();
        if !faults.iter().all(|fault| contacts::is_misnoted(fault)) {
            self.0.get_or_insert_with(|| faults.join("; "));
        }
    }

    fn progressed(&mut self, _: usize, _: &Report) {}

    fn restarted(&mut self, _: usize) {
        self.0 = None;
    }
}
