//! The names, e-mail address and phone numbers of one customer. Unlike a row of a file, a write here may also remove a
//! name.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use frontdesk_core::CustomerId;
use frontdesk_import::known::KnownCustomer;

use super::known::load_known;
use super::look_up::Keys;
use super::rows::PhoneRow;
use super::search::{folded, words_of};
use super::write::{phone_rows, rewrite_terms};
use crate::engine::error::StorageError;
use crate::engine::schema::{customer_phones, customers};
use crate::engine::scope::Scoped;
use crate::journal;

/// The live customer with this id.
pub(crate) fn find_known(
    scoped: &mut Scoped<'_>,
    id: CustomerId,
) -> Result<Option<KnownCustomer>, StorageError> {
    let keys = Keys { ids: vec![id.get()], ..Keys::default() };
    Ok(load_known(scoped, &keys)?.get(id).cloned())
}

/// Changes a customer's names, address and numbers from `before` to `after`.
///
/// Fails with [`StorageError::Conflict`] when the stored version is no longer that of `before`.
pub(crate) fn rewrite_contact(
    scoped: &mut Scoped<'_>,
    before: &KnownCustomer,
    after: &KnownCustomer,
    now: DateTime<Utc>,
) -> Result<(), StorageError> {
    if before == after {
        return Ok(());
    }
    let id = before.id.get();
    let email_folded = after.email.as_ref().map(|email| email.folded());
    let phone = after.phones.first().map(|entry| entry.phone.as_str());
    let target = customers::table
        .living(scoped.firm)
        .filter(customers::id.eq(id))
        .filter(customers::version.eq(before.version));
    let touched = diesel::update(target)
        .set((
            customers::first_name.eq(after.first_name.as_deref()),
            customers::last_name.eq(after.last_name.as_deref()),
            customers::email.eq(after.email.as_ref().map(ToString::to_string)),
            customers::first_name_folded.eq(after.first_name.as_deref().and_then(folded)),
            customers::last_name_folded.eq(after.last_name.as_deref().and_then(folded)),
            customers::search_text.eq(words_of!(after).to_text()),
            customers::email_folded.eq(email_folded),
            customers::phone.eq(phone),
            customers::version.eq(before.version + 1),
            customers::updated_at.eq(now.naive_utc()),
        ))
        .execute(scoped.conn)?;
    if touched != 1 {
        return Err(StorageError::Conflict);
    }
    rewrite_terms(scoped, before, after)?;
    journal::updated(scoped, (journal::Kind::Customer, id, before.version + 1), before, after, now);
    if before.phones != after.phones { rewrite_phones(scoped, id, after) } else { Ok(()) }
}

fn rewrite_phones(scoped: &mut Scoped<'_>, id: i64, after: &KnownCustomer) -> Result<(), StorageError> {
    let firm = scoped.firm_id();
    let stored = customer_phones::table.of_firm(scoped.firm).filter(customer_phones::customer_id.eq(id));
    diesel::delete(stored).execute(scoped.conn)?;
    let rows: Vec<PhoneRow> = phone_rows(firm, id, &after.phones).collect();
    for row in rows {
        diesel::insert_into(customer_phones::table).values(row).execute(scoped.conn)?;
    }
    Ok(())
}
