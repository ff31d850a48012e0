//! How the sync stands.

use chrono::{DateTime, Utc};
use frontdesk_storage::sync::{Connection, Sweep, SyncCounts};
use serde::Serialize;
use utoipa::ToSchema;

use super::view::SweepView;
use crate::openapi::enums::BreakerPosition;

/// How the sync stands.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SyncStatusView {
    /// Whether this server knows of a CRM. Without one users stay pending. One that leaves the CRM to workers elsewhere takes
    /// it that they have one.
    #[schema(example = true)]
    configured: bool,
    /// Users of whom something is on its way.
    #[schema(example = 0)]
    pending: i64,
    /// Users that are equal on both sides, as far as is known.
    #[schema(example = 1)]
    synced: i64,
    /// Users that were given up.
    #[schema(example = 0)]
    failed: i64,
    /// Since when the user that waits longest has been waiting.
    #[schema(required)]
    oldest_pending: Option<DateTime<Utc>>,
    /// Events of records that nobody knows yet.
    #[schema(example = 0)]
    parked_webhooks: i64,
    /// The connection to the CRM; it is the same for all firms.
    connection: ConnectionView,
    /// The last look at all users.
    #[schema(required)]
    last_sweep: Option<SweepView>,
}

/// The connection to the CRM, as all processes that use it know it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ConnectionView {
    /// Why nothing is sent until somebody mends it.
    #[schema(required)]
    paused_reason: Option<String>,
    /// Since when.
    #[schema(required)]
    paused_at: Option<DateTime<Utc>>,
    /// For how many more seconds the CRM wants to be left alone.
    leave_alone_seconds: f64,
    /// `closed`, `open` or `half_open`.
    #[schema(value_type = BreakerPosition)]
    breaker: String,
    /// Until when the breaker is open.
    #[schema(required)]
    breaker_until: Option<DateTime<Utc>>,
    /// When a token was last got.
    #[schema(required)]
    last_token_at: Option<DateTime<Utc>>,
    /// Calls a second that are aimed at; null while no limit is known.
    #[schema(required)]
    rate: Option<f64>,
    /// Whether the CRM looks records up by our id; null while that is not known.
    #[schema(required)]
    can_look_up: Option<bool>,
    /// Whether the CRM changes records; null while that is not known.
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
