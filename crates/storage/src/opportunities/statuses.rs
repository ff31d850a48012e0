//! The statuses that a firm knows. A firm that has not chosen goes by the default catalogue, whenever it was made.

use diesel::prelude::*;
use frontdesk_opportunities::status::{Status, StatusCatalogue};

use crate::error::StorageError;
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
    /// It holds as many statuses as it can.
    Full,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = opportunity_statuses)]
struct StatusRow {
    firm_id: i64,
    position: i16,
    name: String,
    probability: i16,
    closed: bool,
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

/// Changes one status of the firm, or adds it.
///
/// # Errors
/// The database did not answer.
pub fn set_status(scoped: &mut Scoped<'_>, status: &Status) -> Result<StatusChange, StorageError> {
    let mut catalogue = catalogue(scoped)?;
    if !catalogue.set(status.clone()) {
        return Ok(StatusChange::Full);
    }
    replace_statuses(scoped, &catalogue)?;
    Ok(StatusChange::Saved(catalogue))
}

/// Puts another catalogue in the place of the firm's.
///
/// # Errors
/// The database did not answer.
pub fn replace_statuses(scoped: &mut Scoped<'_>, catalogue: &StatusCatalogue) -> Result<(), StorageError> {
    let firm_id = scoped.firm_id();
    let stored = opportunity_statuses::table.filter(opportunity_statuses::firm_id.eq(firm_id));
    diesel::delete(stored).execute(scoped.conn)?;
    for (position, status) in (1_i16..).zip(catalogue.statuses()) {
        let row = StatusRow {
            firm_id,
            position,
            name: status.name.clone(),
            probability: status.probability.into(),
            closed: status.closed,
        };
        diesel::insert_into(opportunity_statuses::table).values(row).execute(scoped.conn)?;
    }
    Ok(())
}
