//! Backups of the embedded database.

use std::io;
use std::path::Path;

use diesel::prelude::*;
use diesel::sql_types::Text;

use crate::engine::database_url::DatabaseUrl;
use crate::engine::error::{OpenError, StorageError};
use crate::engine::migrations::migration_status;
use crate::engine::private_file::Draft;
use crate::engine::sqlite::{connect_for_copying, connect_for_writing};

/// Why a backup failed, or is not valid.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// There is no database to copy.
    #[error("there is no database at {0}")]
    Missing(String),
    /// The target exists; files are never overwritten.
    #[error("{0} already exists")]
    Taken(String),
    /// The copy cannot be written.
    #[error("cannot write {path}: {source}")]
    Target {
        /// The file.
        path: String,
        source: io::Error,
    },
    /// SQLite found a fault in the file.
    #[error("the file {path} is damaged: {fault}")]
    Damaged {
        /// The file.
        path: String,
        /// SQLite's message; it names pages and indexes, not their content.
        fault: String,
    },
    /// The file is not a Frontdesk database.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// A statement failed: the disk is full, or the file is not a database.
    #[error("the backup failed: {0}")]
    Failed(#[source] StorageError),
}

/// Copies the database as of now to a new file while others continue to read and write. The copy is complete and
/// compact. It gets its name once it is on the disk; a failed copy leaves no file behind.
///
/// # Errors
/// The database does not exist, the target already exists, or the disk is full.
pub fn backup(database: &Path, target: &Path) -> Result<(), BackupError> {
    if !database.exists() {
        return Err(BackupError::Missing(database.display().to_string()));
    }
    let written = |source: io::Error| match source.kind() {
        io::ErrorKind::AlreadyExists => BackupError::Taken(target.display().to_string()),
        _ => BackupError::Target { path: target.display().to_string(), source },
    };
    let draft = Draft::of(target).map_err(written)?;
    let mut conn = connect_for_writing(database)?;
    let failed = |error: diesel::result::Error| BackupError::Failed(error.into());
    diesel::sql_query("VACUUM INTO ?")
        .bind::<Text, _>(draft.path().to_string_lossy())
        .execute(&mut conn)
        .map_err(failed)?;
    draft.finish().map_err(written)
}

#[derive(QueryableByName)]
struct Finding {
    #[diesel(sql_type = Text)]
    integrity_check: String,
}

/// Checks that a file is a sound database of this or an older version of Frontdesk. The content stays unchanged, but
/// SQLite may write to the file: pass a copy.
///
/// # Errors
/// The file is not such a database.
pub fn check(file: &Path) -> Result<(), BackupError> {
    if !file.is_file() {
        return Err(BackupError::Missing(file.display().to_string()));
    }
    let failed = |error: diesel::result::Error| BackupError::Failed(error.into());
    let mut conn = connect_for_copying(file)?;
    let findings: Vec<Finding> =
        diesel::sql_query("PRAGMA integrity_check(1)").load(&mut conn).map_err(failed)?;
    drop(conn);
    match findings.into_iter().next() {
        Some(Finding { integrity_check }) if integrity_check == "ok" => {}
        finding => {
            let fault = finding.map(|it| it.integrity_check).unwrap_or_default();
            return Err(BackupError::Damaged { path: file.display().to_string(), fault });
        }
    }
    let status = migration_status(&DatabaseUrl::Sqlite(file.to_owned()))?;
    if status.applied.is_empty() {
        let fault = "it is not a Frontdesk database".to_owned();
        return Err(BackupError::Damaged { path: file.display().to_string(), fault });
    }
    Ok(())
}
