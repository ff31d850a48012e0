//! Writing batches at the end of a transaction.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;
use frontdesk_core::FirmId;

use super::entry::{Batch, Entry, Range};
use crate::engine::connection::{AnyConnection, insert_for_id};
use crate::engine::error::StorageError;
use crate::engine::schema::journal::{journal_batches, journal_entries, journal_feeds, journal_ranges};

/// Rows per statement.
#[cfg(any(feature = "postgres", feature = "mysql"))]
const ROWS_A_STATEMENT: usize = 500;

#[derive(Insertable)]
#[diesel(table_name = journal_batches, treat_none_as_default_value = false)]
struct NewBatch<'a> {
    firm_id: i64,
    first_seq: Option<i64>,
    entries: i64,
    at: NaiveDateTime,
    actor: &'a str,
    api_key_id: Option<i64>,
    cause: &'a str,
    cause_id: Option<&'a str>,
}

#[derive(Insertable)]
#[diesel(table_name = journal_entries)]
struct NewEntry<'a> {
    firm_id: i64,
    batch_id: i64,
    position: i64,
    kind: i16,
    action: i16,
    record_id: i64,
    version: i64,
    changes: &'a str,
}

#[derive(Insertable)]
#[diesel(table_name = journal_ranges)]
struct NewRange {
    firm_id: i64,
    kind: i16,
    first_id: i64,
    last_id: i64,
    batch_id: i64,
    position: i64,
}

/// Writes batches. SQLite has one writer, so they get their numbers here. On a server the number would have to be
/// locked from here to the commit, and all writers of a firm would wait for each other's flush to the disk: there they
/// are numbered later, see [`super::number`].
///
/// # Errors
/// The database did not answer.
pub(crate) fn append(conn: &mut AnyConnection, batches: &[Batch]) -> Result<(), StorageError> {
    let mut feeds = Feeds::default();
    for batch in batches.iter().filter(|batch| batch.length > 0) {
        let first_seq = if conn.is_embedded() { Some(feeds.advance(conn, batch)?) } else { None };
        let id = insert_batch(conn, batch, first_seq)?;
        insert_entries(conn, batch, id)?;
        insert_ranges(conn, batch, id)?;
    }
    feeds.write(conn)
}

fn insert_batch(
    conn: &mut AnyConnection,
    batch: &Batch,
    first_seq: Option<i64>,
) -> Result<i64, StorageError> {
    let row = NewBatch {
        firm_id: batch.firm.get(),
        first_seq,
        entries: batch.length,
        at: batch.at.naive_utc(),
        actor: batch.actor.as_str(),
        api_key_id: batch.actor.key().map(|key| key.get()),
        cause: batch.cause.kind.as_str(),
        cause_id: batch.cause.id.as_ref().map(|id| id.as_str()),
    };
    Ok(insert_for_id!(conn, journal_batches, row))
}

/// SQLite: one prepared statement, run for each row. Servers: multi-row statements.
macro_rules! insert_all {
    ($conn:expr, $table:expr, $rows:expr) => {
        match $conn {
            #[cfg(feature = "sqlite")]
            AnyConnection::Sqlite(conn) => {
                for row in &$rows {
                    diesel::insert_into($table).values(row).execute(conn)?;
                }
            }
            #[cfg(feature = "postgres")]
            AnyConnection::Postgres(conn) => {
                for rows in $rows.chunks(ROWS_A_STATEMENT) {
                    diesel::insert_into($table).values(rows).execute(conn)?;
                }
            }
            #[cfg(feature = "mysql")]
            AnyConnection::Mysql(conn) => {
                for rows in $rows.chunks(ROWS_A_STATEMENT) {
                    diesel::insert_into($table).values(rows).execute(conn)?;
                }
            }
        }
    };
}

fn insert_entries(conn: &mut AnyConnection, batch: &Batch, batch_id: i64) -> Result<(), StorageError> {
    let firm_id = batch.firm.get();
    let rows: Vec<NewEntry<'_>> =
        batch.entries.iter().map(|entry| entry_row(firm_id, batch_id, entry)).collect();
    insert_all!(conn, journal_entries::table, rows);
    Ok(())
}

fn entry_row(firm_id: i64, batch_id: i64, Entry { position, change }: &Entry) -> NewEntry<'_> {
    NewEntry {
        firm_id,
        batch_id,
        position: *position,
        kind: change.kind,
        action: change.action.code(),
        record_id: change.record,
        version: change.version,
        changes: &change.changes,
    }
}

fn insert_ranges(conn: &mut AnyConnection, batch: &Batch, batch_id: i64) -> Result<(), StorageError> {
    let row = |range: &Range| NewRange {
        firm_id: batch.firm.get(),
        kind: range.kind,
        first_id: range.first,
        last_id: range.last,
        batch_id,
        position: range.position,
    };
    let rows: Vec<NewRange> = batch.ranges.iter().map(row).collect();
    insert_all!(conn, journal_ranges::table, rows);
    Ok(())
}

/// The last numbers of firms, read and written once per transaction.
#[derive(Default)]
struct Feeds(BTreeMap<FirmId, i64>);

impl Feeds {
    /// Takes the numbers of a batch, and returns the first.
    fn advance(&mut self, conn: &mut AnyConnection, batch: &Batch) -> Result<i64, StorageError> {
        let firm = batch.firm;
        let last = match self.0.get(&firm) {
            Some(last) => *last,
            None => last_seq(conn, firm, batch.at.naive_utc())?,
        };
        self.0.insert(firm, last + batch.length);
        Ok(last + 1)
    }

    fn write(self, conn: &mut AnyConnection) -> Result<(), StorageError> {
        for (firm, last) in self.0 {
            diesel::update(journal_feeds::table.of_firm(firm))
                .set(journal_feeds::last_seq.eq(last))
                .execute(conn)?;
        }
        Ok(())
    }
}

/// The last number of a firm. A new firm's numbers begin here.
pub(super) fn last_seq(
    conn: &mut AnyConnection,
    firm: FirmId,
    at: NaiveDateTime,
) -> Result<i64, StorageError> {
    let feed = journal_feeds::table.of_firm(firm).select(journal_feeds::last_seq);
    if let Some(last) = feed.get_result(conn).optional()? {
        return Ok(last);
    }
    // A concurrent transaction that begins the same numbers fails on this row, and is retried.
    diesel::insert_into(journal_feeds::table)
        .values((
            journal_feeds::firm_id.eq(firm.get()),
            journal_feeds::last_seq.eq(0),
            journal_feeds::recorded_since.eq(at),
        ))
        .execute(conn)?;
    Ok(0)
}
