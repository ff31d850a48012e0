//! The one clock of the program.

use chrono::{DateTime, SubsecRound, Utc};

/// The time, in UTC, in whole microseconds: what every database keeps. Everything below the binary is told it.
#[expect(clippy::disallowed_methods, reason = "this is the one clock that everything else is handed")]
pub(crate) fn now() -> DateTime<Utc> {
    Utc::now().trunc_subsecs(6)
}
