//! How the users of a firm stand.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use frontdesk_sync::SyncStatus;

use crate::error::StorageError;
use crate::schema::customers;
use crate::schema::sync::{crm_webhooks, customer_users};
use crate::scope::Scoped;

/// How the users of a firm stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SyncCounts {
    /// Users of whom something is on its way.
    pub pending: i64,
    /// Users that are equal on both sides, as far as is known.
    pub synced: i64,
    /// Users that were given up.
    pub failed: i64,
    /// Since when the one that waits longest has been waiting.
    pub oldest_pending: Option<DateTime<Utc>>,
    /// Events of records that nobody knows yet, whichever firm they will turn out to belong to.
    pub parked_webhooks: i64,
}

/// How the users of this firm stand.
///
/// # Errors
/// The database did not answer.
pub fn counts(scoped: &mut Scoped<'_>) -> Result<SyncCounts, StorageError> {
    let oldest: Option<NaiveDateTime> = customer_users::table
        .inner_join(customers::table)
        .filter(customer_users::sync_status.eq(SyncStatus::Pending.as_str()))
        .filter(customer_users::firm_id.eq(scoped.firm_id()))
        .filter(customers::tombstone.eq(0))
        .select(diesel::dsl::min(customer_users::pending_since))
        .get_result(scoped.conn)?;
    let parked = crm_webhooks::table.filter(crm_webhooks::outcome.eq("parked"));
    Ok(SyncCounts {
        pending: count(scoped, SyncStatus::Pending)?,
        synced: count(scoped, SyncStatus::Synced)?,
        failed: count(scoped, SyncStatus::Failed)?,
        oldest_pending: oldest.map(|at| at.and_utc()),
        parked_webhooks: parked.count().get_result(scoped.conn)?,
    })
}

fn count(scoped: &mut Scoped<'_>, status: SyncStatus) -> Result<i64, StorageError> {
    let users = customer_users::table
        .inner_join(customers::table)
        .filter(customer_users::sync_status.eq(status.as_str()))
        .filter(customer_users::firm_id.eq(scoped.firm_id()))
        .filter(customers::tombstone.eq(0));
    Ok(users.count().get_result(scoped.conn)?)
}
