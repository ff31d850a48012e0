//! A customer as a user, with its last changes.

use diesel::prelude::*;
use frontdesk_core::CustomerId;

use super::history::{HistoryRow, PastValue};
use super::row::{User, UserRow};
use crate::engine::connection::each;
use crate::engine::error::StorageError;
use crate::engine::schema::customers;
use crate::engine::schema::sync::{customer_users, user_history};
use crate::engine::scope::Scoped;

/// The user of a live customer, if it is one, with its last past values, latest first; in one query.
pub(crate) fn of_customer(
    scoped: &mut Scoped<'_>,
    customer: CustomerId,
    limit: i64,
) -> Result<Option<(User, Vec<PastValue>)>, StorageError> {
    let id = customer.get();
    let of_user = user_history::customer_id
        .eq(customer_users::customer_id)
        .and(user_history::firm_id.eq(customer_users::firm_id));
    let rows: Vec<(UserRow, Vec<u8>, Option<HistoryRow>)> = each!(scoped.conn, conn => customer_users::table
        .living(scoped.firm)
        .left_join(user_history::table.on(of_user))
        .filter(customer_users::customer_id.eq(id))
        .order(user_history::id.desc())
        .limit(limit)
        .select((UserRow::as_select(), customers::uuid, Option::<HistoryRow>::as_select()))
        .load(conn)?);
    let (mut user, mut past) = (None, Vec::with_capacity(rows.len()));
    for (row, uuid, change) in rows {
        user = Some(User::from_row((row, uuid))?);
        past.extend(change.map(HistoryRow::into_past_value).transpose()?);
    }
    Ok(user.map(|user| (user, past)))
}
