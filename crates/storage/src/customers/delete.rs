//! Deletion of a customer, for every caller.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use frontdesk_core::{CustomerId, SearchWords};

use super::consequences;
use super::record::find;
use crate::deleted;
use crate::engine::audit::Action;
use crate::engine::error::StorageError;
use crate::engine::expected::Expected;
use crate::engine::schema::customers;
use crate::engine::scope::Scoped;
use crate::journal;
use crate::search::{Kind, replace};

/// Outcome of a deletion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeleteOutcome {
    /// The customer is deleted.
    Deleted,
    NotFound,
    /// It has changed since the caller read it.
    Stale,
}

/// Deletes a customer: the row stays but is hidden, and its integration id becomes free. Its support requests are
/// archived and its interactions leave the totals.
///
/// # Errors
/// The database did not answer, or another transaction changed the record concurrently.
pub fn delete(
    scoped: &mut Scoped<'_>,
    id: CustomerId,
    expected: &Expected,
    now: DateTime<Utc>,
) -> Result<DeleteOutcome, StorageError> {
    let Some(customer) = find(scoped, id)? else {
        return Ok(DeleteOutcome::NotFound);
    };
    let version = customer.version;
    if !expected.accepts(Some(version)) {
        return Ok(DeleteOutcome::Stale);
    }
    let target = customers::table
        .of_firm(scoped.firm)
        .filter(customers::id.eq(id.get()))
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
    // The row keeps its values.
    let of = (journal::Kind::Customer, id.get(), version + 1);
    journal::change(scoped, of, journal::Action::Deleted, &[], now);
    deleted::put(scoped, (journal::Kind::Customer, id.get()), id.to_string(), customer.created_at, now)?;
    consequences::deleted(scoped, id, now)?;
    Ok(DeleteOutcome::Deleted)
}

/// Has it found only by searches that look for deleted customers.
fn hide(scoped: &mut Scoped<'_>, id: CustomerId) -> Result<(), StorageError> {
    let firm = scoped.firm;
    let text: String = customers::table
        .of_firm(firm)
        .filter(customers::id.eq(id.get()))
        .select(customers::search_text)
        .get_result(scoped.conn)?;
    let terms = SearchWords::from_text(&text).terms();
    replace(scoped.conn, firm, Kind::Customer, id.get(), &terms, &[])?;
    replace(scoped.conn, firm, Kind::DeletedCustomer, id.get(), &[], &terms)
}
