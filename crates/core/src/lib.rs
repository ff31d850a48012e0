//! What several of Frontdesk's rule crates share, and nothing more: ids, faults, and the values that are
//! valid by construction (`Email`, `Phone`, `Ssn`).
//!
//! Nothing here reads a clock, a file, the environment or a network.
#![forbid(unsafe_code)]

mod email;
mod fault;
mod firm;
mod id;
mod phone;
mod ssn;
mod text;

pub use email::Email;
pub use fault::{Fault, Faults};
pub use firm::{FirmSettings, PhoneCheck, UnknownPhoneCheck};
pub use id::{CustomerId, FirmId, InvalidId};
pub use phone::{Phone, PhoneError, Region, UnknownRegion};
pub use ssn::Ssn;
pub use text::{LONG_TEXT, fold, single_line};
