//! Deleting a customer: whichever door the wish comes in by, this is what happens.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use frontdesk_core::{CustomerId, SearchWords};

use super::consequences;
use super::record::version_of;
use crate::engine::audit::Action;
use crate::engine::error::StorageError;
use crate::engine::expected::Expected;
use crate::engine::schema::customers;
use crate::engine::scope::Scoped;
use crate::search::{Kind, replace};

/// What became of a customer that was to be deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeleteOutcome {
    /// It is gone.
    Deleted,
    /// There is no such customer.
    NotFound,
    /// It was changed since the caller saw it.
    Stale,
}

/// Deletes a customer: the row stays, nobody sees it any more, and its integration id is free again. Its support
/// requests are archived, its interactions counted no more.
///
/// # Errors
/// The database did not answer, or somebody else changed the record at the same time.
pub fn delete(
    scoped: &mut Scoped<'_>,
    id: CustomerId,
    expected: &Expected,
    now: DateTime<Utc>,
) -> Result<DeleteOutcome, StorageError> {
    let Some(version) = version_of(scoped, id)? else {
        return Ok(DeleteOutcome::NotFound);
    };
    if !expected.accepts(Some(version)) {
        return Ok(DeleteOutcome::Stale);
    }
    let target = customers::table
        .filter(customers::id.eq(id.get()))
        .filter(customers::firm_id.eq(scoped.firm_id()))
        .filter(customers::version.eq(version));
    let at = now.naive_utc();
    let touched = diesel::update(target)
        .set((
            customers::deleted_at.eq(at),
            customers::updated_at.eq(at),
            customers::version.eq(version + 1),
            customers::tombstone.eq(id.get()),
        ))
        .execute(scoped.conn)?;
    if touched != 1 {
        return Err(StorageError::Conflict);
    }
    hide(scoped, id)?;
    scoped.note(Action::Deleted, "customer", id, now);
    consequences::deleted(scoped, id, now)?;
    Ok(DeleteOutcome::Deleted)
}

/// Has it found only by searches that look for deleted customers.
fn hide(scoped: &mut Scoped<'_>, id: CustomerId) -> Result<(), StorageError> {
    let firm = scoped.firm_id();
    let text: String = customers::table
        .filter(customers::id.eq(id.get()))
        .filter(customers::firm_id.eq(firm))
        .select(customers::search_text)
        .get_result(scoped.conn)?;
    let terms = SearchWords::from_text(&text).terms();
    replace(scoped.conn, firm, Kind::Customer, id.get(), &terms, &[])?;
    replace(scoped.conn, firm, Kind::DeletedCustomer, id.get(), &[], &terms)
}
