//! Ids: positive integers of distinct types.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::num::{NonZeroI64, NonZeroU32};
use std::str::FromStr;

use crate::outside_id::{NoId, parse_outside_id};

/// The text or number is not an id: ids are integers from 1 to 9223372036854775807.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be a positive integer")]
pub struct InvalidId;

/// The cell is not an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidCellId {
    /// Not an id.
    #[error("must be a positive integer")]
    Invalid,
    /// A long number that a spreadsheet has rounded.
    #[error(
        "must be a positive integer: a spreadsheet has rounded this one; export it again with the column formatted as text"
    )]
    Rounded,
}

/// The tenant. Every record belongs to one firm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "i64", into = "i64"))]
pub struct FirmId(NonZeroU32);

impl FirmId {
    /// Firm 1, which always exists.
    pub const FIRST: Self = Self(NonZeroU32::MIN);

    /// The id as a number.
    pub fn get(self) -> i64 {
        i64::from(self.0.get())
    }
}

impl TryFrom<i64> for FirmId {
    type Error = InvalidId;

    fn try_from(value: i64) -> Result<Self, InvalidId> {
        u32::try_from(value).ok().and_then(NonZeroU32::new).map(Self).ok_or(InvalidId)
    }
}

impl From<FirmId> for i64 {
    fn from(id: FirmId) -> Self {
        id.get()
    }
}

/// The id of a record: an integer from 1 to 9223372036854775807.
///
/// `Of` says what it identifies, so that the id of one thing is never taken for that of another. Any type will do; no
/// value of it is needed.
///
/// ```
/// use frontdesk_core::Id;
///
/// enum Invoice {}
/// let id: Id<Invoice> = "7".parse()?;
/// assert_eq!(id.get(), 7);
/// assert_eq!(Id::<Invoice>::new(-7), None);
/// # Ok::<(), frontdesk_core::InvalidId>(())
/// ```
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "i64", into = "i64", bound = ""))]
pub struct Id<Of>(NonZeroI64, PhantomData<fn() -> Of>);

/// What a [`CustomerId`] identifies.
#[derive(Debug, Clone, Copy)]
pub enum Customer {}

/// A customer, in all modules: also called `cid` and `customer_id`.
pub type CustomerId = Id<Customer>;

impl<Of> Id<Of> {
    /// The id of a number; `None` below 1.
    pub const fn new(number: i64) -> Option<Self> {
        match NonZeroI64::new(number) {
            Some(id) if number > 0 => Some(Self(id, PhantomData)),
            _ => None,
        }
    }

    /// The id as a number; always at least 1.
    pub const fn get(self) -> i64 {
        self.0.get()
    }

    /// Parses an id in a cell of a table: a trailing `.0` of numeric columns is accepted, and so is the markup that
    /// makes a spreadsheet treat a cell as text.
    ///
    /// # Errors
    /// The cell holds no id.
    ///
    /// ```
    /// # use frontdesk_core::CustomerId;
    /// assert_eq!(CustomerId::of_cell("4.0"), CustomerId::of_cell("4"));
    /// assert!(CustomerId::of_cell("4.5").is_err());
    /// ```
    pub fn of_cell(cell: &str) -> Result<Self, InvalidCellId> {
        match parse_outside_id(cell) {
            Ok(id) => id.parse().map_err(|InvalidId| InvalidCellId::Invalid),
            Err(NoId::Rounded) => Err(InvalidCellId::Rounded),
            Err(NoId::Empty) => Err(InvalidCellId::Invalid),
        }
    }
}

impl<Of> TryFrom<i64> for Id<Of> {
    type Error = InvalidId;

    fn try_from(value: i64) -> Result<Self, InvalidId> {
        Self::new(value).ok_or(InvalidId)
    }
}

impl<Of> From<Id<Of>> for i64 {
    fn from(id: Id<Of>) -> Self {
        id.get()
    }
}

/// Parses an id from a caller: ASCII digits only, no sign, no white space.
fn parse_digits(text: &str) -> Result<i64, InvalidId> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(InvalidId);
    }
    text.parse().map_err(|_| InvalidId)
}

impl FromStr for FirmId {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, InvalidId> {
        parse_digits(text)?.try_into()
    }
}

impl<Of> FromStr for Id<Of> {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, InvalidId> {
        parse_digits(text)?.try_into()
    }
}

impl fmt::Display for FirmId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<Of> fmt::Display for Id<Of> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

// By hand, because derived ones would ask the same of `Of`, which is only a name.
impl<Of> fmt::Debug for Id<Of> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Id").field(&self.get()).finish()
    }
}

impl<Of> Clone for Id<Of> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<Of> Copy for Id<Of> {}

impl<Of> PartialEq for Id<Of> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<Of> Eq for Id<Of> {}

impl<Of> PartialOrd for Id<Of> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<Of> Ord for Id<Of> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.cmp(&other.0)
    }
}

impl<Of> Hash for Id<Of> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_positive_integers_in_ascii_digits() {
        assert_eq!("7".parse::<CustomerId>().map(CustomerId::get), Ok(7));
        assert_eq!("9223372036854775807".parse::<CustomerId>().map(CustomerId::get), Ok(i64::MAX));
        for bad in ["", "0", "-1", "+1", " 1", "1.0", "1e3", "٣", "9223372036854775808", "x"] {
            assert_eq!(bad.parse::<CustomerId>(), Err(InvalidId), "{bad:?}");
        }
        assert_eq!("4294967296".parse::<FirmId>(), Err(InvalidId));
    }

    #[test]
    fn no_id_is_made_of_a_number_below_one() {
        for bad in [0, -1, i64::MIN] {
            assert_eq!(CustomerId::new(bad), None, "{bad}");
            assert_eq!(CustomerId::try_from(bad), Err(InvalidId), "{bad}");
        }
        assert_eq!(CustomerId::new(i64::MAX).map(i64::from), Some(i64::MAX));
    }

    #[test]
    fn a_cell_with_thousands_separators_is_not_an_id() {
        for good in ["12", "12.0", "12,00", "=\"12\"", "=12"] {
            assert_eq!(CustomerId::of_cell(good).map(CustomerId::get), Ok(12), "{good:?}");
        }
        for bad in ["1.000", "12.000", "12,000", "1.000.0", "-1", "0", "-0"] {
            assert_eq!(CustomerId::of_cell(bad), Err(InvalidCellId::Invalid), "{bad:?}");
        }
    }
}
