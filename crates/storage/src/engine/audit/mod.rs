//! The audit log: who changed which record, when, and from where. Entries are added in the transaction of the change,
//! and each holds the hash of the one before it, so that a changed, removed or inserted entry is detected. Entries hold
//! no values of records.

mod append;
mod chain;
mod log;
pub(crate) mod note;
mod verify;

pub(crate) use append::append;
pub use log::{AuditEntry, AuditFilter, SORTS, count, list};
pub use note::Action;
pub use verify::{Break, Verdict, verify};
