//! Wakes the outbox worker.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Wakes the outbox worker of this process, so that queued work does not wait for the next poll.
#[derive(Debug, Default)]
pub struct Bell(tokio::sync::Notify);

impl Bell {
    /// Signals that work was queued. Call it after the commit.
    pub fn ring(&self) {
        self.0.notify_one();
    }

    /// Waits for the next signal, or returns at once if one came since the last wait.
    pub async fn wait(&self) {
        self.0.notified().await;
    }

    /// After the commit: before it the worker would not see the queued rows.
    pub(crate) fn ring_for(&self, queued: &Queued) {
        if queued.0.load(Ordering::Relaxed) {
            self.ring();
        }
    }
}

/// Whether any attempt of a job has queued work.
#[derive(Clone, Default)]
pub(crate) struct Queued(Arc<AtomicBool>);

impl Queued {
    pub(crate) fn note(&self, queued: bool) {
        self.0.fetch_or(queued, Ordering::Relaxed);
    }
}
