//! The rows of a file, to be opened from the start as often as is needed.

use std::sync::Arc;

use super::ImportError;
use super::chunk::{Chunks, Guard};

type OpenChunks = Arc<dyn Fn(Guard) -> Result<Box<dyn Chunks>, ImportError> + Send + Sync>;

/// The rows of a file as what its kind makes of them. They are opened from the start, more than once when a transaction
/// has to be run again. Cheap to clone.
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

    /// The same rows, as long as `guard` lets them pass. It is asked before each row that there is: `false` ends the
    /// rows as a shorter file would, an error is that of the file.
    #[must_use]
    pub fn guarded(self, guard: impl Fn() -> Result<bool, ImportError> + Send + Sync + 'static) -> Self {
        Self { guard: Arc::new(guard), ..self }
    }

    pub(super) fn open(&self) -> Result<Box<dyn Chunks>, ImportError> {
        (self.open)(Arc::clone(&self.guard))
    }
}
