//! A circuit breaker: a CRM that is down is left alone, and tried with one call now and then.

use std::time::Duration;

use chrono::{DateTime, Utc};

/// When it opens, and for how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct BreakerSettings {
    /// So many failures in a row open it.
    pub threshold: u32,
    /// For how long it is open at first. It doubles each time that the call which tries it fails.
    pub open_for: Duration,
    /// For how long at the most.
    pub longest: Duration,
}

/// Ten failures in a row; one second, up to thirty.
impl Default for BreakerSettings {
    fn default() -> Self {
        Self { threshold: 10, open_for: Duration::from_secs(1), longest: Duration::from_secs(30) }
    }
}

/// Whether calls go through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum BreakerState {
    /// All of them.
    Closed,
    /// None.
    Open,
    /// One, to see how things are.
    HalfOpen,
}

impl BreakerState {
    /// The word for it in answers and metrics.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::Open => "open",
            Self::HalfOpen => "half_open",
        }
    }
}

/// The answer to whether a call may be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permit {
    /// Make it, and tell how it went.
    Go,
    /// Not before this time.
    Wait {
        /// When to ask again.
        until: DateTime<Utc>,
    },
}

/// The breaker of one connection. Failures are those of the CRM as a whole: no connection, no answer, 5xx; a
/// refusal of one user is none.
///
/// ```
/// use chrono::{TimeZone, Utc};
/// use frontdesk_sync::{Breaker, BreakerSettings, BreakerState, Permit};
///
/// let now = Utc.with_ymd_and_hms(2026, 3, 1, 12, 0, 0).unwrap();
/// let mut breaker = Breaker::new(BreakerSettings { threshold: 1, ..BreakerSettings::default() });
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
    /// The call that tries it went out and has to come back by `until`, else another one tries.
    HalfOpen {
        until: DateTime<Utc>,
        lasted: Duration,
    },
}

impl Breaker {
    /// A closed one.
    pub fn new(settings: BreakerSettings) -> Self {
        Self { settings, inner: Inner::Closed { failures: 0 } }
    }

    /// Whether calls go through.
    pub fn state(&self) -> BreakerState {
        match self.inner {
            Inner::Closed { .. } => BreakerState::Closed,
            Inner::Open { .. } => BreakerState::Open,
            Inner::HalfOpen { .. } => BreakerState::HalfOpen,
        }
    }

    /// Until when calls wait, unless the one that tries it makes an end of that; `None` when they need not. Once that time is
    /// past one may try.
    pub fn held_until(&self) -> Option<DateTime<Utc>> {
        match self.inner {
            Inner::Closed { .. } => None,
            Inner::Open { until, .. } | Inner::HalfOpen { until, .. } => Some(until),
        }
    }

    /// For how much longer calls wait; `None` when one may try.
    pub fn held_for(&self, now: DateTime<Utc>) -> Option<Duration> {
        let until = self.held_until().filter(|until| !self.is_past(*until, now))?;
        (until - now).to_std().ok()
    }

    /// Whether a call may be made now. Whoever is let through while it is half open is the one that tries it.
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

    /// Further ahead than it is ever put, a time was set before the clock was set back.
    fn is_past(&self, until: DateTime<Utc>, now: DateTime<Utc>) -> bool {
        until <= now || until > later(now, self.settings.longest)
    }

    /// A call was answered by a CRM that works.
    pub fn succeeded(&mut self) {
        self.inner = Inner::Closed { failures: 0 };
    }

    /// A call met a CRM that does not. Calls that were under way when it opened do not prolong it.
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
    fn a_clock_that_is_set_back_does_not_keep_it_open() {
        let mut breaker = broken(BreakerSettings::default());
        assert!(matches!(breaker.ask(at(-29)), Permit::Wait { .. }));
        assert_eq!(breaker.held_for(at(-29)), Some(Duration::from_secs(30)));
        assert_eq!(breaker.held_for(at(-3 * 3600)), None);
        assert_eq!(breaker.ask(at(-3 * 3600)), Permit::Go);
        assert_eq!(breaker.ask(at(-3 * 3600)), Permit::Wait { until: at(-3 * 3600 + 30) }, "one at a time");
        assert_eq!(breaker.ask(at(-6 * 3600)), Permit::Go, "set back again");
    }

    #[test]
    fn one_call_tries_it_and_closes_it_or_opens_it_for_longer() {
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
    fn it_tells_until_when_it_holds_calls_as_it_is_now() {
        let mut breaker = Breaker::new(BreakerSettings::default());
        assert_eq!(breaker.held_until(), None);
        breaker = broken(BreakerSettings::default());
        assert_eq!(breaker.held_until(), Some(at(1)), "before anybody asks");
        assert_eq!(breaker.ask(at(1)), Permit::Go);
        assert_eq!(breaker.held_until(), Some(at(31)), "somebody tries it");
        assert_eq!(breaker.ask(at(1)), Permit::Wait { until: at(31) });
        breaker.failed(at(2));
        assert_eq!(breaker.held_until(), Some(at(4)), "not until the try would have lapsed");
        breaker.succeeded();
        assert_eq!(breaker.held_until(), None);
    }

    #[test]
    fn a_try_that_never_comes_back_is_followed_by_another() {
        let mut breaker = broken(BreakerSettings::default());
        assert_eq!(breaker.ask(at(1)), Permit::Go);
        assert_eq!(breaker.ask(at(30)), Permit::Wait { until: at(31) });
        assert_eq!(breaker.ask(at(31)), Permit::Go);
    }

    proptest! {
        /// Whatever happens, a call gets through within the longest wait.
        #[test]
        fn it_never_stays_shut(ops in proptest::collection::vec((0_u8..3, 0_i64..20), 0..60)) {
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
