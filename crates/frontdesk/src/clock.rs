//! The one clock of the program.

use chrono::{DateTime, Utc};

/// The time, in UTC. Everything below the binary is told it.
#[expect(clippy::disallowed_methods, reason = "this is the one clock that everything else is handed")]
pub(crate) fn now() -> DateTime<Utc> {
    Utc::now()
}
