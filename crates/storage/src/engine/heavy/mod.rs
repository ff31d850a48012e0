//! A semaphore for heavy reads: those whose work grows with the data, such as lists, counts and statistics. They never
//! take the last reader or connection, no caller and no firm takes all permits, and firms take turns.

mod turns;

use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::oneshot;

use crate::engine::actor::{Actor, KeyId};
use crate::engine::error::StorageError;
use crate::engine::scope::Access;
use turns::Turns;

/// The unit of the per-caller limit: a key, or an address without one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Asker {
    firm: i64,
    key: Option<KeyId>,
    address: Option<IpAddr>,
}

impl Asker {
    fn of(access: Access) -> Self {
        let Actor { address, .. } = access.actor();
        let key = access.actor().key();
        Self { firm: access.firm().get(), key, address: address.filter(|_| key.is_none()) }
    }
}

/// The semaphore. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Gate {
    turns: Arc<Mutex<Turns<Asker, oneshot::Sender<Permit>>>>,
    patience: Duration,
}

/// The right to one heavy read; released when dropped.
pub(crate) struct Permit {
    gate: Gate,
    asker: Asker,
}

impl Gate {
    /// Allows `permits` heavy reads at a time, at most `per_asker` per caller. A caller that gets none within
    /// `patience` is refused.
    pub(crate) fn new(permits: usize, per_asker: usize, patience: Duration) -> Self {
        Self { turns: Arc::new(Mutex::new(Turns::new(permits, per_asker))), patience }
    }

    /// Waits for a permit. Dropping the future leaves the queue.
    pub(crate) async fn enter(&self, access: Access) -> Result<Permit, StorageError> {
        let asker = Asker::of(access);
        let waiting = {
            let mut turns = self.turns();
            if turns.admit(asker.firm, asker) {
                return Ok(Permit { gate: self.clone(), asker });
            }
            let (sender, receiver) = oneshot::channel();
            if !turns.queue(asker.firm, asker, sender, |waiter| !waiter.is_closed()) {
                return Err(StorageError::Busy);
            }
            receiver
        };
        match tokio::time::timeout(self.patience, waiting).await {
            Ok(Ok(permit)) => Ok(permit),
            Ok(Err(_)) | Err(_) => Err(StorageError::Busy),
        }
    }

    fn turns(&self) -> MutexGuard<'_, Turns<Asker, oneshot::Sender<Permit>>> {
        self.turns.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Hands out the free permits.
    fn pass_on(&self) {
        loop {
            let Some((asker, waiter)) = self.turns().next() else { return };
            // Skipped here: dropping a permit would call this function recursively, as deep as there are cancelled
            // waiters.
            if waiter.is_closed() {
                self.turns().leave(asker.firm, asker);
                continue;
            }
            // A waiter cancelled at this very moment returns its permit by dropping it.
            drop(waiter.send(Permit { gate: self.clone(), asker }));
        }
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        self.gate.turns().leave(self.asker.firm, self.asker);
        self.gate.pass_on();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use frontdesk_core::FirmId;

    fn access(firm: i64, key: i64) -> Access {
        let firm = FirmId::try_from(firm).expect("an id");
        let door = crate::Door::Key(KeyId::new(key).expect("an id"));
        Access::new(firm).by(Actor { door, address: None })
    }

    #[tokio::test]
    async fn a_caller_never_gets_all_permits_and_a_cancelled_waiter_is_skipped() {
        let gate = Gate::new(2, 1, Duration::from_secs(60));
        let first = gate.enter(access(1, 1)).await.expect("a permit");
        let given_up = tokio::spawn({
            let gate = gate.clone();
            async move { gate.enter(access(1, 1)).await.map(drop) }
        });
        let waiting = tokio::spawn({
            let gate = gate.clone();
            async move { gate.enter(access(1, 1)).await.map(drop) }
        });
        let other = gate.enter(access(2, 2)).await.expect("there is one for another firm");
        given_up.abort();
        assert!(given_up.await.is_err());
        drop(first);
        waiting.await.expect("it ends").expect("a permit");
        drop(other);
        let all = [gate.enter(access(1, 1)).await, gate.enter(access(2, 2)).await];
        assert!(all.iter().all(Result::is_ok), "none is lost");
    }

    #[test]
    fn many_cancelled_waiters_are_skipped_without_recursion() {
        let gate = Gate::new(1, 1, Duration::from_secs(3600));
        let held = Asker::of(access(1, 1));
        assert!(gate.turns().admit(held.firm, held));
        let held = Permit { gate: gate.clone(), asker: held };
        for firm in 1..=8 {
            let asker = Asker::of(access(firm, firm));
            for _ in 0..4_000 {
                let (sender, receiver) = oneshot::channel();
                assert!(gate.turns().queue(asker.firm, asker, sender, |waiter| !waiter.is_closed()));
                drop(receiver);
            }
        }
        let small = std::thread::Builder::new().stack_size(256 * 1024);
        small.spawn(move || drop(held)).expect("a thread").join().expect("it has not overflown");
        let free = Asker::of(access(9, 9));
        assert!(gate.turns().admit(free.firm, free), "the permit is back");
    }

    #[tokio::test]
    async fn a_waiter_is_refused_after_its_time_out() {
        let gate = Gate::new(1, 1, Duration::from_millis(5));
        let held = gate.enter(access(1, 1)).await.expect("a permit");
        assert!(matches!(gate.enter(access(2, 2)).await, Err(StorageError::Busy)));
        drop(held);
        assert!(gate.enter(access(2, 2)).await.is_ok());
    }
}
