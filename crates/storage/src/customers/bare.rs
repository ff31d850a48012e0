//! Customers of whom nothing is known but their number.

use chrono::{DateTime, Utc};
use frontdesk_core::CustomerId;
use frontdesk_import::account::Holder;
use frontdesk_import::known::{KnownCustomers, NewCustomer};

use super::numbers::{Held, Numbers, keep_number};
use super::write::CustomerWriter;
use crate::error::StorageError;
use crate::scope::Scoped;

/// Makes customers that files call by these numbers, each once, and gives the id of each: not of those whose number a
/// customer of the firm has who was deleted. None of the numbers means a customer yet.
pub(crate) fn create_bare(
    scoped: &mut Scoped<'_>,
    wanted: &[CustomerId],
    numbers: &Numbers,
    now: DateTime<Utc>,
) -> Result<Vec<(CustomerId, CustomerId)>, StorageError> {
    let ids: Vec<i64> = wanted.iter().map(|id| id.get()).collect();
    let held = Held::load(scoped, &ids, &KnownCustomers::default())?;
    let mut made = Vec::with_capacity(wanted.len());
    let mut writer = CustomerWriter::new(scoped, now, wanted.len());
    for number in wanted {
        let holder = numbers.id_of(*number).map_or(Holder::AnotherFirm, |id| held.holder_of(id));
        let id = match holder {
            Holder::Deleted => continue,
            Holder::Nobody => Some(*number),
            Holder::AnotherFirm => None,
        };
        made.push((*number, writer.create(&NewCustomer { id, ..NewCustomer::default() })?));
    }
    writer.flush()?;
    for (number, id) in made.iter().filter(|(number, id)| number != id) {
        keep_number(scoped, *number, *id)?;
    }
    Ok(made)
}
