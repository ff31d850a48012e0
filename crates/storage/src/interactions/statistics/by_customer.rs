//! Interaction counts per customer.

use std::collections::HashMap;

use diesel::prelude::*;

use super::Question;
use crate::customers::{count_by_type, folded};
use crate::engine::connection::{MultiBackend, each};
use crate::engine::error::StorageError;
use crate::engine::order::{Slice, SortField, SortKind, in_slice};
use crate::engine::schema::customers;
use crate::engine::schema::interactions::interactions;
use crate::engine::scope::Scoped;
use crate::interactions::channels;

/// One customer's interactions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerCounts {
    pub customer_id: i64,
    /// By channel, in alphabetical order, including channels with a count of zero.
    pub interactions: Vec<(String, i64)>,
}

/// Fields that counts by customer can be sorted by.
pub const BY_CUSTOMER_SORTS: &[SortField] = &[SortField::new("customer_id", SortKind::Id, "")];

/// One page of the customers with their counts, including customers without interactions.
///
/// # Errors
/// The database did not answer.
pub fn by_customer(
    scoped: &mut Scoped<'_>,
    question: &Question,
    slice: impl Into<Slice>,
) -> Result<Vec<CustomerCounts>, StorageError> {
    let matching = matching(scoped, question);
    let ids: Vec<i64> =
        in_slice!(matching, "customers.id", &slice.into()).select(customers::id).load(scoped.conn)?;
    let channels = channels(scoped)?;
    let mut counts: HashMap<i64, Vec<(i64, i64)>> = HashMap::new();
    for window in if ids.is_empty() { Vec::new() } else { question.windows(scoped)? } {
        // The ids belong to the firm, as they were looked up above.
        let rows = each!(scoped.conn, conn => interactions::table
            .across_firms()
            .filter(interactions::customer_id.eq_any(&ids))
            .filter(interactions::occurred_at.ge(window.from))
            .filter(interactions::occurred_at.lt(window.until))
            .group_by((interactions::customer_id, interactions::channel_id))
            .select((interactions::customer_id, interactions::channel_id, diesel::dsl::count_star()))
            .load::<(i64, i64, i64)>(conn)?);
        for (customer, channel, count) in rows {
            counts.entry(customer).or_default().push((channel, count));
        }
    }
    let row = |customer_id| {
        let own = counts.remove(&customer_id).unwrap_or_default();
        CustomerCounts { customer_id, interactions: channels.count(own) }
    };
    Ok(ids.into_iter().map(row).collect())
}

/// The number of customers.
///
/// # Errors
/// The database did not answer.
pub fn count_customers(scoped: &mut Scoped<'_>, question: &Question) -> Result<i64, StorageError> {
    let wanted = question.customer_type.as_deref().map(|text| folded(text).unwrap_or_default());
    let is_wanted = |customer_type: Option<String>| {
        wanted.is_none() || customer_type.as_deref().and_then(folded) == wanted
    };
    let counts =
        count_by_type(scoped)?.into_iter().filter(|(customer_type, _)| is_wanted(customer_type.clone()));
    Ok(counts.map(|(_, customers)| customers).sum())
}

fn matching<'a>(
    scoped: &Scoped<'_>,
    question: &Question,
) -> diesel::dsl::IntoBoxed<'a, customers::table, MultiBackend> {
    let query = customers::table.living(scoped.firm).into_boxed::<MultiBackend>();
    match &question.customer_type {
        Some(text) => query.filter(customers::customer_type_folded.eq(folded(text).unwrap_or_default())),
        None => query,
    }
}
