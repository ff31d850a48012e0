//! Why a body was refused.

use std::time::Duration;

use frontdesk_core::Faults;

#[derive(Debug, thiserror::Error)]
pub enum BodyError {
    /// The content type is not JSON.
    #[error("The body must be JSON: send it as application/json.")]
    NotJson,
    /// The content type is JSON Patch; its operations would be read as fields.
    #[error(
        "A JSON Patch (RFC 6902) is not accepted: send the fields to change as application/merge-patch+json or \
         application/json."
    )]
    JsonPatch,
    /// The body is compressed. Not supported, because a small body could expand without bound.
    #[error("The body must not be compressed.")]
    Compressed,
    /// The body is larger than allowed.
    #[error("The body must be at most {limit} bytes.")]
    TooLarge { limit: usize },
    /// The body timed out.
    #[error("The body did not arrive within {} seconds.", within.as_secs())]
    TooSlow {
        /// The timeout.
        within: Duration,
    },
    /// The connection failed, or the body's framing is invalid.
    #[error("The body did not arrive completely.")]
    Incomplete,
    /// The memory for bodies is used up by other requests.
    #[error("Too many bodies are being received. Try again shortly.")]
    Crowded,
    /// The payload is invalid.
    #[error(transparent)]
    Faults(#[from] Faults),
}
