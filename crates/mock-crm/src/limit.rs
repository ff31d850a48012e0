//! The rate limit, and whether callers respect `Retry-After`.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

const WINDOW: Duration = Duration::from_secs(1);
/// How long calls are refused after a random 429.
const THROTTLED_FOR: Duration = Duration::from_secs(2);
/// Calls that were sent before an earlier refusal arrived are tolerated.
const ON_ITS_WAY: Duration = Duration::from_secs(1);

/// At most so many calls in any one second: a sliding window, the strictest reading of "calls a second".
#[derive(Debug, Default)]
pub(crate) struct Limit {
    admitted: VecDeque<Instant>,
    throttled_until: Option<Instant>,
    promise: Option<Promise>,
}

/// "Not before": said at one time, for another.
#[derive(Debug, Clone, Copy)]
struct Promise {
    since: Instant,
    until: Instant,
}

impl Limit {
    /// Lets a call in, or says for how many whole seconds it should stay away.
    pub(crate) fn admit(&mut self, limit: Option<u32>, now: Instant) -> Result<(), u64> {
        if let Some(until) = self.throttled_until.filter(|until| *until > now) {
            return Err(self.send_away(until, now));
        }
        self.throttled_until = None;
        while self.admitted.front().is_some_and(|first| now.duration_since(*first) >= WINDOW) {
            self.admitted.pop_front();
        }
        let full = limit.is_some_and(|limit| self.admitted.len() >= limit as usize);
        match self.admitted.front() {
            Some(first) if full => Err(self.send_away(*first + WINDOW, now)),
            _ => {
                self.admitted.push_back(now);
                Ok(())
            }
        }
    }

    /// Refuses all calls for a while.
    pub(crate) fn throttle(&mut self, now: Instant) -> u64 {
        let until = now + THROTTLED_FOR;
        self.throttled_until = Some(until);
        self.send_away(until, now)
    }

    /// Whether a call comes although it was told not to yet.
    pub(crate) fn is_early(&self, now: Instant) -> bool {
        self.promise.is_some_and(|promise| promise.since + ON_ITS_WAY < now && now < promise.until)
    }

    fn send_away(&mut self, until: Instant, now: Instant) -> u64 {
        let seconds = until.duration_since(now).as_secs_f64().ceil().max(1.0) as u64;
        let promised = now + Duration::from_secs(seconds);
        self.promise = Some(match self.promise.filter(|promise| promise.until > now) {
            Some(before) => Promise { since: before.since, until: before.until.max(promised) },
            None => Promise { since: now, until: promised },
        });
        seconds
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(start: Instant, millis: u64) -> Instant {
        start + Duration::from_millis(millis)
    }

    #[test]
    fn no_second_has_more_calls_than_the_limit() {
        let (mut limit, start) = (Limit::default(), Instant::now());
        let mut admitted = Vec::new();
        for millis in 0..5_000 {
            if limit.admit(Some(50), after(start, millis)).is_ok() {
                admitted.push(millis);
            }
        }
        assert_eq!(admitted.len(), 250);
        for from in 0..4_000 {
            let in_window = admitted.iter().filter(|at| (from..from + 1_000).contains(*at)).count();
            assert!(in_window <= 50, "{in_window} from {from}");
        }
    }

    #[test]
    fn who_is_sent_away_is_told_whole_seconds_after_which_there_is_room() {
        let (mut limit, start) = (Limit::default(), Instant::now());
        assert_eq!(limit.admit(Some(1), start), Ok(()));
        assert_eq!(limit.admit(Some(1), after(start, 10)), Err(1));
        assert_eq!(limit.admit(Some(1), after(start, 1_010)), Ok(()));
    }

    #[test]
    fn everybody_is_throttled_at_once() {
        let (mut limit, start) = (Limit::default(), Instant::now());
        assert_eq!(limit.throttle(start), 2);
        assert_eq!(limit.admit(None, after(start, 500)), Err(2));
        assert_eq!(limit.admit(None, after(start, 1_999)), Err(1));
        assert_eq!(limit.admit(None, after(start, 2_000)), Ok(()));
    }

    #[test]
    fn a_call_is_early_between_being_told_and_the_time_that_was_told() {
        let (mut limit, start) = (Limit::default(), Instant::now());
        assert!(!limit.is_early(start));
        limit.throttle(start);
        for (millis, expected) in [(0, false), (900, false), (1_100, true), (1_900, true), (2_100, false)] {
            assert_eq!(limit.is_early(after(start, millis)), expected, "{millis}");
        }
    }
}
