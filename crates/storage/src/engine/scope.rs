//! Which firm a job may see.

use frontdesk_core::FirmId;

use crate::engine::actor::Actor;
use crate::engine::audit::Note;
use crate::engine::connection::{AnyConnection, confine};
use crate::engine::error::StorageError;
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

/// What a job gives, and what the audit log is to tell of it.
pub(crate) struct Noted<T> {
    pub(crate) value: T,
    pub(crate) notes: Vec<Note>,
}

impl<T> Noted<T> {
    /// Nothing is to be told.
    pub(crate) fn silent(value: T) -> Self {
        Self { value, notes: Vec::new() }
    }
}

/// Whose rows a connection may touch, where the database itself can see to that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rows {
    /// Those of one firm.
    Of(FirmId),
    /// All: for what is done for all firms at once, and for finding out which firm it is about.
    All,
}

impl<'c> Scoped<'c> {
    /// For what Frontdesk does by itself, in a transaction that may be about several firms. Whoever made it hands on
    /// what was noted.
    pub(crate) fn for_the_system(conn: &'c mut AnyConnection, firm: FirmId, secrets: &'c SecretKeys) -> Self {
        Self { conn, firm, secrets, actor: Actor::SYSTEM, notes: Vec::new(), queued: false }
    }
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

    /// The firm's id as columns hold it.
    pub(crate) fn firm_id(&self) -> i64 {
        self.firm.get()
    }
}

/// A piece of a list that is ordered by id: keyset paging, stable while rows are added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// Only rows with a greater id.
    pub after: Option<i64>,
    /// At most so many rows.
    pub limit: i64,
}
