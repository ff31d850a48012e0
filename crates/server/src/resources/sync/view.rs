//! Response bodies.

use chrono::{DateTime, Utc};
use frontdesk_storage::SortField;
use frontdesk_storage::sync::{self, Sweep};
use serde::Serialize;
use utoipa::ToSchema;

use crate::http::links::{Links, Origin};
use crate::http::resource::Resource;
use crate::http::routes::Endpoint;
use crate::openapi::enums::SweepState;

pub(super) const SYNC: Endpoint = Endpoint::new("/api/sync", "/api/v1/sync");

/// A sweep reads the CRM record of every user of the firm and reconciles both sides.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": 1, "state": "running", "users": 2000, "checked": 1500, "differed": 3, "failed": 0,
    "started_at": "2026-01-31T09:00:00Z", "finished_at": null,
    "created_at": "2026-01-31T09:00:00Z", "updated_at": "2026-01-31T09:10:00Z",
}))]
pub(super) struct SweepView {
    /// Its id.
    #[schema(minimum = 1)]
    id: i64,
    /// `running` or `finished`.
    #[schema(value_type = SweepState)]
    state: &'static str,
    /// Users queued so far.
    users: i64,
    /// Users checked.
    checked: i64,
    /// Users whose CRM record was different or missing.
    differed: i64,
    /// Users whose record could not be read or reconciled.
    failed: i64,
    /// When it started.
    started_at: DateTime<Utc>,
    /// When the last user was checked.
    #[schema(required)]
    finished_at: Option<DateTime<Utc>>,
    /// Same as `started_at`.
    created_at: DateTime<Utc>,
    /// When it last changed.
    updated_at: DateTime<Utc>,
}

impl From<Sweep> for SweepView {
    fn from(sweep: Sweep) -> Self {
        Self {
            id: sweep.id,
            state: if sweep.finished_at.is_some() { "finished" } else { "running" },
            users: sweep.users,
            checked: sweep.checked,
            differed: sweep.differed,
            failed: sweep.failed,
            started_at: sweep.started_at,
            finished_at: sweep.finished_at,
            created_at: sweep.started_at,
            updated_at: sweep.updated_at,
        }
    }
}

impl Resource for SweepView {
    const PLURAL: &'static str = "sweeps";
    const SORTS: &'static [SortField] = sync::SWEEP_SORTS;

    fn position(&self) -> i64 {
        self.id
    }

    fn links(&self, origin: Origin) -> Links {
        let own = format!("{}/sweeps/{}", origin.href(&SYNC), self.id);
        Links::to_self(own.clone())
            .with("collection", format!("{}/sweeps", origin.href(&SYNC)))
            .with("differences", format!("{own}/differences"))
    }
}
