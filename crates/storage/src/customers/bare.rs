//! Customers of whom nothing is known but their number.

use chrono::{DateTime, Utc};
use frontdesk_core::CustomerId;
use frontdesk_import::known::{KnownCustomers, NewCustomer};

use super::known::find_foreign;
use super::write::CustomerWriter;
use crate::error::StorageError;
use crate::scope::Scoped;

/// Makes customers with these numbers, each once, and tells which were made: not those whose number another firm or a customer
/// that was deleted has.
pub(crate) fn create_bare(
    scoped: &mut Scoped<'_>,
    wanted: &[CustomerId],
    now: DateTime<Utc>,
) -> Result<Vec<CustomerId>, StorageError> {
    let ids: Vec<i64> = wanted.iter().map(|id| id.get()).collect();
    let taken = find_foreign(scoped, &ids, &KnownCustomers::default())?;
    let free: Vec<CustomerId> = wanted.iter().copied().filter(|id| !taken.contains(&id.get())).collect();
    let mut writer = CustomerWriter::new(scoped, now, free.len());
    for id in &free {
        writer.create(&NewCustomer { id: Some(*id), ..NewCustomer::default() })?;
    }
    writer.flush()?;
    Ok(free)
}
