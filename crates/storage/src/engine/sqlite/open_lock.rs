//! Locks that show which processes use the database file. They are held on files beside it; the system releases them
//! when a process ends, however it ends.

use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::engine::error::OpenError;
use crate::engine::private_file;

/// This process's lock among those that have a database open.
pub(crate) struct Neighbours {
    lock: File,
}

impl Neighbours {
    /// Takes the lock, and holds it until dropped. Waits while the file is being replaced.
    pub(crate) fn join(database: &Path) -> Result<Self, OpenError> {
        let (path, lock) = open_beside(database, "open-lock")?;
        lock.lock_shared().map_err(|source| fault(&path, source))?;
        Ok(Self { lock })
    }

    /// Whether no other process has the file open. In doubt false.
    pub(super) fn are_none(&self) -> bool {
        // A held lock cannot be upgraded: it is released, and taken again exclusively for a moment.
        let alone = self.lock.unlock().is_ok() && self.lock.try_lock().is_ok();
        let _ = self.lock.unlock();
        self.lock.lock_shared().is_ok() && alone
    }
}

/// The right to serve an embedded database, held by one process at a time. Commands such as `import` open the database
/// beside it.
#[derive(Debug)]
pub struct ServeLock {
    _lock: File,
    /// The database file itself, which may have another name (a hard link). Closed after all connections: closing a
    /// file releases SQLite's locks on it.
    file: Option<File>,
}

impl ServeLock {
    /// Takes the right. The database is not touched; its folder is created.
    ///
    /// # Errors
    /// [`OpenError::Served`] when another process has it.
    pub fn take(database: &Path) -> Result<Self, OpenError> {
        let (path, lock) = open_beside(database, "serve-lock")?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { _lock: lock, file: lock_file(database)? }),
            Err(TryLockError::WouldBlock) => Err(OpenError::Served(database.display().to_string())),
            Err(TryLockError::Error(source)) => Err(fault(&path, source)),
        }
    }

    /// Locks a database file that was created after [`ServeLock::take`]. Drop it after all connections.
    ///
    /// # Errors
    /// [`OpenError::Served`] when another process serves the file under another name.
    pub fn cover(&mut self, database: &Path) -> Result<(), OpenError> {
        if self.file.is_none() {
            self.file = lock_file(database)?;
        }
        Ok(())
    }
}

/// Locks the database file itself, if it exists.
#[cfg(unix)]
fn lock_file(database: &Path) -> Result<Option<File>, OpenError> {
    let file = match File::open(database) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        file => file.map_err(|source| fault(database, source))?,
    };
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Err(OpenError::Served(database.display().to_string())),
        Err(TryLockError::Error(source)) => Err(fault(database, source)),
    }
}

/// On this platform a lock would keep SQLite from reading the file.
#[cfg(not(unix))]
fn lock_file(_: &Path) -> Result<Option<File>, OpenError> {
    Ok(None)
}

/// Refuses a database that is served under another name. SQLite's log lies beside the name: two names have two logs,
/// and each would overwrite the changes of the other. Call it before the first connection.
#[cfg(unix)]
pub(crate) fn refuse_another_name(database: &Path) -> Result<(), OpenError> {
    use std::os::unix::fs::MetadataExt;

    let has_links = database.metadata().is_ok_and(|file| file.nlink() > 1);
    if !has_links {
        return Ok(());
    }
    tracing::warn!(database = %database.display(), "the database file has several hard links: use one name only");
    let (path, serve) = open_beside(database, "serve-lock")?;
    match serve.try_lock_shared() {
        Ok(()) => lock_file(database).map(drop),
        // Served under this name.
        Err(TryLockError::WouldBlock) => Ok(()),
        Err(TryLockError::Error(source)) => Err(fault(&path, source)),
    }
}

#[cfg(not(unix))]
pub(crate) fn refuse_another_name(_: &Path) -> Result<(), OpenError> {
    Ok(())
}

/// Exclusive use of the database: no process serves it or has it open, and processes that want to open it wait.
#[derive(Debug)]
pub struct Alone {
    _serve: ServeLock,
    _open: File,
}

impl Alone {
    /// Takes exclusive use of the database.
    ///
    /// # Errors
    /// [`OpenError::Served`] or [`OpenError::InUse`] when another process has it.
    pub fn take(database: &Path) -> Result<Self, OpenError> {
        let serve = ServeLock::take(database)?;
        let (path, open) = open_beside(database, "open-lock")?;
        match open.try_lock() {
            Ok(()) => Ok(Self { _serve: serve, _open: open }),
            Err(TryLockError::WouldBlock) => Err(OpenError::InUse(database.display().to_string())),
            Err(TryLockError::Error(source)) => Err(fault(&path, source)),
        }
    }
}

/// Runs `action` while no process has the database open; skips it when one has.
pub(crate) fn have_none_open(database: &Path, action: impl FnOnce()) -> Result<(), OpenError> {
    let (_, open) = open_beside(database, "open-lock")?;
    if open.try_lock().is_ok() {
        action();
    }
    Ok(())
}

/// Opens a lock file beside the real database file, through any links.
pub(crate) fn open_beside(database: &Path, kind: &str) -> Result<(PathBuf, File), OpenError> {
    let folder = private_file::folder_of(database);
    private_file::create_folder(folder).map_err(|source| fault(folder, source))?;
    let path = real_path(database).with_extension(kind);
    let lock = private_file::options().create(true).truncate(false).write(true).open(&path);
    let lock = lock.map_err(|source| fault(&path, source))?;
    private_file::tighten(&path);
    Ok((path, lock))
}

fn real_path(database: &Path) -> PathBuf {
    let in_folder = || {
        let folder = private_file::folder_of(database).canonicalize()?;
        Ok::<_, io::Error>(database.file_name().map_or(folder.clone(), |name| folder.join(name)))
    };
    database.canonicalize().or_else(|_| in_folder()).unwrap_or_else(|_| database.to_owned())
}

fn fault(path: &Path, source: io::Error) -> OpenError {
    OpenError::File { path: path.display().to_string(), source }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn database() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().expect("a folder");
        let database = folder.path().join("data/frontdesk.db");
        (folder, database)
    }

    #[test]
    fn only_a_single_process_is_alone_with_the_file() {
        let (_folder, database) = database();
        let first = Neighbours::join(&database).expect("a place");
        assert!(first.are_none());
        let second = Neighbours::join(&database).expect("a place");
        assert!(!first.are_none());
        assert!(!second.are_none());
        drop(first);
        assert!(second.are_none());
        assert!(second.are_none());
    }

    #[test]
    fn one_process_serves_while_others_open_the_file() {
        let (_folder, database) = database();
        let first = ServeLock::take(&database).expect("free");
        assert!(matches!(ServeLock::take(&database), Err(OpenError::Served(_))));
        assert!(Neighbours::join(&database).expect("a place").are_none());
        assert!(matches!(Alone::take(&database), Err(OpenError::Served(_))));
        drop(first);
        let place = Neighbours::join(&database).expect("a place");
        assert!(matches!(Alone::take(&database), Err(OpenError::InUse(_))));
        drop(place);
        let alone = Alone::take(&database).expect("free");
        assert!(matches!(ServeLock::take(&database), Err(OpenError::Served(_))));
        drop(alone);
        assert!(ServeLock::take(&database).is_ok());
        assert!(!database.exists(), "a lock does not touch the database");
    }

    #[cfg(unix)]
    #[test]
    fn links_share_the_same_locks() {
        let (folder, database) = database();
        let _lock = ServeLock::take(&database).expect("free");
        std::fs::write(&database, "").expect("written");
        let (file, dir) = (folder.path().join("file.db"), folder.path().join("dir"));
        std::os::unix::fs::symlink(&database, &file).expect("a link");
        std::os::unix::fs::symlink(folder.path().join("data"), &dir).expect("a link");
        for link in [file, dir.join("frontdesk.db")] {
            assert!(matches!(ServeLock::take(&link), Err(OpenError::Served(_))), "{}", link.display());
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_hard_link_is_the_same_database() {
        let (folder, database) = database();
        let link = folder.path().join("elsewhere/link.db");
        let is_served = |outcome: Result<(), OpenError>| matches!(outcome, Err(OpenError::Served(_)));
        let mut first = ServeLock::take(&database).expect("free");
        std::fs::write(&database, "").expect("written");
        first.cover(&database).expect("free");
        std::fs::create_dir(folder.path().join("elsewhere")).expect("a folder");
        std::fs::hard_link(&database, &link).expect("a link");
        assert!(is_served(ServeLock::take(&link).map(drop)));
        assert!(is_served(Alone::take(&link).map(drop)));
        assert!(is_served(refuse_another_name(&link)));
        assert!(refuse_another_name(&database).is_ok(), "commands beside the service use its name");
        drop(first);
        assert!(refuse_another_name(&link).is_ok());
        let _second = ServeLock::take(&link).expect("free");
        assert!(is_served(ServeLock::take(&database).map(drop)));
    }
}
