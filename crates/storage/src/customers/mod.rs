//! The customer record: what every capability stands on.

mod apply;
mod batch;
mod contact;
mod known;
mod rows;
mod write;

pub use apply::Change;
pub(crate) use apply::{Applied, apply};
pub(crate) use contact::{find_known, rewrite_contact};
pub(crate) use write::{CustomerWriter, ssn_place};
