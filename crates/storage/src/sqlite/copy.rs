//! Work on a copy of the database that is thrown away: everything happens, nothing stays, and nobody waits.

use std::path::Path;

use diesel::prelude::*;
use diesel::sql_types::Text;

use super::pragmas::{connect_for_copying, connect_for_writing};
use crate::connection::AnyConnection;
use crate::error::{OpenError, StorageError};

/// Copies the database as it is now and runs the job on the copy. The copy lies beside the original, where there is
/// room for the original, and is as private.
pub(crate) fn on_a_copy(
    path: &Path,
    job: impl Fn(&mut AnyConnection) -> Result<(), StorageError>,
) -> Result<(), StorageError> {
    let beside = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = tempfile::Builder::new()
        .prefix("rehearsal-")
        .tempdir_in(beside)
        .map_err(|_| StorageError::Unavailable)?;
    let copy = folder.path().join("copy.db");
    let mut original = connect_for_writing(path).map_err(unavailable)?;
    diesel::sql_query("VACUUM INTO ?").bind::<Text, _>(copy.to_string_lossy()).execute(&mut original)?;
    drop(original);
    let mut conn = AnyConnection::Sqlite(connect_for_copying(&copy).map_err(unavailable)?);
    conn.transaction(|conn| job(conn))
}

fn unavailable(error: OpenError) -> StorageError {
    match error {
        OpenError::Storage(error) => error,
        error => {
            tracing::error!(%error, "no copy of the database");
            StorageError::Unavailable
        }
    }
}
