//! The reader threads. A queue in front of a few connections is faster than a connection for each caller.

use std::path::Path;
use std::thread::JoinHandle;

use crossbeam_channel::{Receiver, Sender, TrySendError};

use super::pragmas;
use crate::engine::connection::AnyConnection;
use crate::engine::error::{OpenError, StorageError};

/// The most waiting reads.
const QUEUE: usize = 4096;

pub(super) type Job = Box<dyn FnOnce(&mut AnyConnection) + Send>;

pub(super) struct Readers {
    queue: Option<Sender<Job>>,
    threads: Vec<JoinHandle<()>>,
}

impl Readers {
    pub(super) fn start(path: &Path, count: usize) -> Result<Self, OpenError> {
        let (sender, receiver) = crossbeam_channel::bounded(QUEUE);
        let threads = (0..count.max(1))
            .map(|number| start_one(path, number, receiver.clone()))
            .collect::<Result<_, _>>()?;
        Ok(Self { queue: Some(sender), threads })
    }

    pub(super) fn submit(&self, job: Job) -> Result<(), StorageError> {
        match self.queue.as_ref().map(|queue| queue.try_send(job)) {
            Some(Ok(())) => Ok(()),
            Some(Err(TrySendError::Full(_))) => Err(StorageError::Busy),
            Some(Err(TrySendError::Disconnected(_))) | None => Err(StorageError::Unavailable),
        }
    }
}

fn start_one(path: &Path, number: usize, jobs: Receiver<Job>) -> Result<JoinHandle<()>, OpenError> {
    let mut conn = AnyConnection::Sqlite(pragmas::connect_for_reading(path)?);
    let serve = move || {
        for job in jobs {
            // A read that panics leaves no state on its connection; its caller gets an error.
            if std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| job(&mut conn))).is_err() {
                tracing::error!("a read panicked; its caller gets an error");
            }
        }
    };
    Ok(std::thread::Builder::new().name(format!("sqlite-reader-{number}")).spawn(serve)?)
}

impl Drop for Readers {
    fn drop(&mut self) {
        self.queue = None;
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}
