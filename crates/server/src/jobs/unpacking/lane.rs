//! One memory budget and its queue.

use std::collections::{BTreeMap, VecDeque};
use std::ops::Bound;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use frontdesk_core::FirmId;
use tokio::sync::oneshot;

/// Maximum callers of one firm in the queue.
const MOST_WAITING: usize = 64;

/// Grants memory from a budget. Waiting firms take turns; within a firm the order is first come, first served.
#[derive(Debug, Clone)]
pub(super) struct Lane(Arc<Mutex<State>>);

#[derive(Debug)]
struct State {
    free: u64,
    waiting: BTreeMap<FirmId, VecDeque<Waiter>>,
    last: Option<FirmId>,
}

#[derive(Debug)]
struct Waiter {
    bytes: u64,
    sender: oneshot::Sender<Permit>,
}

/// A queue position, given up on drop.
#[derive(Debug)]
struct Place {
    lane: Lane,
    receiver: oneshot::Receiver<Permit>,
}

/// The memory for files is used up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("Too many files are being read. Try again shortly.")]
pub(crate) struct Crowded;

/// Memory granted to one file, returned on drop.
#[derive(Debug)]
pub(crate) struct Permit {
    lane: Lane,
    bytes: u64,
}

impl Lane {
    pub(super) fn new(budget: u64) -> Self {
        Self(Arc::new(Mutex::new(State { free: budget, waiting: BTreeMap::new(), last: None })))
    }

    /// Waits for memory. Dropping the future leaves the queue.
    ///
    /// # Errors
    /// The firm has too many waiting callers, or the wait timed out.
    pub(super) async fn enter(
        &self,
        firm: FirmId,
        bytes: u64,
        patience: Duration,
    ) -> Result<Permit, Crowded> {
        let mut place = self.queue(firm, bytes, MOST_WAITING).ok_or(Crowded)?;
        match tokio::time::timeout(patience, &mut place.receiver).await {
            Ok(Ok(permit)) => Ok(permit),
            Ok(Err(_)) | Err(_) => Err(Crowded),
        }
    }

    /// Waits for memory until `is_stopped`, checked at this interval.
    pub(super) fn enter_blocking(
        &self,
        firm: FirmId,
        bytes: u64,
        interval: Duration,
        is_stopped: &dyn Fn() -> bool,
    ) -> Option<Permit> {
        let mut place = self.queue(firm, bytes, usize::MAX)?;
        while !is_stopped() {
            match place.receiver.try_recv() {
                Ok(permit) => return Some(permit),
                Err(_) => std::thread::sleep(interval),
            }
        }
        None
    }

    /// Queues a file and grants what is available. `None` if `most` of the firm are waiting already.
    fn queue(&self, firm: FirmId, bytes: u64, most: usize) -> Option<Place> {
        let (sender, receiver) = oneshot::channel();
        {
            let mut state = self.state();
            let queue = state.waiting.entry(firm).or_default();
            queue.retain(|waiter| !waiter.sender.is_closed());
            if queue.len() >= most {
                return None;
            }
            queue.push_back(Waiter { bytes, sender });
        }
        self.pass_on();
        Some(Place { lane: self.clone(), receiver })
    }

    fn pass_on(&self) {
        loop {
            let next = self.state().next();
            let Some(Waiter { bytes, sender }) = next else { return };
            if let Err(permit) = sender.send(Permit { lane: self.clone(), bytes }) {
                // The waiter is gone. The permit is returned by hand, because its drop would take the lock again.
                self.take_back(permit);
            }
        }
    }

    fn take_back(&self, mut permit: Permit) {
        self.state().free += std::mem::take(&mut permit.bytes);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// The next file to be granted. Smaller ones behind it wait too, or they would starve it.
    fn next(&mut self) -> Option<Waiter> {
        self.waiting.retain(|_, queue| {
            queue.retain(|waiter| !waiter.sender.is_closed());
            !queue.is_empty()
        });
        let behind = self.last.map_or(Bound::Unbounded, Bound::Excluded);
        let firm =
            self.waiting.range((behind, Bound::Unbounded)).chain(&self.waiting).next().map(|it| *it.0)?;
        let queue = self.waiting.get_mut(&firm)?;
        if queue.front()?.bytes > self.free {
            return None;
        }
        let waiter = queue.pop_front()?;
        self.free -= waiter.bytes;
        self.last = Some(firm);
        Some(waiter)
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        if self.bytes > 0 {
            self.lane.state().free += self.bytes;
            self.lane.pass_on();
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.receiver.close();
        // Smaller files may have been waiting behind it.
        self.lane.pass_on();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: Duration = Duration::from_secs(3600);

    fn firm(id: i64) -> FirmId {
        id.try_into().expect("an id")
    }

    #[test]
    fn files_never_exceed_the_budget_and_all_are_served() {
        let lane = Lane::new(100);
        std::thread::scope(|scope| {
            for (place, weight) in [100, 60, 60, 1, 40, 100, 7, 99, 50, 50, 3, 100].into_iter().enumerate() {
                let lane = &lane;
                scope.spawn(move || {
                    let own = firm(1 + place as i64 % 3);
                    let wait = Duration::from_micros(100);
                    let permit = lane.enter_blocking(own, weight, wait, &|| false).expect("a permit");
                    assert!(lane.state().free <= 100 - weight, "what is taken is not free");
                    drop(permit);
                });
            }
        });
        assert_eq!(lane.state().free, 100);
    }

    #[tokio::test]
    async fn firms_take_turns_regardless_of_their_number_of_files() {
        let lane = Lane::new(100);
        let held = lane.enter(firm(1), 100, HOUR).await.expect("a permit");
        let mut waiting: Vec<_> =
            [1, 1, 1, 2, 3, 2].map(|id| (id, lane.queue(firm(id), 100, MOST_WAITING).expect("room"))).into();
        drop(held);
        let mut order = Vec::new();
        while !waiting.is_empty() {
            let place = waiting.iter_mut().position(|(_, waiter)| match waiter.receiver.try_recv() {
                Ok(permit) => {
                    // Its memory is granted in the next round.
                    drop(permit);
                    true
                }
                Err(_) => false,
            });
            order.push(waiting.remove(place.expect("one is served")).0);
        }
        assert_eq!(order, [2, 3, 1, 2, 1, 1]);
    }

    #[tokio::test]
    async fn a_dropped_waiter_blocks_no_other() {
        let lane = Lane::new(100);
        let held = lane.enter(firm(1), 60, HOUR).await.expect("a permit");
        let large = lane.queue(firm(2), 100, MOST_WAITING).expect("room");
        let small = tokio::spawn({
            let lane = lane.clone();
            async move { lane.enter(firm(3), 40, HOUR).await.map(drop) }
        });
        tokio::task::yield_now().await;
        assert!(!small.is_finished(), "the large file is next");
        drop(large);
        small.await.expect("it ends").expect("a permit");
        drop(held);
        assert!(lane.enter(firm(4), 100, Duration::ZERO).await.is_ok());
    }

    #[tokio::test]
    async fn waiting_is_limited_in_time_and_per_firm() {
        let lane = Lane::new(100);
        let _held = lane.enter(firm(1), 60, HOUR).await.expect("a permit");
        assert_eq!(lane.enter(firm(1), 41, Duration::ZERO).await.map(drop), Err(Crowded));
        let waiting: Vec<_> = (0..MOST_WAITING).map(|_| lane.queue(firm(1), 41, MOST_WAITING)).collect();
        assert!(waiting.iter().all(Option::is_some));
        assert_eq!(lane.enter(firm(1), 1, HOUR).await.map(drop), Err(Crowded));
        assert!(lane.queue(firm(2), 1, MOST_WAITING).is_some(), "another firm has a queue of its own");
    }
}
