//! Deletes expired rows: stored idempotent answers, ended sessions, processed webhooks, finished outbox entries.

use std::time::Duration;

use frontdesk_storage::{StorageError, idempotency, outbox, sessions, sync};

use crate::state::AppState;

/// How long finished entries are kept for diagnosis.
const KEPT: Duration = Duration::from_secs(7 * 24 * 3600);
/// Rows of each kind deleted per transaction; few, so that other writes do not wait long.
const BATCH: i64 = 500;
/// Batches per round: 20,000 rows per second when behind, more than arrive.
const MOST_BATCHES: usize = 40;
/// Time between rounds.
const PERIOD: Duration = Duration::from_secs(60);
/// Time between rounds while expired rows remain.
const PERIOD_WHEN_BEHIND: Duration = Duration::from_secs(1);

/// Runs until dropped.
pub(crate) async fn run(state: AppState) {
    loop {
        let is_behind = delete_expired(&state).await.unwrap_or_else(|error| {
            tracing::debug!(%error, "failed to delete expired rows, will retry");
            false
        });
        tokio::time::sleep(if is_behind { PERIOD_WHEN_BEHIND } else { PERIOD }).await;
    }
}

/// Whether expired rows remain.
async fn delete_expired(state: &AppState) -> Result<bool, StorageError> {
    let (database, now) = (state.database(), state.now());
    for _ in 0..MOST_BATCHES {
        let deleted = [
            outbox::forget_finished(database, KEPT, BATCH).await?,
            sync::forget_webhooks(database, KEPT, BATCH, now).await?,
            sessions::forget_ended(database, BATCH, now).await?,
            idempotency::forget_expired(database, BATCH, now).await?,
        ];
        if deleted.into_iter().all(|rows| (rows as i64) < BATCH) {
            return Ok(false);
        }
    }
    Ok(true)
}
