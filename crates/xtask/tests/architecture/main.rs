//! The shape of the repository, kept by tests: which crate may see what, what sources must and must not say, which
//! dependencies are accounted for.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "what goes wrong while a test looks fails the test"
)]

mod arrows;
mod dependencies;
mod graph;
mod modules;
mod queries;
mod rings;
mod sources;
mod weight;
