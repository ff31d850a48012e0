//! Actuals, targets and the input of the forecast.

mod amounts;
mod book;

pub use amounts::{
    ACTUAL_SORTS, Amount, AmountFilter, Put, Stored, TARGET_SORTS, count, list, put, target_years,
};
pub use book::forecast;

use diesel::prelude::*;
use frontdesk_opportunities::area::AreaKey;

use crate::engine::error::StorageError;
use crate::engine::schema::{opportunities, revenue_actuals, revenue_targets};
use crate::engine::scope::Scoped;

/// Whether the area is known: one of the default areas, or an area of a deal, a target or an actual.
///
/// # Errors
/// The database did not answer.
pub(crate) fn is_area_known(scoped: &mut Scoped<'_>, key: &AreaKey) -> Result<bool, StorageError> {
    if key.usual_name().is_some() {
        return Ok(true);
    }
    let deals = opportunities::table.of_firm(scoped.firm).filter(opportunities::area_key.eq(key.as_str()));
    let targets =
        revenue_targets::table.of_firm(scoped.firm).filter(revenue_targets::area_key.eq(key.as_str()));
    let actuals =
        revenue_actuals::table.of_firm(scoped.firm).filter(revenue_actuals::area_key.eq(key.as_str()));
    Ok(diesel::select(diesel::dsl::exists(deals)).get_result(scoped.conn)?
        || diesel::select(diesel::dsl::exists(targets)).get_result(scoped.conn)?
        || diesel::select(diesel::dsl::exists(actuals)).get_result(scoped.conn)?)
}
