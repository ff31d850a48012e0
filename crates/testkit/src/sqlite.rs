//! SQLite: a file in a folder.

use std::fs;
use std::io;
use std::path::Path;

/// The name of the database file.
const FILE: &str = "frontdesk.db";

pub(crate) fn url(folder: &Path) -> String {
    format!("sqlite://{}", folder.join(FILE).display())
}

/// All files of a closed database: the database, and its log if there is one.
pub(crate) fn read_files(folder: &Path) -> io::Result<Vec<(String, Vec<u8>)>> {
    fs::read_dir(folder)?
        .map(|entry| {
            let entry = entry?;
            Ok((entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path())?))
        })
        // The shared-memory file belongs to the processes that created it.
        .filter(|file| !matches!(file, Ok((name, _)) if name.ends_with("-shm")))
        .collect()
}

pub(crate) fn write_files(folder: &Path, files: &[(String, Vec<u8>)]) -> io::Result<()> {
    files.iter().try_for_each(|(name, content)| fs::write(folder.join(name), content))
}
