//! Filters of request lists.

use std::str::FromStr;

use frontdesk_core::CustomerId;
use frontdesk_requests::{OperatorId, Status, UnknownStatus};
use frontdesk_storage::requests::RequestFilter;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::http::collection::Flag;
use crate::http::extract::{AnyOf, Text, Time, param};

#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct RequestsQuery {
    /// Only requests with this status: `PENDING`, `IN_PROGRESS`, `COMPLETED`, `REJECTED`, or several, comma-separated.
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<String>, example = "PENDING,IN_PROGRESS",
        pattern = "^(PENDING|IN_PROGRESS|COMPLETED|REJECTED)(,(PENDING|IN_PROGRESS|COMPLETED|REJECTED))*$")]
    status: Option<AnyOf<Shown>>,
    /// Only requests assigned to or resolved by this operator.
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<i64>, minimum = 1)]
    processed_by: Option<OperatorId>,
    /// Words in any order, each the start of a word of the request's text, ignoring case and accents. The best match
    /// comes first.
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<String>, max_length = 128, example = "winter")]
    q: Option<Text>,
    /// Only requests changed at this time or later (RFC 3339).
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<DateTime<Utc>>, example = "2026-01-31T09:00:00Z")]
    updated_since: Option<Time>,
    /// Whether archived requests are included.
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<bool>, example = false)]
    show_archived: Option<Flag>,
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct CustomerQuery {
    /// Only requests of this customer.
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<i64>, minimum = 1, example = 1)]
    customer_id: Option<CustomerId>,
}

impl RequestsQuery {
    /// The filter, restricted to a customer if one is named.
    pub(super) fn of(self, customer: CustomerQuery) -> RequestFilter {
        RequestFilter { created_by: customer.customer_id, ..self.into() }
    }

    /// The filter, restricted to a customer.
    pub(super) fn of_customer(self, customer: CustomerId) -> RequestFilter {
        RequestFilter { created_by: Some(customer), ..self.into() }
    }
}

impl From<RequestsQuery> for RequestFilter {
    fn from(query: RequestsQuery) -> Self {
        Self {
            created_by: None,
            status: query.status.unwrap_or_default().0.into_iter().map(|Shown(status)| status).collect(),
            q: query.q.map(|Text(q)| q),
            updated_since: query.updated_since.map(|Time(time)| time),
            processed_by: query.processed_by,
            show_archived: query.show_archived.is_some_and(|Flag(shown)| shown),
        }
    }
}

/// A visible status; archived requests are found by the status they had.
#[derive(Debug, Clone, Copy)]
struct Shown(Status);

impl FromStr for Shown {
    type Err = UnknownStatus;

    fn from_str(text: &str) -> Result<Self, UnknownStatus> {
        match text.parse()? {
            Status::Archived => Err(UnknownStatus),
            status => Ok(Self(status)),
        }
    }
}
