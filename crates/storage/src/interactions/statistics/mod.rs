//! Counts, by whatever callers ask.

mod by_customer;
mod firm_wide;
mod of_customer;

pub use by_customer::{CustomerCounts, by_customer, count_customers};
pub use firm_wide::{TypeCounts, by_channel, by_topic, by_type, products, timeline};
pub use of_customer::customer_counts;

use diesel::prelude::*;
use frontdesk_interactions::{DateRange, Month, TopicName, Window, Zone, windows};

use super::topics::topics;
use crate::connection::each;
use crate::error::StorageError;
use crate::schema::customers;
use crate::schema::interactions::{interaction_topics, interaction_totals};
use crate::scope::Scoped;

/// What a count is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Question {
    /// Which days.
    pub range: DateRange,
    /// Where days and months begin.
    pub zone: Zone,
    /// Only months with this topic.
    pub topic: Option<TopicName>,
    /// Only customers of this type.
    pub customer_type: Option<String>,
}

impl Question {
    /// The stretches of time that are asked about; none when nothing is known of the topic.
    fn windows(&self, scoped: &mut Scoped<'_>) -> Result<Vec<Window>, StorageError> {
        let Some(topic) = &self.topic else { return Ok(windows(self.range, self.zone, None)) };
        let months: Vec<Month> = topics(scoped, Some(topic))?.into_iter().map(|(month, _)| month).collect();
        Ok(windows(self.range, self.zone, Some(&months)))
    }
}

/// A table whose rows can be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rows {
    /// Customers that are not deleted.
    Customers,
    /// Their interactions.
    Interactions,
    /// Topics, each month's for itself.
    Products,
}

/// How many rows there are.
///
/// # Errors
/// The database did not answer.
pub fn row_counts(scoped: &mut Scoped<'_>, rows: Rows) -> Result<i64, StorageError> {
    let firm = scoped.firm_id();
    Ok(match rows {
        Rows::Customers => each!(scoped.conn, conn => customers::table
            .filter(customers::firm_id.eq(firm))
            .filter(customers::tombstone.eq(0))
            .count()
            .get_result(conn)?),
        Rows::Interactions => {
            let months = frontdesk_interactions::Grain::Month.code();
            let sum: Option<i64> = each!(scoped.conn, conn => interaction_totals::table
                .filter(interaction_totals::firm_id.eq(firm))
                .filter(interaction_totals::grain.eq(months))
                .select(diesel::dsl::sum(interaction_totals::interaction_count))
                .get_result(conn)?);
            sum.unwrap_or_default()
        }
        Rows::Products => each!(scoped.conn, conn => interaction_topics::table
            .filter(interaction_topics::firm_id.eq(firm))
            .count()
            .get_result(conn)?),
    })
}

/// Customers that are not deleted, by type; those without one first.
///
/// # Errors
/// The database did not answer.
pub fn customer_types(scoped: &mut Scoped<'_>) -> Result<Vec<(Option<String>, i64)>, StorageError> {
    let firm = scoped.firm_id();
    let mut types: Vec<(Option<String>, i64)> = each!(scoped.conn, conn => customers::table
        .filter(customers::firm_id.eq(firm))
        .filter(customers::tombstone.eq(0))
        .group_by(customers::customer_type)
        .select((customers::customer_type, diesel::dsl::count_star()))
        .load(conn)?);
    types.sort_unstable();
    Ok(types)
}
