//! `frontdesk migrate`: bringing the database up to date.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use frontdesk_storage::{MigrationStatus, migrate, migration_status};

use crate::output;
use crate::settings::DatabaseSettings;
use crate::table::aligned;

/// Apply missing migrations to the database
///
/// Every command that opens the database does this too. The command is for services whose database user may not change
/// tables.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  frontdesk migrate --status               what the database has and lacks; changes nothing
  frontdesk migrate")]
pub(crate) struct Arguments {
    /// Only list applied and missing migrations
    #[arg(long)]
    status: bool,
}

/// Migrates, or tells.
pub(crate) fn run(settings: &DatabaseSettings, arguments: &Arguments) -> Result<ExitCode> {
    let url = settings.url();
    let before = migration_status(&url)?;
    if arguments.status {
        output::print(&as_table(&before))?;
        return Ok(ExitCode::SUCCESS);
    }
    migrate(&url)?;
    let after = migration_status(&url)?;
    let newly = after.applied.iter().filter(|version| !before.applied.contains(version));
    let mut lines: Vec<String> = newly.map(|version| format!("applied {version}")).collect();
    lines.push(format!("{url} is up to date"));
    output::print(&lines.join("\n"))?;
    Ok(ExitCode::SUCCESS)
}

fn as_table(status: &MigrationStatus) -> String {
    let applied = status.applied.iter().map(|version| [version.clone(), "applied".to_owned()]);
    let pending = status.pending.iter().map(|version| [version.clone(), "pending".to_owned()]);
    aligned(["MIGRATION", "STATE"], &applied.chain(pending).collect::<Vec<_>>())
}
