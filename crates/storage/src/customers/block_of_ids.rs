//! Ids of many customers at once on MySQL, which assigns ids with the insert of a row.

use std::collections::VecDeque;

use chrono::DateTime;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use uuid::Uuid;

use crate::engine::connection::last_insert_id;
use crate::engine::error::StorageError;
use crate::engine::schema::customers;

/// The greatest step that MySQL accepts.
const LONGEST_STEP: i64 = 65_535;

/// Sets `count` ids aside, which no other connection is given. The step of the table's counter is the number of ids that
/// a row takes: a single row is inserted with a long step and rolled back, which the counter is not.
pub(super) fn set_aside(conn: &mut MysqlConnection, count: usize) -> Result<VecDeque<i64>, StorageError> {
    // More than 1 where several servers accept writes and share the numbers.
    let setting = diesel::dsl::sql::<BigInt>("CAST(@@SESSION.auto_increment_increment AS SIGNED)");
    let step: i64 = diesel::select(setting).get_result(conn)?;
    let step = step.max(1);
    let count = i64::try_from(count).unwrap_or(i64::MAX).clamp(1, (LONGEST_STEP / step).max(1));
    let long_step = format!("SET SESSION auto_increment_increment = {}", step * count);
    if conn.batch_execute(&long_step).is_err() {
        // Some versions of MySQL let only privileged users set it: each customer then takes its id from its own insert.
        return Ok(VecDeque::new());
    }
    let first = insert_and_roll_back(conn);
    conn.batch_execute(&format!("SET SESSION auto_increment_increment = {step}"))?;
    let first = first?;
    Ok((0..count).map(|number| first + number * step).collect())
}

/// Inserts a customer of the first firm, which always exists, rolls it back, and returns its id.
fn insert_and_roll_back(conn: &mut MysqlConnection) -> Result<i64, StorageError> {
    let mut id = None;
    let undone = conn.transaction::<(), diesel::result::Error, _>(|conn| {
        let now = DateTime::UNIX_EPOCH.naive_utc();
        diesel::insert_into(customers::table)
            .values((
                customers::firm_id.eq(frontdesk_core::FirmId::FIRST.get()),
                customers::uuid.eq(Uuid::now_v7().as_bytes().to_vec()),
                customers::kind.eq("Person"),
                customers::search_text.eq(""),
                customers::version.eq(1),
                (customers::created_at.eq(now), customers::updated_at.eq(now)),
                customers::tombstone.eq(0),
            ))
            .execute(conn)?;
        id = Some(last_insert_id(conn)?);
        Err(diesel::result::Error::RollbackTransaction)
    });
    match (undone, id) {
        (Err(diesel::result::Error::RollbackTransaction), Some(id)) => Ok(id),
        (undone, _) => undone.map_err(StorageError::from).and(Err(StorageError::Conflict)),
    }
}
