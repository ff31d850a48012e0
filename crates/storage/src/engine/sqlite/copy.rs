//! Runs a job on a throw-away copy of the database, without blocking writers.

use std::path::Path;
use std::time::Duration;

use diesel::prelude::*;
use diesel::sql_types::Text;

use super::limit::{Limit, within};
use super::pragmas::{connect_for_copying, connect_for_writing};
use super::undone_if_failed;
use crate::engine::connection::AnyConnection;
use crate::engine::error::{OpenError, StorageError};
use crate::engine::private_file;

/// Prefix of the folders of copies; the rest of the name is random.
pub(crate) const DRY_RUN: &str = "dry-run-";

/// Copies the database and runs the job on the copy. The copy lies beside the original, on a disk with room for it, and
/// is as private.
pub(crate) fn on_a_copy(
    path: &Path,
    timeout: Duration,
    job: impl Fn(&mut AnyConnection) -> Result<(), StorageError>,
) -> Result<(), StorageError> {
    let folder = private_file::scratch_folder(DRY_RUN, private_file::folder_of(path)).map_err(no_room)?;
    let copy = folder.path().join("copy.db");
    private_file::options().write(true).create_new(true).open(&copy).map_err(no_room)?;
    let mut original = connect_for_writing(path).map_err(unavailable)?;
    let copying = diesel::sql_query("VACUUM INTO ?").bind::<Text, _>(copy.to_string_lossy());
    within(Limit::lasting(timeout), || copying.execute(&mut original))?;
    drop(original);
    let mut conn = AnyConnection::Sqlite(connect_for_copying(&copy).map_err(unavailable)?);
    run_and_undo(&mut conn, timeout, job)
}

fn run_and_undo(
    conn: &mut AnyConnection,
    timeout: Duration,
    job: impl Fn(&mut AnyConnection) -> Result<(), StorageError>,
) -> Result<(), StorageError> {
    // An interrupted change rolls its transaction back by itself; the original error is the one that counts.
    let (outcome, _spoiled) = undone_if_failed(conn, |conn| within(Limit::lasting(timeout), || job(conn)));
    outcome
}

fn no_room(error: std::io::Error) -> StorageError {
    tracing::error!(%error, "cannot copy the database; the dry run failed");
    StorageError::Unavailable
}

fn unavailable(error: OpenError) -> StorageError {
    match error {
        OpenError::Storage(error) => error,
        error => {
            tracing::error!(%error, "cannot copy the database; the dry run failed");
            StorageError::Unavailable
        }
    }
}
