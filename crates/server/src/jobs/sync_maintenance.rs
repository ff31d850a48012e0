//! Sync maintenance, in every process: processes parked events, starts and queues sweeps.

use std::time::Duration;

use frontdesk_storage::{StorageError, outbox, sync};

use crate::state::AppState;

/// Time between rounds.
const PERIOD: Duration = Duration::from_secs(1);
/// Batches of parked events per round.
const MOST_BATCHES: usize = 40;

/// Runs until dropped.
pub(crate) async fn run(state: AppState) {
    let mut ticks = tokio::time::interval(PERIOD);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        if let Err(error) = once(&state).await {
            tracing::debug!(%error, "sync maintenance failed, will retry");
        }
    }
}

async fn once(state: &AppState) -> Result<(), StorageError> {
    let (database, now) = (state.database(), state.now());
    for _ in 0..MOST_BATCHES {
        let settled = sync::settle_parked(database, state.options().verify_webhooks, now).await?;
        if !settled.has_more() {
            break;
        }
    }
    while outbox::hurry_misdated(database).await? > 0 {}
    if let Some(every) = state.options().reconcile_every {
        sync::start_sweeps(database, every, now).await?;
    }
    while sync::queue_sweeps(database, now).await? > 0 {}
    Ok(())
}
