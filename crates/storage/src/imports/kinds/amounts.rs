//! What areas earned, and what they are to earn.

use chrono::{DateTime, Utc};
use frontdesk_core::{Fault, Faults};
use frontdesk_opportunities::area::Area;
use frontdesk_opportunities::revenue::{Actual, RawActual, RawTarget, Target};
use frontdesk_tables::mapping::Mapping;
use frontdesk_tables::table::RawRow;

use super::{RowKind, Taken, said};
use crate::engine::error::StorageError;
use crate::engine::expected::Expected;
use crate::engine::scope::Scoped;
use crate::revenue::{self, Amount, Put, is_area_known};

/// How rows become actuals.
pub(in crate::imports) struct ActualRows;

/// How rows become targets.
pub(in crate::imports) struct TargetRows;

impl RowKind for ActualRows {
    type Row = Actual;

    fn parse(&self, mapping: &Mapping, row: &RawRow) -> Result<(Actual, Vec<Fault>), Faults> {
        let mut raw = RawActual::default();
        for (field, cell) in mapping.cells(row) {
            match field {
                "area" => raw.area = said(&cell).map(str::to_owned),
                "month" => raw.month = Some(cell.into_owned()),
                "amount" => raw.amount = Some(cell.into_owned()),
                _ => {}
            }
        }
        Ok((Actual::parse(&raw)?, Vec::new()))
    }

    fn amount(row: &Actual) -> Option<(String, String)> {
        Some(keyed(row))
    }

    fn take(
        &self,
        scoped: &mut Scoped<'_>,
        rows: &[&Actual],
        now: DateTime<Utc>,
    ) -> Result<Vec<Taken>, StorageError> {
        rows.iter().map(|row| take(scoped, *row, now)).collect()
    }
}

impl RowKind for TargetRows {
    type Row = Target;

    fn parse(&self, mapping: &Mapping, row: &RawRow) -> Result<(Target, Vec<Fault>), Faults> {
        let mut raw = RawTarget::default();
        for (field, cell) in mapping.cells(row) {
            match field {
                "area" => raw.area = said(&cell).map(str::to_owned),
                "fiscal_year" => raw.fiscal_year = Some(cell.into_owned()),
                "amount" => raw.amount = Some(cell.into_owned()),
                _ => {}
            }
        }
        Ok((Target::parse(&raw)?, Vec::new()))
    }

    fn amount(row: &Target) -> Option<(String, String)> {
        Some(keyed(row))
    }

    fn take(
        &self,
        scoped: &mut Scoped<'_>,
        rows: &[&Target],
        now: DateTime<Utc>,
    ) -> Result<Vec<Taken>, StorageError> {
        rows.iter().map(|row| take(scoped, *row, now)).collect()
    }
}

/// The area and the time of an amount, and the amount.
fn keyed(amount: &impl Amount) -> (String, String) {
    let (area, period, amount) = amount.parts();
    (format!("{}\n{period}", area.key().as_str()), amount.to_string())
}

/// An area that nobody has named before may be a slip of the pen. It is taken all the same.
fn warn_of_area(scoped: &mut Scoped<'_>, area: &Area) -> Result<Vec<Fault>, StorageError> {
    if is_area_known(scoped, &area.key())? {
        return Ok(Vec::new());
    }
    let message = format!("{:?} is a new area: no deal, target or actual has named it before", area.as_str());
    Ok(vec![Fault::new("area", message)])
}

fn take(scoped: &mut Scoped<'_>, amount: &impl Amount, now: DateTime<Utc>) -> Result<Taken, StorageError> {
    let warnings = warn_of_area(scoped, amount.parts().0)?;
    match revenue::put(scoped, amount, &Expected::Any, now)? {
        Put::Saved { outcome, .. } => Ok(Taken { outcome: Ok(outcome), warnings }),
        Put::Stale => Err(StorageError::Conflict),
    }
}
