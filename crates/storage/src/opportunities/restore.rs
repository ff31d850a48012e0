//! Earlier values of a deal, put back.

use chrono::{DateTime, Utc};
use frontdesk_opportunities::oid::Oid;
use frontdesk_opportunities::restore::restoring;

use super::list::find_row;
use super::write::{Outcome, change};
use crate::engine::error::StorageError;
use crate::engine::expected::Expected;
use crate::engine::scope::Scoped;
use crate::journal::{Kind, NotRestored, Restoration, values_of};

/// Puts old values of a deal back, by the rules of a change.
///
/// # Errors
/// The database did not answer, or another transaction changed the deal concurrently.
pub fn restore_values(
    scoped: &mut Scoped<'_>,
    oid: Oid,
    wanted: &Restoration,
    now: DateTime<Utc>,
) -> Result<Result<Outcome, NotRestored>, StorageError> {
    let Some(row) = find_row(scoped, oid)? else {
        return Ok(Ok(Outcome::NotFound));
    };
    let stored = row.into_opportunity(now.date_naive())?;
    let values = match values_of(scoped, (Kind::Opportunity, stored.id), &stored.deal, wanted)? {
        Ok(values) => values,
        Err(reason) => return Ok(Err(reason)),
    };
    match restoring(&values) {
        Err(faults) => Ok(Err(NotRestored::Invalid(faults))),
        Ok(changes) => {
            let expected = Expected::Versions(vec![stored.version]);
            change(scoped, oid, &changes, &expected, now).map(Ok)
        }
    }
}
