//! Files that get their name only once all of their content is on the disk.

use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use super::{folder_of, options, sync_folder, tighten};

/// A file being written. Dropped before it is finished, it is removed.
#[derive(Debug)]
pub struct Draft {
    file: File,
    partial: TempPath,
    target: PathBuf,
}

impl Draft {
    /// Creates `TARGET.partial`, readable by its owner alone. Replaces what a killed process left there.
    ///
    /// # Errors
    /// `AlreadyExists` when the target exists, `ResourceBusy` when another process writes it, or an error of the
    /// system.
    pub fn of(target: &Path) -> io::Result<Self> {
        refuse_existing(target)?;
        let path = Self::partial_of(target);
        let file = options().read(true).write(true).create(true).truncate(false).open(&path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(io::ErrorKind::ResourceBusy.into()),
            Err(TryLockError::Error(error)) => return Err(error),
        }
        // Between opening and locking, another process may have finished the file.
        refuse_existing(target)?;
        let partial = TempPath::try_from_path(path)?;
        tighten(&partial);
        file.set_len(0)?;
        Ok(Self { file, partial, target: target.to_owned() })
    }

    /// The name of a file while it is being written.
    pub fn partial_of(target: &Path) -> PathBuf {
        let mut name = target.as_os_str().to_owned();
        name.push(".partial");
        name.into()
    }

    /// The path of the empty file to write to.
    pub fn path(&self) -> &Path {
        &self.partial
    }

    /// The opened file.
    pub fn file(&self) -> &File {
        &self.file
    }

    /// Syncs the file to the disk and renames it to the target.
    ///
    /// # Errors
    /// The target exists by now, or the disk is full or broken.
    pub fn finish(self) -> io::Result<()> {
        self.file.sync_all()?;
        self.partial.persist_noclobber(&self.target)?;
        sync_folder(folder_of(&self.target))
    }
}

fn refuse_existing(target: &Path) -> io::Result<()> {
    // A dangling link counts as existing.
    if target.symlink_metadata().is_ok() { Err(io::ErrorKind::AlreadyExists.into()) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::Write;

    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a folder");
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn a_file_appears_complete_or_not_at_all() {
        let folder = tempfile::tempdir().expect("a folder");
        let target = folder.path().join("copy.db");
        let draft = Draft::of(&target).expect("started");
        draft.file().write_all(b"half").expect("written");
        assert_eq!(names(folder.path()), ["copy.db.partial"]);
        assert_eq!(Draft::of(&target).expect_err("busy").kind(), io::ErrorKind::ResourceBusy);
        drop(draft);
        assert!(names(folder.path()).is_empty());
        let draft = Draft::of(&target).expect("started");
        draft.file().write_all(b"whole").expect("written");
        draft.finish().expect("finished");
        assert_eq!(names(folder.path()), ["copy.db"]);
        assert_eq!(Draft::of(&target).expect_err("taken").kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&target).expect("a file"), b"whole");
    }

    #[test]
    fn leftovers_of_a_killed_process_are_replaced_and_a_concurrent_file_is_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let target = folder.path().join("copy.db");
        fs::write(Draft::partial_of(&target), "left behind").expect("written");
        let draft = Draft::of(&target).expect("started");
        assert_eq!(fs::read(draft.path()).expect("a file"), b"");
        fs::write(&target, "of another").expect("written");
        assert_eq!(draft.finish().expect_err("taken").kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(
            (names(folder.path()), fs::read(&target).expect("a file")),
            (vec!["copy.db".to_owned()], b"of another".to_vec())
        );
    }
}
