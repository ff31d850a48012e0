//! A short-lived cache of keys and sessions. Without it, authentication would double the work of the fastest requests.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use frontdesk_storage::keys::{self, KeyId, StoredKey};
use frontdesk_storage::sessions::{self, Session, SessionId};
use frontdesk_storage::{Database, StorageError};
use tokio::sync::watch;

/// How long a cached look-up is used unless the options say otherwise. After this time every process sees a new or
/// revoked key.
pub const KEYS_FRESH: Duration = Duration::from_millis(200);

/// Capacity of the cache, for keys and for sessions.
const MOST_REMEMBERED: usize = 10_000;

pub(crate) struct Keyring {
    known: Mutex<Known>,
    /// How long a look-up is used.
    fresh: Duration,
    /// Tells when a key or session was created, revoked or ended in this process.
    changes: watch::Sender<()>,
}

#[derive(Default)]
struct Known {
    /// Whether keys exist. Never goes back to false, because keys are never deleted.
    closed: bool,
    looked_at: Option<Instant>,
    keys: Remembered<KeyId, StoredKey>,
    sessions: Remembered<SessionId, Session>,
    /// Revocations in progress: refused while the database has not committed them.
    denied: Vec<Deniable>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Deniable {
    Key(KeyId),
    Session(SessionId),
}

/// While this value lives, the key or session is refused in this process.
pub(crate) struct Denied<'k> {
    keyring: &'k Keyring,
    what: Deniable,
}

impl Drop for Denied<'_> {
    fn drop(&mut self) {
        let denied = &mut self.keyring.known().denied;
        if let Some(place) = denied.iter().position(|it| *it == self.what) {
            denied.swap_remove(place);
        }
    }
}

/// Values found, with the time of the look-up. Misses are not cached: callers could fill the cache with invented
/// names.
struct Remembered<K, V>(HashMap<K, (Arc<V>, Instant)>);

impl<K, V> Default for Remembered<K, V> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<K: Eq + Hash + Copy, V> Remembered<K, V> {
    fn get(&self, name: K, fresh: Duration) -> Option<Arc<V>> {
        let (value, since) = self.0.get(&name)?;
        (since.elapsed() < fresh).then(|| Arc::clone(value))
    }

    fn put(&mut self, name: K, value: &Arc<V>, since: Instant) {
        if self.0.len() >= MOST_REMEMBERED {
            self.0.clear();
        }
        self.0.insert(name, (Arc::clone(value), since));
    }
}

/// A look-up result.
pub(super) struct Found<V> {
    pub(super) value: Arc<V>,
    pub(super) is_fresh: bool,
    /// Whether its revocation is in progress.
    pub(super) is_denied: bool,
}

impl Known {
    fn denies(&self, session: SessionId, key: KeyId) -> bool {
        let is_meant = |it: &Deniable| {
            matches!(it, Deniable::Session(id) if *id == session) || *it == Deniable::Key(key)
        };
        self.denied.iter().any(is_meant)
    }
}

impl Keyring {
    /// A look-up is used for as long as `fresh`.
    pub(crate) fn new(fresh: Duration) -> Self {
        Self { known: Mutex::default(), fresh, changes: watch::Sender::new(()) }
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether every request needs a key.
    pub(super) async fn is_closed(&self, database: &Database) -> Result<bool, StorageError> {
        let since = Instant::now();
        {
            let known = self.known();
            if known.closed || known.looked_at.is_some_and(|at| at.elapsed() < self.fresh) {
                return Ok(known.closed);
            }
        }
        let closed = keys::exist(database).await?;
        let mut known = self.known();
        known.closed |= closed;
        known.looked_at = Some(since);
        Ok(known.closed)
    }

    pub(super) async fn key(
        &self,
        database: &Database,
        id: KeyId,
    ) -> Result<Option<Found<StoredKey>>, StorageError> {
        {
            let known = self.known();
            if let Some(value) = known.keys.get(id, self.fresh) {
                let is_denied = known.denied.contains(&Deniable::Key(id));
                return Ok(Some(Found { value, is_fresh: false, is_denied }));
            }
        }
        let since = Instant::now();
        let Some(stored) = keys::find_presented(database, id).await? else { return Ok(None) };
        let value = Arc::new(stored);
        let mut known = self.known();
        known.keys.put(id, &value, since);
        let is_denied = known.denied.contains(&Deniable::Key(id));
        Ok(Some(Found { value, is_fresh: true, is_denied }))
    }

    pub(super) async fn session(
        &self,
        database: &Database,
        id: SessionId,
    ) -> Result<Option<Found<Session>>, StorageError> {
        {
            let known = self.known();
            if let Some(value) = known.sessions.get(id, self.fresh) {
                let is_denied = known.denies(id, value.key.key.id);
                return Ok(Some(Found { value, is_fresh: false, is_denied }));
            }
        }
        let since = Instant::now();
        let Some(session) = sessions::find(database, id).await? else { return Ok(None) };
        let value = Arc::new(session);
        let mut known = self.known();
        known.sessions.put(id, &value, since);
        let is_denied = known.denies(id, value.key.key.id);
        Ok(Some(Found { value, is_fresh: true, is_denied }))
    }

    /// Refuses a key or a session from now on, until the database has committed the revocation.
    pub(crate) fn deny(&self, what: Deniable) -> Denied<'_> {
        self.known().denied.push(what);
        Denied { keyring: self, what }
    }

    /// Clears the cache after a key or session was created, revoked or ended.
    pub(crate) fn forget(&self) {
        let mut known = self.known();
        let (closed, denied) = (known.closed, std::mem::take(&mut known.denied));
        *known = Known { closed, denied, ..Known::default() };
        drop(known);
        self.changes.send_replace(());
    }

    /// Changes from now on.
    pub(crate) fn changes(&self) -> watch::Receiver<()> {
        self.changes.subscribe()
    }

    /// Forgets the cache, and waits until those of other processes have expired.
    pub(crate) async fn settle(&self) {
        self.forget();
        tokio::time::sleep(self.fresh).await;
    }
}
