//! A lock on a firm: for what exists once per firm, and for rows that do not exist yet and so cannot be locked.

use crate::engine::connection::AnyConnection;
use crate::engine::error::StorageError;
#[cfg(any(feature = "postgres", feature = "mysql"))]
use crate::engine::schema::firms;
use crate::engine::scope::Scoped;
#[cfg(any(feature = "postgres", feature = "mysql"))]
use diesel::prelude::*;

/// Waits for the lock on the firm, and holds it until the transaction ends. Take it before reading anything that the
/// change depends on. SQLite has one writer and needs no lock.
pub(crate) fn hold_firm(scoped: &mut Scoped<'_>) -> Result<(), StorageError> {
    #[cfg(any(feature = "postgres", feature = "mysql"))]
    let firm = firms::table.filter(firms::id.eq(scoped.firm_id()));
    match &mut *scoped.conn {
        #[cfg(feature = "sqlite")]
        AnyConnection::Sqlite(_) => {}
        // Weaker than FOR UPDATE, so that rows that refer to the firm can still be inserted.
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(conn) => {
            firm.select(firms::id).for_no_key_update().get_result::<i64>(conn)?;
        }
        // A locking SELECT that fails half-way leaves its statement waiting; an update does not.
        #[cfg(feature = "mysql")]
        AnyConnection::Mysql(conn) => {
            diesel::update(firm).set(firms::name.eq(firms::name)).execute(conn)?;
        }
    }
    Ok(())
}
