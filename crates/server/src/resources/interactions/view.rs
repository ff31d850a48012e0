//! Response bodies.

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

/// An interaction.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"id": 1, "customer_id": 1, "channel": "Call", "occurred_at": "2019-10-31T09:05:00Z",
    "created_at": "2026-01-31T09:00:00Z", "updated_at": "2026-01-31T09:00:00Z"}))]
pub(super) struct InteractionView {
    /// Its id.
    #[schema(minimum = 1)]
    pub(super) id: i64,
    /// The customer.
    #[schema(minimum = 1)]
    customer_id: i64,
    /// The channel.
    channel: String,
    /// When it took place.
    occurred_at: DateTime<Utc>,
    /// When it was recorded; for older records without this time, when it took place.
    created_at: DateTime<Utc>,
    /// Same as `created_at`: an interaction never changes.
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

/// Interactions of a customer by channel.
#[derive(Debug, Hash, Serialize, ToSchema)]
#[schema(example = json!({"customer_id": 4, "interactions": {"Bird": 1, "Boat": 0, "Call": 1, "Email": 0, "Post": 0}}))]
pub(super) struct CustomerCountsView {
    /// The customer.
    #[schema(minimum = 1)]
    pub(super) customer_id: i64,
    /// Every channel of the firm, in alphabetical order.
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

    /// The customer, then one count per channel column.
    fn cells(&self, columns: &[String]) -> Option<Vec<String>> {
        let (_, channels) = columns.split_first()?;
        let counts = self.interactions.of(channels).map(|count| count.to_string());
        Some(std::iter::once(self.customer_id.to_string()).chain(counts).collect())
    }

    fn links(&self, origin: Origin) -> Links {
        Links::to_self(origin.href_of(&INTERACTIONS, self.customer_id))
    }
}

/// Interactions of one customer by channel.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OneCustomerView {
    /// The counts.
    pub(super) data: CustomerCountsView,
}

impl OneCustomerView {
    /// A hash of the counts, which have no version of their own.
    pub(super) fn version(&self) -> i64 {
        let mut hasher = DefaultHasher::new();
        self.data.hash(&mut hasher);
        // Versions are not negative.
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
    /// Every channel of the firm, in alphabetical order.
    pub(super) data: Vec<ChannelCountView>,
}

/// Interactions through a channel.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ChannelCountView {
    /// The channel.
    pub(super) channel: String,
    /// Number of interactions.
    pub(super) interaction_count: i64,
}

/// Counts by topic.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ByTopicView {
    /// Every topic of the firm, in alphabetical order, spelled as in its first month.
    pub(super) data: Vec<TopicCountView>,
}

/// Interactions about a topic.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TopicCountView {
    /// The topic.
    pub(super) topic: String,
    /// Number of interactions in the topic's months.
    pub(super) interaction_count: i64,
}

/// Counts by customer type.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ByTypeView {
    /// Every type with interactions; customers without a type first.
    pub(super) data: Vec<TypeCountView>,
}

/// Interactions with customers of a type.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TypeCountView {
    /// The type; null for customers without one.
    #[schema(required)]
    pub(super) customer_type: Option<String>,
    /// Number of interactions.
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

/// Counts over time.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TimelineView {
    /// `day`, `week` or `month`.
    #[schema(value_type = TimelineBucket)]
    pub(super) bucket: String,
    /// Every bucket, oldest first, including empty ones.
    pub(super) data: Vec<BucketView>,
}

/// One bucket of a timeline.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct BucketView {
    /// Its first day.
    pub(super) start_date: NaiveDate,
    /// Number of interactions.
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

/// Topics of interactions by customer type.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"data": [{"customer_type": "Blue", "products": [{"product": "Sand", "interaction_count": 2}]}]}))]
pub(super) struct ProductsView {
    /// Every type with interactions in a month with topics.
    pub(super) data: Vec<TypeProductsView>,
}

/// Topics of the interactions with customers of one type.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TypeProductsView {
    /// The type; null for customers without one.
    #[schema(required)]
    pub(super) customer_type: Option<String>,
    /// The topics, in alphabetical order.
    pub(super) products: Vec<ProductView>,
}

/// A topic, here named product.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ProductView {
    /// The topic.
    pub(super) product: String,
    /// Number of interactions.
    pub(super) interaction_count: i64,
}

/// Customers by type.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CustomerTypesView {
    /// Every type; customers without a type first.
    pub(super) data: Vec<CustomerTypeView>,
}

/// Customers of a type.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CustomerTypeView {
    /// The type; null for customers without one.
    #[schema(required)]
    pub(super) customer_type: Option<String>,
    /// Number of customers.
    pub(super) customers: i64,
}

/// Number of rows of a table.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"message": "Number of Rows", "rows": 13}))]
pub(super) struct RowsView {
    /// Always `Number of Rows`.
    #[schema(value_type = String)]
    pub(super) message: &'static str,
    /// The number of rows.
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
    fn a_table_keeps_its_initial_columns() {
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
