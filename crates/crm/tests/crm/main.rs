//! The client and the worker against a simulated CRM, over real sockets.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on should fail, there and then"
)]

mod bare;
mod client;
mod notices;
mod odd;
mod support;
mod worker;
