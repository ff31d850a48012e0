//! The bin: deleted records that can be restored.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use frontdesk_core::FirmId;

use crate::engine::connection::MultiBackend;
use crate::engine::error::StorageError;
use crate::engine::order::{Slice, SortField, in_slice};
use crate::engine::schema::customers;
use crate::engine::schema::journal::deleted_records;
use crate::engine::scope::Scoped;
use crate::journal::Kind;

/// A deleted record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeletedRecord {
    /// Its position in lists.
    pub id: i64,
    pub kind: Kind,
    /// Its id in the API.
    pub public_id: String,
    /// The name of a customer.
    pub name: Option<String>,
    pub created_at: DateTime<Utc>,
    pub deleted_at: DateTime<Utc>,
}

/// Filter of a list of deleted records.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DeletedFilter {
    /// Deleted at this time or later.
    pub updated_since: Option<DateTime<Utc>>,
}

/// A record that goes into the bin.
#[derive(Insertable)]
#[diesel(table_name = deleted_records)]
pub(crate) struct Deleted {
    firm_id: i64,
    kind: i16,
    record_id: i64,
    public_id: String,
    created_at: NaiveDateTime,
    deleted_at: NaiveDateTime,
}

/// Puts a record into the bin.
pub(crate) fn put(
    scoped: &mut Scoped<'_>,
    (kind, record_id): (Kind, i64),
    public_id: String,
    created_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), StorageError> {
    let row = Deleted {
        firm_id: scoped.firm_id(),
        kind: kind.code(),
        record_id,
        public_id,
        created_at: created_at.naive_utc(),
        deleted_at: now.naive_utc(),
    };
    diesel::insert_into(deleted_records::table).values(row).execute(scoped.conn)?;
    Ok(())
}

/// A record in the bin.
#[derive(Queryable, Selectable)]
#[diesel(table_name = deleted_records)]
pub(crate) struct InBin {
    pub(crate) record_id: i64,
    pub(crate) created_at: NaiveDateTime,
    pub(crate) deleted_at: NaiveDateTime,
}

/// Finds a record in the bin.
pub(crate) fn find(
    scoped: &mut Scoped<'_>,
    kind: Kind,
    public_id: &str,
) -> Result<Option<InBin>, StorageError> {
    let found = deleted_records::table
        .of_firm(scoped.firm)
        .filter(deleted_records::kind.eq(kind.code()))
        .filter(deleted_records::public_id.eq(public_id))
        .select(InBin::as_select());
    Ok(found.get_result(scoped.conn).optional()?)
}

/// Takes a record out of the bin. Fails with [`StorageError::Conflict`] if a concurrent restoration was faster.
pub(crate) fn take_out(scoped: &mut Scoped<'_>, kind: Kind, found: &InBin) -> Result<(), StorageError> {
    let row = deleted_records::table
        .of_firm(scoped.firm)
        .filter(deleted_records::kind.eq(kind.code()))
        .filter(deleted_records::record_id.eq(found.record_id));
    if diesel::delete(row).execute(scoped.conn)? == 1 { Ok(()) } else { Err(StorageError::Conflict) }
}

/// Fields that lists of deleted records can be sorted by.
pub const SORTS: &[SortField] = &[
    SortField::ID,
    SortField::time("deleted_at", "deleted_records.deleted_at"),
    SortField::time("created_at", "deleted_records.created_at"),
    SortField::time("updated_at", "deleted_records.deleted_at"),
];

/// One page of the bin, oldest deletion first.
///
/// # Errors
/// The database did not answer.
pub fn list(
    scoped: &mut Scoped<'_>,
    filter: &DeletedFilter,
    slice: impl Into<Slice>,
) -> Result<Vec<DeletedRecord>, StorageError> {
    type Row = (i64, i16, i64, String, NaiveDateTime, NaiveDateTime);
    let rows: Vec<Row> = in_slice!(matching(scoped.firm, *filter), "deleted_records.id", &slice.into())
        .select((
            deleted_records::id,
            deleted_records::kind,
            deleted_records::record_id,
            deleted_records::public_id,
            deleted_records::created_at,
            deleted_records::deleted_at,
        ))
        .load(scoped.conn)?;
    let customers: Vec<i64> =
        rows.iter().filter(|row| row.1 == Kind::Customer.code()).map(|row| row.2).collect();
    let mut names = names_of(scoped, &customers)?;
    rows.into_iter()
        .map(|(id, kind, record, public_id, created_at, deleted_at)| {
            let corrupt = StorageError::Corrupt { table: "deleted_records", column: "kind", id };
            let kind = Kind::from_code(kind).ok_or(corrupt)?;
            let name = if kind == Kind::Customer { names.remove(&record) } else { None };
            let (created_at, deleted_at) = (created_at.and_utc(), deleted_at.and_utc());
            Ok(DeletedRecord { id, kind, public_id, name, created_at, deleted_at })
        })
        .collect()
}

/// The number of records in the bin that match the filter.
///
/// # Errors
/// The database did not answer.
pub fn count(scoped: &mut Scoped<'_>, filter: &DeletedFilter) -> Result<i64, StorageError> {
    Ok(matching(scoped.firm, *filter).count().get_result(scoped.conn)?)
}

fn matching(firm: FirmId, filter: DeletedFilter) -> deleted_records::BoxedQuery<'static, MultiBackend> {
    let query = deleted_records::table.of_firm(firm).into_boxed::<MultiBackend>();
    match filter.updated_since {
        Some(since) => query.filter(deleted_records::deleted_at.ge(since.naive_utc())),
        None => query,
    }
}

fn names_of(scoped: &mut Scoped<'_>, ids: &[i64]) -> Result<HashMap<i64, String>, StorageError> {
    type Named = (i64, Option<String>, Option<String>, Option<String>);
    let rows: Vec<Named> = customers::table
        .of_firm(scoped.firm)
        .filter(customers::id.eq_any(ids))
        .select((customers::id, customers::first_name, customers::last_name, customers::company_name))
        .load(scoped.conn)?;
    let name = |(id, first, last, company): Named| {
        let names: Vec<String> = [first, last].into_iter().flatten().collect();
        let name = if names.is_empty() { company } else { Some(names.join(" ")) };
        Some((id, name?))
    };
    Ok(rows.into_iter().filter_map(name).collect())
}
