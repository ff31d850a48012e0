//! Sends the notices of failed users that are due.

use std::sync::Arc;
use std::time::{Duration, Instant};

use frontdesk_storage::outbox::{self, Topic};
use frontdesk_storage::{Database, StorageError};
use tokio::task::JoinSet;

use crate::client::Clock;
use crate::notify::Notifier;

/// Interval of polling for notices.
const EVERY: Duration = Duration::from_secs(1);
/// Notices that are sent at a time.
const NOTICES: u32 = 8;
/// How long a notice may take.
const LEASE: Duration = Duration::from_secs(90);

/// The sender of notices.
pub(crate) struct Notices {
    database: Database,
    notifier: Option<Arc<Notifier>>,
    clock: Clock,
    sent_at: Option<Instant>,
    under_way: JoinSet<()>,
}

impl Notices {
    pub(crate) fn new(database: Database, notifier: Option<Notifier>, clock: Clock) -> Self {
        let notifier = notifier.map(Arc::new);
        Self { database, notifier, clock, sent_at: None, under_way: JoinSet::new() }
    }

    /// Sends what is due, in the background.
    pub(crate) async fn send(&mut self) {
        while self.under_way.try_join_next().is_some() {}
        if self.sent_at.is_some_and(|at| at.elapsed() < EVERY) {
            return;
        }
        self.sent_at = Some(Instant::now());
        if let Err(error) = self.begin().await {
            tracing::warn!(%error, "notices cannot be read");
        }
    }

    /// Waits for those that are under way.
    pub(crate) async fn finish(&mut self) {
        while self.under_way.join_next().await.is_some() {}
    }

    async fn begin(&mut self) -> Result<(), StorageError> {
        let Some(notifier) = &self.notifier else { return Ok(()) };
        for taken in outbox::claim(&self.database, Topic::UserFailed, NOTICES, LEASE).await? {
            let (notifier, database, clock) = (Arc::clone(notifier), self.database.clone(), self.clock);
            self.under_way.spawn(async move {
                let ending = notifier.send(&taken, clock()).await;
                if let Err(error) = outbox::acknowledge(&database, &taken.lease, ending).await {
                    tracing::warn!(%error, "the outcome of a notice could not be recorded");
                }
            });
        }
        Ok(())
    }
}
