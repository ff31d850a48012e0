//! What areas are to earn, year by year.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use frontdesk_core::{FiscalYear, Money};
use frontdesk_import::tally::Outcome;
use frontdesk_opportunities::area::AreaKey;
use frontdesk_opportunities::revenue::Target;

use super::{Put, area_of, cents};
use crate::audit::Action;
use crate::connection::MultiBackend;
use crate::error::StorageError;
use crate::schema::revenue_targets;
use crate::scope::{Page, Scoped};

/// What an area is to earn in a fiscal year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredTarget {
    /// Where it stands in lists.
    pub id: i64,
    /// What it says.
    pub target: Target,
    /// Counts the changes of the record.
    pub version: i64,
}

/// Which targets a list holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TargetFilter {
    /// Those of this area.
    pub area: Option<AreaKey>,
    /// Those of this fiscal year.
    pub fiscal_year: Option<FiscalYear>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = revenue_targets)]
struct TargetRow {
    id: i64,
    area: String,
    fiscal_year: i32,
    amount: i64,
    version: i64,
}

#[derive(Insertable)]
#[diesel(table_name = revenue_targets)]
struct NewTargetRow {
    firm_id: i64,
    area_key: String,
    area: String,
    fiscal_year: i32,
    amount: i64,
    version: i64,
    created_at: NaiveDateTime,
    updated_at: NaiveDateTime,
}

impl TargetRow {
    fn into_stored(self) -> Result<StoredTarget, StorageError> {
        let target = Target {
            area: area_of(&self.area, "revenue_targets", self.id)?,
            fiscal_year: year_of(self.fiscal_year, self.id)?,
            amount: Money::from_minor_units(self.amount.into()),
        };
        Ok(StoredTarget { id: self.id, target, version: self.version })
    }
}

/// A page of the firm's targets, in the order in which they were first put down.
///
/// # Errors
/// The database did not answer.
pub fn list_targets(
    scoped: &mut Scoped<'_>,
    filter: &TargetFilter,
    page: Page,
) -> Result<Vec<StoredTarget>, StorageError> {
    let rows: Vec<TargetRow> = matching(scoped, filter)
        .filter(revenue_targets::id.gt(page.after.unwrap_or(0)))
        .order(revenue_targets::id)
        .limit(page.limit)
        .select(TargetRow::as_select())
        .load(scoped.conn)?;
    rows.into_iter().map(TargetRow::into_stored).collect()
}

/// How many targets a list holds in all.
///
/// # Errors
/// The database did not answer.
pub fn count_targets(scoped: &mut Scoped<'_>, filter: &TargetFilter) -> Result<i64, StorageError> {
    Ok(matching(scoped, filter).count().get_result(scoped.conn)?)
}

/// Puts down what an area is to earn in a fiscal year. One that is there is changed, if `accepts` takes its version.
///
/// # Errors
/// The database did not answer, or somebody else put the same down at the same time.
pub fn put_target(
    scoped: &mut Scoped<'_>,
    target: &Target,
    accepts: impl Fn(i64) -> bool,
    now: DateTime<Utc>,
) -> Result<Put<StoredTarget>, StorageError> {
    let amount = cents(target.amount, "revenue_targets")?;
    let outcome = match find(scoped, target)? {
        Some(row) if !accepts(row.version) => return Ok(Put::Stale),
        Some(row) if row.amount == amount => {
            return Ok(Put::Saved { outcome: Outcome::Unchanged, row: row.into_stored()? });
        }
        Some(row) => {
            update(scoped, &row, amount, now.naive_utc())?;
            Outcome::Updated
        }
        // A caller that has seen a version has seen a row.
        None if !accepts(0) => return Ok(Put::Stale),
        None => {
            insert(scoped, target, amount, now.naive_utc())?;
            Outcome::Created
        }
    };
    scoped.note(Action::Updated, "revenue_target", target.fiscal_year.get(), now);
    let row = find(scoped, target)?.ok_or(StorageError::Conflict)?.into_stored()?;
    Ok(Put::Saved { outcome, row })
}

fn find(scoped: &mut Scoped<'_>, target: &Target) -> Result<Option<TargetRow>, StorageError> {
    Ok(revenue_targets::table
        .filter(revenue_targets::area_key.eq(target.area.key().as_str()))
        .filter(revenue_targets::fiscal_year.eq(target.fiscal_year.get()))
        .filter(revenue_targets::firm_id.eq(scoped.firm_id()))
        .select(TargetRow::as_select())
        .get_result(scoped.conn)
        .optional()?)
}

fn update(
    scoped: &mut Scoped<'_>,
    row: &TargetRow,
    amount: i64,
    now: NaiveDateTime,
) -> Result<(), StorageError> {
    let target = revenue_targets::table
        .filter(revenue_targets::id.eq(row.id))
        .filter(revenue_targets::firm_id.eq(scoped.firm_id()))
        .filter(revenue_targets::version.eq(row.version));
    let values = (
        revenue_targets::amount.eq(amount),
        revenue_targets::version.eq(row.version + 1),
        revenue_targets::updated_at.eq(now),
    );
    match diesel::update(target).set(values).execute(scoped.conn)? {
        1 => Ok(()),
        _ => Err(StorageError::Conflict),
    }
}

fn insert(
    scoped: &mut Scoped<'_>,
    target: &Target,
    amount: i64,
    now: NaiveDateTime,
) -> Result<(), StorageError> {
    let row = NewTargetRow {
        firm_id: scoped.firm_id(),
        area_key: target.area.key().as_str().to_owned(),
        area: target.area.as_str().to_owned(),
        fiscal_year: target.fiscal_year.get(),
        amount,
        version: 1,
        created_at: now,
        updated_at: now,
    };
    diesel::insert_into(revenue_targets::table).values(row).execute(scoped.conn)?;
    Ok(())
}

type Targets<'a> = diesel::dsl::IntoBoxed<'a, revenue_targets::table, MultiBackend>;

fn matching<'a>(scoped: &Scoped<'_>, filter: &TargetFilter) -> Targets<'a> {
    let mut query = revenue_targets::table
        .into_boxed::<MultiBackend>()
        .filter(revenue_targets::firm_id.eq(scoped.firm_id()));
    if let Some(area) = &filter.area {
        query = query.filter(revenue_targets::area_key.eq(area.as_str().to_owned()));
    }
    if let Some(year) = filter.fiscal_year {
        query = query.filter(revenue_targets::fiscal_year.eq(year.get()));
    }
    query
}

/// The fiscal years for which some area has a target.
///
/// # Errors
/// The database did not answer.
pub fn target_years(scoped: &mut Scoped<'_>) -> Result<BTreeSet<FiscalYear>, StorageError> {
    let years: Vec<i32> = revenue_targets::table
        .filter(revenue_targets::firm_id.eq(scoped.firm_id()))
        .select(revenue_targets::fiscal_year)
        .distinct()
        .load(scoped.conn)?;
    years.into_iter().map(|year| year_of(year, 0)).collect()
}

fn year_of(year: i32, id: i64) -> Result<FiscalYear, StorageError> {
    let corrupt = StorageError::Corrupt { table: "revenue_targets", column: "fiscal_year", id };
    FiscalYear::try_from(i64::from(year)).map_err(|_| corrupt)
}
