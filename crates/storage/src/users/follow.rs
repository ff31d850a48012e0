//! Users whose customer was changed through another path: the user follows, and so does the CRM.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use frontdesk_import::known::KnownCustomer;
use frontdesk_sync::{Shown, ShownPhone};

use super::history::{Cause, keep};
use super::row::{User, find_by_customers};
use super::write::{queue, start_anew};
use crate::engine::error::StorageError;
use crate::engine::scope::Scoped;
use crate::outbox::payload::QueuedTask;

/// Customers whose names, address or number changed in a transaction, before and after.
#[derive(Debug, Default)]
pub(crate) struct Moved(BTreeMap<i64, (Shown, Shown)>);

impl Moved {
    /// Records a change. Of several changes of one customer the first gives the old values, the last the new ones.
    pub(crate) fn note(&mut self, before: &KnownCustomer, after: &KnownCustomer) {
        if is_shown_alike(before, after) {
            return;
        }
        let moved = self.0.entry(before.id.get()).or_insert_with(|| (shown(before), Shown::default()));
        moved.1 = shown(after);
    }
}

/// Updates the users among these customers, and queues their pushes. Call it after writing the customers: that locks
/// out concurrent changes of them.
pub(crate) fn follow(scoped: &mut Scoped<'_>, moved: &Moved, now: DateTime<Utc>) -> Result<(), StorageError> {
    if moved.0.is_empty() {
        return Ok(());
    }
    let ids: Vec<i64> = moved.0.keys().copied().collect();
    for mut user in find_by_customers(scoped, &ids)? {
        if let Some((before, after)) = moved.0.get(&user.customer_id.get()) {
            follow_one(scoped, &mut user, before, after, now)?;
        }
    }
    Ok(())
}

fn follow_one(
    scoped: &mut Scoped<'_>,
    user: &mut User,
    before: &Shown,
    after: &Shown,
    now: DateTime<Utc>,
) -> Result<(), StorageError> {
    let changes = user.sync.follow(before, after);
    if changes.is_empty() {
        return Ok(());
    }
    keep(scoped, user.customer_id, &changes, Cause::Import, None, now)?;
    start_anew(user, now);
    queue(scoped, user, &[QueuedTask::PUSH], now)
}

fn is_shown_alike(before: &KnownCustomer, after: &KnownCustomer) -> bool {
    let number = |customer: &KnownCustomer| customer.phones.first().map(|entry| entry.phone.clone());
    before.first_name == after.first_name
        && before.last_name == after.last_name
        && before.company_name == after.company_name
        && before.email == after.email
        && number(before) == number(after)
}

fn shown(customer: &KnownCustomer) -> Shown {
    let names = [customer.first_name.as_deref(), customer.last_name.as_deref()];
    let name = names.into_iter().flatten().collect::<Vec<_>>().join(" ");
    Shown {
        name: Some(name).filter(|name| !name.is_empty()).or_else(|| customer.company_name.clone()),
        email: customer.email.as_ref().map(ToString::to_string),
        phone: customer
            .phones
            .first()
            .map(|entry| ShownPhone { number: entry.phone.to_string(), given: entry.raw.clone() }),
    }
}
