//! The input of a forecast, from the sums that are kept of deals.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use frontdesk_core::{FiscalYear, Money, Month};
use frontdesk_opportunities::area::{Area, AreaKey};
use frontdesk_opportunities::forecast::{self as rules, Forecast, ForecastInput, Slice};

use super::amounts::{AmountFilter, list};
use crate::engine::connection::each;
use crate::engine::error::StorageError;
use crate::engine::schema::{customer_accounts, deal_sums, opportunities};
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

type Sum = (String, String, bool, i32, i32, i64, i64);

/// The kept sums; groups whose deals are gone are left out.
fn add_up(scoped: &mut Scoped<'_>) -> Result<Vec<Slice>, StorageError> {
    let rows: Vec<Sum> = each!(scoped.conn, conn => deal_sums::table
        .of_firm(scoped.firm)
        .filter(deal_sums::deals.ne(0))
        .order((
            deal_sums::area_key,
            deal_sums::opportunity_status,
            deal_sums::is_one_off,
            deal_sums::delivery_month,
        ))
        .select((
            deal_sums::area_key,
            deal_sums::opportunity_status,
            deal_sums::is_one_off,
            deal_sums::delivery_month,
            deal_sums::deals,
            deal_sums::revenue_parts,
            deal_sums::revenue_rest,
        ))
        .load(conn)?);
    Ok(rows.into_iter().map(into_slice).collect())
}

fn into_slice((area_key, status, one_off, month, deals, parts, rest): Sum) -> Slice {
    let area_key = Some(area_key).filter(|key| !key.is_empty());
    Slice {
        area: area_key.map(|key| Area::of_key(AreaKey::from_stored(key))),
        status,
        one_off,
        delivery_month: Month::from_index(month),
        revenue: Money::from_minor_units(i128::from(parts) * PART + i128::from(rest)),
        deals: u64::from(deals.unsigned_abs()),
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
