//! `frontdesk restore`: a copy becomes the embedded database.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::Args;
use frontdesk_storage::{Alone, Database, DatabaseUrl, backup, private_file};
use tempfile::TempDir;

use crate::exit::UsageError;
use crate::secret_key::{KeyFile, assert_all_known};
use crate::settings::DatabaseSettings;
use crate::{clock, open, output};

/// A database, and what SQLite keeps beside one that was not closed in order. What is left of one database would be taken
/// for a part of the next.
const FILES: [&str; 4] = ["", "-wal", "-shm", "-journal"];

/// Replace the embedded database by a copy that `backup` made
///
/// The copy is checked first, and migrated at the next start of the service. The service must be stopped meanwhile.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  frontdesk restore /mnt/backups/frontdesk-2026-01-31.db
  frontdesk restore backup.db --replace    a database that is there is kept under another name")]
pub(crate) struct Arguments {
    /// The copy
    file: PathBuf,
    /// Replace an existing database; it is kept beside the new one under another name
    #[arg(long)]
    replace: bool,
}

/// Restores.
pub(crate) fn run(settings: &DatabaseSettings, arguments: &Arguments) -> Result<ExitCode> {
    let DatabaseUrl::Sqlite(database) = settings.url() else {
        bail!(UsageError(
            "a database server is restored with its own tools, such as psql or mariadb".to_owned()
        ));
    };
    if database.exists() && !arguments.replace {
        bail!(UsageError(format!(
            "{} exists: --replace moves it aside and restores the copy",
            database.display()
        )));
    }
    // Before anything is read: what a service or an import writes meanwhile would be lost.
    let alone = Alone::take(&database)?;
    let keys_alone = KeyFile::in_folder(&settings.data_dir).lock_alone()?;
    let (_scratch, copy) = checked_copy(&arguments.file, &database)?;
    let mut lines = Vec::new();
    for (was, kept) in put_aside(&database)? {
        lines.push(format!("{} is now {}", was.display(), kept.display()));
    }
    fs::rename(&copy, &database).with_context(|| format!("cannot put {} in its place", copy.display()))?;
    private_file::sync_folder(private_file::folder_of(&database))?;
    drop((alone, keys_alone));
    lines.push(format!("restored {} from {}", database.display(), arguments.file.display()));
    lines.extend(warning_of_keys(settings)?);
    output::print(&lines.join("\n"))?;
    Ok(ExitCode::SUCCESS)
}

/// A copy of the copy, beside the place where it is to go: looking through a database may change its file.
fn checked_copy(file: &Path, database: &Path) -> Result<(TempDir, PathBuf)> {
    if !file.is_file() {
        bail!("there is no file {}", file.display());
    }
    let folder = private_file::folder_of(database);
    let scratch = private_file::scratch_folder(backup::RESTORE, folder)
        .with_context(|| format!("cannot write in {}", folder.display()))?;
    let copy = scratch.path().join("copy.db");
    // Not `fs::copy`: the copy would be as open to others as the file.
    let copied = || {
        let mut to = private_file::options().write(true).create_new(true).open(&copy)?;
        io::copy(&mut fs::File::open(file)?, &mut to)?;
        to.sync_all()
    };
    copied().with_context(|| format!("cannot copy {}", file.display()))?;
    backup::check(&copy)?;
    fs::File::open(&copy)?.sync_all()?;
    Ok((scratch, copy))
}

/// Gives whatever is there another name, the database itself or not. What was, and what is now.
fn put_aside(database: &Path) -> Result<Vec<(PathBuf, PathBuf)>> {
    let stamp = clock::now().format("%Y%m%dT%H%M%S%6f").to_string();
    let kept = with_suffix(database, &format!(".replaced-{stamp}"));
    let pairs = FILES.map(|suffix| (with_suffix(database, suffix), with_suffix(&kept, suffix)));
    let there: Vec<_> = pairs.into_iter().filter(|(was, _)| was.exists()).collect();
    for (was, kept) in &there {
        fs::rename(was, kept).with_context(|| format!("cannot put {} aside", was.display()))?;
        private_file::tighten(kept);
    }
    Ok(there)
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// What is missing to read everything that was restored.
fn warning_of_keys(settings: &DatabaseSettings) -> Result<Option<String>> {
    let keys = match &settings.secret_key {
        Some(given) => given.keys().to_vec(),
        None => KeyFile::in_folder(&settings.data_dir).read()?.unwrap_or_default(),
    };
    let database = Database::open(open::without_keys(settings))?;
    Ok(assert_all_known(&database, &keys)
        .err()
        .map(|error| format!("{error}: put the key file that belongs to it in place")))
}
