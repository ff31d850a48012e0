//! What callers get.

use std::hash::{DefaultHasher, Hash, Hasher};

use chrono::{DateTime, NaiveDate, Utc};
use frontdesk_storage::SortField;
use frontdesk_storage::interactions::{self, CustomerCounts, Interaction, TypeCounts};
use serde::Serialize;
use utoipa::ToSchema;

use super::INTERACTIONS;
use crate::http::links::{Links, Origin};
use crate::http::resource::Resource;
use crate::openapi::enums::TimelineBucket;
use crate::shared::counts::Counts;

/// An interaction as callers see it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"id": 1, "customer_id": 1, "channel": "Call", "occurred_at": "2019-10-31T09:05:00Z",
    "created_at": "2026-01-31T09:00:00Z", "updated_at": "2026-01-31T09:00:00Z"}))]
pub(super) struct InteractionView {
    /// Its id.
    #[schema(minimum = 1)]
    pub(super) id: i64,
    /// Whose.
    #[schema(minimum = 1)]
    customer_id: i64,
    /// Through which channel.
    channel: String,
    /// When.
    occurred_at: DateTime<Utc>,
    /// When it was recorded; of those from before this was kept, when it occurred.
    created_at: DateTime<Utc>,
    /// The same: an interaction never changes.
    updated_at: DateTime<Utc>,
}

impl From<Interaction> for InteractionView {
    fn from(interaction: Interaction) -> Self {
        let Interaction { id, customer_id, channel, occurred_at, recorded_at } = interaction;
        Self { id, customer_id, channel, occurred_at, created_at: recorded_at, updated_at: recorded_at }
    }
}

impl Resource for InteractionView {
    const PLURAL: &'static str = "interactions";
    const SORTS: &'static [SortField] = interactions::SORTS;

    fn position(&self) -> i64 {
        self.id
    }

    fn links(&self, origin: Origin) -> Links {
        let own = origin.href_of(&INTERACTIONS, format_args!("entries/{}", self.id));
        Links::to_self(own.clone())
            .with("collection", origin.href(&INTERACTIONS))
            .with("counts", origin.href_of(&INTERACTIONS, self.customer_id))
            .action("delete", "DELETE", own)
    }
}

/// How often a customer was reached.
#[derive(Debug, Hash, Serialize, ToSchema)]
#[schema(example = json!({"customer_id": 4, "interactions": {"Bird": 1, "Boat": 0, "Call": 1, "Email": 0, "Post": 0}}))]
pub(super) struct CustomerCountsView {
    /// The customer.
    #[schema(minimum = 1)]
    pub(super) customer_id: i64,
    /// Every channel that the firm knows, in alphabetical order.
    #[schema(value_type = BTreeMap<String, i64>)]
    pub(super) interactions: Counts,
}

impl From<CustomerCounts> for CustomerCountsView {
    fn from(counts: CustomerCounts) -> Self {
        Self { customer_id: counts.customer_id, interactions: Counts(counts.interactions) }
    }
}

impl Resource for CustomerCountsView {
    const PLURAL: &'static str = "customers";
    const TABLE: &'static str = "interactions-by-customer";
    const SORTS: &'static [SortField] = interactions::BY_CUSTOMER_SORTS;

    fn position(&self) -> i64 {
        self.customer_id
    }

    /// The customer, then a count for each channel that the table has.
    fn cells(&self, columns: &[String]) -> Option<Vec<String>> {
        let (_, channels) = columns.split_first()?;
        let counts = self.interactions.of(channels).map(|count| count.to_string());
        Some(std::iter::once(self.customer_id.to_string()).chain(counts).collect())
    }

    fn links(&self, origin: Origin) -> Links {
        Links::to_self(origin.href_of(&INTERACTIONS, self.customer_id))
    }
}

/// How often one customer was reached.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OneCustomerView {
    /// The counts.
    pub(super) data: CustomerCountsView,
}

impl OneCustomerView {
    /// Changes with the counts: they have no version of their own.
    pub(super) fn version(&self) -> i64 {
        let mut hasher = DefaultHasher::new();
        self.data.hash(&mut hasher);
        // The sign is of no use to a tag.
        (hasher.finish() >> 1) as i64
    }
}

impl Resource for OneCustomerView {
    const PLURAL: &'static str = "interactions";

    fn position(&self) -> i64 {
        self.data.customer_id
    }

    fn links(&self, origin: Origin) -> Links {
        self.data.links(origin).with("collection", origin.href(&INTERACTIONS))
    }
}

/// Counts by channel.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ByChannelView {
    /// Every channel that the firm knows, in alphabetical order.
    pub(super) data: Vec<ChannelCountView>,
}

/// How often a channel was used.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ChannelCountView {
    /// The channel.
    pub(super) channel: String,
    /// How many interactions.
    pub(super) interaction_count: i64,
}

/// Counts by topic.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ByTopicView {
    /// Every topic that the firm knows, in alphabetical order, each spelled as in the first of its months.
    pub(super) data: Vec<TopicCountView>,
}

/// How often a topic was talked about.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TopicCountView {
    /// The topic.
    pub(super) topic: String,
    /// How many interactions its months have.
    pub(super) interaction_count: i64,
}

/// Counts by the type of customers.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ByTypeView {
    /// Every type that was reached; customers without one first.
    pub(super) data: Vec<TypeCountView>,
}

/// How often customers of a type were reached.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TypeCountView {
    /// The type; null for customers without one.
    #[schema(required)]
    pub(super) customer_type: Option<String>,
    /// How many interactions.
    pub(super) interaction_count: i64,
    /// The same by channel.
    #[schema(value_type = BTreeMap<String, i64>)]
    pub(super) interactions: Counts,
}

impl From<TypeCounts> for TypeCountView {
    fn from(counts: TypeCounts) -> Self {
        let interactions = Counts(counts.interactions);
        Self { customer_type: counts.customer_type, interaction_count: interactions.sum(), interactions }
    }
}

/// Counts along time.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TimelineView {
    /// `day`, `week` or `month`.
    #[schema(value_type = TimelineBucket)]
    pub(super) bucket: String,
    /// Every bucket, oldest first; those without an interaction too.
    pub(super) data: Vec<BucketView>,
}

/// One bucket of a timeline.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct BucketView {
    /// Its first day.
    pub(super) start_date: NaiveDate,
    /// How many interactions.
    pub(super) interaction_count: i64,
    /// The same by channel.
    #[schema(value_type = BTreeMap<String, i64>)]
    pub(super) interactions: Counts,
}

impl BucketView {
    pub(super) fn new((start_date, counts): (NaiveDate, Vec<(String, i64)>)) -> Self {
        let interactions = Counts(counts);
        Self { start_date, interaction_count: interactions.sum(), interactions }
    }
}

/// For each type of customer what its interactions were about.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"data": [{"customer_type": "Blue", "products": [{"product": "Sand", "interaction_count": 2}]}]}))]
pub(super) struct ProductsView {
    /// Every type that was reached in a month with a topic.
    pub(super) data: Vec<TypeProductsView>,
}

/// What interactions with customers of one type were about.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TypeProductsView {
    /// The type; null for customers without one.
    #[schema(required)]
    pub(super) customer_type: Option<String>,
    /// The topics, in alphabetical order.
    pub(super) products: Vec<ProductView>,
}

/// A topic, as the product that it is.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ProductView {
    /// The product of discussion.
    pub(super) product: String,
    /// How many interactions.
    pub(super) interaction_count: i64,
}

/// Customers by type.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CustomerTypesView {
    /// Every type; customers without one first.
    pub(super) data: Vec<CustomerTypeView>,
}

/// How many customers are of a type.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CustomerTypeView {
    /// The type; null for customers without one.
    #[schema(required)]
    pub(super) customer_type: Option<String>,
    /// How many customers.
    pub(super) customers: i64,
}

/// How many rows a table has.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"message": "Number of Rows", "rows": 13}))]
pub(super) struct RowsView {
    /// Always `Number of Rows`.
    #[schema(value_type = String)]
    pub(super) message: &'static str,
    /// The number.
    #[schema(minimum = 0)]
    pub(super) rows: i64,
}

impl Resource for RowsView {
    const PLURAL: &'static str = "rows";

    fn position(&self) -> i64 {
        self.rows
    }

    fn links(&self, origin: Origin) -> Links {
        Links::default().with("interactions", origin.href(&INTERACTIONS))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_keeps_the_columns_that_it_was_begun_with() {
        let counts = Counts(
            [("Bird", 1), ("Call", 2), ("Email", 3)].map(|(name, count)| (name.to_owned(), count)).into(),
        );
        for (names, expected) in [
            (&["Bird", "Call", "Email"][..], &[1, 2, 3][..]),
            (&["Bird", "Email"], &[1, 3]),
            (&["Boat", "Call", "Zebra"], &[0, 2, 0]),
            (&[], &[]),
        ] {
            let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
            assert_eq!(counts.of(&names).collect::<Vec<_>>(), expected, "{names:?}");
        }
    }
}
