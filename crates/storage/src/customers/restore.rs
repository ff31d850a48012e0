//! Earlier values of a customer, put back.

use chrono::{DateTime, Utc};
use frontdesk_core::CustomerId;
use frontdesk_import::account::{PhoneTaken, restore};

use super::contact::find_known;
use super::edit::replace;
use crate::engine::error::StorageError;
use crate::engine::scope::Scoped;
use crate::journal::{Kind, NotRestored, Restoration, values_of};

/// Outcome of restoring values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RestoreOutcome {
    /// The customer has the values, whether or not it had to change.
    Restored,
    /// There is no such live customer.
    NotFound,
    NotRestored(NotRestored),
    /// Another customer has the phone number now.
    PhoneTaken(PhoneTaken),
}

/// Puts old values of a customer back, by the rules of an edit.
///
/// # Errors
/// The database did not answer, or another transaction changed the record concurrently.
pub fn restore_values(
    scoped: &mut Scoped<'_>,
    id: CustomerId,
    wanted: &Restoration,
    now: DateTime<Utc>,
) -> Result<RestoreOutcome, StorageError> {
    let Some(before) = find_known(scoped, id)? else {
        return Ok(RestoreOutcome::NotFound);
    };
    let values = match values_of(scoped, (Kind::Customer, id.get()), &before, wanted)? {
        Ok(values) => values,
        Err(reason) => return Ok(RestoreOutcome::NotRestored(reason)),
    };
    match restore(&before, &values) {
        Err(faults) => Ok(RestoreOutcome::NotRestored(NotRestored::Invalid(faults))),
        Ok(None) => Ok(RestoreOutcome::Restored),
        Ok(Some(after)) => Ok(match replace(scoped, &before, &after, now)? {
            Ok(()) => RestoreOutcome::Restored,
            Err(taken) => RestoreOutcome::PhoneTaken(taken),
        }),
    }
}
