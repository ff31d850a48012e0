//! Numbering before reading.

use crate::engine::database::Database;
use crate::engine::error::StorageError;
use crate::engine::journal::{is_behind, number};
use crate::engine::scope::Access;

/// Numbers the firm's committed changes, so that the next read finds all of them in order. Cheap when there are none,
/// and on the embedded database, where changes are numbered with their transaction.
///
/// # Errors
/// The database did not answer.
pub async fn settle(database: &Database, access: Access) -> Result<(), StorageError> {
    while database.read(access, |scoped| is_behind(scoped.conn, scoped.firm)).await? {
        if !database.write(access, |scoped| number(scoped.conn, scoped.firm)).await? {
            break;
        }
    }
    Ok(())
}

/// [`settle`] for blocking threads.
///
/// # Errors
/// The database did not answer.
pub fn settle_blocking(database: &Database, access: Access) -> Result<(), StorageError> {
    while database.read_blocking(access, |scoped| is_behind(scoped.conn, scoped.firm))? {
        if !database.write_blocking(access, |scoped| number(scoped.conn, scoped.firm))? {
            break;
        }
    }
    Ok(())
}
