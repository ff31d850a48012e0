//! The database as a whole: copied to a file, checked, carried over into another.
//!
//! What tables there are is read from the database itself, so that none is ever forgotten.

mod carry;
mod leftovers;
#[cfg(feature = "postgres")]
mod tables;
mod write;

pub use carry::{Carried, CarryError, carry_over};
pub use leftovers::{RESTORE, clear_leftovers};
pub use write::{BackupError, backup, check};
