//! What several of Frontdesk's rule crates share, and nothing more: ids, faults, and the values that are
//! valid by construction (`Email`, `Phone`, `Ssn`, `Money`, `Month`, `FiscalYear`).
//!
//! Nothing here reads a clock, a file, the environment or a network.
#![forbid(unsafe_code)]

mod calendar;
mod cell;
mod day;
mod email;
mod fault;
mod firm;
mod id;
mod money;
mod number_text;
mod outside_id;
mod phone;
mod phone_check;
mod phone_shape;
mod phone_text;
mod ssn;
mod text;
mod visible;
mod yes_no;

pub use calendar::{FiscalYear, InvalidFiscalYear, InvalidMonth, Month};
pub use cell::unquote_cell;
pub use day::{day_of_serial, parse_day};
pub use email::Email;
pub use fault::{Fault, Faults, MOST_FAULTS, path_part};
pub use firm::FirmSettings;
pub use id::{CustomerId, FirmId, InvalidCellId, InvalidId};
pub use money::{Money, MoneyError, divide_rounding};
pub use number_text::NumberText;
pub use outside_id::{NoId, parse_outside_id, says_nothing};
pub use phone::{Phone, PhoneError, Phones, Region, UnknownRegion};
pub use phone_check::{PhoneCheck, UnknownPhoneCheck};
pub use ssn::Ssn;
pub use text::{LONG_TEXT, clean, fold_address, fold_key, single_line, without_invisible};
pub use visible::visible;
pub use yes_no::parse_yes_no;
