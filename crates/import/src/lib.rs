//! Rows become customers: what a client or account row must hold, whom it means, and what it changes.
#![forbid(unsafe_code)]

pub mod account;
pub mod client;
pub mod dates;
mod fields;
pub mod known;
pub mod names;
pub mod phones;
pub mod tally;
