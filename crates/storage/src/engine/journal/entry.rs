//! What is to be written to the journal at the end of a transaction.

use chrono::{DateTime, Utc};
use frontdesk_core::FirmId;

use super::cause::Cause;
use crate::engine::actor::Actor;

/// What happened to a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    Created,
    Updated,
    Deleted,
    /// A deleted record is back.
    Restored,
    /// Nothing: the record is older than the journal. Never stored.
    Unrecorded,
}

impl Action {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Created, Self::Updated, Self::Deleted, Self::Restored, Self::Unrecorded];

    /// The word for it in responses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Updated => "updated",
            Self::Deleted => "deleted",
            Self::Restored => "restored",
            Self::Unrecorded => "unrecorded",
        }
    }

    /// The number for it in the database.
    pub(crate) fn code(self) -> i16 {
        match self {
            Self::Created => 1,
            Self::Updated => 2,
            Self::Deleted => 3,
            Self::Restored => 4,
            Self::Unrecorded => 0,
        }
    }

    pub(crate) fn from_code(code: i16) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.code() == code)
    }
}

/// A change of one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Change {
    pub(crate) kind: i16,
    pub(crate) record: i64,
    /// The version after the change; 0 for kinds without versions.
    pub(crate) version: i64,
    pub(crate) action: Action,
    /// A JSON array of `[field, old value, new value]`.
    pub(crate) changes: String,
}

/// A change and its place in its batch.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) position: i64,
    pub(super) change: Change,
}

/// Created records with consecutive ids, and the place of the first.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Range {
    pub(super) position: i64,
    pub(super) kind: i16,
    pub(super) first: i64,
    pub(super) last: i64,
}

/// The changes of one transaction of one firm, with what they share.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Batch {
    pub(super) firm: FirmId,
    pub(super) at: DateTime<Utc>,
    pub(super) actor: Actor,
    pub(super) cause: Cause,
    pub(super) entries: Vec<Entry>,
    pub(super) ranges: Vec<Range>,
    /// How many numbers the batch takes.
    pub(super) length: i64,
}

impl Batch {
    pub(crate) fn new(firm: FirmId, actor: Actor, cause: Cause, at: DateTime<Utc>) -> Self {
        Self { firm, at, actor, cause, entries: Vec::new(), ranges: Vec::new(), length: 0 }
    }

    pub(crate) fn continues(&self, firm: FirmId, actor: Actor, cause: Cause, at: DateTime<Utc>) -> bool {
        (self.firm, self.actor, self.cause, self.at) == (firm, actor, cause, at)
    }

    pub(crate) fn push(&mut self, change: Change) {
        self.entries.push(Entry { position: self.length, change });
        self.length += 1;
    }

    /// Adds a created record whose values are not kept. Consecutive ids become one range.
    pub(crate) fn push_created(&mut self, kind: i16, id: i64) {
        let position = self.length;
        self.length += 1;
        if let Some(range) = self.ranges.last_mut()
            && range.kind == kind
            && range.last.checked_add(1) == Some(id)
            && range.position + (id - range.first) == position
        {
            range.last = id;
            return;
        }
        self.ranges.push(Range { position, kind, first: id, last: id });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(position: i64, kind: i16, first: i64, last: i64) -> Range {
        Range { position, kind, first, last }
    }

    #[test]
    fn actions_are_read_back() {
        for action in Action::ALL {
            assert_eq!(Action::from_code(action.code()), Some(action));
        }
        assert_eq!(Action::from_code(9), None);
    }

    #[test]
    fn consecutive_ids_share_a_range_and_every_change_has_a_number() {
        let mut batch = Batch::new(FirmId::FIRST, Actor::SYSTEM, Cause::SYSTEM, DateTime::UNIX_EPOCH);
        for id in [5, 6, 7, 9, 10] {
            batch.push_created(1, id);
        }
        batch.push_created(2, 11);
        let change =
            Change { kind: 1, record: 5, version: 2, action: Action::Updated, changes: "[]".to_owned() };
        batch.push(change.clone());
        // Consecutive, but its number is not.
        batch.push_created(2, 12);
        batch.push_created(2, i64::MAX);
        batch.push_created(2, i64::MIN);
        assert_eq!(
            batch.ranges,
            [
                range(0, 1, 5, 7),
                range(3, 1, 9, 10),
                range(5, 2, 11, 11),
                range(7, 2, 12, 12),
                range(8, 2, i64::MAX, i64::MAX),
                range(9, 2, i64::MIN, i64::MIN),
            ]
        );
        assert_eq!(batch.entries, [Entry { position: 6, change }]);
        assert_eq!(batch.length, 10);
    }
}
