//! How the users of a firm stand.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::dsl::{count_star, min};
use diesel::prelude::*;
use frontdesk_sync::SyncStatus;

use super::inbox::WebhookOutcome;
use crate::engine::database::Database;
use crate::engine::error::StorageError;
use crate::engine::schema::customers;
use crate::engine::schema::sync::{crm_webhooks, customer_users};
use crate::engine::scope::Scoped;

/// How users stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SyncCounts {
    /// Users with unsent changes.
    pub pending: i64,
    /// Users that are in sync, as far as is known.
    pub synced: i64,
    /// Users whose synchronization failed.
    pub failed: i64,
    /// Since when the longest-waiting user has been pending.
    pub oldest_pending: Option<DateTime<Utc>>,
    /// Events of unknown records, in any firm.
    pub parked_webhooks: i64,
}

/// The users of this firm by status.
///
/// # Errors
/// The database did not answer.
pub fn counts(scoped: &mut Scoped<'_>) -> Result<SyncCounts, StorageError> {
    let oldest: Option<NaiveDateTime> = customer_users::table
        .living(scoped.firm)
        .filter(customer_users::sync_status.eq(SyncStatus::Pending.as_str()))
        .select(min(customer_users::pending_since))
        .get_result(scoped.conn)?;
    let parked = crm_webhooks::table.filter(crm_webhooks::outcome.eq(WebhookOutcome::Parked.as_str()));
    Ok(SyncCounts {
        pending: count(scoped, SyncStatus::Pending)?,
        synced: count(scoped, SyncStatus::Synced)?,
        failed: count(scoped, SyncStatus::Failed)?,
        oldest_pending: oldest.map(|at| at.and_utc()),
        parked_webhooks: parked.count().get_result(scoped.conn)?,
    })
}

/// The users of all firms by status, for monitoring.
///
/// # Errors
/// The database did not answer, or holds an unknown state.
pub async fn counts_of_all(database: &Database) -> Result<SyncCounts, StorageError> {
    database
        .read_any(|conn| {
            let states: Vec<(String, i64, Option<NaiveDateTime>)> = customer_users::table
                .across_firms()
                .inner_join(customers::table)
                .filter(customers::tombstone.eq(0))
                .group_by(customer_users::sync_status)
                .select((customer_users::sync_status, count_star(), min(customer_users::pending_since)))
                .load(conn)?;
            let parked =
                crm_webhooks::table.filter(crm_webhooks::outcome.eq(WebhookOutcome::Parked.as_str()));
            let mut counts =
                SyncCounts { parked_webhooks: parked.count().get_result(conn)?, ..SyncCounts::default() };
            for (state, users, oldest) in states {
                let corrupt = StorageError::Corrupt { table: "customer_users", column: "sync_status", id: 0 };
                match state.parse().map_err(|_| corrupt)? {
                    SyncStatus::Pending => {
                        counts.pending = users;
                        counts.oldest_pending = oldest.map(|at| at.and_utc());
                    }
                    SyncStatus::Synced => counts.synced = users,
                    SyncStatus::Failed => counts.failed = users,
                }
            }
            Ok(counts)
        })
        .await
}

fn count(scoped: &mut Scoped<'_>, status: SyncStatus) -> Result<i64, StorageError> {
    let users =
        customer_users::table.living(scoped.firm).filter(customer_users::sync_status.eq(status.as_str()));
    Ok(users.count().get_result(scoped.conn)?)
}
