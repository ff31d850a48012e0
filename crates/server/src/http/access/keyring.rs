//! Keys and sessions that were looked up a moment ago. A look-up for each request would double the work of the
//! quickest ones.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use frontdesk_storage::keys::{self, KeyId, StoredKey};
use frontdesk_storage::sessions::{self, Session, SessionId};
use frontdesk_storage::{Database, StorageError};

/// For how long a look-up holds. By then at the latest every process knows that a key was made or revoked.
pub const KEYS_FRESH: Duration = Duration::from_millis(200);

/// More keys or sessions at a time than this are not remembered.
const MOST_REMEMBERED: usize = 10_000;

#[derive(Default)]
pub(crate) struct Keyring(Mutex<Known>);

#[derive(Default)]
struct Known {
    /// Whether there are keys. Once there are there always will be: none is ever deleted.
    closed: bool,
    looked_at: Option<Instant>,
    keys: Remembered<KeyId, StoredKey>,
    sessions: Remembered<SessionId, Session>,
    /// What is being taken away at this moment: it opens nothing while that waits for the database.
    denied: Vec<Deniable>,
}

/// What can be taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Deniable {
    Key(KeyId),
    Session(SessionId),
}

/// While this lives, a key or session opens nothing in this process.
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

/// What was found, and when. What was not found is not remembered: anybody can make names up.
struct Remembered<K, V>(HashMap<K, (Arc<V>, Instant)>);

impl<K, V> Default for Remembered<K, V> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<K: Eq + Hash + Copy, V> Remembered<K, V> {
    fn get(&self, name: K) -> Option<Arc<V>> {
        let (value, since) = self.0.get(&name)?;
        (since.elapsed() < KEYS_FRESH).then(|| Arc::clone(value))
    }

    fn put(&mut self, name: K, value: &Arc<V>, since: Instant) {
        if self.0.len() >= MOST_REMEMBERED {
            self.0.clear();
        }
        self.0.insert(name, (Arc::clone(value), since));
    }
}

/// Something that was looked up, and whether it was just now.
pub(super) struct Found<V> {
    pub(super) value: Arc<V>,
    pub(super) is_fresh: bool,
    /// Whether it is being taken away.
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
    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether nobody gets in without a key.
    pub(super) async fn is_closed(&self, database: &Database) -> Result<bool, StorageError> {
        let since = Instant::now();
        {
            let known = self.known();
            if known.closed || known.looked_at.is_some_and(|at| at.elapsed() < KEYS_FRESH) {
                return Ok(known.closed);
            }
        }
        let closed = keys::exist(database).await?;
        let mut known = self.known();
        known.closed |= closed;
        known.looked_at = Some(since);
        Ok(known.closed)
    }

    /// The key with this id.
    pub(super) async fn key(
        &self,
        database: &Database,
        id: KeyId,
    ) -> Result<Option<Found<StoredKey>>, StorageError> {
        {
            let known = self.known();
            if let Some(value) = known.keys.get(id) {
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

    /// The session with this name.
    pub(super) async fn session(
        &self,
        database: &Database,
        id: SessionId,
    ) -> Result<Option<Found<Session>>, StorageError> {
        {
            let known = self.known();
            if let Some(value) = known.sessions.get(id) {
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

    /// Has a key or a session open nothing from now on, for as long as the database takes to know it as well.
    pub(crate) fn deny(&self, what: Deniable) -> Denied<'_> {
        self.known().denied.push(what);
        Denied { keyring: self, what }
    }

    /// Forgets everything: something was made, revoked or ended. The next request looks for itself.
    pub(crate) fn forget(&self) {
        let mut known = self.known();
        let (closed, denied) = (known.closed, std::mem::take(&mut known.denied));
        *known = Known { closed, denied, ..Known::default() };
    }
}
