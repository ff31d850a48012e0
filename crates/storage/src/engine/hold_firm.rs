//! One at a time in a firm: for what a firm has one of, and for what has no row yet that others would wait for.

use crate::engine::connection::AnyConnection;
use crate::engine::error::StorageError;
#[cfg(any(feature = "postgres", feature = "mysql"))]
use crate::engine::schema::firms;
use crate::engine::scope::Scoped;
#[cfg(any(feature = "postgres", feature = "mysql"))]
use diesel::prelude::*;

/// Waits for whoever holds the firm, and holds it until the transaction ends. To be asked for before anything is read that
/// the change depends on. On SQLite whoever writes is alone.
pub(crate) fn hold_firm(scoped: &mut Scoped<'_>) -> Result<(), StorageError> {
    #[cfg(any(feature = "postgres", feature = "mysql"))]
    let firm = firms::table.filter(firms::id.eq(scoped.firm_id()));
    match &mut *scoped.conn {
        #[cfg(feature = "sqlite")]
        AnyConnection::Sqlite(_) => {}
        // Not as strong as an update: rows that refer to the firm come in meanwhile.
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(conn) => {
            firm.select(firms::id).for_no_key_update().get_result::<i64>(conn)?;
        }
        // A SELECT that locks and fails half-way leaves its statement waiting; an update does not.
        #[cfg(feature = "mysql")]
        AnyConnection::Mysql(conn) => {
            diesel::update(firm).set(firms::name.eq(firms::name)).execute(conn)?;
        }
    }
    Ok(())
}
