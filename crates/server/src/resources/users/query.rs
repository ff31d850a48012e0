//! User ids, and filters of user lists.

use std::str::FromStr;

use frontdesk_storage::users::UserFilter;
use frontdesk_sync::SyncStatus;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::http::extract::{AnyOf, PathParam, Text, Time, param};

/// A user's id in a path.
#[derive(Debug, Clone, Copy)]
pub(super) struct UserId(pub(super) Uuid);

impl FromStr for UserId {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, &'static str> {
        Uuid::try_parse(text).map(Self).map_err(|_| "must be a UUID")
    }
}

impl PathParam for UserId {
    const NAME: &'static str = "user_id";
}

/// The filters of `GET /users`.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct UsersQuery {
    /// Only users with this sync status: `pending`, `synced`, `failed`, or several, comma-separated.
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<String>, pattern = "^(pending|synced|failed)?(,(pending|synced|failed))*$", example = "pending")]
    sync_status: Option<AnyOf<SyncStatus>>,
    /// Words in any order, each the start of a word of the record, ignoring case and accents; digits also match a
    /// phone number by its start, its end (four or more digits) or its national format. The best match comes first.
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<String>, max_length = 128, example = "smith")]
    q: Option<Text>,
    /// Exactly this e-mail address, ignoring case.
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<String>, max_length = 128, example = "ada@example.com")]
    email: Option<Text>,
    /// Only users changed at this time or later (RFC 3339).
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<DateTime<Utc>>, example = "2026-01-31T09:00:00Z")]
    updated_since: Option<Time>,
}

impl From<UsersQuery> for UserFilter {
    fn from(query: UsersQuery) -> Self {
        Self {
            sync_status: query.sync_status.unwrap_or_default().0,
            q: query.q.map(|Text(q)| q),
            email: query.email.map(|Text(email)| email),
            updated_since: query.updated_since.map(|Time(time)| time),
        }
    }
}
