//! The thread that reads, parses and checks the rows of a file.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;

use super::ImportError;
use super::chunk::{Chunk, ChunkSize};
use super::rows::FileRows;
use crate::engine::error::StorageError;

/// Chunks that are read in advance.
pub(super) const READ_AHEAD: usize = 2;

/// A chunk, or why there are no more.
pub(super) type Read = Result<Box<dyn Chunk>, StorageError>;

/// The thread, and the chunks that it has read.
pub(super) struct Reader {
    pub(super) chunks: Receiver<Read>,
    pub(super) thread: JoinHandle<()>,
}

impl Reader {
    pub(super) fn start(rows: &FileRows, size: ChunkSize, skip: u64) -> Result<Self, StorageError> {
        let rows = rows.clone();
        let (sender, chunks) = sync_channel(READ_AHEAD);
        let thread = std::thread::Builder::new()
            .name("import-reader".to_owned())
            .spawn(move || {
                if let Err(error) = read_chunks(&rows, size, skip, &sender) {
                    // The receiver may be gone.
                    let _ = sender.send(Err(error.into()));
                }
            })
            .map_err(ImportError::Thread)?;
        Ok(Self { chunks, thread })
    }

    /// The channel first: a reader that is still running must notice that it is closed.
    pub(super) fn join(self) {
        drop(self.chunks);
        let _ = self.thread.join();
    }
}

fn read_chunks(
    rows: &FileRows,
    size: ChunkSize,
    skip: u64,
    sender: &SyncSender<Read>,
) -> Result<(), ImportError> {
    let mut chunks = rows.open()?;
    chunks.skip_rows(skip)?;
    while let Some(chunk) = chunks.next_chunk(size)? {
        if sender.send(Ok(chunk)).is_err() {
            break;
        }
    }
    Ok(())
}
