//! What a user is found by.

use std::collections::HashMap;

use diesel::prelude::*;
use frontdesk_core::{CustomerId, SearchWords};
use frontdesk_sync::UserFields;

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
    for (id, fields) in load(scoped, &[id.get()])? {
        replace(scoped.conn, scoped.firm, Kind::User, id, &terms_of_fields(&fields), &[])?;
    }
    Ok(())
}

/// Has a user found again, whose customer was restored.
pub(crate) fn show(scoped: &mut Scoped<'_>, id: CustomerId) -> Result<(), StorageError> {
    for (id, fields) in load(scoped, &[id.get()])? {
        replace(scoped.conn, scoped.firm, Kind::User, id, &[], &terms_of_fields(&fields))?;
    }
    Ok(())
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
