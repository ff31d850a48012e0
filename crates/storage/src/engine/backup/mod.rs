//! The database as a whole: backup, check, migration to another database.
//!
//! The list of tables is read from the database itself, so that no table is left out.

mod carry;
mod leftovers;
#[cfg(feature = "postgres")]
mod tables;
mod write;

pub use carry::{Carried, CarryError, carry_over};
pub use leftovers::{RESTORE, clear_leftovers};
pub use write::{BackupError, backup, check};
