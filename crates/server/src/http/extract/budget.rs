//! Limits on the total of all bodies: memory, and threads that parse them.

use std::sync::Arc;

use actix_web::rt::task::spawn_blocking;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::body_error::BodyError;
use crate::http::problem::Problem;

/// The budget is counted in units of this many bytes.
const PIECE: usize = 1_024;

/// Up to this size a body is parsed in place: handing it to a thread would take longer.
const SMALL: usize = 16 * 1_024;

/// Memory for bodies. It is leased as bytes arrive, so that a declared length alone reserves nothing.
#[derive(Debug, Clone)]
pub(crate) struct BodyBudget(Arc<Semaphore>);

impl BodyBudget {
    pub(crate) fn new(bytes: usize) -> Self {
        Self(Arc::new(Semaphore::new(bytes.div_ceil(PIECE).min(Semaphore::MAX_PERMITS))))
    }

    /// An empty lease.
    pub(crate) fn lease(&self) -> Lease {
        Lease { budget: self.clone(), held: None }
    }
}

/// One body's share of the budget, returned on drop.
#[derive(Debug)]
pub(crate) struct Lease {
    budget: BodyBudget,
    held: Option<OwnedSemaphorePermit>,
}

impl Lease {
    /// Grows the lease to `bytes`.
    ///
    /// # Errors
    /// The budget is used up.
    pub(crate) fn cover(&mut self, bytes: usize) -> Result<(), BodyError> {
        let held = self.held.as_ref().map_or(0, OwnedSemaphorePermit::num_permits);
        let more = bytes.div_ceil(PIECE).saturating_sub(held);
        if more == 0 {
            return Ok(());
        }
        let more = u32::try_from(more).map_err(|_| BodyError::Crowded)?;
        let permit = Arc::clone(&self.budget.0).try_acquire_many_owned(more);
        let permit = permit.map_err(|_| BodyError::Crowded)?;
        match &mut self.held {
            Some(held) => held.merge(permit),
            None => self.held = Some(permit),
        }
        Ok(())
    }
}

/// The threads that parse large bodies, at most as many as serve requests.
#[derive(Debug)]
pub(crate) struct BodyReading(Arc<Semaphore>);

impl BodyReading {
    pub(crate) fn new(threads: usize) -> Self {
        Self(Arc::new(Semaphore::new(threads.max(1))))
    }

    /// Runs `job` for a body of `bytes`, on a thread if it is large.
    ///
    /// # Errors
    /// The thread panicked.
    pub(crate) async fn run<R: Send + 'static>(
        &self,
        bytes: usize,
        read: impl FnOnce() -> R + Send + 'static,
    ) -> Result<R, Problem> {
        if bytes <= SMALL {
            return Ok(read());
        }
        let turn = Arc::clone(&self.0).acquire_owned().await.map_err(Problem::internal)?;
        // The thread continues after the caller disconnects, and keeps its permit until it ends.
        let read = move || {
            let _turn = turn;
            read()
        };
        spawn_blocking(read).await.map_err(Problem::internal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leases_share_the_budget_and_return_it() {
        let budget = BodyBudget::new(10 * PIECE);
        let (mut one, mut other) = (budget.lease(), budget.lease());
        assert!(one.cover(1).is_ok() && one.cover(6 * PIECE).is_ok() && one.cover(PIECE).is_ok());
        assert!(other.cover(4 * PIECE).is_ok());
        assert!(matches!(other.cover(4 * PIECE + 1), Err(BodyError::Crowded)));
        assert!(other.cover(4 * PIECE).is_ok(), "what is held stays held");
        drop(one);
        assert!(other.cover(10 * PIECE).is_ok());
        drop(other);
        assert_eq!(budget.0.available_permits(), 10);
    }
}
