//! Internal work across all firms.

use frontdesk_core::FirmId;

use crate::engine::actor::Actor;
use crate::engine::audit::note::Note;
use crate::engine::connection::AnyConnection;
use crate::engine::error::StorageError;
use crate::engine::journal::{Batch, Cause};
use crate::engine::scope::Scoped;
use crate::engine::secret::SecretKeys;

/// A connection that is not bound to a firm, in a transaction that may affect several firms. Audit notes, journal and
/// queued work of all of them are written with the transaction.
pub(crate) struct System<'c> {
    pub(crate) conn: &'c mut AnyConnection,
    secrets: &'c SecretKeys,
    actor: Actor,
    cause: Cause,
    pub(crate) notes: Vec<Note>,
    pub(crate) journal: Vec<Batch>,
    pub(crate) queued: bool,
}

impl<'c> System<'c> {
    pub(crate) fn new(conn: &'c mut AnyConnection, secrets: &'c SecretKeys) -> Self {
        let (actor, cause) = (Actor::SYSTEM, Cause::SYSTEM);
        Self { conn, secrets, actor, cause, notes: Vec::new(), journal: Vec::new(), queued: false }
    }

    /// The same for another actor, to which changes are attributed.
    pub(crate) fn by(self, actor: Actor) -> Self {
        Self { actor, cause: Cause::of(actor.door), ..self }
    }

    /// The same with another cause of changes.
    pub(crate) fn because(self, cause: Cause) -> Self {
        Self { cause, ..self }
    }
}

impl System<'_> {
    /// Runs a job in one firm.
    pub(crate) fn in_firm<T>(
        &mut self,
        firm: FirmId,
        job: impl FnOnce(&mut Scoped<'_>) -> Result<T, StorageError>,
    ) -> Result<T, StorageError> {
        let (secrets, actor, cause) = (self.secrets, self.actor, self.cause);
        let conn = &mut *self.conn;
        let (notes, journal) = (Vec::new(), Vec::new());
        let mut scoped =
            Scoped { conn, firm, secrets, actor, cause, notes, journal, queued: false, stopped_search: None };
        let value = job(&mut scoped)?;
        self.notes.append(&mut scoped.notes);
        self.journal.append(&mut scoped.journal);
        self.queued |= scoped.queued;
        Ok(value)
    }
}

impl Scoped<'_> {
    /// Runs a job as [`System`] in the transaction of this firm.
    pub(crate) fn as_system<T>(
        &mut self,
        job: impl FnOnce(&mut System<'_>) -> Result<T, StorageError>,
    ) -> Result<T, StorageError> {
        let mut system = System::new(&mut *self.conn, self.secrets).by(self.actor).because(self.cause);
        let value = job(&mut system)?;
        self.notes.append(&mut system.notes);
        self.journal.append(&mut system.journal);
        self.queued |= system.queued;
        Ok(value)
    }
}
