//! The input of a forecast, from the sums that are kept of deals.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use frontdesk_core::FiscalYear;
use frontdesk_opportunities::area::{Area, AreaKey};
use frontdesk_opportunities::forecast::{self as rules, Forecast, ForecastInput};

use super::amounts::{AmountFilter, list};
use crate::engine::error::StorageError;
use crate::engine::schema::{customer_accounts, opportunities};
use crate::engine::scope::{Page, Scoped};
use crate::opportunities::{catalogue, sums};

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
    let mut book = ForecastInput {
        deals: sums(scoped)?,
        actuals: actuals.into_iter().map(|stored| stored.amount).collect(),
        targets: targets.into_iter().map(|stored| stored.amount).collect(),
        spellings: BTreeMap::new(),
    };
    book.spellings = spellings(scoped, &book)?;
    Ok(book)
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
