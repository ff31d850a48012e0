//! Lists of users.

use diesel::prelude::*;
use frontdesk_sync::SyncStatus;

use super::row::{Loaded, User, UserRow};
use crate::connection::MultiBackend;
use crate::error::StorageError;
use crate::schema::customers;
use crate::schema::sync::customer_users;
use crate::scope::{Page, Scoped};

/// Which users a list holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct UserFilter {
    /// Only those that are so far.
    pub sync_status: Option<SyncStatus>,
}

/// A page of the firm's users, oldest first.
///
/// # Errors
/// The database did not answer.
pub fn list(scoped: &mut Scoped<'_>, filter: &UserFilter, page: Page) -> Result<Vec<User>, StorageError> {
    let rows: Vec<Loaded> = matching(scoped.firm_id(), filter)
        .filter(customer_users::customer_id.gt(page.after.unwrap_or(0)))
        .order(customer_users::customer_id)
        .limit(page.limit)
        .select((UserRow::as_select(), customers::uuid))
        .load(scoped.conn)?;
    rows.into_iter().map(User::from_row).collect()
}

/// How many users a list holds in all.
///
/// # Errors
/// The database did not answer.
pub fn count(scoped: &mut Scoped<'_>, filter: &UserFilter) -> Result<i64, StorageError> {
    Ok(matching(scoped.firm_id(), filter).count().get_result(scoped.conn)?)
}

type Users<'a> =
    diesel::dsl::IntoBoxed<'a, diesel::dsl::InnerJoin<customer_users::table, customers::table>, MultiBackend>;

fn matching<'a>(firm: i64, filter: &UserFilter) -> Users<'a> {
    let query = customer_users::table
        .inner_join(customers::table)
        .into_boxed::<MultiBackend>()
        .filter(customer_users::firm_id.eq(firm))
        .filter(customers::tombstone.eq(0));
    match filter.sync_status {
        Some(status) => query.filter(customer_users::sync_status.eq(status.as_str())),
        None => query,
    }
}
