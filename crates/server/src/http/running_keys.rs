//! Idempotency keys of requests in progress.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use frontdesk_core::FirmId;

/// Keys in progress in this process. The database knows those of other processes.
#[derive(Clone, Default)]
pub(crate) struct RunningKeys(Arc<Mutex<HashSet<(FirmId, String)>>>);

impl RunningKeys {
    /// `None` if the key is in use.
    pub(crate) fn enter(&self, firm: FirmId, key: &str) -> Option<RunningKey> {
        let entry = (firm, key.to_owned());
        let fresh = self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(entry.clone());
        fresh.then(|| RunningKey { keys: self.clone(), entry })
    }
}

/// A key in use until dropped.
pub(crate) struct RunningKey {
    keys: RunningKeys,
    entry: (FirmId, String),
}

impl Drop for RunningKey {
    fn drop(&mut self) {
        self.keys.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.entry);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_free_again_after_its_request() {
        let keys = RunningKeys::default();
        let first = keys.enter(FirmId::FIRST, "k");
        assert!(first.is_some() && keys.enter(FirmId::FIRST, "k").is_none());
        assert!(keys.enter(FirmId::FIRST, "other").is_some());
        drop(first);
        assert!(keys.enter(FirmId::FIRST, "k").is_some());
    }
}
