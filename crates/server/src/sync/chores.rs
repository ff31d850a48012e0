//! What the sync needs done now and then, whoever does the pushing: events that wait for their record are settled,
//! looks at all users begun and queued, what is done with forgotten.

use std::time::Duration;

use frontdesk_storage::{StorageError, outbox, sync};

use crate::state::AppState;

/// How often it is looked.
const PULSE: Duration = Duration::from_secs(1);
/// How long what is done with is kept, for those who ask what happened.
const KEPT: Duration = Duration::from_secs(7 * 24 * 3600);
/// Rows that are forgotten at a time.
const FORGOTTEN_AT_ONCE: i64 = 500;
/// It is looked so often before something is forgotten.
const PULSES_BETWEEN_FORGETTING: u64 = 60;

/// Does what is to be done, until it is dropped.
pub(crate) async fn work(state: AppState) {
    let mut pulse = tokio::time::interval(PULSE);
    pulse.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    for count in 0_u64.. {
        pulse.tick().await;
        let forgets = count % PULSES_BETWEEN_FORGETTING == PULSES_BETWEEN_FORGETTING - 1;
        if let Err(error) = once(&state, forgets).await {
            tracing::debug!(%error, "a chore of the sync was put off");
        }
    }
}

async fn once(state: &AppState, forgets: bool) -> Result<(), StorageError> {
    let (database, now) = (state.database(), state.now());
    sync::settle_parked(database, now).await?;
    if let Some(every) = state.options().reconcile_every {
        sync::start_sweeps(database, every, now).await?;
    }
    while sync::queue_sweeps(database, now).await? > 0 {}
    if forgets {
        outbox::forget_finished(database, KEPT, FORGOTTEN_AT_ONCE).await?;
        sync::forget_webhooks(database, KEPT, FORGOTTEN_AT_ONCE, now).await?;
    }
    Ok(())
}
