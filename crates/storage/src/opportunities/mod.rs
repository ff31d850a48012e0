//! Deals.

mod area;
mod candidates;
mod list;
mod of_customer;
mod quality;
mod restore;
mod rows;
mod statuses;
mod sums;
mod undelete;
mod write;

pub(crate) use area::{follow_area, hold_customer};
pub use list::{OpportunityFilter, SORTS, count, find, list};
pub(crate) use of_customer::of_customer;
pub use quality::{QUALITY_SORTS, QualityFilter, QualityFinding, count_findings, list_findings};
pub use restore::restore_values;
pub use rows::Opportunity;
pub use statuses::{
    KnownStatus, STATUS_SORTS, StatusChange, StatusFilter, catalogue, count_statuses, known_statuses,
    list_statuses, replace_statuses, set_status, version_of_catalogue,
};
pub(crate) use sums::{recount, sums};
pub use undelete::undelete;
pub(crate) use write::{Loaded, take};
pub use write::{Outcome, change, create, delete, replace};
