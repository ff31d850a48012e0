//! The statuses that a firm knows. A firm that has not chosen goes by the default catalogue, whenever it was made.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use frontdesk_opportunities::status::{Status, StatusCatalogue};

use crate::audit::Action;
use crate::content_version::content_version;
use crate::error::StorageError;
use crate::hold_firm::hold_firm;
use crate::schema::opportunity_statuses;
use crate::scope::{Page, Scoped};

/// A status and its place in the catalogue, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownStatus {
    /// Its place.
    pub position: i64,
    /// What it is.
    pub status: Status,
}

/// What became of a catalogue that was to be changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StatusChange {
    /// It is as wanted now.
    Saved(StatusCatalogue),
    /// It is another one than the caller has seen.
    Stale,
    /// It holds as many statuses as it can.
    Full,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = opportunity_statuses)]
pub(super) struct StatusRow {
    pub(super) firm_id: i64,
    pub(super) position: i16,
    pub(super) name: String,
    pub(super) probability: i16,
    pub(super) closed: bool,
}

/// The firm's catalogue.
///
/// # Errors
/// The database did not answer.
pub fn catalogue(scoped: &mut Scoped<'_>) -> Result<StatusCatalogue, StorageError> {
    let rows: Vec<StatusRow> = opportunity_statuses::table
        .filter(opportunity_statuses::firm_id.eq(scoped.firm_id()))
        .order(opportunity_statuses::position)
        .select(StatusRow::as_select())
        .load(scoped.conn)?;
    catalogue_of(rows)
}

/// The catalogue that rows in their order are; none are the default.
pub(super) fn catalogue_of(rows: Vec<StatusRow>) -> Result<StatusCatalogue, StorageError> {
    if rows.is_empty() {
        return Ok(StatusCatalogue::default());
    }
    let statuses: Result<Vec<Status>, StorageError> = rows.into_iter().map(StatusRow::into_status).collect();
    statuses.map(StatusCatalogue::from_stored)
}

impl StatusRow {
    fn into_status(self) -> Result<Status, StorageError> {
        let corrupt = StorageError::Corrupt {
            table: "opportunity_statuses",
            column: "probability",
            id: self.position.into(),
        };
        let probability = u8::try_from(self.probability).map_err(|_| corrupt)?;
        Ok(Status { name: self.name, probability, closed: self.closed })
    }
}

/// A page of the catalogue.
///
/// # Errors
/// The database did not answer.
pub fn list_statuses(scoped: &mut Scoped<'_>, (): &(), page: Page) -> Result<Vec<KnownStatus>, StorageError> {
    let catalogue = catalogue(scoped)?;
    let known = (1..)
        .zip(catalogue.statuses())
        .map(|(position, status)| KnownStatus { position, status: status.clone() });
    let after = page.after.unwrap_or(0);
    let limit = usize::try_from(page.limit).unwrap_or_default();
    Ok(known.filter(|known| known.position > after).take(limit).collect())
}

/// How many statuses there are.
///
/// # Errors
/// The database did not answer.
pub fn count_statuses(scoped: &mut Scoped<'_>, (): &()) -> Result<i64, StorageError> {
    Ok(catalogue(scoped)?.statuses().len() as i64)
}

/// A number that is another one for another catalogue: the version that callers name.
pub fn version_of_catalogue(catalogue: &StatusCatalogue) -> i64 {
    let line =
        |status: &Status| format!("{}\u{1f}{}\u{1f}{}\u{1e}", status.name, status.probability, status.closed);
    content_version(catalogue.statuses().iter().map(line))
}

/// Changes one status of the firm, or adds it, if `accepts` takes the version of the catalogue that is there.
///
/// # Errors
/// The database did not answer, or somebody else changed the catalogue at the same time.
pub fn set_status(
    scoped: &mut Scoped<'_>,
    status: &Status,
    accepts: impl Fn(i64) -> bool,
    now: DateTime<Utc>,
) -> Result<StatusChange, StorageError> {
    hold_firm(scoped)?;
    let before = catalogue(scoped)?;
    let mut after = before.clone();
    if !accepts(version_of_catalogue(&before)) {
        return Ok(StatusChange::Stale);
    }
    if !after.set(status.clone()) {
        return Ok(StatusChange::Full);
    }
    put(scoped, &before, after, now)
}

/// Puts another catalogue in the place of the firm's, if `accepts` takes the version of the one that is there.
///
/// # Errors
/// The database did not answer, or somebody else changed the catalogue at the same time.
pub fn replace_statuses(
    scoped: &mut Scoped<'_>,
    after: &StatusCatalogue,
    accepts: impl Fn(i64) -> bool,
    now: DateTime<Utc>,
) -> Result<StatusChange, StorageError> {
    hold_firm(scoped)?;
    let before = catalogue(scoped)?;
    if !accepts(version_of_catalogue(&before)) {
        return Ok(StatusChange::Stale);
    }
    put(scoped, &before, after.clone(), now)
}

fn put(
    scoped: &mut Scoped<'_>,
    before: &StatusCatalogue,
    after: StatusCatalogue,
    now: DateTime<Utc>,
) -> Result<StatusChange, StorageError> {
    if *before == after {
        return Ok(StatusChange::Saved(after));
    }
    let firm_id = scoped.firm_id();
    let stored = opportunity_statuses::table.filter(opportunity_statuses::firm_id.eq(firm_id));
    diesel::delete(stored).execute(scoped.conn)?;
    for (position, status) in (1_i16..).zip(after.statuses()) {
        let row = StatusRow {
            firm_id,
            position,
            name: status.name.clone(),
            probability: status.probability.into(),
            closed: status.closed,
        };
        diesel::insert_into(opportunity_statuses::table).values(row).execute(scoped.conn)?;
    }
    scoped.note(Action::Updated, "opportunity_statuses", firm_id, now);
    Ok(StatusChange::Saved(after))
}
