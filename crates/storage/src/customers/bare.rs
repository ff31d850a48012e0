//! Customers of whom nothing is known but their number.

use chrono::{DateTime, Utc};
use frontdesk_core::CustomerId;
use frontdesk_import::account::Holder;
use frontdesk_import::known::{KnownCustomers, NewCustomer};

use super::numbers::{Held, Numbers, keep_number};
use super::write::CustomerWriter;
use crate::engine::error::StorageError;
use crate::engine::scope::Scoped;

/// Makes customers that files call by these numbers, each once, and gives their ids, which `numbers` knows then: not for
/// those whose number a customer of the firm has who was deleted. None of the numbers means a customer yet.
pub(crate) fn create_bare(
    scoped: &mut Scoped<'_>,
    wanted: &[CustomerId],
    numbers: &mut Numbers,
    now: DateTime<Utc>,
) -> Result<Vec<CustomerId>, StorageError> {
    let ids: Vec<i64> = wanted.iter().map(|id| id.get()).collect();
    let held = Held::load(scoped, &ids, &KnownCustomers::default())?;
    let (mut made, mut renumbered) = (Vec::with_capacity(wanted.len()), Vec::new());
    let mut writer = CustomerWriter::new(scoped, now, wanted.len());
    for number in wanted {
        let holder = numbers.id_of(*number).map_or(Holder::AnotherFirm, |id| held.holder_of(id));
        let id = match holder {
            Holder::Deleted => continue,
            Holder::Nobody => Some(*number),
            Holder::AnotherFirm => None,
        };
        let id = writer.create(&NewCustomer { id, ..NewCustomer::default() })?;
        if id != *number {
            // At once: one of the next numbers may be the id that was made for this one.
            numbers.assign(*number, id);
            renumbered.push((*number, id));
        }
        made.push(id);
    }
    writer.flush()?;
    for (number, id) in renumbered {
        keep_number(scoped, number, id)?;
    }
    Ok(made)
}
