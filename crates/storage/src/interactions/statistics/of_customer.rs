//! Interaction counts of one customer.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use frontdesk_core::CustomerId;
use frontdesk_interactions::Channels;

use super::Question;
use crate::engine::connection::each;
use crate::engine::error::StorageError;
use crate::engine::schema::customers;
use crate::engine::schema::interactions::interactions;
use crate::engine::scope::Scoped;
use crate::interactions::channels;

/// The customer's interactions by channel, in alphabetical order, including channels with a count of zero. `None` when
/// the firm has no such customer. Reads one index range; other customers' interactions do not matter.
///
/// # Errors
/// The database did not answer.
pub fn customer_counts(
    scoped: &mut Scoped<'_>,
    customer: CustomerId,
    question: &Question,
) -> Result<Option<Vec<(String, i64)>>, StorageError> {
    let id = customer.get();
    let found: Option<Option<String>> = each!(scoped.conn, conn => customers::table
        .living(scoped.firm)
        .filter(customers::id.eq(id))
        .select(customers::customer_type)
        .get_result(conn)
        .optional()?);
    let Some(customer_type) = found else { return Ok(None) };
    let channels = channels(scoped)?;
    if !question.is_about_type(customer_type.as_deref()) {
        return Ok(Some(channels.count([])));
    }
    let mut counts: Vec<(i64, i64)> = Vec::new();
    for window in question.windows(scoped)? {
        counts.extend(each!(scoped.conn, conn => interactions::table
            .across_firms()
            .filter(interactions::customer_id.eq(id))
            .filter(interactions::occurred_at.ge(window.from))
            .filter(interactions::occurred_at.lt(window.until))
            .group_by(interactions::channel_id)
            .select((interactions::channel_id, diesel::dsl::count_star()))
            .load::<(i64, i64)>(conn)?));
    }
    Ok(Some(channels.count(counts)))
}

#[derive(QueryableByName)]
struct ChannelRow {
    #[diesel(sql_type = BigInt)]
    id: i64,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = BigInt)]
    interaction_count: i64,
}

/// The same without a time range, for a customer known to belong to the firm; channels and counts in one query.
pub(crate) fn counts_by_channel(
    scoped: &mut Scoped<'_>,
    customer: CustomerId,
) -> Result<Vec<(String, i64)>, StorageError> {
    let query = format!(
        "SELECT c.id AS id, c.name AS name, COALESCE(n.interaction_count, 0) AS interaction_count
         FROM channels c
         LEFT JOIN (SELECT channel_id, COUNT(*) AS interaction_count FROM interactions
                    WHERE customer_id = {customer} GROUP BY channel_id) n ON n.channel_id = c.id
         WHERE c.firm_id = {}",
        scoped.firm_id()
    );
    let rows: Vec<ChannelRow> = diesel::sql_query(query).load(scoped.conn)?;
    let counts: Vec<(i64, i64)> = rows.iter().map(|row| (row.id, row.interaction_count)).collect();
    let channels = Channels::new(rows.into_iter().map(|row| (row.id, row.name)).collect());
    Ok(channels.count(counts))
}
