//! Request bodies.

use frontdesk_core::{CustomerId, Fault, Faults};
use frontdesk_interactions::{ChannelName, parse_rfc3339};
use frontdesk_storage::interactions::RecordInteraction;
use garde::Validate;
use serde::Deserialize;
use utoipa::ToSchema;

/// An interaction to record.
#[derive(Deserialize, Validate, ToSchema)]
#[schema(example = json!({"customer_id": 1, "channel": "Call", "occurred_at": "2019-10-31T09:05:00Z"}))]
pub(super) struct CreateInteractionBody {
    /// The customer.
    #[garde(required)]
    #[schema(value_type = i64, required, minimum = 1)]
    customer_id: Option<i64>,
    /// The channel. Compared ignoring case, white space and punctuation; a new one is added.
    #[garde(required)]
    #[schema(required, nullable = false, max_length = 128)]
    channel: Option<String>,
    /// The time (RFC 3339), 1900 or later.
    #[garde(required)]
    #[schema(required, nullable = false, format = DateTime)]
    occurred_at: Option<String>,
}

impl CreateInteractionBody {
    /// # Errors
    /// All faults.
    pub(super) fn into_interaction(self) -> Result<RecordInteraction, Faults> {
        let mut faults = Vec::new();
        let customer = CustomerId::try_from(self.customer_id.unwrap_or_default());
        let customer = customer.map_err(|rule| faults.push(Fault::new("customer_id", rule.to_string()))).ok();
        let channel = ChannelName::parse(self.channel.as_deref().unwrap_or_default());
        let channel = channel.map_err(|rule| faults.push(Fault::new("channel", rule.to_string()))).ok();
        let occurred_at = parse_rfc3339(self.occurred_at.as_deref().unwrap_or_default());
        let rule = "must be a time such as 2026-01-31T09:00:00Z, in 1900 or later";
        let occurred_at = occurred_at.map_err(|_| faults.push(Fault::new("occurred_at", rule))).ok();
        Faults::check(faults)?;
        match (customer, channel, occurred_at) {
            (Some(customer), Some(channel), Some(occurred_at)) => {
                Ok(RecordInteraction { customer, channel, occurred_at })
            }
            _ => Err(Fault::new("customer_id", "is missing").into()),
        }
    }
}
