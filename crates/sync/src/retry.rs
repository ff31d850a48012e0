//! Retries and their delays.

use std::time::Duration;

/// The longest backoff: 300 seconds.
pub const LONGEST_BACKOFF: Duration = Duration::from_secs(300);
/// The longest `Retry-After` that is honoured: 3600 seconds. A CRM that asks for a day would stop the synchronization
/// unnoticed.
pub const LONGEST_WAIT: Duration = Duration::from_secs(3600);

/// The number of attempts and their delays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Schedule {
    /// The total number of attempts; at least one is made.
    pub max_attempts: u32,
    /// The longest delay after the first attempt. Doubles with each further one.
    pub first: Duration,
}

/// Three attempts, one second.
impl Default for Schedule {
    fn default() -> Self {
        Self { max_attempts: 3, first: Duration::from_secs(1) }
    }
}

/// What to do after a failed attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Retry.
    Again {
        /// The delay.
        after: Duration,
    },
    /// That was the last attempt.
    GiveUp,
}

impl Schedule {
    /// Sets [`Self::max_attempts`]; 0 counts as 1.
    ///
    /// ```
    /// use std::time::Duration;
    /// use frontdesk_sync::{Schedule, Verdict};
    ///
    /// let schedule = Schedule::default().attempts(2).first_delay(Duration::from_secs(10));
    /// assert_eq!(schedule.after_failure(1, 0.5), Verdict::Again { after: Duration::from_secs(5) });
    /// assert_eq!(schedule.after_failure(2, 0.5), Verdict::GiveUp);
    /// ```
    #[must_use]
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = attempts.max(1);
        self
    }

    /// Sets [`Self::first`].
    #[must_use]
    pub fn first_delay(mut self, longest: Duration) -> Self {
        self.first = longest;
        self
    }

    /// What to do after the `attempts`th attempt has failed. `random` is in [0, 1).
    ///
    /// ```
    /// use std::time::Duration;
    /// use frontdesk_sync::{Schedule, Verdict};
    ///
    /// let schedule = Schedule::default();
    /// assert_eq!(schedule.after_failure(2, 0.5), Verdict::Again { after: Duration::from_secs(1) });
    /// assert_eq!(schedule.after_failure(3, 0.5), Verdict::GiveUp);
    /// ```
    pub fn after_failure(&self, attempts: u32, random: f64) -> Verdict {
        if attempts >= self.max_attempts {
            return Verdict::GiveUp;
        }
        Verdict::Again { after: backoff(self.first, attempts, random) }
    }
}

/// Exponential backoff with full jitter: between zero and `first` times 2 to the power of the earlier attempts. Spreads
/// calls that failed together.
///
/// ```
/// use std::time::Duration;
/// use frontdesk_sync::backoff;
///
/// assert_eq!(backoff(Duration::from_secs(1), 3, 0.5), Duration::from_secs(2));
/// ```
pub fn backoff(first: Duration, attempts: u32, random: f64) -> Duration {
    let factor = 2_u32.saturating_pow(attempts.saturating_sub(1));
    let most = first.saturating_mul(factor).min(LONGEST_BACKOFF);
    most.mul_f64(if random.is_finite() { random.clamp(0.0, 1.0) } else { 0.5 })
}

/// How long to wait when the CRM asked to slow down: the time it asked for, up to [`LONGEST_WAIT`], or the backoff if
/// that is longer.
///
/// ```
/// use std::time::Duration;
/// use frontdesk_sync::wait_for;
///
/// let second = Duration::from_secs(1);
/// assert_eq!(wait_for(Some(30 * second), second), 30 * second);
/// assert_eq!(wait_for(None, second), second);
/// ```
pub fn wait_for(asked: Option<Duration>, backoff: Duration) -> Duration {
    asked.unwrap_or_default().min(LONGEST_WAIT).max(backoff)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_wait_is_the_requested_time_within_limits() {
        let seconds = Duration::from_secs;
        assert_eq!(wait_for(None, seconds(2)), seconds(2));
        assert_eq!(wait_for(Some(seconds(1)), seconds(2)), seconds(2));
        assert_eq!(wait_for(Some(seconds(9)), seconds(2)), seconds(9));
        assert_eq!(wait_for(Some(seconds(86_400)), seconds(2)), LONGEST_WAIT);
    }

    #[test]
    fn one_attempt_is_never_retried() {
        let schedule = Schedule { max_attempts: 1, ..Schedule::default() };
        assert_eq!(schedule.after_failure(1, 0.9), Verdict::GiveUp);
        assert_eq!(Schedule { max_attempts: 0, ..schedule }.after_failure(1, 0.9), Verdict::GiveUp);
    }

    proptest! {
        #[test]
        fn a_backoff_stays_within_its_bounds(millis in 0_u64..10_000_000, attempts in any::<u32>(), random in any::<f64>()) {
            let first = Duration::from_millis(millis);
            prop_assert!(backoff(first, attempts, random) <= LONGEST_BACKOFF);
            if attempts <= 1 {
                prop_assert!(backoff(first, attempts, random) <= first);
            }
        }

        #[test]
        fn the_bound_doubles_with_each_attempt(attempts in 1_u32..8) {
            let first = Duration::from_millis(100);
            prop_assert_eq!(backoff(first, attempts + 1, 1.0), backoff(first, attempts, 1.0) * 2);
        }
    }
}
