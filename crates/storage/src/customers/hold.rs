//! Locks on a customer, so that it is not deleted before the transaction ends.

use diesel::prelude::*;
use frontdesk_core::CustomerId;

use crate::engine::connection::AnyConnection;
use crate::engine::error::StorageError;
use crate::engine::schema::customers;
use crate::engine::scope::Scoped;

/// Whether the customer is live; if so, it stays live until the transaction ends.
///
/// SQLite has one writer. On MySQL the row is updated to its own values: a locking SELECT that fails half-way leaves
/// its statement waiting for rows that never come.
pub(crate) fn hold(scoped: &mut Scoped<'_>, id: CustomerId) -> Result<bool, StorageError> {
    let customer = customers::table.living(scoped.firm).filter(customers::id.eq(id.get()));
    match &mut *scoped.conn {
        #[cfg(feature = "sqlite")]
        AnyConnection::Sqlite(conn) => {
            let found: Option<i64> = customer.select(customers::id).get_result(conn).optional()?;
            Ok(found.is_some())
        }
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(conn) => {
            let found: Option<i64> =
                customer.select(customers::id).for_share().get_result(conn).optional()?;
            Ok(found.is_some())
        }
        #[cfg(feature = "mysql")]
        AnyConnection::Mysql(conn) => {
            Ok(diesel::update(customer).set(customers::version.eq(customers::version)).execute(conn)? == 1)
        }
    }
}
