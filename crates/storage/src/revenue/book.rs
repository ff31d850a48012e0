//! The input of a forecast, summed up by the database.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Integer, Nullable, Text};
use frontdesk_core::{FiscalYear, Money, Month};
use frontdesk_opportunities::area::{Area, AreaKey};
use frontdesk_opportunities::forecast::{self as rules, Forecast, ForecastInput, Slice};

use super::amounts::{AmountFilter, list};
use crate::engine::connection::AnyConnection;
use crate::engine::error::StorageError;
use crate::engine::schema::{customer_accounts, opportunities};
use crate::engine::scope::{Page, Scoped};
use crate::opportunities::catalogue;

/// Amounts are summed in two parts, as the sum of a few large ones exceeds 64 bits.
const PART: i128 = 1_000_000_000;

/// The forecast of a fiscal year as of a day.
///
/// # Errors
/// The database did not answer.
pub fn forecast(
    scoped: &mut Scoped<'_>,
    year: FiscalYear,
    as_of: NaiveDate,
) -> Result<Forecast, StorageError> {
    let catalogue = catalogue(scoped)?;
    Ok(rules::forecast(year, as_of, &catalogue, &book(scoped, year)?))
}

/// The firm's deals, summed by area, status, kind and month of delivery, and the actuals and targets of a fiscal year.
fn book(scoped: &mut Scoped<'_>, year: FiscalYear) -> Result<ForecastInput, StorageError> {
    const ALL: Page = Page { after: None, limit: i64::MAX };
    let of_year = AmountFilter { fiscal_year: Some(year), ..AmountFilter::default() };
    let (actuals, targets) = (list(scoped, &of_year, ALL)?, list(scoped, &of_year, ALL)?);
    let deals = add_up(scoped)?;
    let mut book = ForecastInput {
        deals,
        actuals: actuals.into_iter().map(|stored| stored.amount).collect(),
        targets: targets.into_iter().map(|stored| stored.amount).collect(),
        spellings: BTreeMap::new(),
    };
    book.spellings = spellings(scoped, &book)?;
    Ok(book)
}

#[derive(QueryableByName)]
struct Sum {
    #[diesel(sql_type = Nullable<Text>)]
    area_key: Option<String>,
    #[diesel(sql_type = Text)]
    opportunity_status: String,
    #[diesel(sql_type = Bool)]
    is_one_off: bool,
    #[diesel(sql_type = Nullable<Integer>)]
    delivery_month: Option<i32>,
    #[diesel(sql_type = Nullable<BigInt>)]
    parts: Option<i64>,
    #[diesel(sql_type = Nullable<BigInt>)]
    rest: Option<i64>,
    #[diesel(sql_type = BigInt)]
    deals: i64,
}

/// Grouped in the order of the index, so that no sort is needed.
macro_rules! sums {
    ($parts:literal, $rest:literal, $firm:literal) => {
        concat!(
            "SELECT area_key, opportunity_status, is_one_off, delivery_month, ",
            $parts,
            " AS parts, ",
            $rest,
            " AS rest, COUNT(*) AS deals FROM opportunities WHERE firm_id = ",
            $firm,
            " GROUP BY area_key, opportunity_status, is_one_off, delivery_month"
        )
    };
}

fn add_up(scoped: &mut Scoped<'_>) -> Result<Vec<Slice>, StorageError> {
    let firm = scoped.firm_id();
    let rows: Vec<Sum> = match &mut *scoped.conn {
        #[cfg(feature = "sqlite")]
        AnyConnection::Sqlite(conn) => diesel::sql_query(sums!(
            "SUM(monthly_estimated_revenue / 1000000000)",
            "SUM(monthly_estimated_revenue % 1000000000)",
            "?"
        ))
        .bind::<BigInt, _>(firm)
        .load(conn)?,
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(conn) => diesel::sql_query(sums!(
            "CAST(SUM(monthly_estimated_revenue / 1000000000) AS BIGINT)",
            "CAST(SUM(monthly_estimated_revenue % 1000000000) AS BIGINT)",
            "$1"
        ))
        .bind::<BigInt, _>(firm)
        .load(conn)?,
        #[cfg(feature = "mysql")]
        AnyConnection::Mysql(conn) => diesel::sql_query(sums!(
            "CAST(SUM(monthly_estimated_revenue DIV 1000000000) AS SIGNED)",
            "CAST(SUM(monthly_estimated_revenue % 1000000000) AS SIGNED)",
            "?"
        ))
        .bind::<BigInt, _>(firm)
        .load(conn)?,
    };
    Ok(rows.into_iter().map(Sum::into_slice).collect())
}

impl Sum {
    fn into_slice(self) -> Slice {
        let (parts, rest) = (self.parts.unwrap_or_default(), self.rest.unwrap_or_default());
        Slice {
            area: self.area_key.map(|key| Area::of_key(AreaKey::from_stored(key))),
            status: self.opportunity_status,
            one_off: self.is_one_off,
            delivery_month: self.delivery_month.and_then(Month::from_index),
            revenue: Money::from_minor_units(i128::from(parts) * PART + i128::from(rest)),
            deals: self.deals.unsigned_abs(),
        }
    }
}

/// Spellings of areas that only accounts name: for each, the one in the account of one deal.
fn spellings(
    scoped: &mut Scoped<'_>,
    book: &ForecastInput,
) -> Result<BTreeMap<AreaKey, String>, StorageError> {
    let named: Vec<AreaKey> = book
        .targets
        .iter()
        .map(|target| target.area.key())
        .chain(book.actuals.iter().map(|actual| actual.area.key()))
        .collect();
    let mut spellings = BTreeMap::new();
    let keys = book.deals.iter().filter_map(|slice| slice.area.as_ref().map(Area::key));
    for key in keys.filter(|key| key.usual_name().is_none() && !named.contains(key)) {
        if !spellings.contains_key(&key)
            && let Some(spelling) = spelling_of(scoped, &key)?
        {
            spellings.insert(key, spelling);
        }
    }
    Ok(spellings)
}

fn spelling_of(scoped: &mut Scoped<'_>, key: &AreaKey) -> Result<Option<String>, StorageError> {
    let deal = opportunities::table
        .of_firm(scoped.firm)
        .filter(opportunities::area_key.eq(key.as_str()))
        .select(diesel::dsl::min(opportunities::customer_id));
    let Some(customer): Option<i64> = deal.get_result(scoped.conn)? else {
        return Ok(None);
    };
    let area: Option<Option<String>> = customer_accounts::table
        .of_firm(scoped.firm)
        .filter(customer_accounts::customer_id.eq(customer))
        .select(customer_accounts::area)
        .get_result(scoped.conn)
        .optional()?;
    Ok(area.flatten())
}
