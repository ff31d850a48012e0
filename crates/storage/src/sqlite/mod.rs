//! The embedded database: one thread that writes, a few that read.

mod copy;
mod limit;
mod neighbours;
mod pragmas;
mod readers;
mod writer;

use std::path::Path;
use std::time::Duration;

use diesel::prelude::*;
use tokio::sync::oneshot;

use crate::audit::Note;
use crate::connection::AnyConnection;
use crate::error::{OpenError, StorageError};
use crate::scope::Noted;
use limit::{CancelOnDrop, Limit, Token, within};
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

    /// Dropped, it cancels the job.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        timeout: Duration,
        job: impl FnOnce(&mut AnyConnection) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        let token = Token::default();
        let _cancel = CancelOnDrop(token.clone());
        self.submit(timeout, token, job)?.await.unwrap_or(Err(StorageError::Unavailable))
    }

    pub(crate) fn read_blocking<T: Send + 'static>(
        &self,
        timeout: Duration,
        job: impl FnOnce(&mut AnyConnection) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        let answer = self.submit(timeout, Token::default(), job)?;
        answer.blocking_recv().unwrap_or(Err(StorageError::Unavailable))
    }

    fn submit<T: Send + 'static>(
        &self,
        timeout: Duration,
        token: Token,
        job: impl FnOnce(&mut AnyConnection) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<Pending<T>, StorageError> {
        let (sender, receiver) = oneshot::channel();
        self.readers.submit(Box::new(move |conn| {
            if token.is_cancelled() {
                return;
            }
            let limit = Limit::lasting(timeout).with_token(token);
            // The asker may have gone away meanwhile.
            let _ = sender.send(within(limit, || job(conn)));
        }))?;
        Ok(receiver)
    }

    /// Fails once the writer has given up, as it does when the disk has failed.
    pub(crate) fn assert_writable(&self) -> Result<(), StorageError> {
        if self.writer.is_at_work() { Ok(()) } else { Err(StorageError::Unavailable) }
    }

    pub(crate) fn write<T: Send + 'static>(
        &self,
        timeout: Duration,
        job: impl FnOnce(&mut AnyConnection) -> Result<Noted<T>, StorageError> + Send + 'static,
    ) -> Result<Pending<T>, StorageError> {
        let (job, receiver) = in_savepoint(timeout, job);
        self.writer.submit(job)?;
        Ok(receiver)
    }

    /// [`Sqlite::write`] before all that waits.
    pub(crate) fn write_urgent<T: Send + 'static>(
        &self,
        timeout: Duration,
        job: impl FnOnce(&mut AnyConnection) -> Result<Noted<T>, StorageError> + Send + 'static,
    ) -> Result<Pending<T>, StorageError> {
        let (job, receiver) = in_savepoint(timeout, job);
        self.writer.submit_urgent(job)?;
        Ok(receiver)
    }

    /// Whether no other process has the file open.
    pub(crate) fn is_alone(&self) -> bool {
        self.writer.is_alone()
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
    timeout: Duration,
    job: impl FnOnce(&mut AnyConnection) -> Result<Noted<T>, StorageError> + Send + 'static,
) -> (writer::Job, Pending<T>) {
    let (sender, receiver) = oneshot::channel();
    let job: writer::Job = Box::new(move |conn| {
        let (outcome, notes) = parted(within(Limit::lasting(timeout), || conn.transaction(job)));
        // SQLite takes the whole transaction back when it interrupts a change.
        let spoiled = matches!(outcome, Err(StorageError::TooSlow));
        Ran { spoiled, notes, answer: answer(sender, outcome) }
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

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Sender, channel};

    use super::*;

    type Job = Box<dyn FnOnce(&mut AnyConnection) -> Result<Noted<()>, StorageError> + Send>;

    /// A job that tells its name.
    fn named(name: &'static str, told: &Sender<&'static str>) -> Job {
        let told = told.clone();
        Box::new(move |_| {
            told.send(name).expect("the test listens");
            Ok(Noted::silent(()))
        })
    }

    #[test]
    fn what_is_urgent_goes_before_all_that_waits() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("frontdesk.db");
        crate::migrate(&crate::DatabaseUrl::Sqlite(path.clone())).expect("migrations apply");
        let sqlite = Sqlite::open(&path, 1, false).expect("it opens");
        let (told, order) = channel();
        let (release, held) = channel();
        let hour = Duration::from_secs(3600);
        let long = sqlite.write_bulk(move |_| {
            held.recv().expect("released");
            Ok(Noted::silent(()))
        });
        let more = sqlite.write_bulk(named("bulk", &told)).expect("room");
        let waiting: Vec<_> =
            (0..500).map(|_| sqlite.write(hour, named("job", &told)).expect("room")).collect();
        let urgent = sqlite.write_urgent(hour, named("urgent", &told)).expect("room");
        release.send(()).expect("it waits");
        urgent.blocking_recv().expect("an answer").expect("committed");
        assert_eq!(order.recv(), Ok("urgent"));
        long.expect("room").blocking_recv().expect("an answer").expect("committed");
        more.blocking_recv().expect("an answer").expect("committed");
        for job in waiting {
            job.blocking_recv().expect("an answer").expect("committed");
        }
    }

    #[test]
    fn a_change_that_is_interrupted_takes_its_group_with_it_and_the_next_one_works() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("frontdesk.db");
        crate::migrate(&crate::DatabaseUrl::Sqlite(path.clone())).expect("migrations apply");
        let sqlite = Sqlite::open(&path, 1, false).expect("it opens");
        let endless = |conn: &mut AnyConnection| {
            let sql = "WITH RECURSIVE endless (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM endless)
                       INSERT INTO firms (name, is_corporate) SELECT 'Firm ' || i, i FROM endless WHERE i < 0";
            diesel::sql_query(sql).execute(conn)?;
            Ok(Noted::silent(()))
        };
        let rename = |conn: &mut AnyConnection| {
            diesel::sql_query("UPDATE firms SET name = name || '!'").execute(conn)?;
            Ok(Noted::silent(()))
        };
        for _ in 0..3 {
            let slow = sqlite.write(Duration::from_millis(50), endless).expect("room");
            assert!(slow.blocking_recv().expect("an answer").is_err());
            let next = sqlite.write(Duration::from_secs(3600), rename).expect("room");
            next.blocking_recv().expect("an answer").expect("committed");
        }
    }
}
