//! Actuals and targets of areas.

use chrono::{DateTime, Utc};
use frontdesk_core::{Fault, Faults};
use frontdesk_opportunities::revenue::{Actual, RawActual, RawTarget, Target, new_area_warning};
use frontdesk_tables::mapping::Mapping;
use frontdesk_tables::table::RawRow;

use super::{RowKind, Taken};
use crate::engine::error::StorageError;
use crate::engine::expected::Expected;
use crate::engine::scope::Scoped;
use crate::revenue::{self, Amount, Put, is_area_known};
use crate::search::PendingTerms;

/// Imports rows as actuals.
pub(in crate::imports) struct ActualRows;

/// Imports rows as targets.
pub(in crate::imports) struct TargetRows;

impl RowKind for ActualRows {
    type Row = Actual;

    fn parse(&self, mapping: &Mapping, row: &RawRow) -> Result<(Actual, Vec<Fault>), Faults> {
        Ok((Actual::parse(&RawActual::from_cells(mapping.cells(row)))?, Vec::new()))
    }

    fn amount(row: &Actual) -> Option<(String, String)> {
        Some(keyed(row))
    }

    fn take(
        &self,
        scoped: &mut Scoped<'_>,
        rows: &[&Actual],
        now: DateTime<Utc>,
        _: &mut PendingTerms,
    ) -> Result<Vec<Taken>, StorageError> {
        rows.iter().map(|row| take(scoped, *row, now)).collect()
    }
}

impl RowKind for TargetRows {
    type Row = Target;

    fn parse(&self, mapping: &Mapping, row: &RawRow) -> Result<(Target, Vec<Fault>), Faults> {
        Ok((Target::parse(&RawTarget::from_cells(mapping.cells(row)))?, Vec::new()))
    }

    fn amount(row: &Target) -> Option<(String, String)> {
        Some(keyed(row))
    }

    fn take(
        &self,
        scoped: &mut Scoped<'_>,
        rows: &[&Target],
        now: DateTime<Utc>,
        _: &mut PendingTerms,
    ) -> Result<Vec<Taken>, StorageError> {
        rows.iter().map(|row| take(scoped, *row, now)).collect()
    }
}

/// The area and period of an amount, and the amount.
fn keyed(amount: &impl Amount) -> (String, String) {
    let (area, period, amount) = amount.parts();
    (format!("{}\n{period}", area.key().as_str()), amount.to_string())
}

fn take(scoped: &mut Scoped<'_>, amount: &impl Amount, now: DateTime<Utc>) -> Result<Taken, StorageError> {
    let area = amount.parts().0;
    let is_new = !is_area_known(scoped, &area.key())?;
    let warnings = is_new.then(|| new_area_warning(area)).into_iter().collect();
    match revenue::put(scoped, amount, &Expected::Any, now)? {
        Put::Saved { outcome, .. } => Ok(Taken { outcome: Ok(outcome), warnings }),
        Put::Stale => Err(StorageError::Conflict),
    }
}
