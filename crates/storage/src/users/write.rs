//! Changes of users by callers, each with the message that it makes necessary, in one transaction.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use frontdesk_core::{CustomerId, Email};
use frontdesk_import::known::{KnownCustomer, NewCustomer};
use frontdesk_import::names::{Names, derive_names};
use frontdesk_import::phones::{join_phones, select_primary_phone};
use frontdesk_sync::{Field, SyncStatus, SyncedUser, UserFields};
use uuid::Uuid;

use super::history::{Cause, keep};
use super::row::{User, find, insert, save};
use crate::customers::{CustomerWriter, find_known, rewrite_contact};
use crate::engine::audit::Action;
use crate::engine::error::StorageError;
use crate::engine::expected::Expected;
use crate::engine::schema::customers;
use crate::engine::scope::Scoped;
use crate::firms;
use crate::outbox::payload::{Payload, QueuedTask};
use crate::outbox::{self, Message, Topic};

/// Outcome of changing a user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EditOutcome {
    /// The user as it is now.
    Done(Box<User>),
    NotFound,
    /// It has changed since the caller read it; its current version.
    Stale(i64),
}

/// Creates a user: a new customer, and its push to the CRM.
///
/// # Errors
/// The database did not answer.
pub fn create(
    scoped: &mut Scoped<'_>,
    fields: &UserFields,
    now: DateTime<Utc>,
) -> Result<User, StorageError> {
    let settings = firms::settings(scoped)?;
    let numbers = select_primary_phone(&[&fields.phone], settings.default_region, settings.phone_check);
    let Names { first, last } = shown_names(&fields.name);
    let new = NewCustomer {
        first_name: first,
        last_name: last,
        email: Email::parse(&fields.email).ok(),
        phones: numbers.acceptable,
        ..NewCustomer::default()
    };
    let mut writer = CustomerWriter::new(scoped, now, 1);
    let customer_id = writer.create(&new)?;
    writer.flush()?;
    let mut user = User {
        customer_id,
        id: uuid_of(scoped, customer_id)?,
        sync: SyncedUser::new(fields.clone()),
        stored: fields.clone(),
        stored_crm_id: None,
        place: None,
        status: SyncStatus::Pending,
        stored_status: SyncStatus::Pending,
        pending_since: Some(now),
        attempts: 0,
        last_error: None,
        sync_version: 0,
        version: 1,
        created_at: now,
        updated_at: now,
    };
    let message = next_message(&mut user, QueuedTask::PUSH);
    insert(scoped, &user)?;
    outbox::enqueue(scoped, message)?;
    scoped.note(Action::Created, "user", user.id, now);
    Ok(user)
}

/// Replaces the values of a user, and queues a push to the CRM. Equal values change nothing, and are pushed again only
/// if the synchronization had failed.
///
/// # Errors
/// The database did not answer, or another transaction changed the user concurrently.
pub fn edit(
    scoped: &mut Scoped<'_>,
    id: Uuid,
    fields: &UserFields,
    expected: &Expected,
    now: DateTime<Utc>,
) -> Result<EditOutcome, StorageError> {
    let Some(mut user) = find(scoped, id)? else {
        return Ok(EditOutcome::NotFound);
    };
    if !expected.accepts(Some(user.version)) {
        return Ok(EditOutcome::Stale(user.version));
    }
    let changes = user.sync.edit(fields);
    if changes.is_empty() && user.status != SyncStatus::Failed {
        return Ok(EditOutcome::Done(Box::new(user)));
    }
    keep(scoped, user.customer_id, &changes, Cause::Edit, None, now)?;
    reflect(scoped, &user, &changes.iter().map(|change| change.field).collect::<Vec<_>>(), now)?;
    start_anew(&mut user, now);
    queue(scoped, &mut user, &[QueuedTask::PUSH], now)?;
    scoped.note(Action::Updated, "user", user.id, now);
    Ok(EditOutcome::Done(Box::new(user)))
}

/// Retries now: without the remaining delay, and from the start if it had failed.
///
/// # Errors
/// The database did not answer, or another transaction changed the user concurrently.
pub fn retry(scoped: &mut Scoped<'_>, id: Uuid, now: DateTime<Utc>) -> Result<Option<User>, StorageError> {
    let Some(mut user) = find(scoped, id)? else {
        return Ok(None);
    };
    start_anew(&mut user, now);
    if outbox::hurry(scoped, Topic::UserSync, user.customer_id.get())? {
        save(scoped, &mut user, now)?;
    } else {
        queue(scoped, &mut user, &[QueuedTask::PUSH], now)?;
    }
    scoped.note(Action::Updated, "user", user.id, now);
    Ok(Some(user))
}

/// Queues a read of the CRM's record, to reconcile both sides.
///
/// # Errors
/// The database did not answer, or another transaction changed the user concurrently.
pub fn reconcile(
    scoped: &mut Scoped<'_>,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<Option<User>, StorageError> {
    let Some(mut user) = find(scoped, id)? else {
        return Ok(None);
    };
    outbox::hurry(scoped, Topic::UserSync, user.customer_id.get())?;
    queue(scoped, &mut user, &[QueuedTask::FETCH], now)?;
    Ok(Some(user))
}

pub(super) fn start_anew(user: &mut User, now: DateTime<Utc>) {
    user.set_status(SyncStatus::Pending, now);
    user.attempts = 0;
    user.last_error = None;
}

/// Writes a user, and queues a task for it.
pub(crate) fn queue(
    scoped: &mut Scoped<'_>,
    user: &mut User,
    tasks: &[QueuedTask],
    now: DateTime<Utc>,
) -> Result<(), StorageError> {
    let messages: Vec<Message> = tasks.iter().map(|task| next_message(user, *task)).collect();
    save(scoped, user, now)?;
    messages.into_iter().try_for_each(|message| outbox::enqueue(scoped, message))
}

fn next_message(user: &mut User, task: QueuedTask) -> Message {
    user.sync_version += 1;
    Message {
        topic: Topic::UserSync,
        entity_id: user.customer_id.get(),
        entity_version: user.sync_version,
        payload: Payload::from(task).to_text(),
    }
}

/// Copies changed fields to the customer, which all other views read. A value that only the CRM accepts, such as an
/// invalid address, stays with the user.
pub(crate) fn reflect(
    scoped: &mut Scoped<'_>,
    user: &User,
    changed: &[Field],
    now: DateTime<Utc>,
) -> Result<(), StorageError> {
    if changed.is_empty() {
        return Ok(());
    }
    let settings = firms::settings(scoped)?;
    let before = find_known(scoped, user.customer_id)?.ok_or(StorageError::Conflict)?;
    let mut after = before.clone();
    for field in changed {
        match field {
            Field::Name => put_names(&mut after, &user.sync.local.name),
            Field::Email => after.email = Email::parse(&user.sync.local.email).ok().or(after.email),
            Field::Phone => {
                let number = [&user.sync.local.phone];
                let numbers = select_primary_phone(&number, settings.default_region, settings.phone_check);
                after.phones = join_phones(&before.phones, &numbers.acceptable).unwrap_or(after.phones);
            }
        }
    }
    rewrite_contact(scoped, &before, &after, now)
}

fn put_names(customer: &mut KnownCustomer, name: &str) {
    let Names { first, last } = shown_names(name);
    if first.is_some() {
        (customer.first_name, customer.last_name) = (first, last);
    }
}

/// First and last name by the rules of imports; none when a part exceeds the limit of other views.
fn shown_names(name: &str) -> Names {
    let names = derive_names(Some(name), None, None);
    let fits = |part: &Option<String>| {
        part.as_ref().is_none_or(|part| part.chars().count() <= frontdesk_core::LONG_TEXT)
    };
    if fits(&names.first) && fits(&names.last) { names } else { Names::default() }
}

fn uuid_of(scoped: &mut Scoped<'_>, id: CustomerId) -> Result<Uuid, StorageError> {
    let bytes: Vec<u8> = customers::table
        .of_firm(scoped.firm)
        .filter(customers::id.eq(id.get()))
        .select(customers::uuid)
        .get_result(scoped.conn)?;
    Uuid::from_slice(&bytes).map_err(|_| StorageError::Corrupt {
        table: "customers",
        column: "uuid",
        id: id.get(),
    })
}
