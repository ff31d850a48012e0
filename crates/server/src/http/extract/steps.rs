//! Counts the steps of reading a body, so that a test can hold that they grow with its size and no faster. Outside of
//! tests nothing is counted.

#[cfg(test)]
thread_local! {
    static TAKEN: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// Counts steps: bytes that are looked at or copied, values that are visited.
#[cfg(test)]
pub(super) fn count(steps: usize) {
    TAKEN.set(TAKEN.get() + steps);
}

/// Counts nothing.
#[cfg(not(test))]
pub(super) fn count(_: usize) {}

/// The steps that `job` takes on this thread.
#[cfg(test)]
pub(super) fn of(job: impl FnOnce()) -> usize {
    TAKEN.set(0);
    job();
    TAKEN.get()
}
