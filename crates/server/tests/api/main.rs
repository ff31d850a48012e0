//! API tests over a real socket: shared behaviour on a test resource, then each resource.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on should fail, there and then"
)]

mod access;
mod bodies;
mod channels;
mod clients;
mod collections;
mod customers;
mod headers;
mod history;
mod idempotency;
mod imports;
mod interactions;
mod life;
mod limits;
mod logs;
mod matrix;
mod openapi;
mod opportunities;
mod pages;
mod parameters;
mod problems;
mod requests;
mod search;
mod session;
mod sorting;
mod streams;
mod support;
mod things;
mod topics;
mod uploads;
mod users;
mod versions;
mod webhook;
