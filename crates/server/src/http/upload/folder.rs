//! The folder for uploaded files.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use frontdesk_storage::{Database, imports, private_file};

use super::spool::PREFIX;
use crate::state::AppState;

/// This process's use of the folder, while the value lives.
pub(crate) struct UploadFolder {
    _lock: File,
}

impl UploadFolder {
    /// Creates the folder, readable only by its owner. The first process removes files that no import refers to, left
    /// by killed processes.
    pub(crate) fn open(state: &AppState) -> io::Result<Self> {
        let folder = &state.options().spool_dir;
        let in_context = |error: io::Error| {
            io::Error::new(error.kind(), format!("upload folder {}: {error}", folder.display()))
        };
        Self::in_folder(folder, state.database()).map_err(in_context)
    }

    fn in_folder(folder: &Path, database: &Database) -> io::Result<Self> {
        private_file::create_folder(folder)?;
        private_file::tighten(folder);
        let lock =
            private_file::options().create(true).truncate(false).write(true).open(lock_file(folder))?;
        if lock.try_lock().is_ok() {
            match imports::waiting_files(database) {
                Ok(files) => clear(folder, &files.iter().filter_map(|path| path.file_name()).collect())?,
                Err(error) => tracing::warn!(%error, "failed to remove aborted uploads, keeping them"),
            }
            lock.unlock()?;
        }
        lock.lock_shared()?;
        Ok(Self { _lock: lock })
    }
}

/// Locked by each process that uses the folder. It lies beside the folder, which contains only uploads.
fn lock_file(folder: &Path) -> PathBuf {
    folder.with_extension("lock")
}

fn clear(folder: &Path, waiting: &HashSet<&OsStr>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let is_upload = name.to_string_lossy().starts_with(PREFIX) && entry.file_type()?.is_file();
        if !is_upload || waiting.contains(name.as_os_str()) {
            continue;
        }
        match fs::remove_file(entry.path()) {
            Ok(()) => tracing::info!("removed aborted upload {}", entry.path().display()),
            Err(error) => {
                tracing::warn!(%error, "failed to remove aborted upload {}", entry.path().display())
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_uploads_without_an_import_are_removed() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["frontdesk-upload-aaa", "frontdesk-upload-bbb", "notes.txt"] {
            fs::write(folder.path().join(name), "x").expect("written");
        }
        fs::create_dir(folder.path().join("frontdesk-upload-dir")).expect("a folder");
        clear(folder.path(), &HashSet::from([OsStr::new("frontdesk-upload-bbb")])).expect("cleared");
        let left = |name: &str| folder.path().join(name).exists();
        assert!(!left("frontdesk-upload-aaa"));
        for name in ["frontdesk-upload-bbb", "frontdesk-upload-dir", "notes.txt"] {
            assert!(left(name), "{name}");
        }
    }
}
