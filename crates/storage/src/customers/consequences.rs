//! Updates that follow from a change of a customer: the only place that names the modules with copies of its values.

use chrono::{DateTime, NaiveDateTime, Utc};
use frontdesk_core::CustomerId;
use frontdesk_import::known::KnownCustomer;

use super::counts::CountChanges;
use crate::engine::error::StorageError;
use crate::engine::scope::Scoped;
use crate::interactions::{forget_customer, recount_customer, retype_customer};
use crate::opportunities::follow_area;
use crate::requests::{archive_of_customer, restore_of_customer};
use crate::users::{Moved, follow, hide, show};

/// The changes of a transaction that dependent tables have to follow.
#[derive(Default)]
pub(super) struct Consequences {
    types: Vec<(CustomerId, [Option<String>; 2])>,
    areas: Vec<(CustomerId, Option<String>)>,
    shown: Moved,
}

impl Consequences {
    /// Records a change of one customer.
    pub(super) fn changed(&mut self, before: &KnownCustomer, after: &KnownCustomer) {
        if before.customer_type != after.customer_type {
            self.types.push((before.id, [before.customer_type.clone(), after.customer_type.clone()]));
        }
        if before.account.area != after.account.area {
            self.areas.push((before.id, after.account.area.clone()));
        }
        self.shown.note(before, after);
    }

    /// Updates the dependent tables. The customers' own rows come first: writing them blocks all other changes of the
    /// same customers until the transaction ends.
    pub(super) fn follow(self, scoped: &mut Scoped<'_>, now: DateTime<Utc>) -> Result<(), StorageError> {
        let (mut counts, is_bulk) = (CountChanges::default(), self.types.len() > 1);
        for (id, [before, after]) in self.types {
            retype_customer(scoped, id, before.as_deref(), after.as_deref())?;
            counts.add(before.as_deref(), -1);
            counts.add(after.as_deref(), 1);
        }
        counts.write(scoped, is_bulk)?;
        for (id, area) in self.areas {
            follow_area(scoped, id.get(), area.as_deref(), now.date_naive())?;
        }
        follow(scoped, &self.shown, now)
    }
}

/// Removes the copies of a customer whose row was just deleted.
pub(super) fn deleted(
    scoped: &mut Scoped<'_>,
    id: CustomerId,
    now: DateTime<Utc>,
) -> Result<(), StorageError> {
    let customer_type = forget_customer(scoped, id)?;
    let mut counts = CountChanges::default();
    counts.add(customer_type.as_deref(), -1);
    counts.write(scoped, false)?;
    hide(scoped, id)?;
    archive_of_customer(scoped, id, now)
}

/// Brings the copies of a customer back whose row was just restored.
pub(super) fn restored(
    scoped: &mut Scoped<'_>,
    id: CustomerId,
    deleted_at: NaiveDateTime,
    now: DateTime<Utc>,
) -> Result<(), StorageError> {
    let customer_type = recount_customer(scoped, id)?;
    let mut counts = CountChanges::default();
    counts.add(customer_type.as_deref(), 1);
    counts.write(scoped, false)?;
    show(scoped, id, now)?;
    restore_of_customer(scoped, id, deleted_at, now)
}
