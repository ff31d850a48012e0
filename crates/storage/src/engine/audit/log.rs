//! Reading the audit log.

use std::net::IpAddr;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use frontdesk_core::FirmId;

use crate::engine::actor::KeyId;
use crate::engine::connection::MultiBackend;
use crate::engine::error::StorageError;
use crate::engine::order::{Slice, SortField, in_slice};
use crate::engine::schema::{audit_chains, audit_entries};
use crate::engine::scope::Scoped;
use crate::engine::total::{Total, up_to_most};

/// One entry of the audit log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// The id, greater than that of any earlier entry of the same chain.
    pub id: i64,
    /// When the change was made.
    pub at: DateTime<Utc>,
    /// The actor: `key`, `open`, `command_line` or `system`.
    pub actor: String,
    /// The key, if one was used.
    pub key: Option<KeyId>,
    /// The remote address, if any.
    pub address: Option<IpAddr>,
    /// What was done, one of the words of [`super::Action`].
    pub action: String,
    /// The kind of record.
    pub subject: String,
    /// The id of the record.
    pub subject_id: String,
    /// SHA-256 of the entry and the one before it, in hexadecimal digits.
    pub hash: String,
}

/// Filter of a list of entries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// Of this kind of record.
    pub subject: Option<String>,
    /// Of the record with this id.
    pub subject_id: Option<String>,
    /// By this key.
    pub key: Option<KeyId>,
    /// Written at this time or later.
    pub since: Option<DateTime<Utc>>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = audit_entries)]
pub(super) struct EntryRow {
    pub(super) id: i64,
    pub(super) firm_id: i64,
    pub(super) chain: i16,
    pub(super) position: i64,
    pub(super) at: NaiveDateTime,
    pub(super) actor: String,
    pub(super) api_key_id: Option<i64>,
    pub(super) address: Option<String>,
    pub(super) action: String,
    pub(super) subject: String,
    pub(super) subject_id: String,
    pub(super) hash: Vec<u8>,
}

impl EntryRow {
    fn into_entry(self) -> Result<AuditEntry, StorageError> {
        let corrupt = |_| StorageError::Corrupt { table: "audit_entries", column: "api_key_id", id: self.id };
        Ok(AuditEntry {
            id: self.id,
            at: self.at.and_utc(),
            actor: self.actor,
            key: self.api_key_id.map(KeyId::try_from).transpose().map_err(corrupt)?,
            address: self.address.and_then(|text| text.parse().ok()),
            action: self.action,
            subject: self.subject,
            subject_id: self.subject_id,
            hash: hex::encode(self.hash),
        })
    }
}

/// Fields that the log can be sorted by.
pub const SORTS: &[SortField] = &[
    SortField::ID,
    SortField::time("at", "audit_entries.at"),
    SortField::time("created_at", "audit_entries.at"),
    SortField::time("updated_at", "audit_entries.at"),
];

/// One page of the firm's entries.
///
/// # Errors
/// The database did not answer.
pub fn list(
    scoped: &mut Scoped<'_>,
    filter: &AuditFilter,
    slice: impl Into<Slice>,
) -> Result<Vec<AuditEntry>, StorageError> {
    let (slice, mut query) = (slice.into(), matching(scoped.firm, filter));
    if let (Some(since), Some(_)) = (filter.since, slice.by_id())
        && let Some(ids) = few_since(scoped, since)?
    {
        query = query.filter(audit_entries::id.eq_any(ids));
    }
    let rows: Vec<EntryRow> =
        in_slice!(query, "audit_entries.id", &slice).select(EntryRow::as_select()).load(scoped.conn)?;
    rows.into_iter().map(EntryRow::into_entry).collect()
}

/// Up to this many entries are looked up by id. With more of them, the page is found by walking the ids.
const FEW: i64 = 5_000;

/// The ids of the entries at this time or later, if there are few.
fn few_since(scoped: &mut Scoped<'_>, since: DateTime<Utc>) -> Result<Option<Vec<i64>>, StorageError> {
    let ids: Vec<i64> = audit_entries::table
        .of_firm(scoped.firm)
        .filter(audit_entries::at.ge(since.naive_utc()))
        .order((audit_entries::at, audit_entries::id))
        .limit(FEW + 1)
        .select(audit_entries::id)
        .load(scoped.conn)?;
    Ok(Some(ids).filter(|ids| i64::try_from(ids.len()).is_ok_and(|found| found <= FEW)))
}

/// How many entries a list holds in all. All of them are as many as the chains are long.
///
/// # Errors
/// The database did not answer.
pub fn count(scoped: &mut Scoped<'_>, filter: &AuditFilter) -> Result<Total, StorageError> {
    if *filter == AuditFilter::default() {
        let lengths: Vec<i64> =
            audit_chains::table.of_firm(scoped.firm).select(audit_chains::length).load(scoped.conn)?;
        return Ok(Total::Exactly(lengths.into_iter().sum()));
    }
    Ok(up_to_most!(scoped.conn, matching(scoped.firm, filter), audit_entries::id))
}

fn matching(firm: FirmId, filter: &AuditFilter) -> audit_entries::BoxedQuery<'_, MultiBackend> {
    let mut query = audit_entries::table.of_firm(firm).into_boxed::<MultiBackend>();
    if let Some(subject) = &filter.subject {
        query = query.filter(audit_entries::subject.eq(subject));
    }
    if let Some(id) = &filter.subject_id {
        query = query.filter(audit_entries::subject_id.eq(id));
    }
    if let Some(since) = filter.since {
        query = query.filter(audit_entries::at.ge(since.naive_utc()));
    }
    if let Some(key) = filter.key {
        query = query.filter(audit_entries::api_key_id.eq(key.get()));
    }
    query
}
