//! The allocator, and giving back what it holds. It returns free memory to the system when a thread allocates again, a
//! second or more after the memory was freed. A service that a crowd of callers has left may not allocate for hours, so
//! a thread asks for it.
#![expect(unsafe_code, reason = "the crate of mimalloc has no safe function for this")]

use std::time::Duration;
use std::{io, thread};

/// Rows of imports and answers are many small texts: see docs/performance.md.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The delay after which mimalloc takes memory as free for good.
const INTERVAL: Duration = Duration::from_secs(1);

unsafe extern "C" {
    /// Frees what the calling thread has kept, and returns memory of all threads that has been free for long enough. It takes
    /// no pointer, and any thread may call it at any time.
    safe fn mi_collect(force: bool);
}

/// Returns what the calling thread has freed: others cannot return it.
pub(crate) fn return_own() {
    mi_collect(false);
}

/// Starts the thread that returns free memory for as long as the process runs.
///
/// # Errors
/// No thread could be started.
pub(crate) fn keep_returning() -> io::Result<()> {
    let returning = || {
        loop {
            thread::sleep(INTERVAL);
            mi_collect(false);
        }
    };
    thread::Builder::new().name("memory".to_owned()).spawn(returning).map(drop)
}
