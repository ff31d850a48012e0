//! Response bodies.

use chrono::{DateTime, Utc};
use frontdesk_storage::SortField;
use frontdesk_storage::keys::{self, ApiKey, ApiSecret};
use serde::Serialize;
use utoipa::ToSchema;

use super::KEYS;
use crate::http::links::{Links, Origin};
use crate::http::resource::Resource;
use crate::openapi::enums::{KeyRole, KeyState};

/// A key with its state at a given time.
pub(super) struct SeenKey {
    pub(super) key: ApiKey,
    pub(super) now: DateTime<Utc>,
}

/// An API key, without its secret.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct KeyView {
    /// Its id, which is part of the key.
    #[schema(minimum = 1, example = 1)]
    id: i64,
    /// The firm that it gives access to.
    #[schema(minimum = 1, example = 1)]
    firm_id: i64,
    /// The name of the key.
    #[schema(example = "Back office")]
    name: String,
    /// Its role: `reader`, `writer` or `admin`.
    #[schema(value_type = KeyRole)]
    role: &'static str,
    /// Its state: `live`, `expired` or `revoked`.
    #[schema(value_type = KeyState)]
    state: &'static str,
    /// When the key was created.
    created_at: DateTime<Utc>,
    /// When it was revoked, else created.
    updated_at: DateTime<Utc>,
    /// When it expires.
    #[schema(required)]
    expires_at: Option<DateTime<Utc>>,
    /// When it was last used, accurate to the minute.
    #[schema(required)]
    last_used_at: Option<DateTime<Utc>>,
    /// When it was revoked.
    #[schema(required)]
    revoked_at: Option<DateTime<Utc>>,
}

impl From<SeenKey> for KeyView {
    fn from(seen: SeenKey) -> Self {
        let SeenKey { key, now } = seen;
        Self {
            id: key.id.get(),
            firm_id: key.firm.get(),
            role: key.role.as_str(),
            state: key.state(now).as_str(),
            name: key.name,
            created_at: key.created_at,
            updated_at: key.revoked_at.unwrap_or(key.created_at),
            expires_at: key.expires_at,
            last_used_at: key.last_used_at,
            revoked_at: key.revoked_at,
        }
    }
}

/// Increases with each change of a key.
pub(super) fn version_of(key: &ApiKey) -> i64 {
    let times = [Some(key.created_at), key.last_used_at, key.revoked_at];
    times.into_iter().flatten().map(|time| time.timestamp_micros()).max().unwrap_or_default()
}

impl Resource for KeyView {
    const PLURAL: &'static str = "keys";
    const SORTS: &'static [SortField] = keys::SORTS;

    fn position(&self) -> i64 {
        self.id
    }

    fn links(&self, origin: Origin) -> Links {
        let href = origin.href_of(&KEYS, self.id);
        let links = Links::to_self(href.clone());
        if self.revoked_at.is_none() { links.action("revoke", "DELETE", href) } else { links }
    }
}

/// A new key with its secret, shown only once.
#[derive(Serialize, ToSchema)]
pub(super) struct CreatedKeyView {
    #[serde(flatten)]
    made: KeyView,
    /// The complete key, to be sent as `Authorization: Bearer …`. It is not shown again.
    #[schema(example = "fd_1_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    key: String,
}

impl CreatedKeyView {
    pub(super) fn new(seen: SeenKey, secret: &ApiSecret) -> Self {
        let key = secret.reveal(seen.key.id);
        Self { made: seen.into(), key }
    }
}
