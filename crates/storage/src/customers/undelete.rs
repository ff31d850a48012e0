//! A deleted customer comes back, with what went with it.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use frontdesk_core::{CustomerId, Phone, SearchWords};
use frontdesk_import::account::{PhoneTaken, claim_phone};
use frontdesk_import::known::PhoneEntry;

use super::consequences;
use super::edit::{keys, queue_for};
use super::known::load_known;
use super::look_up::Keys;
use crate::deleted;
use crate::engine::audit::Action;
use crate::engine::error::StorageError;
use crate::engine::schema::customers;
use crate::engine::scope::Scoped;
use crate::journal::{self, Cause, CauseKind, Kind};
use crate::search::{self, replace};

/// Outcome of restoring a deleted customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UndeleteOutcome {
    /// The customer is live again.
    Restored,
    /// It is not among the deleted ones.
    NotFound,
    /// A live customer has its primary phone number now.
    PhoneTaken(PhoneTaken),
    /// A live customer has its integration id now.
    IntegrationIdTaken(CustomerId),
}

/// Restores a deleted customer: its interactions count again, its user is found again, and the requests that were
/// archived with it return to their status.
///
/// # Errors
/// The database did not answer, or another transaction changed the record concurrently.
pub fn undelete(
    scoped: &mut Scoped<'_>,
    id: CustomerId,
    now: DateTime<Utc>,
) -> Result<UndeleteOutcome, StorageError> {
    let Some(found) = find(scoped, id)? else { return Ok(UndeleteOutcome::NotFound) };
    if let Some(holder) = holder_of(scoped, found.integration_id.as_deref())? {
        return Ok(UndeleteOutcome::IntegrationIdTaken(holder));
    }
    if let Some(taken) = phone_taken(scoped, found.phone.as_deref())? {
        return Ok(UndeleteOutcome::PhoneTaken(taken));
    }
    let deleted = deleted::find(scoped, Kind::Customer, &id.to_string())?.ok_or(StorageError::Conflict)?;
    deleted::take_out(scoped, Kind::Customer, &deleted)?;
    show(scoped, id, found.version, now)?;
    let (firm, terms) = (scoped.firm, SearchWords::from_text(&found.search_text).terms());
    replace(scoped.conn, firm, search::Kind::DeletedCustomer, id.get(), &terms, &[])?;
    replace(scoped.conn, firm, search::Kind::Customer, id.get(), &[], &terms)?;
    scoped.cause = Cause::new(CauseKind::Restore);
    scoped.note(Action::Restored, "customer", id, now);
    let of = (Kind::Customer, id.get(), found.version + 1);
    journal::change(scoped, of, journal::Action::Restored, &[], now);
    consequences::restored(scoped, id, deleted.deleted_at, now)?;
    Ok(UndeleteOutcome::Restored)
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = customers)]
struct DeletedRow {
    version: i64,
    integration_id: Option<String>,
    phone: Option<String>,
    search_text: String,
}

fn find(scoped: &mut Scoped<'_>, id: CustomerId) -> Result<Option<DeletedRow>, StorageError> {
    let row = customers::table
        .of_firm(scoped.firm)
        .filter(customers::id.eq(id.get()))
        .filter(customers::tombstone.ne(0))
        .select(DeletedRow::as_select());
    Ok(row.get_result(scoped.conn).optional()?)
}

fn show(
    scoped: &mut Scoped<'_>,
    id: CustomerId,
    version: i64,
    now: DateTime<Utc>,
) -> Result<(), StorageError> {
    let target = customers::table
        .of_firm(scoped.firm)
        .filter(customers::id.eq(id.get()))
        .filter(customers::version.eq(version));
    let touched = diesel::update(target)
        .set((
            customers::deleted_at.eq(None::<chrono::NaiveDateTime>),
            customers::updated_at.eq(now.naive_utc()),
            customers::version.eq(version + 1),
            customers::tombstone.eq(0),
        ))
        .execute(scoped.conn)?;
    if touched == 1 { Ok(()) } else { Err(StorageError::Conflict) }
}

/// The live customer with an integration id.
fn holder_of(
    scoped: &mut Scoped<'_>,
    integration_id: Option<&str>,
) -> Result<Option<CustomerId>, StorageError> {
    let Some(integration_id) = integration_id else { return Ok(None) };
    let keys = Keys { integration_ids: vec![integration_id], ..Default::default() };
    let known = load_known(scoped, &keys)?;
    Ok(known.by_integration_id(integration_id).map(|customer| customer.id))
}

/// The live customer that has the primary number of a deleted one.
fn phone_taken(scoped: &mut Scoped<'_>, phone: Option<&str>) -> Result<Option<PhoneTaken>, StorageError> {
    let Some(phone) = phone.and_then(|phone| phone.parse::<Phone>().ok()) else { return Ok(None) };
    queue_for(scoped, &[&phone])?;
    let known = load_known(scoped, &keys(&[&phone]))?;
    let raw = phone.to_string();
    Ok(claim_phone(Some(&PhoneEntry { phone, raw }), None, &known).err())
}
