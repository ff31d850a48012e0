//! Recomputes keys that older versions folded by another rule, right after the migrations.
//!
//! Each firm records which rule its keys follow. The number is raised last, so that an interrupted run is repeated;
//! repeating it changes nothing.

mod areas;
mod channels;
mod customers;
mod terms;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_of_terms;
mod topics;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use frontdesk_core::FirmId;

use crate::engine::connection::AnyConnection;
use crate::engine::error::StorageError;
use crate::engine::schema::firms;
use crate::engine::secret::SecretKeys;
use crate::engine::system::System;

/// The current folding rule. Raise it when the rule changes.
pub(crate) const FOLDING: i32 = 1;

/// Recomputes the keys of all firms with an older rule. The connection sees the rows of all firms, and the migration
/// lock keeps other processes out.
pub(crate) fn refold(conn: &mut AnyConnection) -> Result<(), StorageError> {
    let stale: Vec<i64> =
        firms::table.filter(firms::folding.lt(FOLDING)).order(firms::id).select(firms::id).load(conn)?;
    if !stale.is_empty() {
        // The texts of the terms are about to change.
        terms::start_anew(conn)?;
    }
    for id in stale {
        let corrupt = StorageError::Corrupt { table: "firms", column: "id", id };
        refold_firm(conn, id.try_into().map_err(|_| corrupt)?)?;
    }
    terms::fill(conn)
}

fn refold_firm(conn: &mut AnyConnection, firm: FirmId) -> Result<(), StorageError> {
    let secrets = SecretKeys::default();
    let mut after = Some(0);
    while let Some(last) = after {
        after = in_transaction(conn, |conn| {
            System::new(conn, &secrets).in_firm(firm, |scoped| customers::refold_batch(scoped, last))
        })?;
    }
    in_transaction(conn, |conn| {
        System::new(conn, &secrets).in_firm(firm, |scoped| {
            areas::refold(scoped)?;
            channels::refold(scoped)?;
            topics::refold(scoped)?;
            let own = firms::table.find(firm.get());
            diesel::update(own).set(firms::folding.eq(FOLDING)).execute(scoped.conn)?;
            Ok(())
        })
    })
}

/// On SQLite the write lock is taken first: a transaction that began with a read cannot wait for it.
fn in_transaction<T>(
    conn: &mut AnyConnection,
    job: impl FnOnce(&mut AnyConnection) -> Result<T, StorageError>,
) -> Result<T, StorageError> {
    conn.batch_execute(match conn {
        #[cfg(feature = "sqlite")]
        AnyConnection::Sqlite(_) => "BEGIN IMMEDIATE",
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(_) => "BEGIN",
        #[cfg(feature = "mysql")]
        AnyConnection::Mysql(_) => "START TRANSACTION",
    })?;
    let outcome = job(conn);
    conn.batch_execute(if outcome.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
    outcome
}
