//! Waking whoever works the outbox off.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Wakes whoever works the outbox off in this process, so that nothing waits for somebody to look.
#[derive(Debug, Default)]
pub struct Bell(tokio::sync::Notify);

impl Bell {
    /// Says that something was queued. To be rung after the commit.
    pub fn ring(&self) {
        self.0.notify_one();
    }

    /// Waits for the next ring, or the last one if nobody has waited since.
    pub async fn wait(&self) {
        self.0.notified().await;
    }

    /// After the commit: before it nobody would see what was queued.
    pub(crate) fn ring_for(&self, queued: &Queued) {
        if queued.0.load(Ordering::Relaxed) {
            self.ring();
        }
    }
}

/// Whether a job has queued something, in any of the times that it ran.
#[derive(Clone, Default)]
pub(crate) struct Queued(Arc<AtomicBool>);

impl Queued {
    pub(crate) fn note(&self, queued: bool) {
        self.0.fetch_or(queued, Ordering::Relaxed);
    }
}
