//! Request quota per key or address: a burst, then a fixed number per second (governor's cells).

use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::time::Duration;

use actix_web::http::header::{HeaderName, HeaderValue};
use frontdesk_storage::keys::KeyId;
use governor::clock::{Clock, DefaultClock};
use governor::middleware::StateInformationMiddleware;
use governor::state::keyed::DefaultKeyedStateStore;
use governor::{Quota, RateLimiter};

use super::AccessError;

/// Remaining quota, by the IETF draft on rate limits.
pub(crate) const RATE_LIMIT: HeaderName = HeaderName::from_static("ratelimit");
/// The quota itself.
pub(crate) const RATE_LIMIT_POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");

/// A burst holds the requests of this many seconds.
const BURST_SECONDS: u32 = 2;
/// Above this number of counted senders, idle ones are dropped.
const MOST_COUNTED: usize = 100_000;

/// Requests of one sender share a quota.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Sender {
    Key(KeyId),
    Address(IpAddr),
}

impl Sender {
    /// The sender of an address; for IPv6 its /64, the network of one customer.
    pub(super) fn of_address(address: IpAddr) -> Self {
        Self::Address(match address {
            IpAddr::V4(_) => address,
            IpAddr::V6(address) => {
                let [a, b, c, d, ..] = address.segments();
                IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
            }
        })
    }
}

type Cells = RateLimiter<Sender, DefaultKeyedStateStore<Sender>, DefaultClock, StateInformationMiddleware>;

/// Counts requests in this process only: each replica grants the full quota.
pub(crate) struct Limiter {
    cells: Cells,
    per_second: u32,
    burst: u32,
    clock: DefaultClock,
}

/// The remaining quota of a sender.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RemainingQuota {
    remaining: u32,
    per_second: u32,
    burst: u32,
}

impl Limiter {
    /// Allows `per_second` requests for each sender.
    pub(crate) fn new(per_second: NonZeroU32) -> Self {
        let burst = per_second.saturating_mul(NonZeroU32::MIN.saturating_add(BURST_SECONDS - 1));
        let quota = Quota::per_second(per_second).allow_burst(burst);
        Self {
            cells: RateLimiter::keyed(quota).with_middleware(),
            per_second: per_second.get(),
            burst: burst.get(),
            clock: DefaultClock::default(),
        }
    }

    /// The quota of a refused sender.
    pub(super) fn nothing(&self) -> RemainingQuota {
        RemainingQuota { remaining: 0, per_second: self.per_second, burst: self.burst }
    }

    /// Counts a request.
    ///
    /// # Errors
    /// The quota is used up.
    pub(super) fn count(&self, sender: Sender) -> Result<RemainingQuota, AccessError> {
        if self.cells.len() > MOST_COUNTED {
            self.cells.retain_recent();
        }
        match self.cells.check_key(&sender) {
            Ok(state) => Ok(RemainingQuota { remaining: state.remaining_burst_capacity(), ..self.nothing() }),
            Err(until) => {
                Err(AccessError::TooMany { seconds: seconds(until.wait_time_from(self.clock.now())) })
            }
        }
    }
}

/// Whole seconds, at least one, so that a retry after them is admitted.
fn seconds(wait: Duration) -> u32 {
    let seconds = u32::try_from(wait.as_secs()).unwrap_or(u32::MAX);
    seconds.saturating_add(u32::from(wait.subsec_nanos() > 0)).max(1)
}

impl RemainingQuota {
    /// The rate limit headers.
    pub(crate) fn headers(self) -> impl Iterator<Item = (HeaderName, HeaderValue)> {
        let Self { remaining, per_second, burst } = self;
        let full_in = (burst - remaining.min(burst)).div_ceil(per_second.max(1));
        let window = burst / per_second.max(1);
        let headers = [
            (RATE_LIMIT, format!("\"default\";r={remaining};t={full_in}")),
            (RATE_LIMIT_POLICY, format!("\"default\";q={burst};w={window}")),
        ];
        headers.into_iter().filter_map(|(name, text)| Some((name, HeaderValue::try_from(text).ok()?)))
    }
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::HeaderMap;

    use super::*;

    fn limiter(per_second: u32) -> Limiter {
        Limiter::new(NonZeroU32::new(per_second).expect("a number"))
    }

    #[test]
    fn each_sender_has_its_own_burst() {
        let limiter = limiter(1);
        let (one, other) =
            (Sender::Key(KeyId::new(1).expect("an id")), Sender::Key(KeyId::new(2).expect("an id")));
        assert_eq!(limiter.count(one).map(|left| left.remaining), Ok(1));
        assert_eq!(limiter.count(one).map(|left| left.remaining), Ok(0));
        assert!(matches!(limiter.count(one), Err(AccessError::TooMany { seconds: 1 })));
        assert!(limiter.count(other).is_ok());
    }

    #[test]
    fn addresses_of_one_network_are_one_sender() {
        let sender = |text: &str| Sender::of_address(text.parse().expect("an address"));
        assert_eq!(sender("2001:db8:1:2::7"), sender("2001:db8:1:2:ffff::1"));
        assert_ne!(sender("2001:db8:1:2::7"), sender("2001:db8:1:3::7"));
        assert_ne!(sender("192.0.2.1"), sender("192.0.2.2"));
    }

    #[test]
    fn the_remaining_quota_is_sent() {
        let headers: HeaderMap =
            RemainingQuota { remaining: 15, per_second: 10, burst: 20 }.headers().collect();
        let header = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
        assert_eq!(header(RATE_LIMIT), Some("\"default\";r=15;t=1"));
        assert_eq!(header(RATE_LIMIT_POLICY), Some("\"default\";q=20;w=2"));
        assert_eq!([0, 1, 999, 1_000, 1_001].map(|ms| seconds(Duration::from_millis(ms))), [1, 1, 1, 1, 2]);
    }
}
