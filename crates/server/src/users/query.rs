//! How users are named and narrowed by.

use std::str::FromStr;

use frontdesk_storage::users::UserFilter;
use frontdesk_sync::SyncStatus;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::extract::{PathParam, param};

/// A user's id in an address.
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
    /// Only users that are so far with the CRM.
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<String>, pattern = "^(pending|synced|failed)?$", example = "pending")]
    sync_status: Option<SyncStatus>,
}

impl From<UsersQuery> for UserFilter {
    fn from(query: UsersQuery) -> Self {
        Self { sync_status: query.sync_status }
    }
}
