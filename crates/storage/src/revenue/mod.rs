//! What areas earned, what they were to earn, and what the forecast is made of.

mod actuals;
mod book;
mod targets;

pub use actuals::{ActualFilter, StoredActual, count_actuals, list_actuals, put_actual};
pub use book::book;
pub use targets::{StoredTarget, TargetFilter, count_targets, list_targets, put_target, target_years};

use diesel::prelude::*;
use frontdesk_core::Money;
use frontdesk_import::tally::Outcome;
use frontdesk_opportunities::area::{Area, AreaKey};

use crate::error::StorageError;
use crate::schema::{opportunities, revenue_actuals, revenue_targets};
use crate::scope::Scoped;

/// What became of an amount that was to be put down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Put<T> {
    /// It is as wanted now.
    Saved {
        /// Created, updated or unchanged.
        outcome: Outcome,
        /// The row as it is now.
        row: T,
    },
    /// The row is not in a version that the caller has seen.
    Stale,
}

/// Whether somebody sells there: one of the usual areas, or one that a deal, a target or an actual names.
///
/// # Errors
/// The database did not answer.
pub(crate) fn is_area_known(scoped: &mut Scoped<'_>, key: &AreaKey) -> Result<bool, StorageError> {
    if key.usual_name().is_some() {
        return Ok(true);
    }
    let firm = scoped.firm_id();
    let deals = opportunities::table
        .filter(opportunities::area_key.eq(key.as_str()))
        .filter(opportunities::firm_id.eq(firm));
    let targets = revenue_targets::table
        .filter(revenue_targets::area_key.eq(key.as_str()))
        .filter(revenue_targets::firm_id.eq(firm));
    let actuals = revenue_actuals::table
        .filter(revenue_actuals::area_key.eq(key.as_str()))
        .filter(revenue_actuals::firm_id.eq(firm));
    Ok(diesel::select(diesel::dsl::exists(deals)).get_result(scoped.conn)?
        || diesel::select(diesel::dsl::exists(targets)).get_result(scoped.conn)?
        || diesel::select(diesel::dsl::exists(actuals)).get_result(scoped.conn)?)
}

fn cents(amount: Money, table: &'static str) -> Result<i64, StorageError> {
    i64::try_from(amount.minor_units()).map_err(|_| StorageError::Corrupt { table, column: "amount", id: 0 })
}

fn area_of(text: &str, table: &'static str, id: i64) -> Result<Area, StorageError> {
    Area::parse(text).map_err(|_| StorageError::Corrupt { table, column: "area", id })
}
