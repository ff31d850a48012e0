//! The one way to write to the journal.

use chrono::{DateTime, Utc};
use frontdesk_core::{FieldChange, Recorded, changes_between};

use super::kind::Kind;
use crate::engine::journal::{Action, Change};
use crate::engine::scope::Scoped;

/// Which record changed, and its version after the change; 0 for kinds without versions.
pub(crate) type Of = (Kind, i64, i64);

/// Keeps the values of a new record.
pub(crate) fn created(scoped: &mut Scoped<'_>, of: Of, record: &impl Recorded, now: DateTime<Utc>) {
    change(scoped, of, Action::Created, &changes_between(None, Some(record)), now);
}

/// Keeps the values that differ. Without a difference nothing is kept.
pub(crate) fn updated<R: Recorded>(
    scoped: &mut Scoped<'_>,
    of: Of,
    before: &R,
    after: &R,
    now: DateTime<Utc>,
) {
    let changes = changes_between(Some(before), Some(after));
    if !changes.is_empty() {
        change(scoped, of, Action::Updated, &changes, now);
    }
}

/// Keeps the last values of a record.
pub(crate) fn deleted(scoped: &mut Scoped<'_>, of: Of, record: &impl Recorded, now: DateTime<Utc>) {
    change(scoped, of, Action::Deleted, &changes_between(Some(record), None), now);
}

/// Keeps a change whose fields are known.
pub(crate) fn change(
    scoped: &mut Scoped<'_>,
    (kind, record, version): Of,
    action: Action,
    changes: &[FieldChange],
    now: DateTime<Utc>,
) {
    let changes = encode(changes);
    scoped.journal(now, |batch| {
        batch.push(Change { kind: kind.code(), record, version, action, changes });
    });
}

/// Keeps that rows of a file became records, without their values: the file has them, and so has the record until it
/// changes.
pub(crate) fn created_in_bulk(
    scoped: &mut Scoped<'_>,
    kind: Kind,
    ids: impl IntoIterator<Item = i64>,
    now: DateTime<Utc>,
) {
    scoped.journal(now, |batch| ids.into_iter().for_each(|id| batch.push_created(kind.code(), id)));
}

/// A JSON array of `[field, old, new]`.
fn encode(changes: &[FieldChange]) -> String {
    let rows: Vec<_> = changes.iter().map(|change| (&change.field, &change.old, &change.new)).collect();
    // Texts, numbers and booleans can always be serialized.
    serde_json::to_string(&rows).unwrap_or_default()
}
