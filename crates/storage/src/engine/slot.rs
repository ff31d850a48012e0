//! Counts in several rows: transactions that change the same row wait for each other until the commit.

use uuid::Uuid;

use crate::engine::connection::AnyConnection;

/// Rows that single changes on a server are spread over, beside the one of bulk work.
const SLOTS: u8 = 16;

/// The row of a count that a transaction changes. Imports of a firm take turns, and the embedded database has one writer.
pub(crate) fn slot(conn: &AnyConnection, is_bulk: bool) -> i16 {
    if is_bulk || conn.is_embedded() {
        return 0;
    }
    Uuid::now_v7().as_bytes().last().map_or(1, |byte| i16::from(byte % SLOTS) + 1)
}
