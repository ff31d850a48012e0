//! Interaction statistics.

mod by_customer;
mod firm_wide;
mod of_customer;

pub use by_customer::{BY_CUSTOMER_SORTS, CustomerCounts, by_customer, count_customers};
pub use firm_wide::{TypeCounts, by_channel, by_topic, by_type, products, timeline};
pub(crate) use of_customer::counts_by_channel;
pub use of_customer::customer_counts;

use diesel::prelude::*;
use frontdesk_interactions::{DateRange, Month, TopicName, Window, Zone, windows};

use super::topics::topics;
use crate::customers;
use crate::customers::folded;
use crate::engine::connection::each;
use crate::engine::error::StorageError;
use crate::engine::schema::interactions::interaction_topics;
use crate::engine::scope::Scoped;
use crate::interactions::count_all;

/// The parameters of a count.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Question {
    pub range: DateRange,
    /// The time zone of days and months.
    pub zone: Zone,
    /// Only months with this topic.
    pub topic: Option<TopicName>,
    /// Only customers of this type, case-insensitive.
    pub customer_type: Option<String>,
}

impl Question {
    /// Whether the question includes this customer type.
    fn is_about_type(&self, customer_type: Option<&str>) -> bool {
        let Some(wanted) = &self.customer_type else { return true };
        folded(wanted) == customer_type.and_then(folded)
    }

    /// The time ranges of the question; none for an unknown topic.
    fn windows(&self, scoped: &mut Scoped<'_>) -> Result<Vec<Window>, StorageError> {
        let Some(topic) = &self.topic else { return Ok(windows(self.range, self.zone, None)) };
        let months: Vec<Month> = topics(scoped, Some(topic))?.into_iter().map(|(month, _)| month).collect();
        Ok(windows(self.range, self.zone, Some(&months)))
    }
}

/// A table whose rows can be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rows {
    /// Live customers.
    Customers,
    /// Their interactions.
    Interactions,
    /// Topics, counted once per month.
    Products,
}

/// The number of rows.
///
/// # Errors
/// The database did not answer.
pub fn row_counts(scoped: &mut Scoped<'_>, rows: Rows) -> Result<i64, StorageError> {
    Ok(match rows {
        Rows::Customers => customers::count_all(scoped)?,
        Rows::Interactions => count_all(scoped, None)?,
        Rows::Products => each!(scoped.conn, conn => interaction_topics::table
            .of_firm(scoped.firm)
            .count()
            .get_result(conn)?),
    })
}

/// Live customers by type, those without one first.
///
/// # Errors
/// The database did not answer.
pub fn customer_types(scoped: &mut Scoped<'_>) -> Result<Vec<(Option<String>, i64)>, StorageError> {
    customers::count_by_type(scoped)
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeDelta};
    use frontdesk_core::CustomerId;
    use frontdesk_interactions::{Bucket, ChannelName};

    use super::*;
    use crate::engine::expected::Expected;
    use crate::engine::recorded_statements::{empty, recorded};
    use crate::interactions::{RecordInteraction, put_month, record};

    /// Runs every count over all customers.
    fn ask_everything(scoped: &mut Scoped<'_>, question: &Question) -> Result<(), StorageError> {
        by_channel(scoped, question)?;
        by_topic(scoped, question)?;
        by_type(scoped, question)?;
        products(scoped, question)?;
        row_counts(scoped, Rows::Interactions)?;
        for bucket in [Bucket::Day, Bucket::Week, Bucket::Month] {
            assert!(timeline(scoped, question, bucket)?.is_ok());
        }
        Ok(())
    }

    /// Whether a statement reads the table of interactions, in any database's quotes.
    fn reads_rows(statement: &str) -> bool {
        statement.contains("\"interactions\"") || statement.contains("`interactions`")
    }

    #[test]
    fn counts_over_all_customers_are_read_from_totals_in_every_zone() {
        for backend in frontdesk_testkit::backends() {
            let (_test, database, access) = empty(*backend);
            let job = |scoped: &mut Scoped<'_>| {
                let now = DateTime::UNIX_EPOCH;
                let customer = CustomerId::try_from(1).map_err(|_| StorageError::Conflict)?;
                crate::customers::create_bare(
                    scoped,
                    &[customer],
                    &mut crate::customers::Numbers::default(),
                    now,
                )?;
                for minutes in [0, 14, 16, 60 * 24 * 40] {
                    let channel = ChannelName::parse("Call").map_err(|_| StorageError::Conflict)?;
                    let occurred_at = now + TimeDelta::minutes(minutes);
                    record(scoped, &RecordInteraction { customer, channel, occurred_at }, now)?;
                }
                let sand = TopicName::parse("Sand").map_err(|_| StorageError::Conflict)?;
                put_month(
                    scoped,
                    Month::of(now.date_naive()),
                    std::slice::from_ref(&sand),
                    &Expected::Any,
                    now,
                )?;
                for zone in ["UTC", "Europe/Paris", "Asia/Kathmandu"] {
                    let zone: Zone = zone.parse().map_err(|_| StorageError::Conflict)?;
                    for topic in [None, Some(sand.clone())] {
                        let question = Question { zone, topic, ..Question::default() };
                        let ((), heard) = recorded(scoped, |scoped| ask_everything(scoped, &question))?;
                        let totals = heard.iter().filter(|it| it.contains("interaction_totals")).count();
                        assert!(totals >= 8, "{heard:#?}");
                        assert!(!heard.iter().any(|it| reads_rows(it)), "{heard:#?}");
                    }
                }
                let asked = |scoped: &mut Scoped<'_>| customer_counts(scoped, customer, &Question::default());
                let (_, heard) = recorded(scoped, asked)?;
                assert_eq!(heard.iter().filter(|it| reads_rows(it)).count(), 1, "one customer's are counted");
                Ok(())
            };
            database.write_blocking(access, job).expect("an answer");
        }
    }
}
