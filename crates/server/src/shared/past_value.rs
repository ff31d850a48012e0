//! Past values of users.

use chrono::{DateTime, Utc};
use frontdesk_storage::SortField;
use frontdesk_storage::users::{self, PastValue};
use serde::Serialize;
use utoipa::ToSchema;

use crate::http::links::{Links, Origin};
use crate::http::resource::Resource;
use crate::openapi::enums::{UserField, ValueCause};

/// A value of a user that was replaced.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": 1, "field": "phone", "from": "123-456-7890", "to": "987-654-3210", "overridden": true,
    "cause": "webhook", "changed_at": "2026-01-31T09:00:00Z",
    "created_at": "2026-01-31T09:00:00Z", "updated_at": "2026-01-31T09:00:00Z",
}))]
pub(crate) struct PastValueView {
    /// Increases with time.
    #[schema(minimum = 1)]
    id: i64,
    /// `name`, `email` or `phone`.
    #[schema(value_type = UserField)]
    field: &'static str,
    /// The old value.
    from: String,
    /// The new value.
    to: String,
    /// Whether the old value was a local change that the CRM's value replaced before it was pushed.
    overridden: bool,
    /// `edit` for a caller; `webhook`, `fetch` or `sweep` for the CRM; `import` for any other source.
    #[schema(value_type = ValueCause)]
    cause: &'static str,
    /// When it was replaced.
    changed_at: DateTime<Utc>,
    /// Same as `changed_at`: an entry never changes.
    created_at: DateTime<Utc>,
    /// Same as `changed_at`.
    updated_at: DateTime<Utc>,
}

impl From<PastValue> for PastValueView {
    fn from(past: PastValue) -> Self {
        Self {
            id: past.id,
            field: past.change.field.as_str(),
            from: past.change.from,
            to: past.change.to,
            overridden: past.change.overridden,
            cause: past.cause.as_str(),
            changed_at: past.at,
            created_at: past.at,
            updated_at: past.at,
        }
    }
}

impl Resource for PastValueView {
    const PLURAL: &'static str = "history";
    const SORTS: &'static [SortField] = users::HISTORY_SORTS;

    fn position(&self) -> i64 {
        self.id
    }

    fn links(&self, _: Origin) -> Links {
        Links::default()
    }
}
