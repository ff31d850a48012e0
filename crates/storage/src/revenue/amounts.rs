//! Actuals and targets: amounts per area and period, each kind in a table of its own.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use frontdesk_core::{FiscalYear, Money, Month, Recorded};
use frontdesk_import::tally::Outcome;
use frontdesk_opportunities::area::{Area, AreaKey};
use frontdesk_opportunities::revenue::{Actual, Target};

use crate::engine::audit::Action;
use crate::engine::connection::MultiBackend;
use crate::engine::error::StorageError;
use crate::engine::expected::Expected;
use crate::engine::order::{Slice, SortField, SortKind, in_slice};
use crate::engine::schema::revenue_targets;
use crate::engine::scope::Scoped;
use crate::journal::{self, Kind};

/// An amount as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored<A> {
    /// Its position in lists.
    pub id: i64,
    /// The content: an [`Actual`] or a [`Target`].
    pub amount: A,
    /// Incremented with each change of the record.
    pub version: i64,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// Filter of a list of amounts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AmountFilter {
    /// Amounts of this area.
    pub area: Option<AreaKey>,
    /// Amounts of this fiscal year.
    pub fiscal_year: Option<FiscalYear>,
    /// Changed at this time or later.
    pub updated_since: Option<DateTime<Utc>>,
}

/// Outcome of a put.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Put<A> {
    /// The amount is as requested.
    Saved {
        /// Created, updated or unchanged.
        outcome: Outcome,
        /// The row as it is now.
        row: Stored<A>,
    },
    /// The row has changed since the caller read it.
    Stale,
}

/// An amount that exists once per area and period: an [`Actual`] or a [`Target`].
pub trait Amount: Ledger + Recorded {
    /// Its kind in the journal and the audit log.
    const KIND: Kind;

    /// An amount of the period with this number; `None` if the number is not valid.
    fn of(area: Area, period: i32, amount: Money) -> Option<Self>;

    /// Area, number of the period, and amount.
    fn parts(&self) -> (&Area, i32, Money);

    /// The periods of a fiscal year.
    fn periods(year: FiscalYear) -> RangeInclusive<i32>;
}

impl Amount for Actual {
    const KIND: Kind = Kind::RevenueActual;

    fn of(area: Area, period: i32, amount: Money) -> Option<Self> {
        Some(Self { area, month: Month::from_index(period)?, amount })
    }

    fn parts(&self) -> (&Area, i32, Money) {
        (&self.area, self.month.index(), self.amount)
    }

    fn periods(year: FiscalYear) -> RangeInclusive<i32> {
        year.first_month().index()..=year.last_month().index()
    }
}

impl Amount for Target {
    const KIND: Kind = Kind::RevenueTarget;

    fn of(area: Area, period: i32, amount: Money) -> Option<Self> {
        Some(Self { area, fiscal_year: FiscalYear::try_from(i64::from(period)).ok()?, amount })
    }

    fn parts(&self) -> (&Area, i32, Money) {
        (&self.area, self.fiscal_year.get(), self.amount)
    }

    fn periods(year: FiscalYear) -> RangeInclusive<i32> {
        year.get()..=year.get()
    }
}

/// Fields that lists of actuals can be sorted by.
pub const ACTUAL_SORTS: &[SortField] = &[
    SortField::ID,
    SortField::time("created_at", "created_at"),
    SortField::time("updated_at", "updated_at"),
    SortField::text("area", "area"),
    SortField::new("month", SortKind::Month, "month_index"),
    SortField::new("amount", SortKind::Money, "amount"),
];

/// Fields that lists of targets can be sorted by.
pub const TARGET_SORTS: &[SortField] = &[
    SortField::ID,
    SortField::time("created_at", "created_at"),
    SortField::time("updated_at", "updated_at"),
    SortField::text("area", "area"),
    SortField::number("fiscal_year", "fiscal_year"),
    SortField::new("amount", SortKind::Money, "amount"),
];

/// One page of the firm's amounts.
///
/// # Errors
/// The database did not answer.
pub fn list<A: Amount>(
    scoped: &mut Scoped<'_>,
    filter: &AmountFilter,
    slice: impl Into<Slice>,
) -> Result<Vec<Stored<A>>, StorageError> {
    A::slice(scoped, filter, &slice.into())?.into_iter().map(stored).collect()
}

/// The number of amounts that match the filter.
///
/// # Errors
/// The database did not answer.
pub fn count<A: Amount>(scoped: &mut Scoped<'_>, filter: &AmountFilter) -> Result<i64, StorageError> {
    Ok(A::number(scoped, filter)?)
}

/// Creates an amount, or changes the existing one if its version is `expected`.
///
/// # Errors
/// The database did not answer, or another transaction put the same amount concurrently.
pub fn put<A: Amount>(
    scoped: &mut Scoped<'_>,
    amount: &A,
    expected: &Expected,
    now: DateTime<Utc>,
) -> Result<Put<A>, StorageError> {
    let (area, period, money) = amount.parts();
    let cents = i64::try_from(money.minor_units()).map_err(|_| corrupt::<A>("amount", 0))?;
    let before = A::find(scoped, &area.key(), period)?;
    if !expected.accepts(before.as_ref().map(|row| row.version)) {
        return Ok(Put::Stale);
    }
    let before = match before {
        Some(row) if row.amount == cents => {
            return Ok(Put::Saved { outcome: Outcome::Unchanged, row: stored(row)? });
        }
        Some(row) => match A::change(scoped, &row, cents, now.naive_utc())? {
            1 => Some(stored::<A>(row)?.amount),
            _ => return Err(StorageError::Conflict),
        },
        None => {
            A::add(scoped, area, period, cents, now.naive_utc())?;
            None
        }
    };
    let row = stored::<A>(A::find(scoped, &area.key(), period)?.ok_or(StorageError::Conflict)?)?;
    let of = (A::KIND, row.id, row.version);
    let (outcome, action) = match before {
        Some(before) => {
            journal::updated(scoped, of, &before, &row.amount, now);
            (Outcome::Updated, Action::Updated)
        }
        None => {
            journal::created(scoped, of, &row.amount, now);
            (Outcome::Created, Action::Created)
        }
    };
    scoped.note(action, A::KIND.as_str(), row.id, now);
    Ok(Put::Saved { outcome, row })
}

fn stored<A: Amount>(row: Row) -> Result<Stored<A>, StorageError> {
    let area = Area::parse(&row.area).map_err(|_| corrupt::<A>("area", row.id))?;
    let amount = A::of(area, row.period, Money::from_minor_units(row.amount.into()));
    let amount = amount.ok_or_else(|| corrupt::<A>(A::PERIOD, row.id))?;
    let (created_at, updated_at) = (row.created_at.and_utc(), row.updated_at.and_utc());
    Ok(Stored { id: row.id, amount, version: row.version, created_at, updated_at })
}

fn corrupt<A: Amount>(column: &'static str, id: i64) -> StorageError {
    StorageError::Corrupt { table: A::TABLE, column, id }
}

/// A row of either table.
#[derive(Queryable)]
pub struct Row {
    id: i64,
    area: String,
    period: i32,
    amount: i64,
    version: i64,
    created_at: NaiveDateTime,
    updated_at: NaiveDateTime,
}

/// The queries on the table of a kind of amounts.
pub trait Ledger: Sized {
    /// Name of the table.
    const TABLE: &'static str;
    /// Name of its period column.
    const PERIOD: &'static str;

    /// One page of the rows.
    fn slice(scoped: &mut Scoped<'_>, filter: &AmountFilter, slice: &Slice) -> QueryResult<Vec<Row>>;

    /// The number of rows.
    fn number(scoped: &mut Scoped<'_>, filter: &AmountFilter) -> QueryResult<i64>;

    /// The row of an area and a period.
    fn find(scoped: &mut Scoped<'_>, area: &AreaKey, period: i32) -> QueryResult<Option<Row>>;

    /// Changes a row if it is still as it was read, and returns the number of changed rows.
    fn change(scoped: &mut Scoped<'_>, row: &Row, amount: i64, now: NaiveDateTime) -> QueryResult<usize>;

    /// Adds a row.
    fn add(
        scoped: &mut Scoped<'_>,
        area: &Area,
        period: i32,
        amount: i64,
        now: NaiveDateTime,
    ) -> QueryResult<usize>;
}

/// A macro, as the tables have different period columns and therefore unrelated Diesel types.
macro_rules! ledger {
    ($amount:ty, $table:ident, $period:ident) => {
        const _: () = {
            use crate::engine::schema::$table::{self as rows, $period as period};

            type Rows<'a> = diesel::dsl::IntoBoxed<'a, rows::table, MultiBackend>;
            type Columns = (
                rows::id,
                rows::area,
                period,
                rows::amount,
                rows::version,
                rows::created_at,
                rows::updated_at,
            );
            const COLUMNS: Columns = (
                rows::id,
                rows::area,
                period,
                rows::amount,
                rows::version,
                rows::created_at,
                rows::updated_at,
            );

            fn matching<'a>(scoped: &Scoped<'_>, filter: &AmountFilter) -> Rows<'a> {
                let mut query = rows::table.of_firm(scoped.firm).into_boxed::<MultiBackend>();
                if let Some(area) = &filter.area {
                    query = query.filter(rows::area_key.eq(area.as_str().to_owned()));
                }
                if let Some(since) = filter.updated_since {
                    query = query.filter(rows::updated_at.ge(since.naive_utc()));
                }
                if let Some(year) = filter.fiscal_year {
                    let (first, last) = <$amount>::periods(year).into_inner();
                    query = query.filter(period.between(first, last));
                }
                query
            }

            impl Ledger for $amount {
                const TABLE: &'static str = stringify!($table);
                const PERIOD: &'static str = stringify!($period);

                fn slice(
                    scoped: &mut Scoped<'_>,
                    filter: &AmountFilter,
                    slice: &Slice,
                ) -> QueryResult<Vec<Row>> {
                    in_slice!(matching(scoped, filter), "id", slice).select(COLUMNS).load(scoped.conn)
                }

                fn number(scoped: &mut Scoped<'_>, filter: &AmountFilter) -> QueryResult<i64> {
                    matching(scoped, filter).count().get_result(scoped.conn)
                }

                fn find(scoped: &mut Scoped<'_>, area: &AreaKey, of: i32) -> QueryResult<Option<Row>> {
                    rows::table
                        .of_firm(scoped.firm)
                        .filter(rows::area_key.eq(area.as_str()))
                        .filter(period.eq(of))
                        .select(COLUMNS)
                        .get_result(scoped.conn)
                        .optional()
                }

                fn change(
                    scoped: &mut Scoped<'_>,
                    row: &Row,
                    amount: i64,
                    now: NaiveDateTime,
                ) -> QueryResult<usize> {
                    let as_read = rows::table
                        .of_firm(scoped.firm)
                        .filter(rows::id.eq(row.id))
                        .filter(rows::version.eq(row.version));
                    diesel::update(as_read)
                        .set((
                            rows::amount.eq(amount),
                            rows::version.eq(row.version + 1),
                            rows::updated_at.eq(now),
                        ))
                        .execute(scoped.conn)
                }

                fn add(
                    scoped: &mut Scoped<'_>,
                    area: &Area,
                    of: i32,
                    amount: i64,
                    now: NaiveDateTime,
                ) -> QueryResult<usize> {
                    diesel::insert_into(rows::table)
                        .values((
                            rows::firm_id.eq(scoped.firm_id()),
                            rows::area_key.eq(area.key().as_str()),
                            rows::area.eq(area.as_str()),
                            period.eq(of),
                            rows::amount.eq(amount),
                            rows::version.eq(1),
                            rows::created_at.eq(now),
                            rows::updated_at.eq(now),
                        ))
                        .execute(scoped.conn)
                }
            }
        };
    };
}

ledger!(Actual, revenue_actuals, month_index);
ledger!(Target, revenue_targets, fiscal_year);

/// The fiscal years for which some area has a target.
///
/// # Errors
/// The database did not answer.
pub fn target_years(scoped: &mut Scoped<'_>) -> Result<BTreeSet<FiscalYear>, StorageError> {
    let years: Vec<i32> = revenue_targets::table
        .of_firm(scoped.firm)
        .select(revenue_targets::fiscal_year)
        .distinct()
        .load(scoped.conn)?;
    let read = |year| FiscalYear::try_from(i64::from(year)).map_err(|_| corrupt::<Target>(Target::PERIOD, 0));
    years.into_iter().map(read).collect()
}
