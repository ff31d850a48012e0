//! The status catalogue of a firm. A firm that has not set one uses the default catalogue.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use frontdesk_opportunities::status::{Status, StatusCatalogue, is_same_status};

use crate::engine::audit::Action;
use crate::engine::content_version::content_version;
use crate::engine::error::StorageError;
use crate::engine::expected::Expected;
use crate::engine::hold_firm::hold_firm;
use crate::engine::order::{Position, Slice, SortField, SortKey, SortKind};
use crate::engine::schema::opportunity_statuses;
use crate::engine::scope::Scoped;
use crate::firms;
use crate::journal::{self, Kind};

/// A status and its position in the catalogue, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownStatus {
    /// Its place.
    pub position: i64,
    /// What it is.
    pub status: Status,
    /// When it was added to the catalogue; for the default one, when the firm was created.
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// Outcome of changing the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StatusChange {
    /// The catalogue is as requested.
    Saved(StatusCatalogue),
    /// It has changed since the caller read it.
    Stale,
    /// It has reached the limit of statuses.
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
        .of_firm(scoped.firm)
        .order(opportunity_statuses::position)
        .select(StatusRow::as_select())
        .load(scoped.conn)?;
    catalogue_of(rows)
}

/// The catalogue from its rows in order; the default catalogue from none.
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

/// One page of the catalogue.
///
/// # Errors
/// The database did not answer.
pub fn list_statuses(
    scoped: &mut Scoped<'_>,
    filter: &StatusFilter,
    slice: impl Into<Slice>,
) -> Result<Vec<KnownStatus>, StorageError> {
    let slice = slice.into();
    let key = |known: &KnownStatus| match slice.order.field.name {
        "name" => Some(SortKey::Text(known.status.name.clone())),
        "probability" => Some(SortKey::Number(known.status.probability.into())),
        "created_at" => Some(SortKey::Time(known.created_at.naive_utc())),
        "updated_at" => Some(SortKey::Time(known.updated_at.naive_utc())),
        _ => None,
    };
    let place = |known: &KnownStatus| Position { id: known.position, key: key(known) };
    Ok(slice.of(known_statuses(scoped, *filter)?, place))
}

/// Filter of a list of statuses.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct StatusFilter {
    /// Changed at this time or later.
    pub updated_since: Option<DateTime<Utc>>,
}

/// Fields that lists of statuses can be sorted by. `position` is their order in the catalogue.
pub const STATUS_SORTS: &[SortField] = &[
    SortField::new("position", SortKind::Id, ""),
    SortField::text("name", ""),
    SortField::number("probability", ""),
    SortField::time("created_at", ""),
    SortField::time("updated_at", ""),
];

/// The statuses of the catalogue in order. A catalogue is small, so lists are sorted in memory.
///
/// # Errors
/// The database did not answer.
pub fn known_statuses(
    scoped: &mut Scoped<'_>,
    filter: StatusFilter,
) -> Result<Vec<KnownStatus>, StorageError> {
    let catalogue = catalogue(scoped)?;
    let times = times(scoped)?;
    let since = firms::own(scoped)?.created_at;
    let known = (1..).zip(catalogue.statuses()).map(|(position, status)| {
        let (created_at, updated_at) = times.get(&status.name).copied().unwrap_or((since, since));
        KnownStatus { position, status: status.clone(), created_at, updated_at }
    });
    Ok(known.filter(|it| filter.updated_since.is_none_or(|since| it.updated_at >= since)).collect())
}

/// When a status was created and last changed.
type Times = (DateTime<Utc>, DateTime<Utc>);

/// The times of stored statuses, by name.
fn times(scoped: &mut Scoped<'_>) -> Result<HashMap<String, Times>, StorageError> {
    let rows: Vec<(String, NaiveDateTime, NaiveDateTime)> = opportunity_statuses::table
        .of_firm(scoped.firm)
        .select((
            opportunity_statuses::name,
            opportunity_statuses::created_at,
            opportunity_statuses::updated_at,
        ))
        .load(scoped.conn)?;
    Ok(rows.into_iter().map(|(name, made, changed)| (name, (made.and_utc(), changed.and_utc()))).collect())
}

/// The number of statuses.
///
/// # Errors
/// The database did not answer.
pub fn count_statuses(scoped: &mut Scoped<'_>, filter: &StatusFilter) -> Result<i64, StorageError> {
    Ok(known_statuses(scoped, *filter)?.len() as i64)
}

/// The version of a catalogue, derived from its content.
pub fn version_of_catalogue(catalogue: &StatusCatalogue) -> i64 {
    let line =
        |status: &Status| format!("{}\u{1f}{}\u{1f}{}\u{1e}", status.name, status.probability, status.closed);
    content_version(catalogue.statuses().iter().map(line))
}

/// Changes or adds one status if the version of the catalogue is `expected`.
///
/// # Errors
/// The database did not answer, or another transaction changed the catalogue concurrently.
pub fn set_status(
    scoped: &mut Scoped<'_>,
    status: &Status,
    expected: &Expected,
    now: DateTime<Utc>,
) -> Result<StatusChange, StorageError> {
    hold_firm(scoped)?;
    let before = catalogue(scoped)?;
    let mut after = before.clone();
    if !expected.accepts(Some(version_of_catalogue(&before))) {
        return Ok(StatusChange::Stale);
    }
    if !after.set(status.clone()) {
        return Ok(StatusChange::Full);
    }
    put(scoped, &before, after, now)
}

/// Replaces the firm's catalogue if its version is `expected`.
///
/// # Errors
/// The database did not answer, or another transaction changed the catalogue concurrently.
pub fn replace_statuses(
    scoped: &mut Scoped<'_>,
    after: &StatusCatalogue,
    expected: &Expected,
    now: DateTime<Utc>,
) -> Result<StatusChange, StorageError> {
    hold_firm(scoped)?;
    let before = catalogue(scoped)?;
    if !expected.accepts(Some(version_of_catalogue(&before))) {
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
    journal::updated(scoped, (Kind::OpportunityStatuses, firm_id, 0), before, &after, now);
    let before = known_statuses(scoped, StatusFilter::default())?;
    let stored = opportunity_statuses::table.of_firm(scoped.firm);
    diesel::delete(stored).execute(scoped.conn)?;
    for (position, status) in (1_i16..).zip(after.statuses()) {
        let row = StatusRow {
            firm_id,
            position,
            name: status.name.clone(),
            probability: status.probability.into(),
            closed: status.closed,
        };
        let earlier = before.iter().find(|known| is_same_status(&known.status.name, &status.name));
        let created_at = earlier.map_or(now, |known| known.created_at);
        let unchanged = earlier.filter(|known| known.status == *status);
        let updated_at = unchanged.map_or(now, |known| known.updated_at);
        let times = (
            opportunity_statuses::created_at.eq(created_at.naive_utc()),
            opportunity_statuses::updated_at.eq(updated_at.naive_utc()),
        );
        diesel::insert_into(opportunity_statuses::table).values((row, times)).execute(scoped.conn)?;
    }
    scoped.note(Action::Updated, "opportunity_statuses", firm_id, now);
    Ok(StatusChange::Saved(after))
}
