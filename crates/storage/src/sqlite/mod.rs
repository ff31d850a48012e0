//! The embedded database: one thread that writes, a few that read.

mod copy;
mod neighbours;
mod pragmas;
mod readers;
mod writer;

use std::path::Path;

use diesel::prelude::*;
use tokio::sync::oneshot;

use crate::audit::Note;
use crate::connection::AnyConnection;
use crate::error::{OpenError, StorageError};
use crate::scope::Noted;
use writer::Ran;

pub(crate) use copy::{REHEARSAL, on_a_copy};
pub use neighbours::{Alone, ServeLock};
pub(crate) use neighbours::{Neighbours, have_none_open, open_beside};
pub(crate) use pragmas::{connect_for_copying, connect_for_writing};

/// The threads of an open embedded database. Dropped, it lets them finish what is queued and waits for them.
pub(crate) struct Sqlite {
    writer: writer::Writer,
    readers: readers::Readers,
}

/// An answer that comes when its transaction is committed.
pub(crate) type Pending<T> = oneshot::Receiver<Result<T, StorageError>>;

impl Sqlite {
    pub(crate) fn open(path: &Path, readers: usize, bulk_only: bool) -> Result<Self, OpenError> {
        // The writer first: it turns the write-ahead log on, which a reader may not.
        let writer = writer::Writer::start(path, bulk_only)?;
        Ok(Self { readers: readers::Readers::start(path, readers)?, writer })
    }

    pub(crate) fn read<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut AnyConnection) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<Pending<T>, StorageError> {
        let (sender, receiver) = oneshot::channel();
        self.readers.submit(Box::new(move |conn| {
            // The asker may have gone away meanwhile.
            let _ = sender.send(job(conn));
        }))?;
        Ok(receiver)
    }

    pub(crate) fn write<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut AnyConnection) -> Result<Noted<T>, StorageError> + Send + 'static,
    ) -> Result<Pending<T>, StorageError> {
        let (job, receiver) = in_savepoint(job);
        self.writer.submit(job)?;
        Ok(receiver)
    }

    /// Waits for a place in the queue: whoever has much to write is the one to slow down. When the job fails, what
    /// other bulk jobs did in the same transaction is lost with it.
    pub(crate) fn write_bulk<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut AnyConnection) -> Result<Noted<T>, StorageError> + Send + 'static,
    ) -> Result<Pending<T>, StorageError> {
        let (job, receiver) = in_the_open(job);
        self.writer.submit_bulk(job)?;
        Ok(receiver)
    }
}

/// A job that undoes itself when it fails, and answers once the group that it ran in is committed or lost.
fn in_savepoint<T: Send + 'static>(
    job: impl FnOnce(&mut AnyConnection) -> Result<Noted<T>, StorageError> + Send + 'static,
) -> (writer::Job, Pending<T>) {
    let (sender, receiver) = oneshot::channel();
    let job: writer::Job = Box::new(move |conn| {
        let (outcome, notes) = parted(conn.transaction(job));
        Ran { spoiled: false, notes, answer: answer(sender, outcome) }
    });
    (job, receiver)
}

/// A job that spoils its transaction when it fails. A savepoint would copy each page that the job touches.
fn in_the_open<T: Send + 'static>(
    job: impl FnOnce(&mut AnyConnection) -> Result<Noted<T>, StorageError> + Send + 'static,
) -> (writer::Job, Pending<T>) {
    let (sender, receiver) = oneshot::channel();
    let job: writer::Job = Box::new(move |conn| {
        let (outcome, notes) = parted(job(conn));
        Ran { spoiled: outcome.is_err(), notes, answer: answer(sender, outcome) }
    });
    (job, receiver)
}

/// What a job gives, and what is to be told of it: nothing when it failed.
fn parted<T>(outcome: Result<Noted<T>, StorageError>) -> (Result<T, StorageError>, Vec<Note>) {
    match outcome {
        Ok(Noted { value, notes }) => (Ok(value), notes),
        Err(error) => (Err(error), Vec::new()),
    }
}

fn answer<T: Send + 'static>(
    sender: oneshot::Sender<Result<T, StorageError>>,
    outcome: Result<T, StorageError>,
) -> writer::Answer {
    // The asker may have gone away meanwhile.
    Box::new(move |committed| drop(sender.send(outcome.and_then(|value| committed.map(|()| value)))))
}
