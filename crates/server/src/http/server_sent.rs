//! Server-sent events, as the OpenAPI document describes them.

use utoipa::ToSchema;

/// One event of a stream of them.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the events in the OpenAPI document; they are written as text")]
pub(crate) struct ServerSentEvent {
    /// What `Last-Event-ID` says to go on behind it, where that can be done.
    #[schema(nullable = false)]
    id: Option<String>,
    /// What sort of event it is.
    #[schema(nullable = false)]
    event: Option<String>,
    /// What it tells, as JSON.
    data: String,
}
