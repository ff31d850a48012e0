//! Reading the journal: the history of one record, or all changes in order.

use std::borrow::Cow;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable};
use frontdesk_core::{FieldChange, FieldValue, FirmId, NamedValue};

use super::kind::Kind;
use crate::engine::actor::{Actor, KeyId};
use crate::engine::connection::MultiBackend;
use crate::engine::error::StorageError;
use crate::engine::journal::{Action, CauseKind};
use crate::engine::order::{Position, Slice, SortField, SortKey, SortKind, in_slice};
use crate::engine::schema::api_keys;
use crate::engine::schema::journal::{journal_batches, journal_entries, journal_feeds, journal_ranges};
use crate::engine::scope::Scoped;

/// A change in the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its number within the firm, in the order of commits; 0 for [`Action::Unrecorded`].
    pub seq: i64,
    pub at: DateTime<Utc>,
    /// The actor: `key`, `open`, `command_line` or `system`.
    pub actor: String,
    /// The key, if one was used, and its name.
    pub key: Option<(KeyId, String)>,
    pub cause: CauseKind,
    /// The id of the cause, such as that of a request or an import.
    pub cause_id: Option<String>,
    pub kind: Kind,
    /// The internal id of the record.
    pub record: i64,
    /// The version after the change; `None` for kinds without versions, and for rows of a file that became records.
    pub version: Option<i64>,
    pub action: Action,
    /// The changed fields. `None` where they were not kept, or are not kept any more.
    pub changes: Option<Vec<FieldChange>>,
}

/// Filter of the history of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HistoryFilter {
    pub kind: Kind,
    /// The internal id of the record.
    pub record: i64,
    /// Changes at this time or later.
    pub updated_since: Option<DateTime<Utc>>,
}

/// Fields that a history can be sorted by.
pub const HISTORY_SORTS: &[SortField] = &[
    SortField::new("seq", SortKind::Id, ""),
    SortField::time("created_at", "journal_batches.at"),
    SortField::time("updated_at", "journal_batches.at"),
];

#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = journal_batches)]
struct BatchRow {
    first_seq: Option<i64>,
    at: NaiveDateTime,
    actor: String,
    api_key_id: Option<i64>,
    cause: String,
    cause_id: Option<String>,
}

#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = journal_entries)]
struct EntryRow {
    position: i64,
    kind: i16,
    action: i16,
    record_id: i64,
    version: i64,
    changes: Option<String>,
}

#[derive(Debug, Clone, Copy, Queryable, Selectable)]
#[diesel(table_name = journal_ranges)]
struct RangeRow {
    position: i64,
    first_id: i64,
    last_id: i64,
    kind: i16,
}

/// One page of the history of a record. Call [`settle`](super::settle) before: changes without a number are left out.
///
/// # Errors
/// The database did not answer.
pub fn history(
    scoped: &mut Scoped<'_>,
    filter: &HistoryFilter,
    slice: impl Into<Slice>,
) -> Result<Vec<Entry>, StorageError> {
    let slice = slice.into();
    let rows: Vec<(BatchRow, EntryRow)> = in_slice!(
        of_record(scoped.firm, filter),
        "(journal_batches.first_seq + journal_entries.position)",
        &slice
    )
    .select((BatchRow::as_select(), EntryRow::as_select()))
    .load(scoped.conn)?;
    let mut entries = rows.into_iter().map(entry).collect::<Result<Vec<Entry>, _>>()?;
    entries.extend(beginning(scoped, filter)?);
    name_keys(scoped, &mut entries)?;
    let key = |entry: &Entry| match slice.order.field.kind {
        SortKind::Time => Some(SortKey::Time(entry.at.naive_utc())),
        _ => None,
    };
    Ok(slice.of(entries, |entry| Position { id: entry.seq, key: key(entry) }))
}

/// The number of changes in the history of a record.
///
/// # Errors
/// The database did not answer.
pub fn count_history(scoped: &mut Scoped<'_>, filter: &HistoryFilter) -> Result<i64, StorageError> {
    let entries: i64 = of_record(scoped.firm, filter).count().get_result(scoped.conn)?;
    Ok(entries + i64::from(beginning(scoped, filter)?.is_some()))
}

/// One change of a record.
///
/// # Errors
/// The database did not answer.
pub fn find_entry(
    scoped: &mut Scoped<'_>,
    filter: &HistoryFilter,
    seq: i64,
) -> Result<Option<Entry>, StorageError> {
    let number = sql::<Nullable<BigInt>>("(journal_batches.first_seq + journal_entries.position)");
    let row: Option<(BatchRow, EntryRow)> = of_record(scoped.firm, filter)
        .filter(number.eq(seq))
        .select((BatchRow::as_select(), EntryRow::as_select()))
        .get_result(scoped.conn)
        .optional()?;
    row.map(entry).transpose()
}

/// The version and the values with which a record was deleted last. Reads changes without a number, too.
pub(crate) fn last_values(
    scoped: &mut Scoped<'_>,
    kind: Kind,
    record: i64,
) -> Result<Option<(i64, Vec<NamedValue>)>, StorageError> {
    let found: Option<(i64, Option<String>)> = journal_entries::table
        .of_firm(scoped.firm)
        .filter(journal_entries::kind.eq(kind.code()))
        .filter(journal_entries::record_id.eq(record))
        .filter(journal_entries::action.eq(Action::Deleted.code()))
        .order(journal_entries::batch_id.desc())
        .limit(1)
        .select((journal_entries::version, journal_entries::changes))
        .get_result(scoped.conn)
        .optional()?;
    let values = |changes: Vec<FieldChange>| changes.into_iter().map(|it| (it.field, it.old)).collect();
    Ok(found.and_then(|(version, changes)| Some((version, values(decode(&changes?)?)))))
}

/// Since when changes of the firm are recorded. `None` when none was recorded yet.
///
/// # Errors
/// The database did not answer.
pub fn recorded_since(scoped: &mut Scoped<'_>) -> Result<Option<DateTime<Utc>>, StorageError> {
    let feed = journal_feeds::table.of_firm(scoped.firm).select(journal_feeds::recorded_since);
    let since: Option<NaiveDateTime> = feed.get_result(scoped.conn).optional()?;
    Ok(since.map(|since| since.and_utc()))
}

/// The changes of the firm with numbers above `after`, in order: those of the next batches, whole, until there are at
/// least `limit`.
///
/// # Errors
/// The database did not answer.
pub fn entries_after(scoped: &mut Scoped<'_>, after: i64, limit: usize) -> Result<Vec<Entry>, StorageError> {
    let firm = scoped.firm;
    // The batch that holds the next number may begin before it.
    let start: Option<i64> = journal_batches::table
        .of_firm(firm)
        .filter(journal_batches::first_seq.le(after + 1))
        .select(diesel::dsl::max(journal_batches::first_seq))
        .get_result(scoped.conn)?;
    let batches: Vec<i64> = journal_batches::table
        .of_firm(firm)
        .filter(journal_batches::first_seq.ge(start.unwrap_or(1)))
        .order(journal_batches::first_seq)
        .limit(i64::try_from(limit).unwrap_or(i64::MAX))
        .select(journal_batches::id)
        .load(scoped.conn)?;
    let mut entries = Vec::new();
    for batch in batches {
        if entries.len() >= limit {
            break;
        }
        entries.extend(entries_of_batch(scoped, batch)?.into_iter().filter(|entry| entry.seq > after));
    }
    name_keys(scoped, &mut entries)?;
    Ok(entries)
}

fn entries_of_batch(scoped: &mut Scoped<'_>, batch: i64) -> Result<Vec<Entry>, StorageError> {
    let firm = scoped.firm;
    let rows: Vec<(BatchRow, EntryRow)> = journal_entries::table
        .of_firm(firm)
        .inner_join(journal_batches::table)
        .filter(journal_entries::batch_id.eq(batch))
        .select((BatchRow::as_select(), EntryRow::as_select()))
        .load(scoped.conn)?;
    let mut entries = rows.into_iter().map(entry).collect::<Result<Vec<Entry>, _>>()?;
    let ranges: Vec<(BatchRow, RangeRow)> = journal_ranges::table
        .of_firm(firm)
        .inner_join(journal_batches::table)
        .filter(journal_ranges::batch_id.eq(batch))
        .select((BatchRow::as_select(), RangeRow::as_select()))
        .load(scoped.conn)?;
    for (batch, range) in ranges {
        for record in range.first_id..=range.last_id {
            entries.push(entry((batch.clone(), in_range(range, record)))?);
        }
    }
    entries.sort_unstable_by_key(|entry| entry.seq);
    Ok(entries)
}

type OfRecord<'a> = diesel::dsl::IntoBoxed<
    'a,
    diesel::dsl::InnerJoin<journal_entries::table, journal_batches::table>,
    MultiBackend,
>;

fn of_record<'a>(firm: FirmId, filter: &HistoryFilter) -> OfRecord<'a> {
    let query = journal_entries::table
        .of_firm(firm)
        .inner_join(journal_batches::table)
        .into_boxed::<MultiBackend>()
        .filter(journal_entries::kind.eq(filter.kind.code()))
        .filter(journal_entries::record_id.eq(filter.record))
        .filter(journal_batches::first_seq.is_not_null());
    match filter.updated_since {
        Some(since) => query.filter(journal_batches::at.ge(since.naive_utc())),
        None => query,
    }
}

/// The entry of a record in a range.
fn in_range(range: RangeRow, record: i64) -> EntryRow {
    EntryRow {
        position: range.position + (record - range.first_id),
        kind: range.kind,
        action: Action::Created.code(),
        record_id: record,
        version: 0,
        changes: None,
    }
}

/// The beginning of a history where it is no entry of its own: a row of a file became the record, or the record is older
/// than the journal.
fn beginning(scoped: &mut Scoped<'_>, filter: &HistoryFilter) -> Result<Option<Entry>, StorageError> {
    let is_wanted = |entry: &Entry| filter.updated_since.is_none_or(|since| entry.at >= since);
    if let Some(created) = created_by_file(scoped, filter)? {
        return Ok(Some(created).filter(is_wanted));
    }
    let all = HistoryFilter { updated_since: None, ..*filter };
    let created = of_record(scoped.firm, &all)
        .filter(journal_entries::action.eq(Action::Created.code()))
        .select(journal_entries::position)
        .limit(1);
    if created.load::<i64>(scoped.conn)?.is_empty() {
        return Ok(recorded_since(scoped)?.map(|since| unrecorded(filter, since)).filter(is_wanted));
    }
    Ok(None)
}

fn unrecorded(filter: &HistoryFilter, since: DateTime<Utc>) -> Entry {
    Entry {
        seq: 0,
        at: since,
        actor: Actor::SYSTEM.as_str().to_owned(),
        key: None,
        cause: CauseKind::System,
        cause_id: None,
        kind: filter.kind,
        record: filter.record,
        version: None,
        action: Action::Unrecorded,
        changes: None,
    }
}

/// The creation of the record, if it was a row of a file. An id is created once, so that ranges do not overlap: the
/// last one that begins at or below the id is the only one that may contain it.
fn created_by_file(scoped: &mut Scoped<'_>, filter: &HistoryFilter) -> Result<Option<Entry>, StorageError> {
    let found: Option<(BatchRow, RangeRow)> = journal_ranges::table
        .of_firm(scoped.firm)
        .inner_join(journal_batches::table)
        .filter(journal_ranges::kind.eq(filter.kind.code()))
        .filter(journal_ranges::first_id.le(filter.record))
        .order(journal_ranges::first_id.desc())
        .limit(1)
        .select((BatchRow::as_select(), RangeRow::as_select()))
        .get_result(scoped.conn)
        .optional()?;
    let Some((batch, range)) = found.filter(|(_, range)| filter.record <= range.last_id) else {
        return Ok(None);
    };
    if batch.first_seq.is_none() {
        return Ok(None);
    }
    entry((batch, in_range(range, filter.record))).map(Some)
}

fn entry((batch, entry): (BatchRow, EntryRow)) -> Result<Entry, StorageError> {
    let corrupt = |column| StorageError::Corrupt { table: "journal_entries", column, id: entry.record_id };
    let changes = entry.changes.as_deref().map(|text| decode(text).ok_or_else(|| corrupt("changes")));
    Ok(Entry {
        seq: batch.first_seq.ok_or_else(|| corrupt("first_seq"))? + entry.position,
        at: batch.at.and_utc(),
        actor: batch.actor,
        key: batch.api_key_id.and_then(KeyId::new).map(|key| (key, String::new())),
        cause: CauseKind::parse(&batch.cause).ok_or_else(|| corrupt("cause"))?,
        cause_id: batch.cause_id,
        kind: Kind::from_code(entry.kind).ok_or_else(|| corrupt("kind"))?,
        record: entry.record_id,
        version: Some(entry.version).filter(|version| *version > 0),
        action: Action::from_code(entry.action).ok_or_else(|| corrupt("action"))?,
        changes: changes.transpose()?,
    })
}

fn decode(text: &str) -> Option<Vec<FieldChange>> {
    let rows: Vec<(String, Option<FieldValue>, Option<FieldValue>)> = serde_json::from_str(text).ok()?;
    Some(
        rows.into_iter()
            .map(|(field, old, new)| FieldChange { field: Cow::Owned(field), old, new })
            .collect(),
    )
}

/// Fills in the names of keys.
fn name_keys(scoped: &mut Scoped<'_>, entries: &mut [Entry]) -> Result<(), StorageError> {
    let mut ids: Vec<i64> = entries.iter().filter_map(|entry| Some(entry.key.as_ref()?.0.get())).collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Ok(());
    }
    let names: Vec<(i64, String)> = api_keys::table
        .of_firm(scoped.firm)
        .filter(api_keys::id.eq_any(ids))
        .select((api_keys::id, api_keys::name))
        .load(scoped.conn)?;
    for (id, name) in entries.iter_mut().filter_map(|entry| entry.key.as_mut()) {
        if let Some((_, known)) = names.iter().find(|(known, _)| *known == id.get()) {
            name.clone_from(known);
        }
    }
    Ok(())
}
