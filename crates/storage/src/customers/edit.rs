//! One customer created or changed by a payload: look up the phone number, apply the rules, write.

use chrono::{DateTime, Utc};
use frontdesk_core::{CustomerId, Phone};
use frontdesk_import::account::{AccountEdit, PhoneTaken, claim_phone};
use frontdesk_import::known::{KnownCustomer, NewCustomer};

use super::consequences::Consequences;
use super::contact::find_known;
use super::known::load_known;
use super::look_up::Keys;
use super::record::{Customer, find};
use super::write::CustomerWriter;
use crate::engine::audit::Action;
use crate::engine::connection::AnyConnection;
use crate::engine::error::StorageError;
use crate::engine::expected::Expected;
#[cfg(feature = "mysql")]
use crate::engine::hold_firm::hold_firm;
use crate::engine::scope::Scoped;

/// Outcome of an edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EditOutcome {
    /// The customer is as requested, whether or not it had to change.
    Saved,
    NotFound,
    /// It has changed since the caller read it.
    Stale,
    /// Another customer has the new phone number.
    PhoneTaken(PhoneTaken),
}

/// Creates a customer, unless a live customer of the firm has its phone number. Of several concurrent calls with the
/// same number, one succeeds.
///
/// # Errors
/// The database did not answer, or other transactions claimed the same number on every attempt.
pub fn create(
    scoped: &mut Scoped<'_>,
    new: &NewCustomer,
    now: DateTime<Utc>,
) -> Result<Result<Customer, PhoneTaken>, StorageError> {
    let phones: Vec<&Phone> = new.phones.iter().map(|entry| &entry.phone).collect();
    queue_for(scoped, &phones)?;
    let known = load_known(scoped, &keys(&phones))?;
    if let Err(taken) = claim_phone(new.phones.first(), None, &known) {
        return Ok(Err(taken));
    }
    let mut writer = CustomerWriter::new(scoped, now, 1);
    let id = writer.create(new)?;
    writer.flush()?;
    scoped.note(Action::Created, "customer", id, now);
    find(scoped, id)?.map(Ok).ok_or(StorageError::Conflict)
}

/// Changes a customer if its version is `expected`. A customer who is a user is pushed to the CRM.
///
/// # Errors
/// The database did not answer, or another transaction changed the record concurrently.
pub fn edit(
    scoped: &mut Scoped<'_>,
    id: CustomerId,
    expected: &Expected,
    edit: &AccountEdit,
    now: DateTime<Utc>,
) -> Result<EditOutcome, StorageError> {
    let Some(before) = find_known(scoped, id)? else {
        return Ok(EditOutcome::NotFound);
    };
    if !expected.accepts(Some(before.version)) {
        return Ok(EditOutcome::Stale);
    }
    let Some(after) = edit.apply(&before) else {
        return Ok(EditOutcome::Saved);
    };
    Ok(match replace(scoped, &before, &after, now)? {
        Ok(()) => EditOutcome::Saved,
        Err(taken) => EditOutcome::PhoneTaken(taken),
    })
}

/// Writes a changed record, unless another customer has its new primary number.
pub(super) fn replace(
    scoped: &mut Scoped<'_>,
    before: &KnownCustomer,
    after: &KnownCustomer,
    now: DateTime<Utc>,
) -> Result<Result<(), PhoneTaken>, StorageError> {
    let is_new = |phone: &&Phone| before.phones.first().is_none_or(|had| had.phone != **phone);
    let phones: Vec<&Phone> =
        after.phones.first().map(|entry| &entry.phone).filter(is_new).into_iter().collect();
    queue_for(scoped, &phones)?;
    let known = load_known(scoped, &keys(&phones))?;
    if let Err(taken) = claim_phone(after.phones.first(), Some(before), &known) {
        return Ok(Err(taken));
    }
    let mut writer = CustomerWriter::new(scoped, now, 0);
    writer.replace(before, after)?;
    writer.flush()?;
    let mut consequences = Consequences::default();
    consequences.changed(before, after);
    consequences.follow(scoped, now)?;
    scoped.note(Action::Updated, "customer", before.id, now);
    Ok(Ok(()))
}

pub(super) fn keys<'a>(phones: &[&'a Phone]) -> Keys<'a> {
    Keys { phones: phones.iter().map(|phone| phone.as_str()).collect(), ..Keys::default() }
}

/// Waits until no other transaction is about to take one of the numbers.
///
/// A unique index cannot enforce this: imports may give one number to several customers. SQLite has one writer;
/// PostgreSQL locks the numbers; MySQL locks the firm.
pub(super) fn queue_for(scoped: &mut Scoped<'_>, phones: &[&Phone]) -> Result<(), StorageError> {
    match &mut *scoped.conn {
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(conn) => {
            use diesel::prelude::*;
            use diesel::sql_types::{BigInt, Text};

            for phone in phones {
                diesel::sql_query("SELECT pg_advisory_xact_lock(hashtextextended($1, $2))")
                    .bind::<Text, _>(phone.as_str())
                    .bind::<BigInt, _>(scoped.firm.get())
                    .execute(conn)?;
            }
            Ok(())
        }
        #[cfg(feature = "sqlite")]
        AnyConnection::Sqlite(_) => {
            let _ = phones;
            Ok(())
        }
        #[cfg(feature = "mysql")]
        AnyConnection::Mysql(_) if phones.is_empty() => Ok(()),
        #[cfg(feature = "mysql")]
        AnyConnection::Mysql(_) => hold_firm(scoped),
    }
}
