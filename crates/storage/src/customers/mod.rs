//! The customer record: what every capability stands on.

mod apply;
mod bare;
mod batch;
mod consequences;
mod contact;
mod delete;
mod edit;
mod hold;
mod known;
mod look_up;
mod numbers;
mod record;
mod rows;
mod search;
mod write;

pub use apply::Change;
pub(crate) use apply::{Applied, apply};
pub(crate) use bare::create_bare;
pub(crate) use contact::{find_known, rewrite_contact};
pub use delete::{DeleteOutcome, delete};
pub use edit::{EditOutcome, create, edit};
pub(crate) use hold::hold;
pub(crate) use numbers::Numbers;
pub use record::{Customer, CustomerFilter, SORTS, count, exists, find, list};
pub(crate) use search::{addresses, area_key, folded, readings, search_text, starts_with};
pub(crate) use write::{CustomerWriter, ssn_place};
