//! Filters of client lists.

use frontdesk_storage::clients::ClientFilter;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::http::extract::{Text, Time, param};

/// The filters of `GET /clients`.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct ClientsQuery {
    /// Words in any order, each the start of a word of the record, ignoring case and accents; digits also match a
    /// phone number by its start, its end (four or more digits) or its national format. The best match comes first.
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<String>, max_length = 128, example = "ada")]
    q: Option<Text>,
    /// Exactly this e-mail address, ignoring case.
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<String>, max_length = 128, example = "ada@example.com")]
    email: Option<Text>,
    /// Only clients changed at this time or later (RFC 3339).
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<DateTime<Utc>>, example = "2026-01-31T09:00:00Z")]
    updated_since: Option<Time>,
}

impl From<ClientsQuery> for ClientFilter {
    fn from(query: ClientsQuery) -> Self {
        Self {
            q: query.q.map(|Text(q)| q),
            email: query.email.map(|Text(email)| email),
            updated_since: query.updated_since.map(|Time(time)| time),
        }
    }
}
