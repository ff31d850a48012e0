//! Which values of a change are put back.

use frontdesk_core::{Faults, NamedValue, NotPutBack, Recorded, put_back};

use super::history::{HistoryFilter, find_entry};
use super::kind::Kind;
use crate::engine::error::StorageError;
use crate::engine::journal::Cause;
use crate::engine::scope::Scoped;

/// What to restore.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restoration {
    /// The number of the change whose old values are wanted.
    pub seq: i64,
    /// Some of its fields; all when absent.
    pub fields: Option<Vec<String>>,
    /// Whether to replace values that have changed again since.
    pub force: bool,
}

/// Why nothing was restored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotRestored {
    /// The record has no change with this number, or its values are not kept.
    NoSuchChange,
    /// The values are not put back.
    NotPutBack(NotPutBack),
    /// The values cannot be set.
    Invalid(Faults),
}

/// The values of a live record that a restoration sets. The changes of this transaction have the restoration as their
/// cause from here on.
pub(crate) fn values_of(
    scoped: &mut Scoped<'_>,
    (kind, record): (Kind, i64),
    current: &impl Recorded,
    wanted: &Restoration,
) -> Result<Result<Vec<NamedValue>, NotRestored>, StorageError> {
    let filter = HistoryFilter { kind, record, updated_since: None };
    let Some(changes) = find_entry(scoped, &filter, wanted.seq)?.and_then(|entry| entry.changes) else {
        return Ok(Err(NotRestored::NoSuchChange));
    };
    scoped.cause = Cause::restore(wanted.seq);
    let values = put_back(&changes, wanted.fields.as_deref(), &current.fields(), wanted.force);
    Ok(values.map_err(NotRestored::NotPutBack))
}
