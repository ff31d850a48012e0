//! The journal: what happened to every record. Scripts hand it the record before and after a change; [`history`] reads
//! it.

mod history;
mod kind;
mod record;
mod restore;
mod settle;
mod write;

pub use crate::engine::journal::{Action, Cause, CauseId, CauseKind};
pub(crate) use history::last_values;
pub use history::{
    Entry, HISTORY_SORTS, HistoryFilter, count_history, entries_after, find_entry, history, recorded_since,
};
pub use kind::Kind;
pub use record::find_record;
pub(crate) use restore::values_of;
pub use restore::{NotRestored, Restoration};
pub use settle::{settle, settle_blocking};
pub(crate) use write::{change, created, created_in_bulk, deleted, updated};
