//! Server-sent events in the OpenAPI document.

use utoipa::ToSchema;

/// One event of a stream.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the events in the OpenAPI document; they are written as text")]
pub(crate) struct ServerSentEvent {
    /// The value to send as `Last-Event-ID` to resume, where supported.
    #[schema(nullable = false)]
    id: Option<String>,
    /// The type of the event.
    #[schema(nullable = false)]
    event: Option<String>,
    /// The data, as JSON.
    data: String,
}
