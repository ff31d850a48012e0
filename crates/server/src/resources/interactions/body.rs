//! Request bodies.

use frontdesk_core::{CustomerId, Faults, Fields};
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
        let mut fields = Fields::default();
        let customer = fields.required("customer_id", self.customer_id, CustomerId::try_from);
        let channel = fields.required("channel", self.channel, |text| ChannelName::parse(&text));
        let occurred_at = fields.required("occurred_at", self.occurred_at, |text| {
            parse_rfc3339(&text).map_err(|_| "must be a time such as 2026-01-31T09:00:00Z, in 1900 or later")
        });
        fields.finish(|| {
            Ok(RecordInteraction { customer: customer?, channel: channel?, occurred_at: occurred_at? })
        })
    }
}
