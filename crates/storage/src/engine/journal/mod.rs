//! The journal: every change of a record, in order, with its cause and the values before and after. Scripts hand changes
//! to their connection; they are written at the end of its transaction. This module knows kinds of records only as
//! numbers, and values only as text.

mod append;
mod cause;
mod entry;
mod number;

pub(crate) use append::append;
pub use cause::{Cause, CauseId, CauseKind};
pub use entry::Action;
pub(crate) use entry::{Batch, Change};
pub(crate) use number::{is_behind, number};
