//! The rows of a file, which can be read from the start repeatedly.

use std::sync::Arc;

use super::ImportError;
use super::chunk::{Chunks, Guard};

type OpenChunks = Arc<dyn Fn(Guard) -> Result<Box<dyn Chunks>, ImportError> + Send + Sync>;

/// The parsed rows of a file. They are read again from the start when a transaction has to be retried. Cheap to clone.
#[derive(Clone)]
pub struct FileRows {
    open: OpenChunks,
    guard: Guard,
}

impl FileRows {
    pub(super) fn new(
        open: impl Fn(Guard) -> Result<Box<dyn Chunks>, ImportError> + Send + Sync + 'static,
    ) -> Self {
        Self { open: Arc::new(open), guard: Arc::new(|| Ok(true)) }
    }

    /// The same rows, with a guard that is called before each row: `false` ends the rows as if the file were shorter,
    /// an error fails the file.
    #[must_use]
    pub fn guarded(self, guard: impl Fn() -> Result<bool, ImportError> + Send + Sync + 'static) -> Self {
        Self { guard: Arc::new(guard), ..self }
    }

    pub(super) fn open(&self) -> Result<Box<dyn Chunks>, ImportError> {
        (self.open)(Arc::clone(&self.guard))
    }
}
