//! Accounts: customers identified by their number, with account data, from rows of a file or single payloads.

mod changes;
mod decide;
mod edit;
mod restore;
mod row;
#[cfg(test)]
mod tests;

pub use changes::build_account_changes;
pub use decide::{Holder, decide_account};
pub use edit::{AccountEdit, PhoneTaken, RawEdit, claim_phone, parse_new_account};
pub use restore::restore;
pub use row::{AccountRow, PreparedAccount, RawAccount, prepare};
