//! The settings of an SQLite connection: set, then read back.

use std::io;
use std::path::Path;

use diesel::connection::SimpleConnection;
use diesel::deserialize::QueryableByName;
use diesel::prelude::*;
use diesel::sql_types::Text;

use super::limit;
use crate::engine::error::{OpenError, StorageError};
use crate::engine::private_file;

/// Older versions can corrupt a database with a write-ahead log when a checkpoint and a writer meet.
const OLDEST_SQLITE: &str = "3.53.0";

/// The order matters: the busy time-out must be set before the journal mode is queried.
const WRITER: &[(&str, &str, &str)] = &[
    ("busy_timeout", "10000", "10000"),
    ("journal_mode", "WAL", "wal"),
    // NORMAL would lose acknowledged commits in a power failure.
    ("synchronous", "FULL", "2"),
    ("foreign_keys", "ON", "1"),
    ("trusted_schema", "OFF", "0"),
    // 24 MiB, and 6 MiB for each reader: pages beyond that come from the system's cache of the file, which other processes
    // can use, too.
    ("cache_size", "-24576", "-24576"),
    ("temp_store", "MEMORY", "2"),
    ("journal_size_limit", "67108864", "67108864"),
];

const READER: &[(&str, &str, &str)] = &[
    ("busy_timeout", "10000", "10000"),
    ("journal_mode", "WAL", "wal"),
    ("foreign_keys", "ON", "1"),
    ("trusted_schema", "OFF", "0"),
    ("cache_size", "-6144", "-6144"),
    ("temp_store", "MEMORY", "2"),
    ("query_only", "ON", "1"),
];

/// A throw-away copy needs no durability.
const COPY: &[(&str, &str, &str)] = &[
    ("journal_mode", "OFF", "off"),
    ("synchronous", "OFF", "0"),
    ("foreign_keys", "ON", "1"),
    ("trusted_schema", "OFF", "0"),
    ("cache_size", "-65536", "-65536"),
];

/// A connection that writes; creates the file if it is missing.
pub(crate) fn connect_for_writing(path: &Path) -> Result<SqliteConnection, OpenError> {
    let fault = |source| OpenError::File { path: path.display().to_string(), source };
    private_file::create_folder(private_file::folder_of(path)).map_err(fault)?;
    // SQLite's own messages for a read-only folder, or a folder in place of the file, are of no help.
    make_private(path).map_err(fault)?;
    let mut conn = connect(path, WRITER)?;
    // 16 MiB: otherwise an import would checkpoint after nearly every commit. It cannot be read back.
    conn.batch_execute("PRAGMA wal_autocheckpoint = 4000").map_err(StorageError::from)?;
    Ok(conn)
}

/// Lets a connection that writes keep 160 MiB of pages, for a process that does nothing but bulk work: the pages of most
/// indexes of a million customers. The index of search terms is larger, but is written in its order.
pub(super) fn enlarge_cache(conn: &mut SqliteConnection) -> Result<(), OpenError> {
    Ok(conn.batch_execute("PRAGMA cache_size = -163840").map_err(StorageError::from)?)
}

/// Creates the file for its owner alone, or restricts it. SQLite gives its log the mode of the file.
fn make_private(path: &Path) -> io::Result<()> {
    match private_file::options().write(true).create_new(true).open(path) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            for suffix in ["", "-wal", "-shm"] {
                let mut name = path.as_os_str().to_owned();
                name.push(suffix);
                private_file::tighten(Path::new(&name));
            }
            assert_usable(path)
        }
        Err(error) => Err(error),
    }
}

/// Checks the file without opening it: closing any handle of a file releases SQLite's locks for the other connections
/// of this process, and another process could then remove the log while it is in use.
#[cfg(unix)]
fn assert_usable(path: &Path) -> io::Result<()> {
    use rustix::fs::{Access, access};

    if path.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    Ok(access(path, Access::READ_OK | Access::WRITE_OK)?)
}

#[cfg(not(unix))]
fn assert_usable(path: &Path) -> io::Result<()> {
    std::fs::OpenOptions::new().read(true).write(true).open(path).map(drop)
}

pub(super) fn connect_for_reading(path: &Path) -> Result<SqliteConnection, OpenError> {
    connect(path, READER)
}

/// A connection to a throw-away copy of the database.
pub(crate) fn connect_for_copying(path: &Path) -> Result<SqliteConnection, OpenError> {
    connect(path, COPY)
}

fn connect(path: &Path, settings: &[(&'static str, &str, &str)]) -> Result<SqliteConnection, OpenError> {
    limit::install();
    let mut conn = SqliteConnection::establish(&path.to_string_lossy())
        .map_err(|error| OpenError::Connect(error.to_string()))?;
    for (name, value, wanted) in settings {
        conn.batch_execute(&format!("PRAGMA {name} = {value}")).map_err(StorageError::from)?;
        let found = read_back(&mut conn, name)?;
        if found != *wanted {
            return Err(OpenError::Setting { name, wanted: (*wanted).to_owned(), found });
        }
    }
    // After the time-out: even this query reads the file, which another process may be closing.
    assert_version(&mut conn)?;
    Ok(conn)
}

#[derive(QueryableByName)]
struct Value {
    #[diesel(sql_type = Text)]
    value: String,
}

/// Pragmas name their only column differently, hence the table-valued form with a sub-select.
fn read_back(conn: &mut SqliteConnection, name: &str) -> Result<String, StorageError> {
    let column = if name == "busy_timeout" { "timeout" } else { name };
    let query = format!("SELECT CAST({column} AS TEXT) AS value FROM pragma_{name}");
    Ok(diesel::sql_query(query).get_result::<Value>(conn)?.value)
}

fn assert_version(conn: &mut SqliteConnection) -> Result<(), OpenError> {
    let found = diesel::sql_query("SELECT sqlite_version() AS value")
        .get_result::<Value>(conn)
        .map_err(StorageError::from)?
        .value;
    if parts(&found) < parts(OLDEST_SQLITE) {
        return Err(OpenError::SqliteTooOld { found, needed: OLDEST_SQLITE });
    }
    Ok(())
}

fn parts(version: &str) -> Vec<u32> {
    version.split('.').filter_map(|part| part.parse().ok()).collect()
}
