//! What areas earned, month by month.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use frontdesk_core::{FiscalYear, Money, Month};
use frontdesk_import::tally::Outcome;
use frontdesk_opportunities::area::AreaKey;
use frontdesk_opportunities::revenue::Actual;

use super::{Put, area_of, cents};
use crate::audit::Action;
use crate::connection::MultiBackend;
use crate::error::StorageError;
use crate::schema::revenue_actuals;
use crate::scope::{Page, Scoped};

/// What an area earned in a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredActual {
    /// Where it stands in lists.
    pub id: i64,
    /// What it says.
    pub actual: Actual,
    /// Counts the changes of the record.
    pub version: i64,
}

/// Which actuals a list holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ActualFilter {
    /// Those of this area.
    pub area: Option<AreaKey>,
    /// Those of this fiscal year.
    pub fiscal_year: Option<FiscalYear>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = revenue_actuals)]
struct ActualRow {
    id: i64,
    area: String,
    month_index: i32,
    amount: i64,
    version: i64,
}

#[derive(Insertable)]
#[diesel(table_name = revenue_actuals)]
struct NewActualRow {
    firm_id: i64,
    area_key: String,
    area: String,
    month_index: i32,
    amount: i64,
    version: i64,
    created_at: NaiveDateTime,
    updated_at: NaiveDateTime,
}

impl ActualRow {
    fn into_stored(self) -> Result<StoredActual, StorageError> {
        let actual = Actual {
            area: area_of(&self.area, "revenue_actuals", self.id)?,
            month: Month::from_index(self.month_index).ok_or(StorageError::Corrupt {
                table: "revenue_actuals",
                column: "month_index",
                id: self.id,
            })?,
            amount: Money::from_minor_units(self.amount.into()),
        };
        Ok(StoredActual { id: self.id, actual, version: self.version })
    }
}

/// A page of the firm's actuals, in the order in which they were first put down.
///
/// # Errors
/// The database did not answer.
pub fn list_actuals(
    scoped: &mut Scoped<'_>,
    filter: &ActualFilter,
    page: Page,
) -> Result<Vec<StoredActual>, StorageError> {
    let rows: Vec<ActualRow> = matching(scoped, filter)
        .filter(revenue_actuals::id.gt(page.after.unwrap_or(0)))
        .order(revenue_actuals::id)
        .limit(page.limit)
        .select(ActualRow::as_select())
        .load(scoped.conn)?;
    rows.into_iter().map(ActualRow::into_stored).collect()
}

/// How many actuals a list holds in all.
///
/// # Errors
/// The database did not answer.
pub fn count_actuals(scoped: &mut Scoped<'_>, filter: &ActualFilter) -> Result<i64, StorageError> {
    Ok(matching(scoped, filter).count().get_result(scoped.conn)?)
}

/// Puts down what an area earned in a month. One that is there is changed, if `accepts` takes its version.
///
/// # Errors
/// The database did not answer, or somebody else put the same down at the same time.
pub fn put_actual(
    scoped: &mut Scoped<'_>,
    actual: &Actual,
    accepts: impl Fn(i64) -> bool,
    now: DateTime<Utc>,
) -> Result<Put<StoredActual>, StorageError> {
    let amount = cents(actual.amount, "revenue_actuals")?;
    let outcome = match find(scoped, actual)? {
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
            insert(scoped, actual, amount, now.naive_utc())?;
            Outcome::Created
        }
    };
    scoped.note(Action::Updated, "revenue_actual", actual.month.index(), now);
    let row = find(scoped, actual)?.ok_or(StorageError::Conflict)?.into_stored()?;
    Ok(Put::Saved { outcome, row })
}

fn find(scoped: &mut Scoped<'_>, actual: &Actual) -> Result<Option<ActualRow>, StorageError> {
    Ok(revenue_actuals::table
        .filter(revenue_actuals::area_key.eq(actual.area.key().as_str()))
        .filter(revenue_actuals::month_index.eq(actual.month.index()))
        .filter(revenue_actuals::firm_id.eq(scoped.firm_id()))
        .select(ActualRow::as_select())
        .get_result(scoped.conn)
        .optional()?)
}

fn update(
    scoped: &mut Scoped<'_>,
    row: &ActualRow,
    amount: i64,
    now: NaiveDateTime,
) -> Result<(), StorageError> {
    let target = revenue_actuals::table
        .filter(revenue_actuals::id.eq(row.id))
        .filter(revenue_actuals::firm_id.eq(scoped.firm_id()))
        .filter(revenue_actuals::version.eq(row.version));
    let values = (
        revenue_actuals::amount.eq(amount),
        revenue_actuals::version.eq(row.version + 1),
        revenue_actuals::updated_at.eq(now),
    );
    match diesel::update(target).set(values).execute(scoped.conn)? {
        1 => Ok(()),
        _ => Err(StorageError::Conflict),
    }
}

fn insert(
    scoped: &mut Scoped<'_>,
    actual: &Actual,
    amount: i64,
    now: NaiveDateTime,
) -> Result<(), StorageError> {
    let row = NewActualRow {
        firm_id: scoped.firm_id(),
        area_key: actual.area.key().as_str().to_owned(),
        area: actual.area.as_str().to_owned(),
        month_index: actual.month.index(),
        amount,
        version: 1,
        created_at: now,
        updated_at: now,
    };
    diesel::insert_into(revenue_actuals::table).values(row).execute(scoped.conn)?;
    Ok(())
}

type Actuals<'a> = diesel::dsl::IntoBoxed<'a, revenue_actuals::table, MultiBackend>;

fn matching<'a>(scoped: &Scoped<'_>, filter: &ActualFilter) -> Actuals<'a> {
    let mut query = revenue_actuals::table
        .into_boxed::<MultiBackend>()
        .filter(revenue_actuals::firm_id.eq(scoped.firm_id()));
    if let Some(area) = &filter.area {
        query = query.filter(revenue_actuals::area_key.eq(area.as_str().to_owned()));
    }
    if let Some(year) = filter.fiscal_year {
        query = query.filter(
            revenue_actuals::month_index.between(year.first_month().index(), year.last_month().index()),
        );
    }
    query
}
