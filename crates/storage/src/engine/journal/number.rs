//! Numbering of committed batches on a server.
//!
//! A batch becomes visible with its commit, and gets its number from the next transaction that asks for numbers. Such
//! transactions take turns, and each numbers what is visible to it. Numbers are therefore in the order in which batches
//! became visible: a reader that has seen a number has seen all smaller ones. Of two changes of one record the later one
//! waits for the commit of the earlier one before it inserts its batch, so that the order of ids is right within a turn.

use diesel::prelude::*;
use frontdesk_core::FirmId;

use super::append::last_seq;
use crate::engine::connection::AnyConnection;
use crate::engine::error::StorageError;
use crate::engine::schema::journal::{journal_batches, journal_feeds};

/// Batches numbered by one statement.
const AT_A_TIME: usize = 500;
/// Batches numbered in one transaction.
const MOST: i64 = 10_000;

/// Whether batches of the firm have no number yet. Never on the embedded database.
///
/// # Errors
/// The database did not answer.
pub(crate) fn is_behind(conn: &mut AnyConnection, firm: FirmId) -> Result<bool, StorageError> {
    if conn.is_embedded() {
        return Ok(false);
    }
    let waiting = journal_batches::table.of_firm(firm).filter(journal_batches::first_seq.is_null());
    Ok(diesel::select(diesel::dsl::exists(waiting)).get_result(conn)?)
}

/// Numbers batches of the firm, and returns whether there may be more. Call it in a transaction of its own.
///
/// # Errors
/// The database did not answer.
pub(crate) fn number(conn: &mut AnyConnection, firm: FirmId) -> Result<bool, StorageError> {
    // An update to its own value, as a locking SELECT that fails half-way on MySQL leaves its statement waiting.
    diesel::update(journal_feeds::table.of_firm(firm))
        .set(journal_feeds::last_seq.eq(journal_feeds::last_seq))
        .execute(conn)?;
    let waiting: Vec<(i64, i64, chrono::NaiveDateTime)> = journal_batches::table
        .of_firm(firm)
        .filter(journal_batches::first_seq.is_null())
        .order(journal_batches::id)
        .limit(MOST)
        .select((journal_batches::id, journal_batches::entries, journal_batches::at))
        .load(conn)?;
    let Some((_, _, at)) = waiting.first() else { return Ok(false) };
    let mut last = last_seq(conn, firm, *at)?;
    for batches in waiting.chunks(AT_A_TIME) {
        // Only numbers, so no parameters are needed.
        let (mut cases, mut ids) = (String::new(), Vec::with_capacity(batches.len()));
        for (id, entries, _) in batches {
            cases.push_str(&format!(" WHEN {id} THEN {}", last + 1));
            ids.push(id.to_string());
            last += entries;
        }
        let update = format!(
            "UPDATE journal_batches SET first_seq = CASE id{cases} END WHERE id IN ({}) AND firm_id = {firm}",
            ids.join(",")
        );
        diesel::sql_query(update).execute(conn)?;
    }
    diesel::update(journal_feeds::table.of_firm(firm)).set(journal_feeds::last_seq.eq(last)).execute(conn)?;
    Ok(i64::try_from(waiting.len()).is_ok_and(|numbered| numbered == MOST))
}
