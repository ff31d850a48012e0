//! Which firm a job may see.

use frontdesk_core::FirmId;

use crate::actor::Actor;
use crate::connection::AnyConnection;
use crate::secret::SecretKeys;

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
}

impl Scoped<'_> {
    /// The firm.
    pub fn firm(&self) -> FirmId {
        self.firm
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
