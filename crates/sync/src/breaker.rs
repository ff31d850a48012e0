//! A circuit breaker: calls to a CRM that is down are paused, with a single trial call now and then.

use std::time::Duration;

use chrono::{DateTime, Utc};

/// When the breaker opens, and for how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct BreakerSettings {
    /// The number of consecutive failures that open it.
    pub threshold: u32,
    /// How long it is open at first. Doubles with each failed trial call.
    pub open_for: Duration,
    /// The longest time that it is open.
    pub longest: Duration,
}

/// Ten consecutive failures; one second, up to thirty.
impl Default for BreakerSettings {
    fn default() -> Self {
        Self { threshold: 10, open_for: Duration::from_secs(1), longest: Duration::from_secs(30) }
    }
}

impl BreakerSettings {
    /// Sets [`Self::threshold`].
    #[must_use]
    pub fn failures(mut self, threshold: u32) -> Self {
        self.threshold = threshold;
        self
    }

    /// Sets [`Self::open_for`] and [`Self::longest`].
    #[must_use]
    pub fn open(mut self, at_first: Duration, at_most: Duration) -> Self {
        (self.open_for, self.longest) = (at_first, at_most);
        self
    }
}

/// State of the breaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum BreakerState {
    /// All calls pass.
    Closed,
    /// No call passes.
    Open,
    /// One trial call passes.
    HalfOpen,
}

impl BreakerState {
    /// The word for it in responses and metrics.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::Open => "open",
            Self::HalfOpen => "half_open",
        }
    }
}

/// Whether a call may be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permit {
    /// Make the call, and report its result.
    Go,
    /// Wait.
    Wait {
        /// When to ask again.
        until: DateTime<Utc>,
    },
}

/// The breaker of one connection. Failures are those of the CRM as a whole: no connection, no answer, 5xx. A rejected
/// user is not a failure.
///
/// ```
/// use chrono::{TimeZone, Utc};
/// use frontdesk_sync::{Breaker, BreakerSettings, BreakerState, Permit};
///
/// let now = Utc.with_ymd_and_hms(2026, 3, 1, 12, 0, 0).unwrap();
/// let mut breaker = Breaker::new(BreakerSettings::default().failures(1));
/// assert_eq!(breaker.ask(now), Permit::Go);
/// breaker.failed(now);
/// assert_eq!(breaker.state(), BreakerState::Open);
/// assert!(matches!(breaker.ask(now), Permit::Wait { .. }));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breaker {
    settings: BreakerSettings,
    inner: Inner,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inner {
    Closed {
        failures: u32,
    },
    Open {
        until: DateTime<Utc>,
        lasted: Duration,
    },
    /// The trial call is under way and has to return by `until`; otherwise another one is made.
    HalfOpen {
        until: DateTime<Utc>,
        lasted: Duration,
    },
}

impl Breaker {
    /// A closed breaker.
    pub fn new(settings: BreakerSettings) -> Self {
        Self { settings, inner: Inner::Closed { failures: 0 } }
    }

    /// The state of the breaker.
    pub fn state(&self) -> BreakerState {
        match self.inner {
            Inner::Closed { .. } => BreakerState::Closed,
            Inner::Open { .. } => BreakerState::Open,
            Inner::HalfOpen { .. } => BreakerState::HalfOpen,
        }
    }

    /// The time until which calls wait, unless a trial call closes the breaker before; `None` when they do not wait.
    /// After that time one trial call may be made.
    pub fn held_until(&self) -> Option<DateTime<Utc>> {
        match self.inner {
            Inner::Closed { .. } => None,
            Inner::Open { until, .. } | Inner::HalfOpen { until, .. } => Some(until),
        }
    }

    /// How much longer calls wait; `None` when a call may be made.
    pub fn held_for(&self, now: DateTime<Utc>) -> Option<Duration> {
        let until = self.held_until().filter(|until| !self.is_past(*until, now))?;
        (until - now).to_std().ok()
    }

    /// Whether a call may be made now. In the half-open state, the call that passes is the trial call.
    pub fn ask(&mut self, now: DateTime<Utc>) -> Permit {
        match self.inner {
            Inner::Closed { .. } => Permit::Go,
            Inner::Open { until, lasted } | Inner::HalfOpen { until, lasted } if self.is_past(until, now) => {
                self.inner = Inner::HalfOpen { until: later(now, self.settings.longest), lasted };
                Permit::Go
            }
            Inner::Open { until, .. } | Inner::HalfOpen { until, .. } => Permit::Wait { until },
        }
    }

    /// A time further ahead than any valid one was set before the clock was set back.
    fn is_past(&self, until: DateTime<Utc>, now: DateTime<Utc>) -> bool {
        until <= now || until > later(now, self.settings.longest)
    }

    /// Records that the CRM answered a call.
    pub fn succeeded(&mut self) {
        self.inner = Inner::Closed { failures: 0 };
    }

    /// Records a failure. Failures of calls that began before it opened do not prolong it.
    pub fn failed(&mut self, now: DateTime<Utc>) {
        match self.inner {
            Inner::Closed { failures } if failures + 1 < self.settings.threshold => {
                self.inner = Inner::Closed { failures: failures + 1 };
            }
            Inner::Closed { .. } => self.open(now, self.settings.open_for),
            Inner::HalfOpen { lasted, .. } => self.open(now, lasted.saturating_mul(2)),
            Inner::Open { .. } => {}
        }
    }

    fn open(&mut self, now: DateTime<Utc>, wanted: Duration) {
        let lasted = wanted.min(self.settings.longest);
        self.inner = Inner::Open { until: later(now, lasted), lasted };
    }
}

fn later(now: DateTime<Utc>, by: Duration) -> DateTime<Utc> {
    chrono::Duration::from_std(by).ok().and_then(|by| now.checked_add_signed(by)).unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;
    use proptest::prelude::*;

    use super::*;

    fn at(second: i64) -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 3, 1, 12, 0, 0).unwrap() + chrono::Duration::seconds(second)
    }

    fn broken(settings: BreakerSettings) -> Breaker {
        let mut breaker = Breaker::new(settings);
        for _ in 0..settings.threshold {
            assert_eq!(breaker.ask(at(0)), Permit::Go);
            breaker.failed(at(0));
        }
        breaker
    }

    #[test]
    fn it_opens_after_failures_in_a_row_and_no_earlier() {
        let mut breaker = Breaker::new(BreakerSettings::default());
        for _ in 0..100 {
            for _ in 0..9 {
                breaker.failed(at(0));
            }
            breaker.succeeded();
        }
        assert_eq!(breaker.state(), BreakerState::Closed);
        assert_eq!(broken(BreakerSettings::default()).state(), BreakerState::Open);
    }

    #[test]
    fn a_clock_set_back_does_not_keep_it_open() {
        let mut breaker = broken(BreakerSettings::default());
        assert!(matches!(breaker.ask(at(-29)), Permit::Wait { .. }));
        assert_eq!(breaker.held_for(at(-29)), Some(Duration::from_secs(30)));
        assert_eq!(breaker.held_for(at(-3 * 3600)), None);
        assert_eq!(breaker.ask(at(-3 * 3600)), Permit::Go);
        assert_eq!(breaker.ask(at(-3 * 3600)), Permit::Wait { until: at(-3 * 3600 + 30) }, "one at a time");
        assert_eq!(breaker.ask(at(-6 * 3600)), Permit::Go, "set back again");
    }

    #[test]
    fn a_trial_call_closes_it_or_opens_it_for_longer() {
        let mut breaker = broken(BreakerSettings::default());
        assert_eq!(breaker.ask(at(0)), Permit::Wait { until: at(1) });
        assert_eq!(breaker.ask(at(1)), Permit::Go);
        assert_eq!(breaker.state(), BreakerState::HalfOpen);
        assert!(matches!(breaker.ask(at(1)), Permit::Wait { .. }), "one at a time");
        breaker.failed(at(1));
        assert_eq!(breaker.ask(at(2)), Permit::Wait { until: at(3) });
        assert_eq!(breaker.ask(at(3)), Permit::Go);
        breaker.succeeded();
        assert_eq!(breaker.ask(at(3)), Permit::Go);
        assert_eq!(breaker.state(), BreakerState::Closed);
    }

    #[test]
    fn held_until_follows_the_state() {
        let mut breaker = Breaker::new(BreakerSettings::default());
        assert_eq!(breaker.held_until(), None);
        breaker = broken(BreakerSettings::default());
        assert_eq!(breaker.held_until(), Some(at(1)), "before any call");
        assert_eq!(breaker.ask(at(1)), Permit::Go);
        assert_eq!(breaker.held_until(), Some(at(31)), "a trial call is under way");
        assert_eq!(breaker.ask(at(1)), Permit::Wait { until: at(31) });
        breaker.failed(at(2));
        assert_eq!(breaker.held_until(), Some(at(4)), "before the trial call would time out");
        breaker.succeeded();
        assert_eq!(breaker.held_until(), None);
    }

    #[test]
    fn a_trial_call_that_never_returns_is_followed_by_another() {
        let mut breaker = broken(BreakerSettings::default());
        assert_eq!(breaker.ask(at(1)), Permit::Go);
        assert_eq!(breaker.ask(at(30)), Permit::Wait { until: at(31) });
        assert_eq!(breaker.ask(at(31)), Permit::Go);
    }

    proptest! {
        /// Whatever happens, a call passes within the longest wait.
        #[test]
        fn it_never_stays_open_forever(ops in proptest::collection::vec((0_u8..3, 0_i64..20), 0..60)) {
            let settings = BreakerSettings { threshold: 2, ..BreakerSettings::default() };
            let (mut breaker, mut now) = (Breaker::new(settings), 0);
            for (op, passed) in ops {
                now += passed;
                match op {
                    0 => drop(breaker.ask(at(now))),
                    1 => breaker.failed(at(now)),
                    _ => breaker.succeeded(),
                }
            }
            prop_assert_eq!(breaker.ask(at(now + 30)), Permit::Go);
        }
    }
}
