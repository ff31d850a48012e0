//! Copies of the embedded database.

use std::io;
use std::path::Path;

use diesel::prelude::*;
use diesel::sql_types::Text;

use crate::engine::database_url::DatabaseUrl;
use crate::engine::error::{OpenError, StorageError};
use crate::engine::migrations::migration_status;
use crate::engine::private_file::Draft;
use crate::engine::sqlite::{connect_for_copying, connect_for_writing};

/// A copy could not be made, or is not to be trusted.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// There is no database to copy.
    #[error("there is no database at {0}")]
    Missing(String),
    /// Nothing is ever written over.
    #[error("{0} is there already")]
    Taken(String),
    /// The copy cannot be written.
    #[error("cannot write {path}: {source}")]
    Target {
        /// The file.
        path: String,
        /// Why.
        source: io::Error,
    },
    /// SQLite found a fault in the file.
    #[error("the file {path} is damaged: {fault}")]
    Damaged {
        /// The file.
        path: String,
        /// What SQLite says of it; it speaks of pages and indexes, not of what is in them.
        fault: String,
    },
    /// The file cannot be opened as a database of Frontdesk's.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// A statement failed: no room on the disk, or the file is no database.
    #[error("the copy could not be made: {0}")]
    Failed(#[source] StorageError),
}

/// Copies the database to a new file as it is at this moment, while others go on reading and writing. The copy is
/// whole by itself, and as small as can be. It has its name once it is on the disk; a copy that fails leaves nothing.
///
/// # Errors
/// There is no database, the target is there already, or there is no room.
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

/// Makes sure that a file is a sound database of this Frontdesk or an older one. Nothing in it is changed, but SQLite may
/// write to the file: give a copy.
///
/// # Errors
/// It is not.
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
        let fault = "it is no database of Frontdesk's".to_owned();
        return Err(BackupError::Damaged { path: file.display().to_string(), fault });
    }
    Ok(())
}
