//! What processes that call the same CRM tell each other, by way of the database.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use frontdesk_storage::sync;
use frontdesk_storage::{Database, StorageError};

use crate::client::{Condition, Crm};

/// How often is looked at what others say.
const LOOK_EVERY: Duration = Duration::from_millis(200);
/// Times so near each other are the same.
const SAME: Duration = Duration::from_millis(20);
/// How often changes are stored.
const TELL_EVERY: Duration = Duration::from_millis(500);

/// The state of the connection that all processes share.
pub(crate) struct Shared {
    database: Database,
    crm: Arc<Crm>,
    looked_at: Mutex<Option<Instant>>,
    told: Mutex<Told>,
    /// Until when all processes were told to wait.
    held_until: Mutex<Option<Instant>>,
    /// The reason of a pause, as stored.
    paused: Mutex<Written>,
}

/// What the database has.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Written {
    /// An earlier process may have written anything.
    Unknown,
    Is(Option<String>),
}

#[derive(Default)]
struct Told {
    at: Option<Instant>,
    what: Option<Condition>,
}

impl Shared {
    pub(crate) fn new(database: &Database, crm: &Arc<Crm>) -> Self {
        Self {
            database: database.clone(),
            crm: Arc::clone(crm),
            looked_at: Mutex::default(),
            told: Mutex::default(),
            held_until: Mutex::default(),
            paused: Mutex::new(Written::Unknown),
        }
    }

    /// At the start of the process: waits of an earlier process still apply. So do its leases, as the CRM may still be
    /// working on a call whose caller was killed; they run out.
    pub(crate) async fn start_over(&self) {
        match sync::connection(&self.database).await {
            Ok(known) => self.crm.hold_back(known.leave_alone_for.unwrap_or_default()),
            Err(error) => tracing::warn!(%error, "the state of the CRM connection cannot be read"),
        }
    }

    /// Reads what other processes stored. On the embedded database there are none.
    pub(crate) async fn look(&self) -> Result<(), StorageError> {
        if self.database.url().is_embedded() || !is_time(&self.looked_at, LOOK_EVERY) {
            return Ok(());
        }
        let known = sync::connection(&self.database).await?;
        if let Some(wait) = known.leave_alone_for {
            *self.held_until.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now() + wait);
            self.crm.hold_back(wait);
        }
        self.remember(known.paused_reason);
        Ok(())
    }

    /// The CRM told this process to wait: the other processes wait too.
    pub(crate) async fn hold_all_processes(&self) -> Result<(), StorageError> {
        if let Some(reason) = self.crm.condition().shut_out
            && !self.has_written(Some(&reason))
        {
            sync::pause(&self.database, &reason, self.crm.now()).await?;
            self.remember(Some(reason));
        }
        match self.untold_wait() {
            Some(wait) => sync::slow_down(&self.database, wait).await,
            None => Ok(()),
        }
    }

    /// For how long the CRM wants no calls, unless that is stored already.
    fn untold_wait(&self) -> Option<Duration> {
        let wait = self.crm.told_to_wait_for();
        let until = Instant::now() + wait;
        let mut held = self.held_until.lock().unwrap_or_else(PoisonError::into_inner);
        let is_known = held.is_some_and(|known| until <= known + SAME);
        if wait.is_zero() || is_known {
            return None;
        }
        *held = Some(until);
        Some(wait)
    }

    /// The CRM works again.
    pub(crate) async fn works(&self) -> Result<(), StorageError> {
        if !self.has_written(None) {
            sync::resume(&self.database).await?;
            self.remember(None);
        }
        Ok(())
    }

    fn has_written(&self, reason: Option<&str>) -> bool {
        let paused = self.paused.lock().unwrap_or_else(PoisonError::into_inner);
        matches!(&*paused, Written::Is(written) if written.as_deref() == reason)
    }

    fn remember(&self, reason: Option<String>) {
        *self.paused.lock().unwrap_or_else(PoisonError::into_inner) = Written::Is(reason);
    }

    /// Stores the state of the connection if it has changed.
    pub(crate) async fn tell(&self) -> Result<(), StorageError> {
        let now = self.crm.condition();
        let before = {
            let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
            if told.what.as_ref() == Some(&now) || told.at.is_some_and(|at| at.elapsed() < TELL_EVERY) {
                return Ok(());
            }
            told.at = Some(Instant::now());
            told.what.replace(now.clone())
        };
        self.write(&now, before.as_ref()).await
    }

    async fn write(&self, now: &Condition, was: Option<&Condition>) -> Result<(), StorageError> {
        let breaker = |of: &Condition| (of.breaker, of.breaker_until);
        if was.is_none_or(|was| breaker(was) != breaker(now)) {
            tracing::info!(breaker = now.breaker.as_str(), "the breaker of the CRM changed");
            sync::note_breaker(&self.database, now.breaker, now.breaker_until).await?;
        }
        if let Some(at) = now.token_at.filter(|at| was.is_none_or(|was| was.token_at != Some(*at))) {
            sync::note_token(&self.database, at).await?;
        }
        if was.is_none_or(|was| was.rate != now.rate) {
            sync::note_rate(&self.database, now.rate).await?;
        }
        let abilities = |of: &Condition| (of.can_look_up, of.can_update);
        if was.map_or((None, None), abilities) != abilities(now) {
            tracing::info!(look_up = ?now.can_look_up, update = ?now.can_update, "capabilities of the CRM");
            sync::note_abilities(&self.database, now.can_look_up, now.can_update).await?;
        }
        Ok(())
    }
}

/// Whether so much time has passed since the last time that it had.
fn is_time(last: &Mutex<Option<Instant>>, every: Duration) -> bool {
    let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
    let is_time = last.is_none_or(|at| at.elapsed() >= every);
    if is_time {
        *last = Some(Instant::now());
    }
    is_time
}
