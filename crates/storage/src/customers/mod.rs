//! The customer record, which all other modules build on.

mod apply;
#[cfg(feature = "postgres")]
mod arrays;
mod batch;
#[cfg(feature = "mysql")]
mod block_of_ids;
mod consequences;
mod contact;
mod counts;
mod delete;
mod edit;
mod hold;
mod known;
mod look_up;
mod numbers;
#[cfg(feature = "sqlite")]
mod on_sqlite;
mod placeholders;
mod record;
mod restore;
mod rows;
mod search;
mod undelete;
mod write;

pub use apply::Change;
pub(crate) use apply::{Applied, apply, apply_all};
pub(crate) use contact::{find_known, rewrite_contact};
pub(crate) use counts::{count_all, count_by_type};
pub use delete::{DeleteOutcome, delete};
pub use edit::{EditOutcome, create, edit};
pub(crate) use hold::hold;
pub(crate) use numbers::Numbers;
pub(crate) use placeholders::create_bare;
pub(crate) use record::changed_since;
pub use record::{Customer, CustomerFilter, SORTS, count, exists, find, list};
pub use restore::{RestoreOutcome, restore_values};
pub(crate) use search::{Texts, addresses, area_key, folded, search_of};
pub use undelete::{UndeleteOutcome, undelete};
pub(crate) use write::{CustomerWriter, ssn_place};
