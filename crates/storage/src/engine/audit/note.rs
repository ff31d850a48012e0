//! Changes to be written to the audit log.

use std::fmt::Display;

use chrono::{DateTime, Utc};
use frontdesk_core::FirmId;

use crate::engine::actor::Actor;
use crate::engine::journal::Batch;

/// The length of the id column.
const LONGEST_ID: usize = 64;

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// A record was created.
    Created,
    /// A record was updated.
    Updated,
    /// A record was deleted.
    Deleted,
    /// A deleted record was restored.
    Restored,
    /// A file was imported; its rows have no entries of their own.
    Imported,
    /// The import of a file has ended.
    Ended,
    /// A key was revoked.
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
            Self::Restored => "restored",
            Self::Imported => "imported",
            Self::Ended => "ended",
            Self::Revoked => "revoked",
            Self::SignedIn => "signed_in",
            Self::SignedOut => "signed_out",
        }
    }
}

/// A change to be written to the audit log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Note {
    pub(super) firm: FirmId,
    pub(super) actor: Actor,
    pub(super) action: Action,
    pub(super) subject: &'static str,
    pub(super) subject_id: String,
    pub(super) at: DateTime<Utc>,
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
        Self { firm, actor, action, subject, subject_id, at }
    }
}

/// The result of a job, and its changes for the audit log and the journal.
pub(crate) struct Noted<T> {
    pub(crate) value: T,
    pub(crate) notes: Vec<Note>,
    pub(crate) journal: Vec<Batch>,
}

#[cfg(test)]
impl<T> Noted<T> {
    /// Without a change.
    pub(crate) fn silent(value: T) -> Self {
        Self { value, notes: Vec::new(), journal: Vec::new() }
    }
}
