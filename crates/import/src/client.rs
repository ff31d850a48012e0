//! Client rows: parsing, matching, changes.

mod changes;
mod decide;
mod row;
#[cfg(test)]
mod tests;
mod warnings;

pub use changes::build_client_changes;
pub use decide::{Decision, Refusal, decide};
pub use row::{ClientRow, IntegrationType, PreparedClient, RawClient, UnknownIntegrationType, prepare};
pub use warnings::Warning;
pub(crate) use warnings::{id_in_other_case, shared_contacts, unacceptable_phones};
