//! Where the rows come from: a file, what is piped in, or a table of another database.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use frontdesk_storage::DatabaseUrl;
use frontdesk_storage::foreign_table::copy_as_csv;
use tempfile::TempPath;

/// A file that can be read from its start as often as need be.
pub(super) struct Input {
    path: PathBuf,
    name: String,
    /// Gone when this is dropped.
    _spooled: Option<Spooled>,
}

/// A temporary file. Where the system can, it has no name, and is gone with the process however that ends: rows of
/// customers are in it.
struct Spooled {
    file: File,
    path: PathBuf,
    _named: Option<TempPath>,
}

impl Spooled {
    fn new() -> io::Result<Self> {
        if let Some(unnamed) = Self::unnamed()? {
            return Ok(unnamed);
        }
        let (file, path) = tempfile::Builder::new().prefix("frontdesk-import-").tempfile()?.into_parts();
        Ok(Self { file, path: path.to_path_buf(), _named: Some(path) })
    }

    #[cfg(target_os = "linux")]
    fn unnamed() -> io::Result<Option<Self>> {
        use std::os::fd::AsRawFd;

        let file = tempfile::tempfile()?;
        let path = PathBuf::from(format!("/proc/self/fd/{}", file.as_raw_fd()));
        Ok(path.exists().then_some(Self { file, path, _named: None }))
    }

    #[cfg(not(target_os = "linux"))]
    fn unnamed() -> io::Result<Option<Self>> {
        Ok(None)
    }
}

impl Input {
    /// A file is taken where it lies; what comes through a pipe is kept in a temporary file, as headers are looked at
    /// before rows are read, and a workbook is not read from its start to its end.
    pub(super) fn open(file: &Path) -> Result<Self> {
        let name = file.display().to_string();
        if file == Path::new("-") {
            return Self::spool(io::stdin().lock(), "standard input".to_owned());
        }
        let kind = fs::metadata(file).with_context(|| name.clone())?.file_type();
        if kind.is_dir() {
            bail!("{name}: this is a folder, not a file");
        }
        if kind.is_file() {
            return Ok(Self { path: file.to_owned(), name, _spooled: None });
        }
        let pipe = File::open(file).with_context(|| name.clone())?;
        Self::spool(pipe, name)
    }

    /// A table of another system's database, copied into a temporary file, so that all of it is seen as it was at one
    /// moment however long its rows take.
    pub(super) fn copy(from: &DatabaseUrl, table: &str) -> Result<Self> {
        let copy = || {
            let spooled = Spooled::new()?;
            let mut out = io::BufWriter::new(&spooled.file);
            copy_as_csv(from, table, &mut out)?;
            out.flush()?;
            drop(out);
            Ok::<_, anyhow::Error>(spooled)
        };
        let spooled = { copy }().with_context(|| format!("{table} in {from}"))?;
        Ok(Self { path: spooled.path.clone(), name: table.to_owned(), _spooled: Some(spooled) })
    }

    fn spool(mut from: impl Read, name: String) -> Result<Self> {
        let copy = || {
            let spooled = Spooled::new()?;
            io::copy(&mut from, &mut &spooled.file)?;
            Ok::<_, io::Error>(spooled)
        };
        let spooled = { copy }().with_context(|| format!("{name}: cannot be kept in a temporary file"))?;
        Ok(Self { path: spooled.path.clone(), name, _spooled: Some(spooled) })
    }

    /// Where it lies.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// What people call it.
    pub(super) fn name(&self) -> &str {
        &self.name
    }
}
