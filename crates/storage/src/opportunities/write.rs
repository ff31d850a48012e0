//! Writing deals: load, apply the rules, write.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use frontdesk_opportunities::area::AreaKey;
use frontdesk_opportunities::deal::{Deal, DealChanges};
use frontdesk_opportunities::oid::Oid;
use uuid::Uuid;

use super::area::hold_customer;
use super::list::find_row;
use super::rows::{DealColumns, NewOpportunityRow, Opportunity, OpportunityRow};
use super::sums;
use crate::deleted;
use crate::engine::audit::Action;
use crate::engine::connection::insert_for_id;
use crate::engine::error::StorageError;
use crate::engine::expected::Expected;
use crate::engine::schema::opportunities;
use crate::engine::scope::Scoped;
use crate::journal::{self, Kind};

/// Outcome of creating or changing a deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The deal is as requested.
    Saved(Box<Opportunity>),
    /// The firm has no such live customer; nothing was written.
    CustomerNotFound,
    NotFound,
    /// The deal has changed since the caller read it.
    Stale,
}

/// Effect of a row of an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Loaded {
    Created,
    Updated,
    Unchanged,
}

/// Creates a deal of a live customer. Without an `oid` it gets a new one.
///
/// # Errors
/// The database did not answer, or a deal has this `oid` already.
pub fn create(
    scoped: &mut Scoped<'_>,
    oid: Option<Oid>,
    deal: &Deal,
    now: DateTime<Utc>,
) -> Result<Outcome, StorageError> {
    let Some(area) = hold_customer(scoped, deal.cid)? else {
        return Ok(Outcome::CustomerNotFound);
    };
    let oid = oid.unwrap_or_else(|| Oid::from_bytes(*Uuid::now_v7().as_bytes()));
    let id = insert(scoped, oid, deal, area.as_ref(), now.naive_utc())?;
    journal::created(scoped, (Kind::Opportunity, id, 1), deal, now);
    scoped.note(Action::Created, "opportunity", oid, now);
    saved(scoped, oid, now)
}

/// Changes some fields of a deal if its version is `expected`. Equal values write nothing.
///
/// # Errors
/// The database did not answer, or another transaction changed the deal concurrently.
pub fn change(
    scoped: &mut Scoped<'_>,
    oid: Oid,
    changes: &DealChanges,
    expected: &Expected,
    now: DateTime<Utc>,
) -> Result<Outcome, StorageError> {
    let rewritten = apply(scoped, oid, changes, expected, now)?;
    Ok(rewritten.told(scoped, oid, now))
}

/// Replaces a deal if its version is `expected`.
///
/// # Errors
/// The database did not answer, or another transaction changed the deal concurrently.
pub fn replace(
    scoped: &mut Scoped<'_>,
    oid: Oid,
    deal: &Deal,
    expected: &Expected,
    now: DateTime<Utc>,
) -> Result<Outcome, StorageError> {
    let rewritten = rewrite(scoped, oid, |_| deal.clone(), expected, now)?;
    Ok(rewritten.told(scoped, oid, now))
}

/// Deletes a deal if its version is `expected`. `None` when it is deleted.
///
/// # Errors
/// The database did not answer, or another transaction changed the deal concurrently.
pub fn delete(
    scoped: &mut Scoped<'_>,
    oid: Oid,
    expected: &Expected,
    now: DateTime<Utc>,
) -> Result<Option<Outcome>, StorageError> {
    let Some(row) = find_row(scoped, oid)? else {
        return Ok(Some(Outcome::NotFound));
    };
    if !expected.accepts(Some(row.version)) {
        return Ok(Some(Outcome::Stale));
    }
    let target = opportunities::table
        .of_firm(scoped.firm)
        .filter(opportunities::id.eq(row.id))
        .filter(opportunities::version.eq(row.version));
    if diesel::delete(target).execute(scoped.conn)? != 1 {
        return Err(StorageError::Conflict);
    }
    let area = row.area_key.clone().map(AreaKey::from_stored);
    let deal = row.into_opportunity(now.date_naive())?;
    sums::count(scoped, Some((&deal.deal, area.as_ref())), None)?;
    scoped.note(Action::Deleted, "opportunity", oid, now);
    journal::deleted(scoped, (Kind::Opportunity, deal.id, deal.version), &deal.deal, now);
    deleted::put(scoped, (Kind::Opportunity, deal.id), oid.to_string(), deal.created_at, now)?;
    Ok(None)
}

/// Applies a row of an import to the deals of a locked customer: changes an existing deal if it differs, or creates
/// one.
pub(crate) fn take(
    scoped: &mut Scoped<'_>,
    oid: Oid,
    deal: &Deal,
    changes: Option<&DealChanges>,
    area: Option<&AreaKey>,
    now: DateTime<Utc>,
) -> Result<Loaded, StorageError> {
    let Some(row) = find_row(scoped, oid)? else {
        let id = insert(scoped, oid, deal, area, now.naive_utc())?;
        journal::created_in_bulk(scoped, Kind::Opportunity, [id], now);
        return Ok(Loaded::Created);
    };
    let Some(changes) = changes else {
        return Ok(Loaded::Unchanged);
    };
    // Rows of a file have no audit entries of their own.
    match apply(scoped, oid, changes, &Expected::Any, now)?.outcome {
        Outcome::Saved(after) if after.version == row.version => Ok(Loaded::Unchanged),
        Outcome::Saved(_) => Ok(Loaded::Updated),
        Outcome::CustomerNotFound | Outcome::NotFound | Outcome::Stale => Err(StorageError::Conflict),
    }
}

/// Outcome of rewriting a deal.
struct Rewritten {
    outcome: Outcome,
    has_changed: bool,
}

impl Rewritten {
    /// Nothing was written.
    fn not(outcome: Outcome) -> Self {
        Self { outcome, has_changed: false }
    }

    /// Notes the change for the audit log, if there is one.
    fn told(self, scoped: &mut Scoped<'_>, oid: Oid, now: DateTime<Utc>) -> Outcome {
        if self.has_changed {
            scoped.note(Action::Updated, "opportunity", oid, now);
        }
        self.outcome
    }
}

fn apply(
    scoped: &mut Scoped<'_>,
    oid: Oid,
    changes: &DealChanges,
    expected: &Expected,
    now: DateTime<Utc>,
) -> Result<Rewritten, StorageError> {
    let wanted = |deal: &Deal| {
        let mut deal = deal.clone();
        changes.clone().apply_to(&mut deal);
        deal
    };
    rewrite(scoped, oid, wanted, expected, now)
}

fn insert(
    scoped: &mut Scoped<'_>,
    oid: Oid,
    deal: &Deal,
    area: Option<&AreaKey>,
    now: NaiveDateTime,
) -> Result<i64, StorageError> {
    let row = NewOpportunityRow {
        firm_id: scoped.firm_id(),
        oid: oid.as_bytes().to_vec(),
        created_at: now,
        deal: DealColumns::new(deal, area, 1, now)?,
    };
    let id = insert_for_id!(scoped.conn, opportunities, row);
    sums::count(scoped, None, Some((deal, area)))?;
    Ok(id)
}

fn rewrite(
    scoped: &mut Scoped<'_>,
    oid: Oid,
    wanted: impl Fn(&Deal) -> Deal,
    expected: &Expected,
    now: DateTime<Utc>,
) -> Result<Rewritten, StorageError> {
    let Some(row) = find_row(scoped, oid)? else {
        return Ok(Rewritten::not(Outcome::NotFound));
    };
    if !expected.accepts(Some(row.version)) {
        return Ok(Rewritten::not(Outcome::Stale));
    }
    let before = row.area_key.clone().map(AreaKey::from_stored);
    let stored = row.into_opportunity(now.date_naive())?;
    let deal = wanted(&stored.deal);
    if deal == stored.deal {
        return Ok(Rewritten::not(Outcome::Saved(Box::new(stored))));
    }
    let area = if deal.cid == stored.deal.cid {
        before.clone()
    } else {
        let Some(area) = hold_customer(scoped, deal.cid)? else {
            return Ok(Rewritten::not(Outcome::CustomerNotFound));
        };
        area
    };
    update(scoped, &stored, &deal, area.as_ref(), now.naive_utc())?;
    let of = (Kind::Opportunity, stored.id, stored.version + 1);
    journal::updated(scoped, of, &stored.deal, &deal, now);
    sums::count(scoped, Some((&stored.deal, before.as_ref())), Some((&deal, area.as_ref())))?;
    Ok(Rewritten { outcome: saved(scoped, oid, now)?, has_changed: true })
}

fn update(
    scoped: &mut Scoped<'_>,
    stored: &Opportunity,
    deal: &Deal,
    area: Option<&AreaKey>,
    now: NaiveDateTime,
) -> Result<(), StorageError> {
    let target = opportunities::table
        .of_firm(scoped.firm)
        .filter(opportunities::id.eq(stored.id))
        .filter(opportunities::version.eq(stored.version));
    let columns = DealColumns::new(deal, area, stored.version + 1, now)?;
    match diesel::update(target).set(columns).execute(scoped.conn)? {
        1 => Ok(()),
        _ => Err(StorageError::Conflict),
    }
}

pub(super) fn saved(scoped: &mut Scoped<'_>, oid: Oid, now: DateTime<Utc>) -> Result<Outcome, StorageError> {
    let row: OpportunityRow = find_row(scoped, oid)?.ok_or(StorageError::Conflict)?;
    Ok(Outcome::Saved(Box::new(row.into_opportunity(now.date_naive())?)))
}
