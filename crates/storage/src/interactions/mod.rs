//! Interactions: recording them, and the counts that answer statistics.
//!
//! Counts of one customer are read from the index over its interactions. Counts over all customers are read from
//! totals, which are updated in the transaction that changes interactions; see `docs/adr/0010-interaction-totals.md`.

mod batch;
mod channels;
mod doctor;
mod list;
mod months;
mod record;
mod statistics;
mod topics;
mod totals;

pub(crate) use batch::{Inserted, NewInteraction, insert_new};
pub use channels::{
    CHANNEL_SORTS, Channel, ChannelDeletion, ChannelFilter, channels, count_channels, declare_channels,
    delete_channel, list_channels,
};
pub(crate) use channels::{ChannelIds, TooManyChannels};
pub(crate) use doctor::recount;
pub use doctor::{TotalsCheck, check_totals, repair_totals};
pub use list::{InteractionFilter, SORTS, count, list};
pub use months::{
    MONTH_SORTS, MonthFilter, MonthOutcome, MonthTopics, count_months, delete_month, find_month, list_months,
    put_month,
};
pub use record::{Interaction, InteractionId, RecordInteraction, RecordOutcome, delete, find, record};
pub(crate) use statistics::counts_by_channel;
pub use statistics::{
    BY_CUSTOMER_SORTS, CustomerCounts, Question, Rows, TypeCounts, by_channel, by_customer, by_topic,
    by_type, count_customers, customer_counts, customer_types, products, row_counts, timeline,
};
pub(crate) use topics::add_topics;
pub use topics::topics;
pub(crate) use totals::{
    Deltas, count_all, forget_customer, known_customers, recount_customer, retype_customer,
};
