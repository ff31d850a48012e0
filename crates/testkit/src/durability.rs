//! Speed, or what is kept.

/// Whether a server keeps what it acknowledged through a power cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// It does not wait for the disk: for tests.
    Fast,
    /// The server's own defaults: for benches and for tests of crashes.
    Durable,
}
