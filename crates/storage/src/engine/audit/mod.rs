//! The audit log: who changed what, which record, when, and from where. Entries are added in the transaction of the
//! change that they tell of, and each holds the hash of the one before it, so that none can be changed, left out or put
//! in between without being found out. Values of records are not among what is told.

mod append;
mod chain;
mod log;
pub(crate) mod note;
mod verify;

pub(crate) use append::append;
pub use log::{AuditEntry, AuditFilter, SORTS, count, list};
pub use note::Action;
pub use verify::{Break, Verdict, verify};
