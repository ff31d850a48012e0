//! Access to the rows of one firm.

use std::fmt::Display;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use frontdesk_core::FirmId;

use crate::engine::actor::Actor;
use crate::engine::audit::note::{Action, Note};
use crate::engine::connection::{AnyConnection, confine};
use crate::engine::error::StorageError;
use crate::engine::journal::{self, Batch, Cause};
use crate::engine::rows::Rows;
use crate::engine::schema::firms;
use crate::engine::secret::SecretKeys;

/// Proof that a caller may work in one firm. Only [`crate::Database::access`] creates one, after it has found the firm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Access {
    firm: FirmId,
    actor: Actor,
    cause: Cause,
}

impl Access {
    pub(crate) fn new(firm: FirmId) -> Self {
        Self { firm, actor: Actor::SYSTEM, cause: Cause::SYSTEM }
    }

    /// The same access for another actor, to which changes are attributed.
    #[must_use]
    pub fn by(self, actor: Actor) -> Self {
        Self { actor, cause: Cause::of(actor.door), ..self }
    }

    /// The same access with another cause of changes than usual for its actor.
    #[must_use]
    pub fn because(self, cause: Cause) -> Self {
        Self { cause, ..self }
    }

    /// The cause of the changes.
    pub fn cause(self) -> Cause {
        self.cause
    }

    /// The actor of the changes; Frontdesk itself unless set by [`Access::by`].
    pub fn actor(self) -> Actor {
        self.actor
    }

    /// The firm.
    pub fn firm(self) -> FirmId {
        self.firm
    }
}

/// A connection on which every query is bound to one firm. Only jobs receive one.
pub struct Scoped<'c> {
    pub(crate) conn: &'c mut AnyConnection,
    pub(crate) firm: FirmId,
    pub(crate) secrets: &'c SecretKeys,
    pub(crate) actor: Actor,
    /// The cause of the changes in the journal.
    pub(crate) cause: Cause,
    /// Changes for the audit log, written once the job has succeeded.
    pub(crate) notes: Vec<Note>,
    /// Changes for the journal, written with the notes.
    pub(crate) journal: Vec<Batch>,
    /// Whether to wake the outbox worker after the commit.
    pub(crate) queued: bool,
    /// See [`Scoped::stopped_search`].
    pub(crate) stopped_search: Option<(i64, String)>,
}

impl Scoped<'_> {
    /// The firm.
    pub fn firm(&self) -> FirmId {
        self.firm
    }

    /// Queries across firms, only to find out whether an id is taken: ids are one sequence for all firms.
    pub(crate) fn across_firms<T>(
        &mut self,
        look: impl FnOnce(&mut AnyConnection) -> Result<T, StorageError>,
    ) -> Result<T, StorageError> {
        confine(self.conn, Rows::All)?;
        let seen = look(self.conn);
        confine(self.conn, Rows::Of(self.firm))?;
        seen
    }

    /// Notes a change for the audit log. It is written in the transaction of this connection, once the job has
    /// succeeded. `subject` is the kind of record in one word; `id` is its id, and nothing else of it.
    pub fn note(&mut self, action: Action, subject: &'static str, id: impl Display, at: DateTime<Utc>) {
        self.notes.push(Note::new(self.firm, self.actor, action, subject, id, at));
    }

    /// Hands changes at a time to the journal. They are written in the transaction of this connection, once the job has
    /// succeeded.
    pub(crate) fn journal(&mut self, at: DateTime<Utc>, write: impl FnOnce(&mut Batch)) {
        let (firm, actor, cause) = (self.firm, self.actor, self.cause);
        match self.journal.last_mut() {
            Some(batch) if batch.continues(firm, actor, cause, at) => write(batch),
            _ => {
                let mut batch = Batch::new(firm, actor, cause, at);
                write(&mut batch);
                self.journal.push(batch);
            }
        }
    }

    /// Writes what the journal was given so far, in a transaction that may grow large.
    pub(crate) fn write_journal(&mut self) -> Result<(), StorageError> {
        journal::append(self.conn, &std::mem::take(&mut self.journal))
    }

    /// Where the page of a search that was just read ended before it was full and before the end of the list: the id and the
    /// key of that position, at which the next page begins.
    pub fn stopped_search(&mut self) -> Option<(i64, String)> {
        self.stopped_search.take()
    }

    /// The firm's id as stored in columns.
    pub(crate) fn firm_id(&self) -> i64 {
        self.firm.get()
    }
}

/// Whether there is a firm with this id.
pub(crate) fn firm_exists(conn: &mut AnyConnection, id: FirmId) -> Result<bool, StorageError> {
    Ok(diesel::select(diesel::dsl::exists(firms::table.find(id.get()))).get_result(conn)?)
}

/// One page of a list that is ordered by id: keyset paging, stable while rows are added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// Only rows with a greater id.
    pub after: Option<i64>,
    /// The most rows to return.
    pub limit: i64,
}
