//! Counts parsing steps, so that a test can assert linear growth. Compiled to nothing outside tests.

#[cfg(test)]
thread_local! {
    static TAKEN: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// Counts bytes examined or copied, and values visited.
#[cfg(test)]
pub(super) fn count(steps: usize) {
    TAKEN.set(TAKEN.get() + steps);
}

#[cfg(not(test))]
pub(super) fn count(_: usize) {}

/// The steps of `job` on this thread.
#[cfg(test)]
pub(super) fn of(job: impl FnOnce()) -> usize {
    TAKEN.set(0);
    job();
    TAKEN.get()
}
