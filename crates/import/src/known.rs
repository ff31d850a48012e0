//! Stored customers as the rules see them, and the changes that the rules decide.

mod customer;
mod index;
mod look_up;
mod recorded;

pub(crate) use customer::overwrite;
pub use customer::{
    Account, CustomerChanges, CustomerKind, KnownCustomer, NewCustomer, PhoneEntry, UnknownCustomerKind,
};
pub use index::KnownCustomers;
pub use look_up::{Keys, Known};
