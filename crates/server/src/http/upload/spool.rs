//! A file being written to disk by its own thread, so that no async worker blocks on the disk.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use bytes::Bytes;
use tempfile::NamedTempFile;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use super::UploadError;

/// Prefix of the file names.
pub(super) const PREFIX: &str = "frontdesk-upload-";
/// Chunks queued for the disk; a faster sender waits.
const PIECES_WAITING: usize = 16;

/// A complete uploaded file, deleted on drop.
#[derive(Debug)]
pub struct Spooled {
    file: NamedTempFile,
    name: Option<String>,
    bytes: u64,
}

impl Spooled {
    pub fn path(&self) -> &Path {
        self.file.path()
    }

    /// The file name given by the caller.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Flushes the file and its directory entry: an acknowledged upload must survive a power failure. Blocks.
    ///
    /// # Errors
    /// The disk failed.
    pub fn flush(self) -> Result<Self, UploadError> {
        self.file.as_file().sync_all()?;
        if let Some(folder) = self.file.path().parent() {
            flush_folder(folder)?;
        }
        Ok(self)
    }

    /// Keeps the file. The caller becomes responsible for deleting it.
    ///
    /// # Errors
    /// The system cannot keep it.
    pub fn keep(self) -> io::Result<std::path::PathBuf> {
        let (_, path) = self.file.keep().map_err(|error| error.error)?;
        Ok(path)
    }
}

/// A file being written.
pub(super) struct Spool {
    file: NamedTempFile,
    name: Option<String>,
    bytes: u64,
    pieces: mpsc::Sender<Bytes>,
    writer: JoinHandle<io::Result<()>>,
}

impl Spool {
    pub(super) fn open(folder: &Path, name: Option<String>) -> io::Result<Self> {
        let file = tempfile::Builder::new().prefix(PREFIX).tempfile_in(folder)?;
        let target = file.reopen()?;
        let (pieces, waiting) = mpsc::channel(PIECES_WAITING);
        let writer = tokio::task::spawn_blocking(move || write(target, waiting));
        Ok(Self { file, name, bytes: 0, pieces, writer })
    }

    pub(super) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Queues a chunk; waits while the disk is behind.
    pub(super) async fn put(&mut self, piece: Bytes) -> io::Result<()> {
        self.bytes += piece.len() as u64;
        // The writer ends early only on failure; closing reports the cause.
        if self.pieces.send(piece).await.is_err() {
            return match (&mut self.writer).await {
                Ok(Err(error)) => Err(error),
                Ok(Ok(())) | Err(_) => Err(io::ErrorKind::BrokenPipe.into()),
            };
        }
        Ok(())
    }

    /// Waits until everything is written.
    pub(super) async fn close(self) -> io::Result<Spooled> {
        drop(self.pieces);
        self.writer.await.map_err(io::Error::other)??;
        Ok(Spooled { file: self.file, name: self.name, bytes: self.bytes })
    }
}

fn write(mut file: File, mut pieces: mpsc::Receiver<Bytes>) -> io::Result<()> {
    while let Some(piece) = pieces.blocking_recv() {
        file.write_all(&piece)?;
    }
    file.flush()
}

#[cfg(unix)]
fn flush_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Other systems cannot open folders, and sync directory entries themselves.
#[cfg(not(unix))]
fn flush_folder(_: &Path) -> io::Result<()> {
    Ok(())
}
