//! What areas earned, what they were to earn, and what the forecast is made of.

mod actuals;
mod book;
mod targets;

pub use actuals::{ActualFilter, StoredActual, count_actuals, list_actuals, put_actual};
pub use book::book;
pub use targets::{StoredTarget, TargetFilter, count_targets, list_targets, put_target, target_years};

use frontdesk_core::Money;
use frontdesk_import::tally::Outcome;
use frontdesk_opportunities::area::Area;

use crate::error::StorageError;

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

fn cents(amount: Money, table: &'static str) -> Result<i64, StorageError> {
    i64::try_from(amount.minor_units()).map_err(|_| StorageError::Corrupt { table, column: "amount", id: 0 })
}

fn area_of(text: &str, table: &'static str, id: i64) -> Result<Area, StorageError> {
    Area::parse(text).map_err(|_| StorageError::Corrupt { table, column: "area", id })
}
