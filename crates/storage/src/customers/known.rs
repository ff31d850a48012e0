//! The stored customers that rows may match, loaded per chunk rather than per row.

use diesel::prelude::*;
use frontdesk_core::{CustomerId, Email, Phone};
use frontdesk_import::known::{KnownCustomer, KnownCustomers, PhoneEntry};

use super::look_up::{Keys, MOST, find_ids};
use super::rows::{AccountRow, CustomerRow, PhoneRow};
use crate::engine::connection::each;
use crate::engine::error::StorageError;
use crate::engine::schema::{customer_accounts, customer_phones, customer_secrets, customers};
use crate::engine::scope::Scoped;

/// Every live customer of the firm that shares a key with the chunk.
pub(crate) fn load_known(scoped: &mut Scoped<'_>, keys: &Keys<'_>) -> Result<KnownCustomers, StorageError> {
    let ids: Vec<i64> = find_ids(scoped, keys)?.into_iter().collect();
    let mut known = KnownCustomers::default();
    for ids in ids.chunks(MOST) {
        load_into(scoped, ids, &mut known)?;
    }
    Ok(known)
}

fn load_into(scoped: &mut Scoped<'_>, ids: &[i64], known: &mut KnownCustomers) -> Result<(), StorageError> {
    let mut phones = load_phones(scoped, ids)?.into_iter().peekable();
    for (row, account, key_id) in load_rows(scoped, ids)? {
        let mut entries = Vec::new();
        while let Some(phone) = phones.next_if(|phone| phone.customer_id <= row.id) {
            if phone.customer_id == row.id {
                entries.push(into_entry(phone)?);
            }
        }
        known.insert(into_known(row, account, key_id.is_some(), entries)?);
    }
    Ok(())
}

type Loaded = (CustomerRow, Option<AccountRow>, Option<String>);

fn load_rows(scoped: &mut Scoped<'_>, ids: &[i64]) -> Result<Vec<Loaded>, StorageError> {
    Ok(each!(scoped.conn, conn => customers::table
        .living(scoped.firm)
        .left_join(customer_accounts::table)
        .left_join(customer_secrets::table)
        .filter(customers::id.eq_any(ids))
        .order(customers::id)
        .select((
            CustomerRow::as_select(),
            Option::<AccountRow>::as_select(),
            customer_secrets::ssn_key_id.nullable(),
        ))
        .load(conn)?))
}

fn load_phones(scoped: &mut Scoped<'_>, ids: &[i64]) -> Result<Vec<PhoneRow>, StorageError> {
    Ok(each!(scoped.conn, conn => customer_phones::table
        .of_firm(scoped.firm)
        .filter(customer_phones::customer_id.eq_any(ids))
        .order((customer_phones::customer_id, customer_phones::position))
        .select(PhoneRow::as_select())
        .load(conn)?))
}

fn into_entry(row: PhoneRow) -> Result<PhoneEntry, StorageError> {
    let corrupt = StorageError::Corrupt { table: "customer_phones", column: "e164", id: row.customer_id };
    let phone = Phone::from_e164(&row.e164).ok_or(corrupt)?;
    Ok(PhoneEntry { phone, raw: row.raw.unwrap_or(row.e164) })
}

fn into_known(
    row: CustomerRow,
    account: Option<AccountRow>,
    has_ssn: bool,
    phones: Vec<PhoneEntry>,
) -> Result<KnownCustomer, StorageError> {
    let id = row.id;
    let corrupt = |column| StorageError::Corrupt { table: "customers", column, id };
    Ok(KnownCustomer {
        id: CustomerId::try_from(id).map_err(|_| corrupt("id"))?,
        version: row.version,
        kind: row.kind.parse().map_err(|_| corrupt("kind"))?,
        first_name: row.first_name,
        last_name: row.last_name,
        company_name: row.company_name,
        email: row.email.map(|text| Email::from_stored(&text).ok_or_else(|| corrupt("email"))).transpose()?,
        phones,
        birth_date: row.birth_date,
        has_ssn,
        integration_id: row.integration_id,
        occupation: row.occupation,
        customer_type: row.customer_type,
        account: account.map(AccountRow::into_account).unwrap_or_default(),
    })
}
