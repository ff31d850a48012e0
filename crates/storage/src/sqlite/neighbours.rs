//! Who else has the database file open: whoever opens it holds a shared lock on a file beside it.

use std::fs::{File, OpenOptions};
use std::path::Path;

/// This process's place among those that have a database open.
pub(super) struct Neighbours {
    lock: File,
}

impl Neighbours {
    /// Takes a place, for as long as this lives.
    pub(super) fn join(database: &Path) -> std::io::Result<Self> {
        let path = database.with_extension("open-lock");
        let lock = OpenOptions::new().create(true).truncate(false).write(true).open(path)?;
        lock.lock_shared()?;
        Ok(Self { lock })
    }

    /// Whether there are none. In doubt there are some.
    pub(super) fn are_none(&self) -> bool {
        // A lock is not turned into a stronger one while it is held: it is let go, and taken again for a moment.
        let alone = self.lock.unlock().is_ok() && self.lock.try_lock().is_ok();
        let _ = self.lock.unlock();
        self.lock.lock_shared().is_ok() && alone
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_who_has_the_file_alone_has_no_neighbours() {
        let folder = tempfile::tempdir().expect("a folder");
        let database = folder.path().join("frontdesk.db");
        let first = Neighbours::join(&database).expect("a place");
        assert!(first.are_none());
        let second = Neighbours::join(&database).expect("a place");
        assert!(!first.are_none());
        assert!(!second.are_none());
        drop(first);
        assert!(second.are_none());
        assert!(second.are_none());
    }
}
