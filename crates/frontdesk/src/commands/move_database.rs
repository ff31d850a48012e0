//! `frontdesk move`: from the embedded database into PostgreSQL.

use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Args;
use frontdesk_storage::{Alone, DatabaseUrl, backup};

use crate::exit::UsageError;
use crate::output;
use crate::secret_key::{self, Source};
use crate::settings::{DatabaseSettings, values};
use crate::table::aligned;

/// Copy the embedded database into an empty PostgreSQL database
///
/// Every row of every table is copied in one transaction and counted in the target. On any error the target is
/// unchanged. The embedded database is never changed. The service must be stopped meanwhile.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  frontdesk move postgres://desk@db.example.com/desk
  PGPASSWORD=... frontdesk move postgres://desk@db.example.com/desk

Other users of a machine can see its command lines: leave the password to PGPASSWORD or ~/.pgpass.")]
pub(crate) struct Arguments {
    /// The PostgreSQL database
    #[arg(value_name = "URL", value_parser = values::database_url)]
    target: DatabaseUrl,
}

/// Moves.
pub(crate) fn run(settings: &DatabaseSettings, arguments: &Arguments) -> Result<ExitCode> {
    let DatabaseUrl::Sqlite(database) = settings.url() else {
        bail!(UsageError("only the embedded database can be moved".to_owned()));
    };
    if !matches!(arguments.target, DatabaseUrl::Postgres(_)) {
        bail!(UsageError("the target must be a PostgreSQL database: postgres://USER@HOST/NAME".to_owned()));
    }
    let _alone = Alone::take(&database)?;
    let source = secret_key::source(settings)?;
    let _nobody_else = match &source {
        Source::File(file) => Some(file.lock_alone()?),
        Source::Given(_) => None,
    };
    let carried = backup::carry_over(&database, &arguments.target, |done| {
        tracing::info!(table = done.table, rows = done.rows, "table copied");
    })?;
    let rows: Vec<[String; 2]> = carried.iter().map(|it| [it.table.clone(), it.rows.to_string()]).collect();
    let mut lines = vec![aligned(["TABLE", "ROWS"], &rows), String::new()];
    lines.push(format!("everything is in {} now. From here on:", arguments.target));
    lines.push("  DATABASE_URL         the URL of that database".to_owned());
    if let Source::File(file) = &source {
        lines.push(format!("  FRONTDESK_SECRET_KEY the key in {}, for every process", file.path().display()));
    }
    output::print(&lines.join("\n"))?;
    Ok(ExitCode::SUCCESS)
}
