//! The one clock of the program.

use std::time::SystemTime;

use anyhow::{Result, bail};
use chrono::{DateTime, SubsecRound, Utc};

use crate::exit::UsageError;

/// The time, in UTC, in whole microseconds: what every database keeps. Everything below the binary is told it.
pub(crate) fn now() -> DateTime<Utc> {
    // Where the clock is set back while the program runs, a time that is wrong is better than none.
    time_of(SystemTime::now()).unwrap_or(DateTime::UNIX_EPOCH)
}

/// Refuses to go on with a clock that was never set: keys would not expire, and not every database has such times.
pub(crate) fn check() -> Result<()> {
    if time_of(SystemTime::now()).is_none() {
        bail!(UsageError("the clock of this machine is before 1970: set it".to_owned()));
    }
    Ok(())
}

/// `None` before 1970.
fn time_of(system: SystemTime) -> Option<DateTime<Utc>> {
    system.duration_since(SystemTime::UNIX_EPOCH).ok()?;
    Some(DateTime::<Utc>::from(system).trunc_subsecs(6))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn there_is_no_time_before_1970() {
        let epoch = SystemTime::UNIX_EPOCH;
        assert_eq!(time_of(epoch), Some(DateTime::UNIX_EPOCH));
        assert_eq!(time_of(epoch - Duration::from_micros(1)), None);
        let later = time_of(epoch + Duration::new(1_800_000_000, 123_456_789)).expect("a time");
        assert_eq!(later.to_rfc3339(), "2027-01-15T08:00:00.123456+00:00");
    }
}
