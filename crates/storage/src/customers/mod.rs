//! The customer record: what every capability stands on.

mod apply;
mod batch;
mod known;
mod rows;
mod write;

pub use apply::Change;
pub(crate) use apply::{Applied, apply};
pub(crate) use write::ssn_place;
