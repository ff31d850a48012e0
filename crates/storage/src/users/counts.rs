//! The number of users by state: kept in the transactions that write users and delete customers.

use diesel::prelude::*;
use frontdesk_sync::SyncStatus;

use crate::engine::connection::each;
use crate::engine::error::StorageError;
use crate::engine::kept_count::{add_up, slot};
use crate::engine::schema::sync::user_counts;
use crate::engine::scope::Scoped;

#[derive(Insertable)]
#[diesel(table_name = user_counts)]
struct CountRow {
    firm_id: i64,
    slot: i16,
    sync_status: &'static str,
    users: i32,
}

/// Counts users in a state, or discounts them with a negative number.
pub(super) fn add(scoped: &mut Scoped<'_>, status: SyncStatus, users: i32) -> Result<(), StorageError> {
    let slot = slot(scoped.conn, false);
    let row = CountRow { firm_id: scoped.firm_id(), slot, sync_status: status.as_str(), users };
    add_up!(scoped.conn, user_counts, &row, users: Integer);
    Ok(())
}

/// Counts a user in its new state. The states are changed in a fixed order, so that concurrent changes wait and do not
/// deadlock.
pub(super) fn moved(scoped: &mut Scoped<'_>, from: SyncStatus, to: SyncStatus) -> Result<(), StorageError> {
    if from == to {
        return Ok(());
    }
    let mut changes = [(from, -1), (to, 1)];
    changes.sort_unstable_by_key(|(status, _)| status.as_str());
    changes.into_iter().try_for_each(|(status, users)| add(scoped, status, users))
}

/// The firm's users that have not been deleted, in one state or in all.
pub(crate) fn count_kept(scoped: &mut Scoped<'_>, status: Option<SyncStatus>) -> Result<i64, StorageError> {
    let sum = diesel::dsl::sum(user_counts::users);
    let counted: Option<i64> = each!(scoped.conn, conn => match status {
        Some(status) => user_counts::table
            .of_firm(scoped.firm)
            .filter(user_counts::sync_status.eq(status.as_str()))
            .select(sum)
            .get_result(conn)?,
        None => user_counts::table.of_firm(scoped.firm).select(sum).get_result(conn)?,
    });
    Ok(counted.unwrap_or_default())
}
