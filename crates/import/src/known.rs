//! What the rules need to know of customers that are already stored, and what they say is to be written.

mod customer;
mod index;
mod look_up;

pub(crate) use customer::overwrite;
pub use customer::{
    Account, CustomerChanges, CustomerKind, KnownCustomer, NewCustomer, PhoneEntry, UnknownCustomerKind,
};
pub use index::KnownCustomers;
pub use look_up::{Keys, Known};
