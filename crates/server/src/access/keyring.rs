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
        if let Some(value) = self.known().keys.get(id) {
            return Ok(Some(Found { value, is_fresh: false }));
        }
        let since = Instant::now();
        let Some(stored) = keys::find_presented(database, id).await? else { return Ok(None) };
        let value = Arc::new(stored);
        self.known().keys.put(id, &value, since);
        Ok(Some(Found { value, is_fresh: true }))
    }

    /// The session with this name.
    pub(super) async fn session(
        &self,
        database: &Database,
        id: SessionId,
    ) -> Result<Option<Found<Session>>, StorageError> {
        if let Some(value) = self.known().sessions.get(id) {
            return Ok(Some(Found { value, is_fresh: false }));
        }
        let since = Instant::now();
        let Some(session) = sessions::find(database, id).await? else { return Ok(None) };
        let value = Arc::new(session);
        self.known().sessions.put(id, &value, since);
        Ok(Some(Found { value, is_fresh: true }))
    }

    /// Forgets everything: something was made, revoked or ended. The next request looks for itself.
    pub(crate) fn forget(&self) {
        let mut known = self.known();
        let closed = known.closed;
        *known = Known { closed, ..Known::default() };
    }
}
