//! Why a body was not taken.

use std::time::Duration;

use frontdesk_core::Faults;

/// Why a body was not taken.
#[derive(Debug, thiserror::Error)]
pub enum BodyError {
    /// The content type is not JSON.
    #[error("The body must be JSON: send it as application/json.")]
    NotJson,
    /// The content type is JSON Patch, whose operations would be read as fields.
    #[error(
        "A JSON Patch (RFC 6902) is not taken: send the fields to change as application/merge-patch+json or \
         application/json."
    )]
    JsonPatch,
    /// The body is compressed, which is not read: a small body could become a huge one.
    #[error("The body must not be compressed.")]
    Compressed,
    /// The body is larger than allowed.
    #[error("The body must be at most {limit} bytes.")]
    TooLarge {
        /// How many bytes are allowed.
        limit: usize,
    },
    /// The body took too long.
    #[error("The body did not arrive within {} seconds.", within.as_secs())]
    TooSlow {
        /// How long was waited.
        within: Duration,
    },
    /// The connection broke, or the body's framing is wrong.
    #[error("The body did not arrive whole.")]
    Incomplete,
    /// The bodies of other requests take all the memory that there is for bodies.
    #[error("Too many bodies arrive at the same time. Try again shortly.")]
    Crowded,
    /// What arrived breaks rules.
    #[error(transparent)]
    Faults(#[from] Faults),
}
