//! `frontdesk backup`: a copy of the embedded database while it is in use.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Args;
use frontdesk_storage::{DatabaseUrl, backup};

use crate::exit::UsageError;
use crate::secret_key::{self, Source};
use crate::settings::DatabaseSettings;
use crate::{output, partial};

/// Copy the embedded database to a file while the service runs
///
/// The copy is a consistent snapshot, readable by its owner alone. A copy that fails or is interrupted leaves no file.
/// The key file is not included, as it opens the sealed values of the database: store a copy of it elsewhere.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  frontdesk backup /mnt/backups/frontdesk-2026-01-31.db

A database server is backed up with its own tools: pg_dump, mariadb-dump.")]
pub(crate) struct Arguments {
    /// The file to write; it must not exist
    file: PathBuf,
}

/// Copies.
pub(crate) fn run(settings: &DatabaseSettings, arguments: &Arguments) -> Result<ExitCode> {
    let DatabaseUrl::Sqlite(database) = settings.url() else {
        bail!(UsageError(
            "a database server is backed up with its own tools, such as pg_dump or mariadb-dump".to_owned()
        ));
    };
    partial::remove_on_signals(&arguments.file)?;
    backup::backup(&database, &arguments.file)?;
    let size = std::fs::metadata(&arguments.file)?.len();
    let mut lines =
        vec![format!("copied {} to {} ({size} bytes)", database.display(), arguments.file.display())];
    if let Source::File(key) = secret_key::source(settings)? {
        lines.push(format!(
            "the key file {} is not in it: what it seals cannot be read without it, so keep a copy of it elsewhere",
            key.path().display()
        ));
    }
    output::print(&lines.join("\n"))?;
    Ok(ExitCode::SUCCESS)
}
