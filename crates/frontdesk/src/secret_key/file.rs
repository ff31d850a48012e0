//! The key file: one key in base64 a line, the current one first, comments behind `#`.

use std::fs::{self, File, TryLockError};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use frontdesk_storage::private_file;
use frontdesk_storage::secret::SecretKey;

const NAME: &str = "secret.key";

/// Held shared by processes that use the keys, and exclusively by one that rotates them. A file of its own, as the key file is
/// replaced when keys are exchanged.
const LOCK: &str = "secret.key.lock";

const COMMENT: &str = "\
# Frontdesk's secret key: it seals social security numbers. Keep it private, and keep a copy elsewhere:
# what it has sealed cannot be read without it. One key a line, the current one first.
";

/// The key file of a data folder.
pub(crate) struct KeyFile {
    folder: PathBuf,
    path: PathBuf,
}

/// Keeps the keys from being exchanged, or others from using them, as long as it lives.
#[expect(dead_code, reason = "the lock is held by the open file")]
pub(crate) struct Lock(File);

impl KeyFile {
    /// The key file of a data folder, be it there or not.
    pub(crate) fn in_folder(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), path: folder.join(NAME) }
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Takes part in using the keys.
    pub(crate) fn lock_shared(&self) -> Result<Lock> {
        let file = self.lock_file()?;
        match file.try_lock_shared() {
            Ok(()) => Ok(Lock(file)),
            Err(TryLockError::WouldBlock) => {
                bail!(
                    "the secret key in {} is being rotated: try again when that is done",
                    self.path.display()
                )
            }
            Err(TryLockError::Error(error)) => Err(error).with_context(|| self.cannot("lock")),
        }
    }

    /// Makes sure that no other process uses the keys.
    pub(crate) fn lock_alone(&self) -> Result<Lock> {
        let file = self.lock_file()?;
        match file.try_lock() {
            Ok(()) => Ok(Lock(file)),
            Err(TryLockError::WouldBlock) => {
                bail!("another frontdesk uses the secret key in {}: stop it first", self.path.display())
            }
            Err(TryLockError::Error(error)) => Err(error).with_context(|| self.cannot("lock")),
        }
    }

    fn lock_file(&self) -> Result<File> {
        private_file::create_folder(&self.folder)
            .with_context(|| format!("cannot create the folder {}", self.folder.display()))?;
        let mut options = private_file::options();
        options.read(true).write(true).create(true).truncate(false);
        options.open(self.folder.join(LOCK)).with_context(|| self.cannot("lock"))
    }

    /// The keys, the current one first. `None` when there is no file.
    pub(crate) fn read(&self) -> Result<Option<Vec<SecretKey>>> {
        let text = match fs::read_to_string(&self.path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error).with_context(|| self.cannot("read")),
        };
        self.warn_when_readable_by_others();
        let mut keys = Vec::new();
        for (number, line) in text.lines().enumerate() {
            let key = line.split('#').next().unwrap_or_default().trim();
            match SecretKey::parse(key) {
                Ok(key) => keys.push(key),
                Err(_) if key.is_empty() => {}
                Err(error) => bail!("{}, line {}: {error}", self.path.display(), number + 1),
            }
        }
        if keys.is_empty() {
            bail!("the key file {} holds no key", self.path.display());
        }
        Ok(Some(keys))
    }

    /// Creates the file with a new key, unless another process creates it at the same time: then that one counts.
    pub(crate) fn create(&self) -> Result<Vec<SecretKey>> {
        let key = SecretKey::generate();
        let file = self.written(std::slice::from_ref(&key))?;
        match file.persist_noclobber(&self.path) {
            Ok(_) => {
                self.sync_folder()?;
                tracing::warn!(
                    "created the secret key file {}: keep a copy, as sealed values cannot be read without it",
                    self.path.display()
                );
                Ok(vec![key])
            }
            Err(error) if error.error.kind() == ErrorKind::AlreadyExists => {
                self.read()?.with_context(|| self.cannot("read"))
            }
            Err(error) => Err(error.error).with_context(|| self.cannot("make")),
        }
    }

    /// Puts other keys in the place of the old ones; at any moment the file holds either.
    pub(crate) fn replace(&self, keys: &[SecretKey]) -> Result<()> {
        let file = self.written(keys)?;
        file.persist(&self.path).map_err(|error| error.error).with_context(|| self.cannot("replace"))?;
        self.sync_folder()
    }

    /// A file beside the real one with everything in it and on the disk. Only its owner can read it.
    fn written(&self, keys: &[SecretKey]) -> Result<tempfile::NamedTempFile> {
        let write = || {
            let mut file = tempfile::Builder::new().prefix(".secret.key.").tempfile_in(&self.folder)?;
            file.write_all(COMMENT.as_bytes())?;
            for key in keys {
                writeln!(file, "{}", key.to_base64())?;
            }
            file.as_file().sync_all()?;
            Ok(file)
        };
        write().map_err(|error: std::io::Error| error).with_context(|| self.cannot("write"))
    }

    /// A new name in a folder is on the disk when the folder is.
    fn sync_folder(&self) -> Result<()> {
        private_file::sync_folder(&self.folder).with_context(|| self.cannot("write"))
    }

    fn cannot(&self, verb: &str) -> String {
        format!("cannot {verb} the secret key file {}", self.path.display())
    }

    #[cfg(unix)]
    fn warn_when_readable_by_others(&self) {
        use std::os::unix::fs::PermissionsExt;

        let mode = fs::metadata(&self.path).map(|metadata| metadata.permissions().mode());
        if mode.is_ok_and(|mode| mode & 0o077 != 0) {
            let path = self.path.display();
            tracing::warn!("the secret key file {path} can be read by other users: run `chmod 600 {path}`");
        }
    }

    #[cfg(not(unix))]
    fn warn_when_readable_by_others(&self) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file() -> (tempfile::TempDir, KeyFile) {
        let folder = tempfile::tempdir().expect("a folder");
        let file = KeyFile::in_folder(folder.path());
        (folder, file)
    }

    fn ids(keys: &[SecretKey]) -> Vec<&str> {
        keys.iter().map(SecretKey::id).collect()
    }

    #[test]
    fn what_is_written_is_read() {
        let (_folder, file) = file();
        assert!(file.read().expect("no file").is_none());
        let made = file.create().expect("made");
        assert_eq!(ids(&file.read().expect("readable").expect("there")), ids(&made));
        let keys = [SecretKey::generate(), SecretKey::generate()];
        file.replace(&keys).expect("replaced");
        assert_eq!(ids(&file.read().expect("readable").expect("there")), ids(&keys));
    }

    #[test]
    fn of_many_who_make_the_file_at_once_all_get_the_same_key() {
        let (_folder, file) = file();
        let made: Vec<_> = std::thread::scope(|scope| {
            let makers: Vec<_> = (0..8).map(|_| scope.spawn(|| file.create().expect("made"))).collect();
            makers.into_iter().map(|maker| maker.join().expect("joined")).collect()
        });
        for keys in &made {
            assert_eq!(ids(keys), ids(&made[0]));
        }
    }

    #[test]
    fn comments_and_blanks_are_passed_over_and_anything_else_is_refused_unseen() {
        let (_folder, file) = file();
        let (one, two) = (SecretKey::generate(), SecretKey::generate());
        let text = format!("# first\n\n  {}  # new\n{}\n", one.to_base64(), two.to_base64());
        fs::write(file.path(), text).expect("written");
        assert_eq!(ids(&file.read().expect("readable").expect("there")), [one.id(), two.id()]);
        fs::write(file.path(), format!("{}\nhunter2\n", one.to_base64())).expect("written");
        let error = file.read().expect_err("no key").to_string();
        assert!(error.contains("line 2") && !error.contains("hunter2"), "{error}");
        fs::write(file.path(), "# nothing\n").expect("written");
        assert!(file.read().is_err());
    }

    #[test]
    fn keys_in_use_are_not_exchanged_and_keys_that_are_exchanged_not_used() {
        let (_folder, file) = file();
        let (one, two) = (file.lock_shared().expect("free"), file.lock_shared().expect("shared"));
        assert!(file.lock_alone().is_err());
        drop((one, two));
        let alone = file.lock_alone().expect("free again");
        assert!(file.lock_shared().is_err());
        drop(alone);
        assert!(file.lock_shared().is_ok());
    }
}
