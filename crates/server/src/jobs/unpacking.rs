//! The memory that files may take while they are read, all of them together: a small workbook can unpack to two hundred
//! mebibytes.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use frontdesk_storage::imports::{BASE_MEMORY, ImportError, memory_to_read};

/// For CSV files, and for a look at what a workbook takes. Apart, so that they never wait behind large workbooks.
const SMALL_BUDGET: u64 = 48 << 20;
/// For workbooks: one of the largest size, or several small ones.
const LARGE_BUDGET: u64 = 208 << 20;
/// More that wait are sent away at once.
const MOST_WAITING: usize = 64;
/// A caller is kept waiting for so long.
const PATIENCE: Duration = Duration::from_secs(10);

/// Hands the memory out, in the order in which it is asked for.
#[derive(Debug, Clone)]
pub(crate) struct Unpacking {
    small: Lane,
    large: Lane,
}

/// A part of the memory, and those who wait for some of it.
#[derive(Debug, Clone)]
struct Lane(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug)]
struct State {
    free: u64,
    waiting: VecDeque<u64>,
    next: u64,
}

/// Other files take all the memory that there is for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("Too many files are read at the same time. Try again shortly.")]
pub(crate) struct Crowded;

/// Memory that one file may take, given back when this is dropped.
#[derive(Debug)]
pub(crate) struct Permit {
    shared: Arc<Shared>,
    bytes: u64,
}

impl Default for Unpacking {
    fn default() -> Self {
        Self { small: Lane::new(SMALL_BUDGET), large: Lane::new(LARGE_BUDGET) }
    }
}

impl Unpacking {
    /// Waits until there is memory to read the file that a caller waits for. Blocks.
    ///
    /// # Errors
    /// That takes too long, or the file cannot be read.
    pub(crate) fn for_caller(&self, path: &Path) -> Result<Result<Permit, ImportError>, Crowded> {
        self.weighed(path, Some(PATIENCE))
    }

    /// Waits until there is memory to read a file in the background, however long that takes. Blocks.
    ///
    /// # Errors
    /// The file cannot be read.
    pub(crate) fn in_background(&self, path: &Path) -> Result<Permit, ImportError> {
        loop {
            // Never turned away, as it has no patience to lose.
            if let Ok(permit) = self.weighed(path, None) {
                return permit;
            }
        }
    }

    /// What a file takes is found out with a small permit, which is given back before the right one is asked for: files
    /// that hold one and wait for the other would wait for each other.
    fn weighed(
        &self,
        path: &Path,
        patience: Option<Duration>,
    ) -> Result<Result<Permit, ImportError>, Crowded> {
        let small = self.small.enter(BASE_MEMORY, patience)?;
        let bytes = memory_to_read(path);
        drop(small);
        match bytes {
            Ok(bytes) => self.lane(bytes).enter(bytes, patience).map(Ok),
            Err(error) => Ok(Err(error)),
        }
    }

    fn lane(&self, bytes: u64) -> &Lane {
        if bytes <= BASE_MEMORY { &self.small } else { &self.large }
    }
}

impl Lane {
    fn new(budget: u64) -> Self {
        let state = State { free: budget, waiting: VecDeque::new(), next: 0 };
        Self(Arc::new(Shared { state: Mutex::new(state), changed: Condvar::new() }))
    }

    /// Waits for so much memory; for ever without patience. Only callers are turned away when too many wait.
    fn enter(&self, bytes: u64, patience: Option<Duration>) -> Result<Permit, Crowded> {
        let until = patience.map(|patience| Instant::now() + patience);
        let mut state = self.0.lock();
        if patience.is_some() && state.waiting.len() >= MOST_WAITING {
            return Err(Crowded);
        }
        let ticket = state.next;
        state.next += 1;
        state.waiting.push_back(ticket);
        while state.waiting.front() != Some(&ticket) || state.free < bytes {
            let left = until.map(|until| until.saturating_duration_since(Instant::now()));
            if left.is_some_and(|left| left.is_zero()) {
                state.waiting.retain(|other| *other != ticket);
                self.0.changed.notify_all();
                return Err(Crowded);
            }
            state = match left {
                Some(left) => {
                    self.0.changed.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0
                }
                None => self.0.changed.wait(state).unwrap_or_else(PoisonError::into_inner),
            };
        }
        state.waiting.pop_front();
        state.free -= bytes;
        self.0.changed.notify_all();
        Ok(Permit { shared: Arc::clone(&self.0), bytes })
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        self.shared.lock().free += self.bytes;
        self.shared.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;

    #[test]
    fn files_never_take_more_than_the_budget_and_all_have_their_turn() {
        let unpacking = Lane::new(100);
        let (taken, highest) = (AtomicU64::new(0), AtomicU64::new(0));
        std::thread::scope(|scope| {
            for weight in [100, 60, 60, 1, 40, 100, 7, 99, 50, 50, 3, 100] {
                let (unpacking, taken, highest) = (&unpacking, &taken, &highest);
                scope.spawn(move || {
                    let permit = unpacking.enter(weight, None).expect("a permit");
                    let now = taken.fetch_add(weight, Ordering::SeqCst) + weight;
                    highest.fetch_max(now, Ordering::SeqCst);
                    std::thread::yield_now();
                    taken.fetch_sub(weight, Ordering::SeqCst);
                    drop(permit);
                });
            }
        });
        assert!(highest.load(Ordering::SeqCst) <= 100);
        assert_eq!(unpacking.0.lock().free, 100);
    }

    #[test]
    fn who_waits_too_long_or_behind_too_many_is_sent_away() {
        let unpacking = Lane::new(100);
        let held = unpacking.enter(60, None).expect("a permit");
        assert_eq!(unpacking.enter(41, Some(Duration::ZERO)).map(drop), Err(Crowded));
        assert!(unpacking.enter(40, Some(Duration::ZERO)).is_ok(), "those who left are not waited for");
        unpacking.0.lock().waiting.extend(0..MOST_WAITING as u64);
        assert_eq!(unpacking.enter(1, Some(PATIENCE)).map(drop), Err(Crowded));
        drop(held);
    }

    #[test]
    fn small_files_do_not_wait_behind_large_ones() {
        let unpacking = Unpacking::default();
        let _all = unpacking.lane(LARGE_BUDGET).enter(LARGE_BUDGET, None).expect("a permit");
        let large = unpacking.lane(LARGE_BUDGET).enter(LARGE_BUDGET, Some(Duration::ZERO));
        assert_eq!(large.map(drop), Err(Crowded));
        assert!(unpacking.lane(BASE_MEMORY).enter(BASE_MEMORY, Some(Duration::ZERO)).is_ok());
    }
}
