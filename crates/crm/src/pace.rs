//! The rate of calls to the CRM: close to its limit, and never above it.
//!
//! Calls get slots that are spread evenly over each second. Slots are assigned ahead of time, so that a call that wakes
//! late takes no slot of another. Without a known limit there are no slots until the CRM answers 429 for the first time;
//! then the rate is a little below what it accepted, and grows slowly.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use frontdesk_storage::Database;
use frontdesk_storage::sync::reserve_calls;

/// The part of a known limit that is used: the rest absorbs differences in network delay.
const USED: f64 = 0.975;
/// Factor of a learnt rate after a 429.
const SLOWED: f64 = 0.8;
/// Factor of a configured limit after a 429.
const SLOWED_A_LITTLE: f64 = 0.98;
/// Factor by which a learnt rate grows after some time without a 429.
const GROWTH: f64 = 1.1;
const GROWS_EVERY: Duration = Duration::from_secs(5);
/// The lowest learnt rate: a call every two seconds.
const SLOWEST: f64 = 0.5;
/// A 429 to calls that were sent before the last 429 arrived counts as the same one.
const SAME_COMPLAINT: Duration = Duration::from_secs(1);
const WINDOW: Duration = Duration::from_secs(1);
/// How far ahead slots are reserved if processes share the limit.
const SET_ASIDE_FOR: Duration = Duration::from_millis(50);

/// The pace of all calls of one process. Where other processes call the same CRM, turns are set aside in the database that
/// they share, a few at a time.
pub(crate) struct Pace {
    state: Mutex<State>,
    shared: Option<Database>,
    batch: tokio::sync::Mutex<Batch>,
}

/// Turns that were set aside and not given out.
#[derive(Debug, Default)]
struct Batch {
    next: Option<Instant>,
    end: Option<Instant>,
}

#[derive(Debug)]
struct State {
    /// Calls a second that the CRM allows, if that is known.
    limit: Option<f64>,
    /// Calls a second that it bore lately, once it complained.
    learnt: Option<f64>,
    next_turn: Option<Instant>,
    paused_until: Option<Instant>,
    complained_at: Option<Instant>,
    grown_at: Option<Instant>,
    /// When calls were let go, over the last second.
    recent: VecDeque<Instant>,
}

/// What a caller has to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    Now,
    At(Instant),
    AskAgainAt(Instant),
}

impl Pace {
    /// `shared` is the database of other processes that call the same CRM, if there may be such.
    pub(crate) fn new(limit: Option<f64>, shared: Option<Database>) -> Self {
        let state = Mutex::new(State {
            limit,
            learnt: None,
            next_turn: None,
            paused_until: None,
            complained_at: None,
            grown_at: None,
            recent: VecDeque::new(),
        });
        Self { state, shared, batch: tokio::sync::Mutex::default() }
    }

    /// Waits until a call may be made.
    pub(crate) async fn turn(&self) {
        loop {
            let turn = self.state().turn(Instant::now());
            match self.among_all(turn).await {
                Turn::Now => {}
                Turn::At(at) => tokio::time::sleep_until(at.into()).await,
                Turn::AskAgainAt(at) => {
                    tokio::time::sleep_until(at.into()).await;
                    continue;
                }
            }
            if self.state().let_go(Instant::now()) {
                return;
            }
        }
    }

    /// The CRM sent a call away, and perhaps said for how long.
    pub(crate) fn complain(&self, wait: Option<Duration>) {
        let now = Instant::now();
        let mut state = self.state();
        state.slow_down(now);
        if let Some(wait) = wait {
            state.pause_until(now + wait);
        }
    }

    /// No calls for a while.
    pub(crate) fn pause(&self, wait: Duration) {
        self.state().pause_until(Instant::now() + wait);
    }

    /// How long nothing is called yet; nothing when calls may be made.
    pub(crate) fn paused_for(&self) -> Duration {
        let until = self.state().paused_until;
        until.map_or(Duration::ZERO, |until| until.saturating_duration_since(Instant::now()))
    }

    /// Calls a second that are made at the most; `None` as long as no limit is known.
    pub(crate) fn rate(&self) -> Option<f64> {
        self.state().rate()
    }

    /// The turn among the calls of all processes, where there are others.
    async fn among_all(&self, own: Turn) -> Turn {
        let (Some(database), Some(rate)) = (&self.shared, self.rate()) else { return own };
        if matches!(own, Turn::AskAgainAt(_)) {
            return own;
        }
        let mut batch = self.batch.lock().await;
        let interval = Duration::from_secs_f64(1.0 / rate);
        if let Some(at) = batch.take(Instant::now(), interval) {
            return Turn::At(at);
        }
        let calls = ((rate * SET_ASIDE_FOR.as_secs_f64()) as u32).max(1);
        match reserve_calls(database, calls, rate).await {
            Ok(wait) => {
                let first = Instant::now() + wait;
                *batch = Batch { next: Some(first + interval), end: Some(first + interval * calls) };
                Turn::At(first)
            }
            Err(error) => {
                tracing::debug!(%error, "no rate slots could be reserved");
                own
            }
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Batch {
    /// The next turn that was set aside, unless its time is over.
    fn take(&mut self, now: Instant, interval: Duration) -> Option<Instant> {
        let at = self.next?.max(now);
        if self.end.is_none_or(|end| at >= end) {
            return None;
        }
        self.next = Some(at + interval);
        Some(at)
    }
}

impl State {
    fn rate(&self) -> Option<f64> {
        let used = self.limit.map(|limit| limit * USED);
        match (used, self.learnt) {
            (Some(limit), Some(learnt)) => Some(limit.min(learnt)),
            (limit, learnt) => limit.or(learnt),
        }
    }

    fn turn(&mut self, now: Instant) -> Turn {
        if let Some(until) = self.paused_until.filter(|until| *until > now) {
            return Turn::AskAgainAt(until);
        }
        self.grow(now);
        let Some(rate) = self.rate() else { return Turn::Now };
        let at = self.next_turn.map_or(now, |next| next.max(now));
        self.next_turn = Some(at + Duration::from_secs_f64(1.0 / rate));
        if at > now { Turn::At(at) } else { Turn::Now }
    }

    /// Whether the call may go now: the CRM may have complained while it waited.
    fn let_go(&mut self, now: Instant) -> bool {
        if self.paused_until.is_some_and(|until| until > now) {
            return false;
        }
        while self.recent.front().is_some_and(|first| now.duration_since(*first) >= WINDOW) {
            self.recent.pop_front();
        }
        // Calls that woke late may have come together.
        if self.limit.is_some_and(|limit| self.recent.len() as f64 >= limit.floor().max(1.0)) {
            return false;
        }
        self.recent.push_back(now);
        true
    }

    fn pause_until(&mut self, until: Instant) {
        self.paused_until = Some(self.paused_until.map_or(until, |before| before.max(until)));
        // Turns that were given out lapse with the pause: their holders ask again.
        self.next_turn = self.paused_until;
    }

    fn slow_down(&mut self, now: Instant) {
        if self.complained_at.is_some_and(|at| now.duration_since(at) < SAME_COMPLAINT) {
            return;
        }
        self.complained_at = Some(now);
        self.grown_at = Some(now);
        let seen = self.recent.iter().filter(|at| now.duration_since(**at) < WINDOW).count() as f64;
        // A known limit is respected already: calls overtook others on the network, or another client uses the limit
        // too.
        let slower = match self.limit {
            Some(_) => self.rate().unwrap_or(seen) * SLOWED_A_LITTLE,
            None => self.rate().map_or(seen, |rate| rate.min(seen)) * SLOWED,
        };
        self.learnt = Some(slower.max(SLOWEST));
    }

    fn grow(&mut self, now: Instant) {
        let Some(learnt) = self.learnt else { return };
        if self.grown_at.is_some_and(|at| now.duration_since(at) >= GROWS_EVERY) {
            self.grown_at = Some(now);
            self.learnt = Some(learnt * GROWTH);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(start: Instant, millis: u64) -> Instant {
        start + Duration::from_millis(millis)
    }

    fn state(limit: Option<f64>) -> State {
        Pace::new(limit, None).state.into_inner().expect("no thread panicked")
    }

    /// When calls go that are asked for all at once.
    fn turns(state: &mut State, now: Instant, count: usize) -> Vec<Instant> {
        let turn = |_| match state.turn(now) {
            Turn::Now => now,
            Turn::At(at) | Turn::AskAgainAt(at) => at,
        };
        (0..count).map(turn).collect()
    }

    #[test]
    fn no_second_holds_more_turns_than_the_limit_and_nearly_as_many() {
        for limit in [1.0, 7.0, 200.0, 1_000.0] {
            let (mut state, start) = (state(Some(limit)), Instant::now());
            let turns = turns(&mut state, start, 3_000);
            for first in 0..turns.len() {
                let within = turns[first..].iter().take_while(|at| **at - turns[first] < WINDOW).count();
                assert!(within as f64 <= limit, "{within} in a second at {limit}");
            }
            let took = (turns[turns.len() - 1] - start).as_secs_f64();
            let rate = 2_999.0 / took;
            assert!(rate >= limit * 0.95, "{rate} at {limit}");
        }
    }

    #[test]
    fn a_late_call_costs_nobody_elses_turn_and_an_idle_time_is_not_made_up_for() {
        let (mut state, start) = (state(Some(100.0)), Instant::now());
        turns(&mut state, start, 10);
        let later = after(start, 60_000);
        let turns = turns(&mut state, later, 3);
        assert_eq!(turns[0], later);
        assert!(turns[2] - turns[1] >= Duration::from_millis(10));
    }

    #[test]
    fn calls_that_wake_late_together_do_not_cross_the_limit() {
        let (mut state, start) = (state(Some(10.0)), Instant::now());
        for millis in 0..10 {
            assert!(state.let_go(after(start, millis)));
        }
        assert!(!state.let_go(after(start, 900)), "the eleventh in a second");
        assert!(state.let_go(after(start, 1_001)));
    }

    #[test]
    fn a_complaint_about_a_known_limit_costs_little_of_it() {
        let (mut state, start) = (state(Some(200.0)), Instant::now());
        state.slow_down(start);
        assert_eq!(state.rate(), Some(200.0 * USED * SLOWED_A_LITTLE));
        state.grow(after(start, 5_000));
        assert_eq!(state.rate(), Some(200.0 * USED));
    }

    #[test]
    fn turns_that_were_set_aside_lapse_with_their_time() {
        let (start, step) = (Instant::now(), Duration::from_millis(10));
        let mut batch = Batch { next: Some(after(start, 100)), end: Some(after(start, 130)) };
        assert_eq!(batch.take(start, step), Some(after(start, 100)));
        assert_eq!(
            batch.take(after(start, 115), step),
            Some(after(start, 115)),
            "late, and not before its time"
        );
        assert_eq!(batch.take(after(start, 115), step), Some(after(start, 125)));
        assert_eq!(batch.take(after(start, 115), step), None);
        assert_eq!(Batch::default().take(start, step), None);
    }

    #[test]
    fn nobody_goes_before_a_pause_is_over_not_even_who_had_a_turn() {
        let (mut state, start) = (state(Some(10.0)), Instant::now());
        turns(&mut state, start, 5);
        state.pause_until(after(start, 2_000));
        state.pause_until(after(start, 1_000));
        assert!(!state.let_go(after(start, 300)));
        assert_eq!(state.turn(after(start, 300)), Turn::AskAgainAt(after(start, 2_000)));
        let turns = turns(&mut state, after(start, 2_000), 3);
        assert!(turns[1] - turns[0] >= Duration::from_millis(100), "not all at once after a pause");
    }

    #[test]
    fn an_unknown_limit_is_learnt_from_a_complaint_and_tried_again_slowly() {
        let (mut state, start) = (state(None), Instant::now());
        for millis in 0..100 {
            assert_eq!(state.turn(after(start, millis)), Turn::Now);
            assert!(state.let_go(after(start, millis)));
        }
        state.slow_down(after(start, 100));
        state.slow_down(after(start, 150));
        assert_eq!(state.rate(), Some(80.0), "one complaint, heard twice");
        assert_ne!(state.turn(after(start, 6_000)), Turn::AskAgainAt(start));
        assert_eq!(state.rate(), Some(80.0 * GROWTH));
        state.slow_down(after(start, 7_000));
        assert_eq!(state.rate(), Some(SLOWEST), "nothing was called in the last second");
    }
}
