//! What storage must do, on every database alike.

mod clients;
mod idempotency;
mod imports;
mod schema;
mod secrets;
mod support;
