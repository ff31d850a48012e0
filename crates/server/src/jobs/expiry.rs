//! Deletes what has served its purpose: answers to idempotency keys, ended sessions, settled webhooks, finished outbox
//! entries.

use std::time::Duration;

use frontdesk_storage::{StorageError, idempotency, outbox, sessions, sync};

use crate::state::AppState;

/// How long finished entries stay, for questions about what happened.
const KEPT: Duration = Duration::from_secs(7 * 24 * 3600);
/// Rows of each kind that one transaction deletes. Few, so that no write waits long.
const BATCH: i64 = 500;
/// Batches of one round: with a round a second 20,000 rows, which is more than come in.
const MOST_BATCHES: usize = 40;
/// Time between two rounds.
const PERIOD: Duration = Duration::from_secs(60);
/// Time between two rounds while more is left than one round deletes.
const PERIOD_WHEN_BEHIND: Duration = Duration::from_secs(1);

/// Runs until it is dropped.
pub(crate) async fn run(state: AppState) {
    loop {
        let is_behind = delete_expired(&state).await.unwrap_or_else(|error| {
            tracing::debug!(%error, "expired rows could not be deleted, will retry");
            false
        });
        tokio::time::sleep(if is_behind { PERIOD_WHEN_BEHIND } else { PERIOD }).await;
    }
}

/// Whether more is left.
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
