//! Response bodies.

use chrono::{DateTime, Utc};
use frontdesk_storage::SortField;
use frontdesk_storage::users::{self, User};
use frontdesk_sync::SyncStatus;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::http::links::{Links, Origin};
use crate::http::resource::Resource;
use crate::openapi::enums::UserSyncStatus;
use crate::shared::places::USERS;

pub(crate) const EXAMPLE_ID: &str = "01936f2e-0d5a-7c31-9f6e-6f1f3c1b2a44";

/// A user, with its sync status.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": EXAMPLE_ID, "name": "John Smith", "email": "john.smith@example.com", "phone": "123-456-7890",
    "sync_status": "pending", "crm_id": null, "last_error": null, "attempts": 0,
    "last_updated": "2026-01-31T09:00:00Z",
    "created_at": "2026-01-31T09:00:00Z", "updated_at": "2026-01-31T09:00:00Z",
}))]
pub(super) struct UserView {
    /// The user's id; the CRM stores it as `external_id`.
    id: Uuid,
    /// The full name, as given.
    name: String,
    /// The e-mail address, as given.
    email: String,
    /// The phone number, as given.
    phone: String,
    /// `pending`, `synced` or `failed`.
    #[schema(value_type = UserSyncStatus)]
    sync_status: &'static str,
    /// The id of the record in the CRM.
    #[schema(required)]
    crm_id: Option<String>,
    /// Why the last attempt failed.
    #[schema(required)]
    last_error: Option<String>,
    /// Attempts of the current or last push.
    attempts: u32,
    /// When the record last changed.
    last_updated: DateTime<Utc>,
    /// When the user signed up.
    created_at: DateTime<Utc>,
    /// Same as `last_updated`.
    updated_at: DateTime<Utc>,
    #[serde(skip)]
    customer_id: i64,
    #[serde(skip)]
    #[schema(ignore)]
    place: Option<String>,
}

impl From<User> for UserView {
    fn from(user: User) -> Self {
        Self {
            place: user.place,
            id: user.id,
            name: user.sync.local.name,
            email: user.sync.local.email,
            phone: user.sync.local.phone,
            sync_status: user.status.as_str(),
            crm_id: user.sync.crm_id,
            last_error: user.last_error,
            attempts: user.attempts,
            last_updated: user.updated_at,
            created_at: user.created_at,
            updated_at: user.updated_at,
            customer_id: user.customer_id.get(),
        }
    }
}

impl Resource for UserView {
    const PLURAL: &'static str = "users";
    const SORTS: &'static [SortField] = users::SORTS;

    fn position(&self) -> i64 {
        self.customer_id
    }

    fn place(&self) -> Option<&str> {
        self.place.as_deref()
    }

    fn links(&self, origin: Origin) -> Links {
        let own = origin.href_of(&USERS, self.id);
        let links = Links::to_self(own.clone())
            .with("collection", origin.href(&USERS))
            .with("history", format!("{own}/history"))
            .action("update", "PUT", own.clone());
        if self.sync_status == SyncStatus::Synced.as_str() {
            links.action("reconcile", "POST", format!("{own}/reconcile"))
        } else {
            links.action("sync", "POST", format!("{own}/sync"))
        }
    }
}
