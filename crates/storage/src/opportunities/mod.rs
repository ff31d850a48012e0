//! Deals.

mod area;
mod list;
mod of_customer;
mod quality;
mod rows;
mod statuses;
mod write;

pub(crate) use area::{follow_area, hold_customer};
pub use list::{OpportunityFilter, count, find, list};
pub(crate) use of_customer::of_customer;
pub use quality::{QualityFilter, QualityFinding, count_findings, list_findings};
pub use rows::Opportunity;
pub use statuses::{
    KnownStatus, StatusChange, catalogue, count_statuses, list_statuses, replace_statuses, set_status,
    version_of_catalogue,
};
pub(crate) use write::{Loaded, take};
pub use write::{Outcome, change, create, delete, replace};
