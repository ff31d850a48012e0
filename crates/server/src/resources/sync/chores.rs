//! What the sync needs done now and then, whoever does the pushing: events that wait for their record are settled,
//! looks at all users begun and queued, what is done with forgotten.

use std::time::Duration;

use frontdesk_storage::{StorageError, outbox, sessions, sync};

use crate::state::AppState;

/// How often it is looked.
const PULSE: Duration = Duration::from_secs(1);
/// How long what is done with is kept, for those who ask what happened.
const KEPT: Duration = Duration::from_secs(7 * 24 * 3600);
/// Rows that are forgotten at a time.
const FORGOTTEN_AT_ONCE: i64 = 500;
/// Times that so many are forgotten at one look: together twenty thousand a second, which is more than come in.
const MOST_TIMES: usize = 40;
/// It is looked so often before something is forgotten.
const PULSES_BETWEEN_FORGETTING: u64 = 60;

/// Does what is to be done, until it is dropped.
pub(crate) async fn work(state: AppState) {
    let mut pulse = tokio::time::interval(PULSE);
    pulse.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let mut is_behind = false;
    for count in 0_u64.. {
        pulse.tick().await;
        if let Err(error) = once(&state).await {
            tracing::debug!(%error, "a chore of the sync was put off");
        }
        let is_time = count % PULSES_BETWEEN_FORGETTING == PULSES_BETWEEN_FORGETTING - 1;
        if is_time || is_behind {
            is_behind = forget(&state).await.unwrap_or_else(|error| {
                tracing::debug!(%error, "nothing could be forgotten");
                false
            });
        }
    }
}

async fn once(state: &AppState) -> Result<(), StorageError> {
    let (database, now) = (state.database(), state.now());
    for _ in 0..MOST_TIMES {
        let settled = sync::settle_parked(database, state.options().verify_webhooks, now).await?;
        if !settled.has_more() {
            break;
        }
    }
    if let Some(every) = state.options().reconcile_every {
        sync::start_sweeps(database, every, now).await?;
    }
    while sync::queue_sweeps(database, now).await? > 0 {}
    Ok(())
}

/// Forgets what is done with; whether there is more of it. In small transactions, so that no write waits long.
async fn forget(state: &AppState) -> Result<bool, StorageError> {
    let (database, now, limit) = (state.database(), state.now(), FORGOTTEN_AT_ONCE);
    for _ in 0..MOST_TIMES {
        let forgotten = [
            outbox::forget_finished(database, KEPT, limit).await?,
            sync::forget_webhooks(database, KEPT, limit, now).await?,
            sessions::forget_ended(database, limit, now).await?,
        ];
        if forgotten.into_iter().all(|rows| (rows as i64) < limit) {
            return Ok(false);
        }
    }
    Ok(true)
}
