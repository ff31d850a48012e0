//! A deleted deal comes back, from the values in the journal.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use frontdesk_core::NamedValue;
use frontdesk_opportunities::deal::Deal;
use frontdesk_opportunities::oid::Oid;
use frontdesk_opportunities::restore::restoring;

use super::area::hold_customer;
use super::rows::{DealColumns, NewOpportunityRow};
use super::sums;
use super::write::{Outcome, saved};
use crate::deleted;
use crate::engine::audit::Action;
use crate::engine::error::StorageError;
use crate::engine::schema::opportunities;
use crate::engine::scope::Scoped;
use crate::journal::{self, Cause, CauseKind, Kind, last_values};

/// Restores a deleted deal under its id. [`Outcome::CustomerNotFound`] when its customer is deleted.
///
/// # Errors
/// The database did not answer, or the values in the journal cannot be read.
pub fn undelete(scoped: &mut Scoped<'_>, oid: Oid, now: DateTime<Utc>) -> Result<Outcome, StorageError> {
    let Some(deleted) = deleted::find(scoped, Kind::Opportunity, &oid.to_string())? else {
        return Ok(Outcome::NotFound);
    };
    let id = deleted.record_id;
    let Some((version, values)) = last_values(scoped, Kind::Opportunity, id)? else {
        return Ok(Outcome::NotFound);
    };
    let corrupt = || StorageError::Corrupt { table: "journal_entries", column: "changes", id };
    let deal = deal_of(&values, now).ok_or_else(corrupt)?;
    let Some(area) = hold_customer(scoped, deal.cid)? else {
        return Ok(Outcome::CustomerNotFound);
    };
    deleted::take_out(scoped, Kind::Opportunity, &deleted)?;
    let row = NewOpportunityRow {
        firm_id: scoped.firm_id(),
        oid: oid.as_bytes().to_vec(),
        created_at: deleted.created_at,
        deal: DealColumns::new(&deal, area.as_ref(), version + 1, now.naive_utc())?,
    };
    insert(scoped, id, row)?;
    sums::count(scoped, None, Some((&deal, area.as_ref())))?;
    scoped.cause = Cause::new(CauseKind::Restore);
    scoped.note(Action::Restored, "opportunity", oid, now);
    let changes = frontdesk_core::changes_between(None, Some(&deal));
    let of = (Kind::Opportunity, id, version + 1);
    journal::change(scoped, of, journal::Action::Restored, &changes, now);
    saved(scoped, oid, now)
}

fn deal_of(values: &[NamedValue], now: DateTime<Utc>) -> Option<Deal> {
    let changes = restoring(values).ok()?;
    let mut deal = Deal::new(changes.cid?, now.date_naive());
    changes.apply_to(&mut deal);
    Some(deal)
}

fn insert(scoped: &mut Scoped<'_>, id: i64, row: NewOpportunityRow) -> Result<(), StorageError> {
    diesel::insert_into(opportunities::table).values((opportunities::id.eq(id), row)).execute(scoped.conn)?;
    Ok(())
}
