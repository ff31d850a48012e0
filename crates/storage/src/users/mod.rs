//! Users: customers who signed up and are synchronized with the CRM.

mod counts;
mod follow;
mod found;
mod history;
mod list;
mod of_customer;
mod row;
mod write;

pub(crate) use counts::count_kept;
pub(crate) use follow::{Moved, follow};
pub(crate) use found::{hide, show, terms_of_fields};
pub(crate) use history::keep;
pub use history::{Cause, HISTORY_SORTS, HistoryFilter, HistoryOf, PastValue, count_history, history};
pub use list::{SORTS, UserFilter, count, list};
pub(crate) use of_customer::of_customer;
pub use row::{User, find};
pub(crate) use row::{find_by_customer, save};
pub use write::{EditOutcome, create, edit, reconcile, retry};
pub(crate) use write::{queue, reflect};
