//! SQLite: a file in a folder.

use std::fs;
use std::io;
use std::path::Path;

/// The database's file in its folder.
const FILE: &str = "frontdesk.db";

pub(crate) fn url(folder: &Path) -> String {
    format!("sqlite://{}", folder.join(FILE).display())
}

/// Every file of a database that nobody has open: the database, and its log where one was left.
pub(crate) fn read_files(folder: &Path) -> io::Result<Vec<(String, Vec<u8>)>> {
    fs::read_dir(folder)?
        .map(|entry| {
            let entry = entry?;
            Ok((entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path())?))
        })
        // Readers' marks in shared memory belong to the processes that made them.
        .filter(|file| !matches!(file, Ok((name, _)) if name.ends_with("-shm")))
        .collect()
}

pub(crate) fn write_files(folder: &Path, files: &[(String, Vec<u8>)]) -> io::Result<()> {
    files.iter().try_for_each(|(name, content)| fs::write(folder.join(name), content))
}
