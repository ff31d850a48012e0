//! The state of the sync.

use chrono::{DateTime, Utc};
use frontdesk_storage::sync::{Connection, Sweep, SyncCounts};
use serde::Serialize;
use utoipa::ToSchema;

use super::view::SweepView;
use crate::openapi::enums::BreakerPosition;

/// The state of the sync.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SyncStatusView {
    /// Whether a CRM is configured. Without one, users stay pending. A server that leaves the sync to separate workers
    /// assumes that they have one.
    #[schema(example = true)]
    configured: bool,
    /// Users with pending changes.
    #[schema(example = 0)]
    pending: i64,
    /// Users that are equal on both sides.
    #[schema(example = 1)]
    synced: i64,
    /// Users whose sync failed.
    #[schema(example = 0)]
    failed: i64,
    /// Since when the oldest pending user has been waiting.
    #[schema(required)]
    oldest_pending: Option<DateTime<Utc>>,
    /// Events parked for records not known yet.
    #[schema(example = 0)]
    parked_webhooks: i64,
    /// The connection to the CRM, shared by all firms.
    connection: ConnectionView,
    /// The last sweep.
    #[schema(required)]
    last_sweep: Option<SweepView>,
}

/// The connection to the CRM, as shared by all processes.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ConnectionView {
    /// Why the sync is paused until its cause is fixed.
    #[schema(required)]
    paused_reason: Option<String>,
    /// Since when it is paused.
    #[schema(required)]
    paused_at: Option<DateTime<Utc>>,
    /// Seconds until the CRM accepts calls again.
    leave_alone_seconds: f64,
    /// `closed`, `open` or `half_open`.
    #[schema(value_type = BreakerPosition)]
    breaker: String,
    /// When the breaker half-opens.
    #[schema(required)]
    breaker_until: Option<DateTime<Utc>>,
    /// When a token was last obtained.
    #[schema(required)]
    last_token_at: Option<DateTime<Utc>>,
    /// Target calls per second; null while no limit is known.
    #[schema(required)]
    rate: Option<f64>,
    /// Whether the CRM can look records up by our id; null if unknown.
    #[schema(required)]
    can_look_up: Option<bool>,
    /// Whether the CRM can update records; null if unknown.
    #[schema(required)]
    can_update: Option<bool>,
}

impl SyncStatusView {
    pub(super) fn new(
        configured: bool,
        counts: SyncCounts,
        connection: Connection,
        last_sweep: Option<Sweep>,
    ) -> Self {
        Self {
            configured,
            pending: counts.pending,
            synced: counts.synced,
            failed: counts.failed,
            oldest_pending: counts.oldest_pending,
            parked_webhooks: counts.parked_webhooks,
            connection: connection.into(),
            last_sweep: last_sweep.map(SweepView::from),
        }
    }
}

impl From<Connection> for ConnectionView {
    fn from(connection: Connection) -> Self {
        Self {
            paused_reason: connection.paused_reason,
            paused_at: connection.paused_at,
            leave_alone_seconds: connection.leave_alone_for.unwrap_or_default().as_secs_f64(),
            breaker: connection.breaker,
            breaker_until: connection.breaker_until,
            last_token_at: connection.token_at,
            rate: connection.rate,
            can_look_up: connection.can_look_up,
            can_update: connection.can_update,
        }
    }
}
