//! Types shared by Frontdesk's rule crates, and nothing more: ids, faults, and values that are valid by construction
//! (`Email`, `Phone`, `Ssn`, `Money`, `Month`, `FiscalYear`).
//!
//! Phone numbers and [`FirmSettings`], which names a country, need the feature `phone`; their metadata is most of the
//! build. The feature `serde` makes every value but an [`Ssn`] serializable.
//!
//! No function here reads a clock, a file, the environment or a network.
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

mod calendar;
mod cell;
mod change;
mod day;
mod edit;
mod email;
mod fault;
mod fields;
#[cfg(feature = "phone")]
mod firm;
mod id;
mod money;
#[cfg(feature = "serde")]
mod number_text;
mod outside_id;
#[cfg(feature = "phone")]
mod phone;
#[cfg(feature = "phone")]
mod phone_check;
#[cfg(feature = "phone")]
mod phone_shape;
#[cfg(feature = "phone")]
mod phone_text;
mod placeholder;
mod put_back;
#[cfg(feature = "phone")]
mod search;
#[cfg(feature = "serde")]
mod serde_text;
mod ssn;
mod text;
mod visible;
mod yes_no;

pub use calendar::{FiscalYear, InvalidFiscalYear, InvalidMonth, Month};
pub use cell::unquote_cell;
pub use change::{FieldChange, FieldValue, NamedValue, Recorded, changes_between};
pub use day::{day_of_serial, parse_day, parse_rfc3339};
pub use edit::Edit;
pub use email::{Email, EmailError};
pub use fault::{Fault, Faults, MOST_FAULTS, NoFault, path_part};
pub use fields::Fields;
#[cfg(feature = "phone")]
pub use firm::FirmSettings;
pub use id::{Customer, CustomerId, FirmId, Id, InvalidCellId, InvalidId};
pub use money::{Money, MoneyError, divide_rounding};
#[cfg(feature = "serde")]
pub use number_text::NumberText;
pub use outside_id::{NoId, parse_outside_id};
#[cfg(feature = "phone")]
pub use phone::{InvalidE164, Phone, PhoneError, Phones, Region, UnknownRegion};
#[cfg(feature = "phone")]
pub use phone_check::{PhoneCheck, UnknownPhoneCheck};
pub use placeholder::{name_in_cell, says_nothing};
pub use put_back::{ChangedSince, NotPutBack, put_back};
#[cfg(feature = "phone")]
pub use search::{LONGEST_SEARCH_TEXT, SearchQuery, SearchWords, Token};
#[cfg(feature = "serde")]
#[doc(hidden)]
pub use serde_text::__serde;
pub use ssn::{InvalidSsn, Ssn};
pub use text::{LONG_TEXT, clean, filled, fold_address, fold_key, single_line, without_invisible};
pub use visible::visible;
pub use yes_no::parse_yes_no;
