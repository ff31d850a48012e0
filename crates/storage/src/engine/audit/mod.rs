//! The audit log: who changed what, which record, when, and from where. Entries are added in the transaction of the
//! change that they tell of, and each holds the hash of the one before it, so that none can be changed, left out or put
//! in between without being found out. Values of records are not among what is told.

mod append;
mod chain;
mod log;
mod verify;

pub(crate) use append::append;
pub use log::{AuditEntry, AuditFilter, SORTS, count, list};
pub use verify::{Break, Verdict, verify};

use std::fmt::Display;

use chrono::{DateTime, Utc};
use frontdesk_core::FirmId;

use crate::engine::actor::Actor;
use crate::engine::scope::Scoped;

/// What the column of ids holds.
const LONGEST_ID: usize = 64;

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Something is there that was not.
    Created,
    /// Something is not as it was.
    Updated,
    /// Something is gone.
    Deleted,
    /// A file was taken in; its rows are not told one by one.
    Imported,
    /// The import of a file has ended.
    Ended,
    /// A key opens nothing any more.
    Revoked,
    /// A session was opened.
    SignedIn,
    /// A session was ended.
    SignedOut,
}

impl Action {
    /// The word that stands for it in the database and in every answer.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Updated => "updated",
            Self::Deleted => "deleted",
            Self::Imported => "imported",
            Self::Ended => "ended",
            Self::Revoked => "revoked",
            Self::SignedIn => "signed_in",
            Self::SignedOut => "signed_out",
        }
    }
}

/// A change that is to be told of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Note {
    firm: i64,
    actor: Actor,
    action: Action,
    subject: &'static str,
    subject_id: String,
    at: DateTime<Utc>,
}

impl Note {
    pub(crate) fn new(
        firm: FirmId,
        actor: Actor,
        action: Action,
        subject: &'static str,
        id: impl Display,
        at: DateTime<Utc>,
    ) -> Self {
        let subject_id = id.to_string().chars().take(LONGEST_ID).collect();
        Self { firm: firm.get(), actor, action, subject, subject_id, at }
    }
}

impl Scoped<'_> {
    /// Notes a change for the audit log. It is written down in the transaction of this connection, once the job has
    /// succeeded. `subject` is what kind of record it is, in one word; `id` is its id, and nothing else of it.
    pub fn note(&mut self, action: Action, subject: &'static str, id: impl Display, at: DateTime<Utc>) {
        self.notes.push(Note::new(self.firm, self.actor, action, subject, id, at));
    }
}
