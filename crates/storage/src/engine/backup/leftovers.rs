//! Copies of the database left behind by killed processes.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::engine::error::OpenError;
use crate::engine::private_file;
use crate::engine::sqlite::{DRY_RUN, ServeLock, have_none_open};

/// Prefix of the folder in which `restore` checks a copy; the rest of the name is random.
pub const RESTORE: &str = "restore-";
/// Prefixes of the folders of copies. The last one is that of dry runs in earlier versions.
const COPIES: [&str; 3] = [RESTORE, DRY_RUN, "rehearsal-"];

/// Removes copies beside the database that killed dry runs and restores left behind. While another process has the
/// database open they may be in use, and none is removed.
///
/// # Errors
/// The locks cannot be opened. A copy that cannot be removed is logged.
pub fn clear_leftovers(database: &Path, _serving: &ServeLock) -> Result<(), OpenError> {
    have_none_open(database, || {
        for path in leftovers(private_file::folder_of(database)).unwrap_or_default() {
            let removed = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
            match removed {
                Ok(()) => tracing::info!("removed {}, left behind by a killed process", path.display()),
                Err(error) => tracing::warn!(%error, "cannot remove {}", path.display()),
            }
        }
    })
}

fn leftovers(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)?;
    Ok(entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| is_leftover(path)).collect())
}

/// By name and content: the folder may hold unrelated files.
fn is_leftover(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // Symbolic links are not followed.
    let Ok(metadata) = path.symlink_metadata() else { return false };
    if metadata.is_dir() {
        return COPIES.iter().any(|prefix| name.starts_with(prefix)) && holds_a_copy_alone(path);
    }
    // Earlier versions used this name for a restore.
    let number = name.strip_prefix(".restoring-").and_then(|rest| rest.strip_suffix(".db"));
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

fn holds_a_copy_alone(folder: &Path) -> bool {
    let is_ours = |entry: fs::DirEntry| entry.file_name().to_string_lossy().starts_with("copy.");
    fs::read_dir(folder).is_ok_and(|entries| entries.flatten().all(is_ours))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::sqlite::Neighbours;

    #[test]
    fn copies_of_killed_processes_are_removed_and_nothing_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str| {
            let path = folder.path().join(name);
            fs::create_dir_all(private_file::folder_of(&path)).expect("a folder");
            fs::write(path, "x").expect("written");
        };
        let ours = [
            "restore-a1B2c3/copy.db",
            "dry-run-XyZ123/copy.db",
            "rehearsal-XyZ123/copy.db-wal",
            ".restoring-1764500000000000.db",
        ];
        let others = [
            "restore-2026/copy.db",
            "restore-2026/of-mine.db",
            "restore-notes",
            ".restoring-soon.db",
            "other/copy.db",
            "frontdesk.db",
        ];
        ours.iter().chain(&others).for_each(|name| write(name));
        let database = folder.path().join("frontdesk.db");
        let serving = ServeLock::take(&database).expect("free");
        let place = Neighbours::join(&database).expect("a place");
        clear_leftovers(&database, &serving).expect("looked");
        assert!(ours.iter().all(|name| folder.path().join(name).exists()), "they may be in use");
        drop(place);
        clear_leftovers(&database, &serving).expect("cleared");
        assert!(!ours.iter().any(|name| folder.path().join(name).exists()));
        assert!(!folder.path().join("restore-a1B2c3").exists());
        assert!(others.iter().all(|name| folder.path().join(name).exists()));
    }
}
