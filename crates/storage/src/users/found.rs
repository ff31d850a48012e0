//! What a user is found by.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use frontdesk_core::{CustomerId, SearchWords};
use frontdesk_sync::{SyncStatus, UserFields};

use super::counts;
use crate::engine::connection::each;
use crate::engine::error::StorageError;
use crate::engine::schema::sync::customer_users;
use crate::engine::scope::Scoped;
use crate::search::{Kind, Search, query_of, replace};

/// The number is found as it was given: it need not be one.
pub(crate) fn terms_of_fields(fields: &UserFields) -> Vec<String> {
    let mut words = SearchWords::default();
    words.name(Some(&fields.name));
    words.address(Some(&fields.email));
    words.phone(&fields.phone);
    words.terms()
}

/// The search that `q` asks for; `None` if it is blank.
pub(super) fn search_of(scoped: &mut Scoped<'_>, q: Option<&str>) -> Result<Option<Search>, StorageError> {
    Ok(query_of(scoped, q)?.map(|query| Search { query, kinds: &[Kind::User], terms_of }))
}

fn terms_of(scoped: &mut Scoped<'_>, ids: &[i64]) -> Result<HashMap<i64, Vec<String>>, StorageError> {
    let users = load(scoped, ids)?;
    Ok(users.into_iter().map(|(id, fields)| (id, terms_of_fields(&fields))).collect())
}

/// Has a user found no more, whose customer was deleted.
pub(crate) fn hide(scoped: &mut Scoped<'_>, id: CustomerId) -> Result<(), StorageError> {
    // A synchronization that runs meanwhile finds another version, and does not count the user any more.
    let users = customer_users::table.of_firm(scoped.firm).filter(customer_users::customer_id.eq(id.get()));
    let ended = (
        customer_users::version.eq(customer_users::version + 1),
        customer_users::pending_since.eq(None::<NaiveDateTime>),
    );
    if diesel::update(users).set(ended).execute(scoped.conn)? == 0 {
        return Ok(());
    }
    let status = status_of(scoped, id)?;
    counts::add(scoped, status, -1)?;
    for (id, fields) in load(scoped, &[id.get()])? {
        replace(scoped.conn, scoped.firm, Kind::User, id, &terms_of_fields(&fields), &[])?;
    }
    Ok(())
}

/// Has a user found again, whose customer was restored. A pending one waits from now on.
pub(crate) fn show(scoped: &mut Scoped<'_>, id: CustomerId, now: DateTime<Utc>) -> Result<(), StorageError> {
    let users = customer_users::table.of_firm(scoped.firm).filter(customer_users::customer_id.eq(id.get()));
    let version = customer_users::version.eq(customer_users::version + 1);
    if diesel::update(users).set(version).execute(scoped.conn)? == 0 {
        return Ok(());
    }
    let status = status_of(scoped, id)?;
    counts::add(scoped, status, 1)?;
    if status == SyncStatus::Pending {
        let since = customer_users::pending_since.eq(Some(now.naive_utc()));
        diesel::update(users).set(since).execute(scoped.conn)?;
    }
    for (id, fields) in load(scoped, &[id.get()])? {
        replace(scoped.conn, scoped.firm, Kind::User, id, &[], &terms_of_fields(&fields))?;
    }
    Ok(())
}

fn status_of(scoped: &mut Scoped<'_>, id: CustomerId) -> Result<SyncStatus, StorageError> {
    let status: String = customer_users::table
        .of_firm(scoped.firm)
        .filter(customer_users::customer_id.eq(id.get()))
        .select(customer_users::sync_status)
        .get_result(scoped.conn)?;
    let corrupt = StorageError::Corrupt { table: "customer_users", column: "sync_status", id: id.get() };
    status.parse().map_err(|_| corrupt)
}

fn load(scoped: &mut Scoped<'_>, ids: &[i64]) -> Result<Vec<(i64, UserFields)>, StorageError> {
    let rows: Vec<(i64, String, String, String)> = each!(scoped.conn, conn => customer_users::table
        .of_firm(scoped.firm)
        .filter(customer_users::customer_id.eq_any(ids))
        .select((
            customer_users::customer_id,
            customer_users::name,
            customer_users::email,
            customer_users::phone,
        ))
        .load(conn)?);
    Ok(rows.into_iter().map(|(id, name, email, phone)| (id, UserFields { name, email, phone })).collect())
}
