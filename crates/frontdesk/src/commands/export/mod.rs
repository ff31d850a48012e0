//! `frontdesk export`: everything of a kind as a table or line by line.

mod record;
mod write;

use std::io::{BufWriter, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use frontdesk_core::FirmId;
use frontdesk_interactions::spell_month;
use frontdesk_storage::opportunities::OpportunityFilter;
use frontdesk_storage::private_file::Draft;
use frontdesk_storage::requests::RequestFilter;
use frontdesk_storage::{
    Access, Database, Page, Scoped, StorageError, clients, customers, interactions, operators, opportunities,
    requests, revenue, users,
};

use crate::settings::DatabaseSettings;
use crate::{clock, exit::UsageError, open};
use crate::{output, partial};

use record::Record;
use write::Writer;

/// Rows that are fetched at a time.
const ROWS_AT_A_TIME: i64 = 1_000;

/// Write all records of a kind to a file or to standard output
///
/// CSV is a table in which no cell can be taken for a formula: a cell that starts with = + - or @ gets an apostrophe in
/// front. NDJSON is one JSON object per line, with every text as it is stored. A table of a kind that `frontdesk import`
/// knows can be imported as it is.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  frontdesk export customers --output customers.csv
  frontdesk export interactions | gzip > interactions.csv.gz
  frontdesk export requests --format ndjson --firm 2 | gzip > requests.ndjson.gz")]
pub(crate) struct Arguments {
    /// The kind of records
    #[arg(value_enum)]
    kind: Kind,
    /// The format
    #[arg(long, value_enum, default_value_t = Format::Csv)]
    format: Format,
    /// The file to write; it must not exist [default: standard output]
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The firm
    #[arg(long, value_name = "FIRM", default_value = "1")]
    firm: FirmId,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// Customers with their accounts
    Customers,
    /// Customers as outside systems know them; the SSN is masked
    Clients,
    /// Deals; their days are counted back from today
    Opportunities,
    /// Interactions: time, channel and customer
    Interactions,
    /// The topics of each month
    Topics,
    /// Revenue of areas by month
    Actuals,
    /// Revenue targets of areas by fiscal year
    Targets,
    /// Support agents
    Operators,
    /// Support requests, archived ones too
    Requests,
    /// Sign-ups with their state in the CRM
    Users,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table
    Csv,
    /// One JSON object per line
    Ndjson,
}

/// Exports.
pub(crate) fn run(settings: &DatabaseSettings, arguments: &Arguments) -> Result<ExitCode> {
    let opened = open::with_keys(settings)?;
    let database = &opened.database;
    let Some(access) = database.access_blocking(arguments.firm)? else {
        bail!(UsageError(format!("there is no firm {}: see `frontdesk firms list`", arguments.firm)));
    };
    let Some(file) = &arguments.output else {
        let mut out = BufWriter::new(std::io::stdout().lock());
        let written = write_all(database, access, arguments, &mut out);
        return output::ended(written.and_then(|_| Ok(out.flush()?))).map(|()| ExitCode::SUCCESS);
    };
    partial::remove_on_signals(file)?;
    let cannot_write = || format!("cannot write {}", file.display());
    let draft = Draft::of(file).with_context(cannot_write)?;
    let mut out = BufWriter::new(draft.file());
    let rows = write_all(database, access, arguments, &mut out)?;
    out.flush().with_context(cannot_write)?;
    drop(out);
    draft.finish().with_context(cannot_write)?;
    output::print(&format!("wrote {rows} rows to {}", file.display()))?;
    Ok(ExitCode::SUCCESS)
}

fn write_all(
    database: &Database,
    access: Access,
    arguments: &Arguments,
    out: &mut impl Write,
) -> Result<u64> {
    let is_shown = arguments.output.is_none() && std::io::stdout().is_terminal();
    let mut writer = Writer::new(out, arguments.format == Format::Csv, is_shown);
    let source = Source { database, access };
    match arguments.kind {
        Kind::Customers => {
            let list = |scoped: &mut Scoped<'_>, page| customers::list(scoped, &Default::default(), page);
            source.pour(&mut writer, list, |it| it.id.get(), record::of_customer, record::CUSTOMER_COLUMNS)
        }
        Kind::Clients => {
            let list = |scoped: &mut Scoped<'_>, page| clients::list(scoped, &Default::default(), page);
            source.pour(&mut writer, list, |it| it.id.get(), record::of_client, record::CLIENT_COLUMNS)
        }
        Kind::Opportunities => {
            let all = OpportunityFilter::all(clock::now().date_naive());
            let list = move |scoped: &mut Scoped<'_>, page| opportunities::list(scoped, &all, page);
            source.pour(&mut writer, list, |it| it.id, record::of_opportunity, record::OPPORTUNITY_COLUMNS)
        }
        Kind::Interactions => {
            let list = |scoped: &mut Scoped<'_>, page| interactions::list(scoped, &Default::default(), page);
            source.pour(&mut writer, list, |it| it.id, record::of_interaction, record::INTERACTION_COLUMNS)
        }
        Kind::Topics => source.write_topics(&mut writer),
        Kind::Actuals => {
            let list = |scoped: &mut Scoped<'_>, page| revenue::list(scoped, &Default::default(), page);
            source.pour(&mut writer, list, |it| it.id, record::of_actual, record::ACTUAL_COLUMNS)
        }
        Kind::Targets => {
            let list = |scoped: &mut Scoped<'_>, page| revenue::list(scoped, &Default::default(), page);
            source.pour(&mut writer, list, |it| it.id, record::of_target, record::TARGET_COLUMNS)
        }
        Kind::Operators => {
            let (of, columns) = (record::of_operator, record::OPERATOR_COLUMNS);
            let list = |scoped: &mut Scoped<'_>, page| operators::list(scoped, &Default::default(), page);
            source.pour(&mut writer, list, |it| it.id.get(), of, columns)
        }
        Kind::Requests => {
            let all = RequestFilter { show_archived: true, ..RequestFilter::default() };
            let list = move |scoped: &mut Scoped<'_>, page| requests::list(scoped, &all, page);
            source.pour(&mut writer, list, |it| it.id.get(), record::of_request, record::REQUEST_COLUMNS)
        }
        Kind::Users => {
            let list = |scoped: &mut Scoped<'_>, page| users::list(scoped, &Default::default(), page);
            source.pour(&mut writer, list, |it| it.customer_id.get(), record::of_user, record::USER_COLUMNS)
        }
    }
}

struct Source<'d> {
    database: &'d Database,
    access: Access,
}

impl Source<'_> {
    /// A row for each topic of each month: a few hundred.
    fn write_topics(&self, writer: &mut Writer<'_, impl Write>) -> Result<u64> {
        writer.head(record::TOPIC_COLUMNS)?;
        let all = self.database.read_blocking(self.access, |scoped| interactions::topics(scoped, None))?;
        let rows = all.len() as u64;
        for (month, topic) in all {
            writer.row(record::TOPIC_COLUMNS, &record::of_topic(&spell_month(month), topic))?;
        }
        Ok(rows)
    }

    /// Pours all rows out, a thousand at a time: however many there are, no more of them are in memory.
    fn pour<T: Send + 'static>(
        &self,
        writer: &mut Writer<'_, impl Write>,
        list: impl Fn(&mut Scoped<'_>, Page) -> Result<Vec<T>, StorageError> + Clone + Send + 'static,
        position: impl Fn(&T) -> i64,
        record: impl Fn(T) -> Record,
        columns: &[&str],
    ) -> Result<u64> {
        writer.head(columns)?;
        let (mut after, mut rows) = (None, 0);
        loop {
            let (list, page) = (list.clone(), Page { after, limit: ROWS_AT_A_TIME });
            let found = self.database.read_blocking(self.access, move |scoped| list(scoped, page))?;
            let is_last = (found.len() as i64) < ROWS_AT_A_TIME;
            after = found.last().map(&position).or(after);
            for row in found {
                writer.row(columns, &record(row))?;
                rows += 1;
            }
            if is_last {
                return Ok(rows);
            }
        }
    }
}
