//! What storage must do, on every database alike.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on should fail, there and then"
)]

mod audit;
mod bulk_imports;
mod clients;
mod files;
mod idempotency;
mod import_ids;
mod import_lists;
mod import_texts;
mod imports;
mod interactions;
mod journal;
mod kept_counts;
mod keys;
mod opportunities;
mod opportunity_imports;
mod requests;
mod row_security;
mod schema;
mod search;
mod secrets;
mod sessions;
mod support;
mod sync;
mod whole;
