//! Rows become customers: what a client or account row must hold, whom it means, and what it changes.
#![forbid(unsafe_code)]

pub mod account;
pub mod client;
#[cfg(feature = "csv")]
pub mod csv;
pub mod dates;
mod fields;
pub mod known;
pub mod mapping;
pub mod names;
pub mod phones;
pub mod rejects;
pub mod table;
pub mod tally;
#[cfg(feature = "xlsx")]
pub mod xlsx;
