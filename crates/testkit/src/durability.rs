//! Durability of a test server.

/// Whether a server's commits survive a power failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// No: it does not wait for the disk. For tests.
    Fast,
    /// The server's own defaults: for benches and for tests of crashes.
    Durable,
}
