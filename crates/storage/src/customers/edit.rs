//! One customer made or changed by a payload: load who has its phone number, ask the rules, write.

use chrono::{DateTime, Utc};
use frontdesk_core::{CustomerId, Phone};
use frontdesk_import::account::{AccountEdit, PhoneTaken, claim_phone};
use frontdesk_import::known::NewCustomer;

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

/// What became of a customer that was to be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EditOutcome {
    /// It is as wanted now, be it that it was so before.
    Saved,
    /// There is no such customer.
    NotFound,
    /// It was changed since the caller saw it.
    Stale,
    /// Its new phone number is somebody else's.
    PhoneTaken(PhoneTaken),
}

/// Makes a customer, unless its phone number is held by a live customer of the firm. Of several who come with the
/// same number at once, one is made.
///
/// # Errors
/// The database did not answer, or others came with the same number again and again.
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

/// Changes a customer, if it is in a version that is `expected`. One that is a user is pushed to the CRM.
///
/// # Errors
/// The database did not answer, or somebody else changed the record at the same time.
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
    let is_new = |phone: &&Phone| before.phones.first().is_none_or(|had| had.phone != **phone);
    let phones: Vec<&Phone> =
        after.phones.first().map(|entry| &entry.phone).filter(is_new).into_iter().collect();
    queue_for(scoped, &phones)?;
    let known = load_known(scoped, &keys(&phones))?;
    if let Err(taken) = claim_phone(after.phones.first(), Some(&before), &known) {
        return Ok(EditOutcome::PhoneTaken(taken));
    }
    let mut writer = CustomerWriter::new(scoped, now, 0);
    writer.replace(&before, &after)?;
    writer.flush()?;
    let mut consequences = Consequences::default();
    consequences.changed(&before, &after);
    consequences.follow(scoped, now)?;
    scoped.note(Action::Updated, "customer", id, now);
    Ok(EditOutcome::Saved)
}

fn keys<'a>(phones: &[&'a Phone]) -> Keys<'a> {
    Keys { phones: phones.iter().map(|phone| phone.as_str()).collect(), ..Keys::default() }
}

/// Waits until nobody else is about to take one of the numbers.
///
/// A unique index cannot say this: imports may give one number to several customers. On SQLite whoever writes is
/// alone; PostgreSQL has locks on numbers; on MySQL whoever brings a number has the firm to itself.
fn queue_for(scoped: &mut Scoped<'_>, phones: &[&Phone]) -> Result<(), StorageError> {
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
