//! Lists of users.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use frontdesk_core::FirmId;
use frontdesk_sync::SyncStatus;

use super::counts::count_kept;
use super::found::search_of;
use super::row::{Loaded, User, UserRow};
use crate::customers::addresses;
use crate::engine::connection::MultiBackend;
use crate::engine::error::StorageError;
use crate::engine::order::{Slice, SortField, in_slice};
use crate::engine::schema::customers;
use crate::engine::schema::sync::customer_users;
use crate::engine::scope::Scoped;
use crate::engine::total::{Total, up_to_most};
use crate::search;

/// Filter of a list of users.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UserFilter {
    /// Users with one of these statuses; empty for all.
    pub sync_status: Vec<SyncStatus>,
    /// Search: each word is the start of a word of the user.
    pub q: Option<String>,
    /// This e-mail address, case-insensitive.
    pub email: Option<String>,
    /// Changed at this time or later.
    pub updated_since: Option<DateTime<Utc>>,
}

/// Fields that lists of users can be sorted by.
pub const SORTS: &[SortField] = &[
    SortField::ID,
    SortField::time("created_at", "customer_users.created_at"),
    SortField::time("updated_at", "customer_users.updated_at"),
    SortField::time("last_updated", "customer_users.updated_at"),
    SortField::text("name", "customer_users.name"),
    SortField::text("email", "customer_users.email"),
    SortField::text("sync_status", "customer_users.sync_status"),
];

/// One page of the firm's users.
///
/// # Errors
/// The database did not answer.
pub fn list(
    scoped: &mut Scoped<'_>,
    filter: &UserFilter,
    slice: impl Into<Slice>,
) -> Result<Vec<User>, StorageError> {
    let slice = slice.into();
    let query = matching(scoped.firm, filter);
    match search_of(scoped, filter.q.as_deref())? {
        None => load(scoped, in_slice!(query, "customer_users.customer_id", &slice)),
        Some(search) if slice.order.is_relevance() => {
            search::page(scoped, &search, &slice, |scoped, ids| load(scoped, among(scoped.firm, filter, ids)))
        }
        Some(search) => {
            let query = search::narrowed!(scoped, &search, query, customer_users::customer_id);
            load(scoped, in_slice!(query, "customer_users.customer_id", &slice))
        }
    }
}

fn load(scoped: &mut Scoped<'_>, query: Users<'_>) -> Result<Vec<User>, StorageError> {
    let rows: Vec<Loaded> = query.select((UserRow::as_select(), customers::uuid)).load(scoped.conn)?;
    rows.into_iter().map(User::from_row).collect()
}

/// The number of users that match the filter.
///
/// # Errors
/// The database did not answer.
pub fn count(scoped: &mut Scoped<'_>, filter: &UserFilter) -> Result<Total, StorageError> {
    match search_of(scoped, filter.q.as_deref())? {
        None if *filter == UserFilter::default() => Ok(count_kept(scoped, None)?.into()),
        None => {
            let query = matching(scoped.firm, filter);
            Ok(up_to_most!(scoped.conn, query, customer_users::customer_id))
        }
        Some(search) => search::count(scoped, &search, |scoped, ids| {
            Ok(among(scoped.firm, filter, ids).count().get_result(scoped.conn)?)
        }),
    }
}

fn among<'a>(firm: FirmId, filter: &UserFilter, ids: &[i64]) -> Users<'a> {
    matching(firm, filter).filter(customer_users::customer_id.eq_any(ids.to_vec()))
}

type Users<'a> =
    diesel::dsl::IntoBoxed<'a, diesel::dsl::InnerJoin<customer_users::table, customers::table>, MultiBackend>;

fn matching<'a>(firm: FirmId, filter: &UserFilter) -> Users<'a> {
    let mut query = customer_users::table.living(firm).into_boxed::<MultiBackend>();
    if !filter.sync_status.is_empty() {
        let statuses = filter.sync_status.iter().map(|status| status.as_str());
        query = query.filter(customer_users::sync_status.eq_any(statuses.collect::<Vec<_>>()));
    }
    // Both sides store the address as given; the customer's record has it folded.
    if let Some(email) = filter.email.as_deref() {
        query = query.filter(customers::email_folded.eq_any(addresses(email)));
    }
    if let Some(since) = filter.updated_since {
        query = query.filter(customer_users::updated_at.ge(since.naive_utc()));
    }
    query
}
