//! Placeholder customers, created from a number.

use chrono::{DateTime, Utc};
use frontdesk_core::CustomerId;
use frontdesk_import::account::Holder;
use frontdesk_import::known::{KnownCustomers, NewCustomer};

use super::numbers::{Held, Numbers, keep_number};
use super::write::CustomerWriter;
use crate::engine::error::StorageError;
use crate::engine::scope::Scoped;

/// Creates a placeholder customer for each of these numbers, once each, returns the ids and enters them in `numbers`.
/// Skips numbers of the firm's deleted customers. None of the numbers may belong to a customer yet.
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
            Holder::Free => Some(*number),
            Holder::AnotherFirm => None,
        };
        let id = writer.create(&NewCustomer { id, ..NewCustomer::default() })?;
        if id != *number {
            // Assigned at once: one of the next numbers may equal the id created here.
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
