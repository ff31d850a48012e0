//! How the users of a firm stand.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::dsl::sum;
use diesel::prelude::*;
use frontdesk_core::FirmId;
use frontdesk_sync::SyncStatus;

use super::inbox::WebhookOutcome;
use crate::engine::connection::AnyConnection;
use crate::engine::database::Database;
use crate::engine::error::StorageError;
use crate::engine::schema::sync::{crm_webhooks, customer_users, user_counts};
use crate::engine::scope::Scoped;
use crate::users::count_kept;

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
    let oldest = oldest_pending(scoped.conn, scoped.firm)?;
    let parked = crm_webhooks::table.filter(crm_webhooks::outcome.eq(WebhookOutcome::Parked.as_str()));
    Ok(SyncCounts {
        pending: count_kept(scoped, Some(SyncStatus::Pending))?,
        synced: count_kept(scoped, Some(SyncStatus::Synced))?,
        failed: count_kept(scoped, Some(SyncStatus::Failed))?,
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
            let states: Vec<(i64, String, Option<i64>)> = user_counts::table
                .across_firms()
                .group_by((user_counts::firm_id, user_counts::sync_status))
                .select((user_counts::firm_id, user_counts::sync_status, sum(user_counts::users)))
                .load(conn)?;
            let parked =
                crm_webhooks::table.filter(crm_webhooks::outcome.eq(WebhookOutcome::Parked.as_str()));
            let mut counts =
                SyncCounts { parked_webhooks: parked.count().get_result(conn)?, ..SyncCounts::default() };
            for (firm, state, users) in states {
                let corrupt = |column| StorageError::Corrupt { table: "user_counts", column, id: firm };
                let users = users.unwrap_or_default();
                match state.parse().map_err(|_| corrupt("sync_status"))? {
                    SyncStatus::Pending if users > 0 => {
                        counts.pending += users;
                        let firm = FirmId::try_from(firm).map_err(|_| corrupt("firm_id"))?;
                        let oldest = oldest_pending(conn, firm)?.map(|at| at.and_utc());
                        counts.oldest_pending = counts.oldest_pending.into_iter().chain(oldest).min();
                    }
                    SyncStatus::Pending => {}
                    SyncStatus::Synced => counts.synced += users,
                    SyncStatus::Failed => counts.failed += users,
                }
            }
            Ok(counts)
        })
        .await
}

/// Since when the longest-waiting user of a firm has been pending: the first entry of an index.
fn oldest_pending(conn: &mut AnyConnection, firm: FirmId) -> Result<Option<NaiveDateTime>, StorageError> {
    let oldest: Option<Option<NaiveDateTime>> = customer_users::table
        .living(firm)
        .filter(customer_users::pending_since.is_not_null())
        .order(customer_users::pending_since)
        .select(customer_users::pending_since)
        .first(conn)
        .optional()?;
    Ok(oldest.flatten())
}
