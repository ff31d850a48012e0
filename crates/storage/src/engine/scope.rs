//! Which firm a job may see.

use std::fmt::Display;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use frontdesk_core::FirmId;

use crate::engine::actor::Actor;
use crate::engine::audit::note::{Action, Note};
use crate::engine::connection::{AnyConnection, confine};
use crate::engine::error::StorageError;
use crate::engine::rows::Rows;
use crate::engine::schema::firms;
use crate::engine::secret::SecretKeys;

/// The proof that a caller may work in one firm. Only [`crate::Database::access`] makes one, after it saw the firm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Access {
    firm: FirmId,
    actor: Actor,
}

impl Access {
    pub(crate) fn new(firm: FirmId) -> Self {
        Self { firm, actor: Actor::SYSTEM }
    }

    /// The same for somebody: what is changed under it is put down to them.
    #[must_use]
    pub fn by(self, actor: Actor) -> Self {
        Self { actor, ..self }
    }

    /// Who is behind what is changed under it; Frontdesk itself unless [`Access::by`] said otherwise.
    pub fn actor(self) -> Actor {
        self.actor
    }

    /// The firm.
    pub fn firm(self) -> FirmId {
        self.firm
    }
}

/// A connection on which every query is bound to one firm. Jobs get it, nobody else can make one.
pub struct Scoped<'c> {
    pub(crate) conn: &'c mut AnyConnection,
    pub(crate) firm: FirmId,
    pub(crate) secrets: &'c SecretKeys,
    pub(crate) actor: Actor,
    /// What the audit log is to tell once the job has succeeded.
    pub(crate) notes: Vec<Note>,
    /// Whether something was queued that somebody is to be woken for, once it is committed.
    pub(crate) queued: bool,
}

impl Scoped<'_> {
    /// The firm.
    pub fn firm(&self) -> FirmId {
        self.firm
    }

    /// Looks beyond the firm: for nothing but whether an id is taken, which is one for all firms.
    pub(crate) fn across_firms<T>(
        &mut self,
        look: impl FnOnce(&mut AnyConnection) -> Result<T, StorageError>,
    ) -> Result<T, StorageError> {
        confine(self.conn, Rows::All)?;
        let seen = look(self.conn);
        confine(self.conn, Rows::Of(self.firm))?;
        seen
    }

    /// Notes a change for the audit log. It is written down in the transaction of this connection, once the job has
    /// succeeded. `subject` is what kind of record it is, in one word; `id` is its id, and nothing else of it.
    pub fn note(&mut self, action: Action, subject: &'static str, id: impl Display, at: DateTime<Utc>) {
        self.notes.push(Note::new(self.firm, self.actor, action, subject, id, at));
    }

    /// The firm's id as columns hold it.
    pub(crate) fn firm_id(&self) -> i64 {
        self.firm.get()
    }
}

/// Whether there is a firm with this id.
pub(crate) fn firm_exists(conn: &mut AnyConnection, id: FirmId) -> Result<bool, StorageError> {
    Ok(diesel::select(diesel::dsl::exists(firms::table.find(id.get()))).get_result(conn)?)
}

/// A piece of a list that is ordered by id: keyset paging, stable while rows are added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// Only rows with a greater id.
    pub after: Option<i64>,
    /// At most so many rows.
    pub limit: i64,
}
