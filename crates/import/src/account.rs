//! Account rows: customers by their number, with their commercial side.

mod changes;
mod decide;
mod row;
#[cfg(test)]
mod tests;

pub use changes::build_account_changes;
pub use decide::decide_account;
pub use row::{AccountRow, PreparedAccount, RawAccount, prepare};
